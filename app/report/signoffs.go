package report

import (
	"cmp"
	"fmt"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// signoffPage makes 签字页, landscape: every statement of every phase, of one district or of all, with what verifies it and the result. Phases
// without a statement are listed too, so that the page can be signed on paper first.
func signoffPage(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	of := a.Districts
	if d != nil {
		of = []*assess.District{d}
	}
	if len(of) == 0 {
		return none("signoffs")
	}
	p := begin("signoffs", a, d, say, titleOf("signoffs", a, d), cmp.Or(since(a, of), a.To))
	p.doc.Landscape = true
	if d != nil {
		p.rests(assess.Phases)
	} else {
		p.add(Rests(of, assess.Phases)...)
	}
	p.add(To("signoffs", a, d, "")...)
	p.add(Para{Text: "考核文件编号（前32位）：" + group(a.Vault.String()[:32]), Flush: true})
	t := Table{Columns: []Column{{"阶段", 9, Centre}, {"签字人", 8, Centre}, {"职务", 7, Centre}, {"日期", 9.5, Centre}, {"事项", 8, Centre},
		{"涵盖数据", 8, Right}, {"签字校验码", 34, Left}, {"核验", 16.5, Left}}}
	for _, x := range of {
		if d == nil {
			t.Rows = append(t.Rows, Row{Span: true, Cells: []string{x.Name}})
		}
		for _, ph := range assess.Phases {
			t.Rows = append(t.Rows, p.phaseRows(ph, &x.Phases[ph])...)
		}
	}
	hands := []string{"组长", "副组长"}
	if d != nil {
		hands = p.signers()
	}
	p.add(t)
	if w := p.waived(of); len(w.Rows) > 0 {
		p.add(w)
	}
	p.add(Hands{hands}, Para{Text: signMethod, Kai: true}) // if the lines move to the next page, the text moves with them
	return p.close(), nil
}

// waived lists the matters of the checklists that were let go, each with its reason: whoever signs a phase signs that too.
func (p *paper) waived(of []*assess.District) Table {
	t := Table{Caption: "免办的事项", Columns: []Column{{"被考核单位", 12, Left}, {"阶段", 10, Centre}, {"事项", 40, Left}, {"免办理由", 38, Left}}}
	for _, d := range of {
		for _, x := range d.Tasks {
			if x.Waived != "" {
				t.Rows = append(t.Rows, Row{Cells: []string{d.Name, p.phase(x.Phase), x.What, x.Waived}})
			}
		}
	}
	return t
}

const signMethod = "核验办法：用考核通打开本次考核的文件，程序逐条核验每个签字；也可以运行“kaohe verify”加文件名。签字校验码与本页一致、" +
	"结论为有效的，签字时的内容就没有被改动过；签字后又有改动的，注明改动了几处。一处改动，校验码就完全不同。"

func lastSigned(of []*assess.District) assess.Day {
	var day assess.Day
	for _, d := range of {
		for _, p := range assess.Phases {
			for _, s := range d.Phases[p].SignOffs {
				if s.Fault == "" {
					day = max(day, s.Day())
				}
			}
		}
	}
	return day
}

// signers returns a label for each phase, for a leader's or deputy's signature on paper.
func (p *paper) signers() []string {
	var out []string
	for _, x := range assess.Phases {
		out = append(out, p.phase(x)+"阶段")
	}
	return out
}

// phaseRows returns the statements of a phase, oldest first.
func (p *paper) phaseRows(x assess.Phase, st *assess.PhaseState) []Row {
	if len(st.SignOffs) == 0 {
		return []Row{{Cells: []string{p.phase(x), "未签字", "", "", "", "", "", ""}}}
	}
	var out []Row
	for _, s := range st.SignOffs {
		out = append(out, Row{Cells: []string{p.phase(x), s.Signer.Name, p.say.Get("role." + string(s.Signer.Role)), dayCell(s.Day()), p.say.Get("edit." + s.Act),
			fmt.Sprint(s.Count), halves(s.Digest.String()), p.checked(s, st)}})
	}
	return out
}

// checked returns the verdict on a statement: not valid, with the reason; in force, with what was changed after it; or replaced by a
// later one.
func (p *paper) checked(s *assess.SignOff, st *assess.PhaseState) string {
	switch {
	case s.Fault != "":
		return p.say.Get("cli.verify.bad." + s.Fault)
	case s.Act == assess.ActReopen:
		return "有效；重新开启的理由：" + s.Reason
	case s != st.Signed():
		return "有效；其后已重新开启或者另行签字"
	case len(st.Changed) > 0:
		return p.say.Say(words.M("cli.verify.changed", len(st.Changed)))
	}
	return p.say.Get("cli.verify.good")
}
