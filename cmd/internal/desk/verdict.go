package desk

import (
	"cmp"
	"strings"

	"kaohe/app/words"
)

// mostLines of what differs are told; the JSON of the verb has them all.
const mostLines = 20

// Lines are the verdict in sentences: what it is, each signature, the pages, the vault, and the sum of it.
func (c *PaperCheck) Lines() []words.Msg {
	out := []words.Msg{words.M("paper.check.what", c.Doc.Title, words.M("paper."+c.Doc.Kind))}
	if len(c.SignOffs) == 0 {
		out = append(out, words.M("paper.check.unsigned"))
	}
	for _, s := range c.SignOffs {
		verdict := words.M("paper.check.good", s.Count, s.Covered)
		switch {
		case s.Fault != "":
			verdict = words.M("cli.verify.bad." + s.Fault)
		case len(s.Missing) > 0:
			verdict = words.M("paper.check.missing", len(s.Missing), strings.Join(s.Missing, "；"))
		}
		out = append(out, words.M("paper.check.signoff", words.M("phase."+s.Phase.Key()), cmp.Or(s.Signer.Name, s.Person), s.Day(), s.Digest, verdict))
	}
	out = append(out, words.M("paper.check.pages."+c.Pages))
	out = append(out, fragments(c.PagesDiff)...)
	out = append(out, places(c.PagesMore)...)
	if c.Against != VaultNone {
		out = append(out, words.M("paper.check.vault."+c.Against))
		out = append(out, fragments(c.VaultDiff)...)
	}
	switch {
	case !c.OK():
	case c.Against == VaultNone:
		out = append(out, words.M("paper.check.ok"))
	default:
		out = append(out, words.M("paper.check.okvault"))
	}
	return out
}

func fragments(list []string) []words.Msg {
	var out []words.Msg
	for _, l := range list[:min(len(list), mostLines)] {
		out = append(out, words.M("paper.check.line", l))
	}
	if n := len(list) - mostLines; n > 0 {
		out = append(out, words.M("paper.check.more", n))
	}
	return out
}

func places(list []PageDifference) []words.Msg {
	var out []words.Msg
	for _, d := range list[:min(len(list), mostLines)] {
		out = append(out, words.M("paper.check.line", d.Msg()))
	}
	if n := len(list) - mostLines; n > 0 {
		out = append(out, words.M("paper.check.more", n))
	}
	return out
}
