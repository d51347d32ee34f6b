package verbs

import (
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/pagecheck"
)

// layout measures a PDF against GB/T 9704-2012 and prints each rule with what was measured.
func (c *call) layout(path string, asJSON bool) error {
	b, err := workspace.ReadPDF(path)
	if err != nil {
		return err
	}
	check, err := workspace.Measure(c.ctx, b)
	if err != nil {
		return err
	}
	check.File = path
	if asJSON {
		err = c.json(check)
	} else {
		c.printLayout(check)
	}
	if err == nil && !check.OK() {
		return words.Refuse("pagecheck.failed", path)
	}
	return err
}

func (c *call) printLayout(check *pagecheck.Check) {
	failed, applied := 0, 0
	for _, x := range check.Findings {
		if x.Verdict == "none" {
			continue
		}
		applied++
		if x.Verdict == "fail" {
			failed++
		}
		where := ""
		if x.Page > 0 {
			where = c.Say.Say(words.M("cli.layout.page", x.Page))
		}
		c.print("cli.layout.line", words.M("cli.layout."+x.Verdict), words.M("pagecheck.rule."+x.Rule), x.Clause, where, x.Want, x.Got)
	}
	c.print("cli.layout.sum", check.Pages, applied, failed)
}
