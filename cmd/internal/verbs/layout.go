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
	switch {
	case err != nil:
		return err
	case check.Verdict == pagecheck.None:
		return words.Refuse("pagecheck.unread", path)
	case !check.OK():
		return words.Refuse("pagecheck.failed", path)
	}
	return nil
}

func (c *call) printLayout(check *pagecheck.Check) {
	for _, x := range check.Findings {
		verdict, rule, clause := words.M("cli.layout."+x.Verdict), words.M("pagecheck.rule."+x.Rule), x.Clause
		if clause == "" {
			clause = c.Say.Say(words.M("cli.layout.own"))
		}
		if x.Verdict == pagecheck.None {
			c.print("cli.layout.why", verdict, rule, clause, words.M("pagecheck.why."+x.Why))
			continue
		}
		where := ""
		if x.Page > 0 {
			where = c.Say.Say(words.M("cli.layout.page", x.Page))
		}
		c.print("cli.layout.line", verdict, rule, clause, where, x.Want, x.Got)
	}
	none := check.Count(pagecheck.None)
	c.print("cli.layout.sum", check.Pages, len(check.Findings)-none, check.Count(pagecheck.Fail), none)
}
