package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// materialList makes 材料清单, landscape: of every item what the district claims and says of it, and each of its materials with whether it came.
// What is missing stands first, so that the list can be sent to the district to be completed.
func materialList(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	if !Listed(d) {
		return none("materials")
	}
	m := materials{begin("materials", a, d, say, titleOf("materials", a, d), cmp.Or(a.AsOf, a.From))}
	m.doc.Landscape = true
	m.rests([]assess.Phase{assess.Preparation})
	m.add(To("materials", a, d, "")...)
	m.add(Para{Text: "被考核单位：" + d.Name, Flush: true})
	m.add(Para{Text: m.missing()})
	m.add(m.table(), Hands{[]string{"材料提供人", "接收人"}})
	return m.close(), nil
}

// Listed tells whether a list of materials has anything in it: a material, or a claim or a note of the district.
func Listed(d *assess.District) bool {
	return len(d.Materials) > 0 || slices.ContainsFunc(d.Scores, func(s *assess.Score) bool { return s.Claimed || s.ClaimNote != "" })
}

type materials struct{ *paper }

// missing counts the materials and names the items of which something is missing.
func (m materials) missing() string {
	count, lack := map[string]int{}, []string{}
	for _, x := range m.d.Materials {
		count[x.State]++
		if code := m.codes([]string{x.Item}); x.State != assess.MaterialGot && !slices.Contains(lack, code) {
			lack = append(lack, code)
		}
	}
	n := len(m.d.Materials)
	if n == 0 {
		return "评分标准没有列出佐证材料。"
	}
	text := fmt.Sprintf("应报佐证材料%d份，已收%d份", n, count[assess.MaterialGot])
	for _, s := range []string{assess.MaterialPart, assess.MaterialNone, ""} {
		if count[s] > 0 {
			text += fmt.Sprintf("，%s%d份", m.state(s), count[s])
		}
	}
	if len(lack) == 0 {
		return text + "，材料已经收齐。"
	}
	return text + "。尚需补报材料的考核项目：" + strings.Join(lack, "、") + "。"
}

func (m materials) state(s string) string {
	if s == "" {
		return "未登记"
	}
	return m.say.Get("material." + s)
}

// table has a row for each material, with the claim in the first of an item; an item without materials has a row for its claim.
func (m materials) table() Table {
	t := Table{Columns: []Column{{"编号", 5, Centre}, {"考核项目", 25, Left}, {"分值", 7, Right}, {"自评得分", 7, Right}, {"自评说明", 18, Left},
		{"佐证材料", 18, Left}, {"收到情况", 7, Centre}, {"备注", 13, Left}}}
	for _, sec := range m.a.Standard.Sections {
		from := len(t.Rows)
		for _, i := range sec.Items {
			s := m.d.Score(i.ID)
			x := marks(s)
			cells := []string{i.Code, i.Text, x.full, x.claim, s.ClaimNote}
			n := 0
			for _, mat := range m.d.Materials {
				if mat.Item == i.ID {
					t.Rows = append(t.Rows, Row{Cells: append(cells, mat.Name, m.state(mat.State), mat.Note)})
					cells = []string{"", "", "", "", ""}
					n++
				}
			}
			if n == 0 && (s.Claimed || s.ClaimNote != "") {
				t.Rows = append(t.Rows, Row{Cells: append(cells, "", "", "")})
			}
		}
		if len(t.Rows) > from {
			t.Rows = slices.Insert(t.Rows, from, Row{Span: true, Cells: []string{sec.Title}})
		}
	}
	divide(&t, 1, 4, 5, 7)
	return t
}
