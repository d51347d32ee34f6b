package workspace

import (
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/words"
)

// DrawCheck is the verdict on a draw sheet. By itself a sheet proves that its list and its phrase give its result, and nothing else: not
// that this was the list, nor when the phrase was said. A vault adds whether such a draw stands in it.
type DrawCheck struct {
	*report.DrawSheet
	Drawn     []string    // what list and phrase give
	Differs   []words.Msg // where that is not what the sheet says
	Against   string      // VaultNone, VaultSame, VaultDiffer (same list and phrase, other things beside), VaultLacks
	VaultDiff []words.Msg
	Record    DrawRecord // zero unless the vault holds the list with the phrase
}

// DrawRecord is what the vault's log says of a draw. Who and when are what the laptop noted that wrote it.
type DrawRecord struct {
	By      string // name
	At      time.Time
	Changed int            // writes since the first of each value
	Before  []*assess.Draw // of the same names, recorded before it
	Why     string         // reason given for drawing once more
	After   int            // how many were recorded after it
}

// OK tells whether nothing speaks against the sheet.
func (c *DrawCheck) OK() bool {
	return len(c.Differs) == 0 && (c.Against == VaultNone || c.Against == VaultSame)
}

// CheckDraw draws again, and looks for the draw in a vault, if there is one.
func CheckDraw(s *report.DrawSheet, against *Workspace) *DrawCheck {
	x := assess.Draw{List: s.List, Count: s.Count, Strata: s.Strata, Phrase: s.Phrase}
	c := &DrawCheck{DrawSheet: s, Drawn: x.Drawn(), Differs: s.Differs()}
	if against == nil {
		return c
	}
	c.Against = VaultLacks
	a := against.View()
	for _, d := range a.Districts {
		for _, x := range d.Draws {
			there := report.NewDrawSheet(a, d, x)
			if !slices.Equal(there.List, s.List) || there.Phrase != s.Phrase {
				continue
			}
			diff := apart(s, there)
			if c.Against == VaultLacks || len(diff) < len(c.VaultDiff) {
				c.Against, c.VaultDiff, c.Record = VaultDiffer, diff, against.drawRecord(d, x)
			}
			if len(diff) == 0 {
				c.Against = VaultSame
				return c
			}
		}
	}
	return c
}

// apart is where two sheets of one list and phrase differ.
func apart(s, there *report.DrawSheet) []words.Msg {
	var out []words.Msg
	compare := func(field string, same bool, here, there any) {
		if !same {
			out = append(out, words.M("prepare.verify.has", words.M("prepare.verify.field."+field), here, there))
		}
	}
	for _, f := range []struct{ name, here, there string }{{"round", s.Round, there.Round}, {"district", s.District, there.District},
		{"title", s.Title, there.Title}, {"day", s.Day, there.Day}, {"person", s.Person, there.Person}, {"result", onALine(s.Result), onALine(there.Result)}} {
		compare(f.name, f.here == f.there, f.here, f.there)
	}
	compare("count", s.Count == there.Count, s.Count, there.Count)
	yes := map[bool]words.Msg{true: words.M("value.yes"), false: words.M("value.no")}
	compare("strata", s.Strata == there.Strata, yes[s.Strata], yes[there.Strata])
	return out
}

func onALine(list []string) string { return strings.ReplaceAll(strings.Join(list, "、"), "\t", "·") }

// drawRecord reads the log.
func (d *Workspace) drawRecord(of *assess.District, x *assess.Draw) DrawRecord {
	r := DrawRecord{Before: of.Earlier(x), Why: x.Why}
	for _, y := range of.Draws {
		if slices.Contains(of.Earlier(y), x) {
			r.After++
		}
	}
	for _, field := range []string{"title", "list", "count", "strata", "phrase", "result", "day", "person"} {
		h := d.History(ledger.Register{Entity: x.Entity, Field: field})
		r.Changed += max(0, len(h)-1)
		if field == "result" && len(h) > 0 {
			last := h[len(h)-1]
			r.By, r.At = d.View().Name(last.Person), last.At
		}
	}
	return r
}

// Lines are the verdict in sentences.
func (c *DrawCheck) Lines() []words.Msg {
	of := "prepare.verify.of"
	if c.Strata {
		of = "prepare.verify.strata"
	}
	out := []words.Msg{words.M("prepare.verify.what", c.Round, c.District, c.Title, c.Day), words.M(of, len(c.List), c.Count, c.Phrase),
		words.M("prepare.verify.listhash", c.ListHash), words.M("prepare.verify.seedis", c.Seed), words.M("prepare.verify.resultis", onALine(c.Result))}
	if len(c.Differs) > 0 {
		out = append(out, words.M("prepare.verify.bad", len(c.Differs)))
		for _, m := range c.Differs {
			out = append(out, words.M("prepare.verify.line", m))
		}
	} else {
		out = append(out, words.M("prepare.verify.ok"))
	}
	out = append(out, c.vaultLines()...)
	if c.OK() {
		out = append(out, words.M("prepare.verify.paper"))
	}
	return out
}

func (c *DrawCheck) vaultLines() []words.Msg {
	if c.Against == VaultNone {
		return []words.Msg{words.M("prepare.verify.only")}
	}
	r := c.Record
	out := []words.Msg{words.M("prepare.verify.vault."+c.Against, r.At.Local().Format("2006-01-02 15:04:05"), r.By)}
	for _, m := range c.VaultDiff {
		out = append(out, words.M("prepare.verify.line", m))
	}
	if c.Against == VaultLacks {
		return out
	}
	if r.Changed > 0 {
		out = append(out, words.M("prepare.verify.changed", r.Changed))
	}
	if len(r.Before) > 0 {
		days := make([]string, len(r.Before))
		for i, x := range r.Before {
			days[i] = string(x.Day)
		}
		out = append(out, words.M("prepare.verify.before", len(days), strings.Join(days, ", "), r.Why))
	}
	if r.After > 0 {
		out = append(out, words.M("prepare.verify.after", r.After))
	}
	return append(out, words.M("prepare.verify.clock"))
}
