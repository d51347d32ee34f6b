package workspace

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/parts"
)

// mostLines of what differs are told; the JSON of the verb has them all.
const mostLines = 20

// archival says whether a file keeps the rules of an archival format; nothing of one that claims none.
func archival(a parts.Archival) []words.Msg {
	switch {
	case !a.Claimed:
		return nil
	case a.OK():
		return []words.Msg{words.M("paper.check.archive", a.Rules)}
	}
	out := []words.Msg{words.M("paper.check.archive.broken", len(a.Broken))}
	for _, b := range a.Broken[:min(len(a.Broken), mostLines)] {
		out = append(out, words.M("paper.check.archive.line", b.Clause, b.What))
	}
	return out
}

// Lines are the verdict in sentences: what it is and of which round, each signature, what is not covered, the pages, the archival format, the vault,
// and the sum of it in one word.
func (c *PaperCheck) Lines() []words.Msg {
	x := c.Proof
	out := []words.Msg{words.M("paper.check.what", c.Doc.Title, words.M("paper."+c.Doc.Kind)),
		words.M("paper.check.round", x.Vault, x.Founder.Name, x.Founder.Agency)}
	switch {
	case x.Format == 1:
		out = append(out, words.M("paper.check.old"))
		for _, s := range x.Old {
			out = append(out, signed("", s.Phase, s.Signer, s.At, s.Digest, s.Fault))
		}
	case c.Lent:
		out = append(append(out, words.M("paper.check.lent")), c.proven()...)
	case x.Proven == nil:
		out = append(out, words.M("paper.check.bare"))
	default:
		out = append(out, c.proven()...)
	}
	out = append(out, words.M("paper.check.pages."+c.Pages))
	out = append(out, fragments(c.PagesDiff)...)
	out = append(out, places(c.PagesMore)...)
	out = append(out, c.Pictures.lines(c.Pages)...)
	out = append(out, archival(c.Archive)...)
	if c.Against == VaultNone {
		out = append(out, words.M("paper.check.novault"))
	} else {
		out = append(out, words.M("paper.check.vault."+c.Against))
		out = append(out, fragments(c.VaultDiff)...)
	}
	for _, o := range c.Outdated {
		key := "paper.check.lifted"
		if o.Fault != "" {
			key += "." + o.Fault
		}
		out = append(out, words.M(key, words.M("phase."+o.Phase), o.Digest))
	}
	return append(out, words.M("paper.check.word."+c.Word()))
}

// lines say how many pictures were held against their files; nothing of a report that has none. They are proved only where the pages are.
func (c PictureCheck) lines(pages string) []words.Msg {
	var out []words.Msg
	if c.Held > 0 && (pages == PagesExact || pages == PagesSame || c.Held < c.Shown && pages == PagesText) {
		out = append(out, words.M("paper.check.pictures", c.Held, c.Shown))
	}
	if c.Absent > 0 {
		out = append(out, words.M("paper.check.pictures.absent", c.Absent))
	}
	return out
}

// proven says what the carried registers prove, and what not.
func (c *PaperCheck) proven() []words.Msg {
	p := c.Proof.Proven
	var out []words.Msg
	if len(p.SignOffs) == 0 {
		out = append(out, words.M("paper.check.unsigned"))
	}
	for _, s := range p.SignOffs {
		out = append(out, signed(c.district(s.District), s.Phase, s.Signer, s.At, s.Digest, ""))
	}
	for _, f := range p.Faults {
		out = append(out, words.M("paper.check.fault."+f))
	}
	switch {
	case c.Proof.Remade:
		out = append(out, words.M("paper.check.remade"))
	case c.old:
		out = append(out, words.M("paper.check.edition"))
	default:
		out = append(out, words.M("paper.check.notremade"))
	}
	switch list := c.NotCovered(); {
	case len(p.SignOffs) == 0: // said already
	case len(list) == 0:
		out = append(out, words.M("paper.check.covered"))
	default:
		out = append(out, words.M("paper.check.loose"))
		for _, m := range list {
			out = append(out, words.M("paper.check.line", m))
		}
	}
	return out
}

func signed(district string, p assess.Phase, who assess.Card, at int64, digest ledger.Hash, fault string) words.Msg {
	verdict := words.M("paper.check.good")
	if fault != "" {
		verdict = words.M("held." + fault)
	}
	return words.M("paper.check.signoff", district, words.M("phase."+p.Key()), who.Name, words.M("role."+string(who.Role)),
		assess.SignedDay(at).Said(), digest, verdict)
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
