package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
)

// A paper is a draft, and says so below its title, as long as it rests on something that is not settled: a phase that is not signed, a change
// after a signature, an objection that waits for its ruling. No signature is printed for values that it does not cover.

// rests marks the paper as a draft unless each of the phases that it rests on is signed and nothing was changed after any signature. more
// are other reasons why it is one.
func (p *paper) rests(phases []assess.Phase, more ...string) {
	why := more
	var open []string
	for _, x := range phases {
		if p.d.Phases[x].Signed() == nil {
			open = append(open, p.phase(x))
		}
	}
	if open != nil {
		why = append(why, strings.Join(open, "、")+"尚未签字")
	}
	for _, x := range assess.Phases {
		if st := &p.d.Phases[x]; st.Signed() != nil && !st.Proven() {
			why = append(why, p.phase(x)+"签字后有变更，尚未重新签字")
		}
	}
	p.add(draft(strings.Join(why, "；"))...)
}

// Rests is the same for a paper of the round: it names the districts of which a phase is not signed, or was changed after the signature.
func Rests(of []*assess.District, phases []assess.Phase) []Block {
	var open []string
	for _, d := range of {
		for _, x := range phases {
			if !d.Phases[x].Proven() {
				open = append(open, d.Name)
				break
			}
		}
	}
	switch n := len(open); {
	case n == 0:
		return nil
	case n > 3:
		return draft(fmt.Sprintf("%s等%d个单位的签字尚未完成", open[0], n))
	default:
		return draft(strings.Join(open, "、") + "的签字尚未完成")
	}
}

func draft(why string) []Block {
	if why == "" {
		return nil
	}
	return []Block{Subtitle{"（草稿：" + why + "）"}}
}

// Until returns the phases from the visit to a later one.
func Until(last assess.Phase) []assess.Phase {
	return assess.Phases[assess.Onsite-assess.Preparation : last-assess.Preparation+1]
}

// objected says how many objections to problems and marks wait for a ruling; empty if none does.
func (p *paper) objected() []string {
	n := len(p.d.Objections())
	for _, s := range p.d.Objections() {
		if s.Objection.Ruled() {
			n--
		}
	}
	for _, f := range p.d.Of(assess.Problem) {
		if f.Response.Objects() && !f.Response.Ruled() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d条异议尚未处理", n)}
}
