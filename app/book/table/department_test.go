package table_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/standard"
	"kaohe/app/words"
	samples "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

// department is a table as a department makes it: eight sections of ten items in merged cells, two head rows, a title, sums.
func department() *book.GridSheet {
	rows := []string{"全市打假工作责任制考核评分表|<|<|<|<|<|<", "（百分制）|<|<|<|<|<|<",
		"序号|考核项目|考核内容|评分|<|佐证材料|备注", "^|^|^|分值|评分办法|^|^"}
	for n := range 80 {
		section, points := "^", "1"
		if n%10 == 0 {
			section = fmt.Sprintf("%s、第%d类工作（12．5分）", []string{"一", "二", "三", "四", "五", "六", "七", "八"}[n/10], n/10+1)
		}
		if n%10 >= 5 {
			points = "'１．５分"
		}
		rows = append(rows, fmt.Sprintf("%d|%s|第%d项工作的要求|%s|每缺一次扣0.5分，扣完为止|文件%d；照片%d|", n+1, section, n+1, points, n+1, n+1))
	}
	return lines(append(rows, "合计|<|<|100|||", "制表人：某科|<|<|<|<|<|2006年9月1日")...)
}

func TestADepartmentsTableBecomesTheStandard(t *testing.T) {
	g := department()
	r := table.Take(g, table.Propose(g))
	if len(r.Rows) != 80 || len(r.Sections) != 8 || r.Sum != standard.Whole || len(r.Problems) > 0 {
		t.Fatalf("%d items in %d sections, %v points: %v", len(r.Rows), len(r.Sections), r.Sum, r.Problems)
	}
	round, err := roundplantest.Open(samples.Files, builtin.Builtin)
	must(t, err)
	ids := 0
	newID := func() string { ids++; return fmt.Sprintf("t%d", ids) }
	if _, err := r.Edit(round.View(), newID); !errors.Is(err, words.Refuse("table.frozen")) {
		t.Fatalf("into a frozen standard: %v", err)
	}
	must(t, round.Apply(assess.BeginVersion(round.View())))
	e, err := r.Edit(round.View(), newID)
	must(t, err)
	must(t, round.Apply(e))
	s := round.View().NextStandard
	if s.Total() != standard.Whole || len(s.Sections) != 8 || len(s.Items()) != 80 || s.Sample || s.Title != "全市打假工作责任制考核评分表" {
		t.Fatalf("%q: %v points, %d sections, %d items", s.Title, s.Total(), len(s.Sections), len(s.Items()))
	}
	if lacks := s.Check(); len(lacks) > 0 {
		t.Errorf("lacks %v", lacks)
	}
	if i := s.Sections[7].Items[9]; i.Code != "80" || i.Text != "第80项工作的要求" || !slices.Equal(i.Materials, []string{"文件80", "照片80"}) {
		t.Errorf("the last item is %+v", i)
	}
	must(t, round.Undo())
	if n := len(round.View().NextStandard.Items()); n == 80 || n == 0 {
		t.Errorf("after undo the draft has %d items", n)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestATableWithoutPointsIsRefused(t *testing.T) {
	_, err := table.Take(lines("考核内容", "健全台账"), table.Mapping{Head: 1, First: 2, Columns: map[int]table.Field{0: table.AsText}}).
		Edit(&assess.Assessment{Standard: &standard.Standard{}}, nil)
	if !errors.Is(err, words.Refuse("table.blocked")) {
		t.Fatal(err)
	}
}

// drawSheet makes a sheet in which each text is its own, and any mapping.
func drawSheet(t *rapid.T) (*book.GridSheet, table.Mapping, []string) {
	g := &book.GridSheet{Name: "表"}
	rows, cols := rapid.IntRange(1, 12).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "columns")
	var all []string
	for n := range rows {
		row := book.GridRow{N: n + 1}
		for c := range cols {
			word := fmt.Sprintf("字%d甲%d", n, c)
			switch rapid.SampledFrom([]string{"text", "text", "empty", "number", "points", "section", "sum"}).Draw(t, "cell") {
			case "text":
				row.Cells = append(row.Cells, book.Raw{Kind: book.RawText, Text: word})
				all = append(all, word)
			case "number":
				row.Cells = append(row.Cells, book.Raw{Kind: book.RawNumber, Number: float64(rapid.IntRange(0, 20).Draw(t, "number")) / 2})
			case "points":
				row.Cells = append(row.Cells, book.Raw{Kind: book.RawText, Text: "（５分）"})
			case "section":
				row.Cells = append(row.Cells, book.Raw{Kind: book.RawText, Text: "一、" + word + "（5分）"})
				all = append(all, word)
			case "sum":
				row.Cells = append(row.Cells, book.Raw{Kind: book.RawText, Text: "小计"})
			default:
				row.Cells = append(row.Cells, book.Raw{})
			}
		}
		g.Rows = append(g.Rows, row)
	}
	m := table.Mapping{First: 1, Columns: map[int]table.Field{}}
	for c := range cols {
		m.Columns[c] = rapid.SampledFrom(table.Fields).Draw(t, "field")
	}
	if rapid.Bool().Draw(t, "merged") {
		r, c := rapid.IntRange(0, rows-1).Draw(t, "row"), rapid.IntRange(0, cols-1).Draw(t, "column")
		x := book.Merge{Row: r, Col: c, LastRow: rapid.IntRange(r, rows-1).Draw(t, "to"), LastCol: rapid.IntRange(c, cols-1).Draw(t, "to column")}
		g.Merged = append(g.Merged, x)
		for n := x.Row; n <= x.LastRow; n++ { // only its first cell holds anything
			for k := x.Col; k <= x.LastCol; k++ {
				if old := g.Rows[n].Cells[k].Text; n > x.Row || k > x.Col {
					all = slices.DeleteFunc(all, func(s string) bool { return s != "" && strings.Contains(old, s) })
					g.Rows[n].Cells[k] = book.Raw{}
				}
			}
		}
	}
	return g, m, all
}

func TestNoWordIsLostAndSumsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, m, all := drawSheet(t)
		r := table.Take(g, m)
		var sum, sections standard.Points
		for _, x := range r.Rows {
			if x.Rule.Kind != standard.Bonus {
				sum += x.Points
			}
		}
		for _, s := range r.Sections {
			sections += s.Sum
		}
		if sum != r.Sum || sections != r.Sum {
			t.Fatalf("items %v, sections %v, sum %v", sum, sections, r.Sum)
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range all {
			if !strings.Contains(string(b), w) {
				t.Fatalf("%q is lost: %s", w, told(r))
			}
		}
	})
}

func FuzzTake(f *testing.F) {
	f.Add("考核内容|分值\n甲|5", 1, 0, 0, 3, 1, "section")
	f.Add("类别|内容|分值\n一、甲（5分）|乙|５分\n|小计|5", 0, 1, 0, 2, 0, "points")
	f.Fuzz(func(t *testing.T, text string, head, row, col, lastRow, lastCol int, field string) {
		g := &book.GridSheet{Merged: []book.Merge{{Row: row, Col: col, LastRow: lastRow, LastCol: lastCol}, {Row: lastCol, Col: row, LastRow: col, LastCol: lastRow}}}
		for n, line := range strings.Split(text, "\n") {
			r := book.GridRow{N: n + 1 - head%2}
			for _, cell := range strings.Split(line, "|") {
				r.Cells = append(r.Cells, book.Raw{Kind: book.RawText, Text: cell})
			}
			g.Rows = append(g.Rows, r)
		}
		m := table.ProposeAt(g, head)
		m.Columns[col] = table.Field(field)
		table.Take(g, m)
		table.Take(g, table.Propose(g))
		table.Fingerprint(g, head)
	})
}
