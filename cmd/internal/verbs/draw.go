package verbs

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

// DrawCheck is what `verify --json` prints of a draw sheet. OK is true when list and phrase give the recorded hash, seed and result;
// Differs says in words what is not so, and Drawn is what they do give.
type DrawCheck struct {
	OK   bool   `json:"ok"`
	File string `json:"file"`
	Kind string `json:"kind"`
	report.DrawSheet
	Drawn   []string `json:"drawn"`
	Differs []string `json:"differs"`
}

// draw verifies a draw sheet.
func (c *call) draw(path string, s *report.DrawSheet, asJSON bool) (err error) {
	x := assess.Draw{List: s.List, Count: s.Count, Strata: s.Strata, Phrase: s.Phrase}
	v := DrawCheck{File: path, Kind: "draw", DrawSheet: *s, Drawn: x.Drawn(), Differs: []string{}}
	for _, m := range s.Differs() {
		v.Differs = append(v.Differs, c.Say.Say(m))
	}
	v.OK = len(v.Differs) == 0
	if asJSON {
		err = c.json(v)
	} else {
		c.printDraw(v)
	}
	if err == nil && !v.OK {
		err = words.Refuse("drawsheet.failed", path)
	}
	return err
}

func (c *call) printDraw(v DrawCheck) {
	c.print("prepare.verify.what", v.Round, v.District, v.Title, v.Day)
	of := "prepare.verify.of"
	if v.Strata {
		of = "prepare.verify.strata"
	}
	c.print(of, len(v.List), v.Count, v.Phrase)
	c.print("prepare.verify.listhash", v.ListHash)
	c.print("prepare.verify.seedis", v.Seed)
	c.print("prepare.verify.resultis", strings.ReplaceAll(strings.Join(v.Result, "、"), "\t", "·"))
	if v.OK {
		c.print("prepare.verify.ok")
		c.print("prepare.verify.paper")
		return
	}
	c.print("prepare.verify.bad", len(v.Differs))
	for _, d := range v.Differs {
		c.line("  %s", d)
	}
}
