package table_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/data/sheet"
)

var update = flag.Bool("update", false, "write what is read into the goldens")

// Tables of shapes that departments use, each with what it is read as without help. A line that begins with ~ is a hidden row, a cell with @
// a date that was 1-1, \n a break.
func TestTablesOfManyShapesAreReadWithoutHelp(t *testing.T) {
	files, err := filepath.Glob("testdata/shapes/*.txt")
	must(t, err)
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			b, err := os.ReadFile(f)
			must(t, err)
			grid, want, _ := strings.Cut(string(b), "---\n")
			g := shape(strings.Split(strings.TrimSpace(grid), "\n"))
			one, others := table.Find([]book.GridSheet{*g})
			if len(one) == 0 {
				t.Fatal("no table is found")
			}
			got := told(table.Join(one)) + "\n"
			for _, o := range others {
				got += "other: " + strings.Join(strings.Fields(told(o.Result)), " ") + "\n"
			}
			golden(t, f, grid+"---\n"+got, grid+"---\n"+want)
		})
	}
}

// The workbooks that were handed in with the issue.
func TestDepartmentsWorkbooksAreReadWithoutHelp(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.xlsx")
	must(t, err)
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			r, err := os.Open(f)
			must(t, err)
			defer r.Close()
			st, err := r.Stat()
			must(t, err)
			g, err := sheet.Read(r, st.Size())
			must(t, err)
			one, others := table.Find(g.Sheets)
			if len(one) == 0 || len(others) > 0 {
				t.Fatalf("%d tables, %d others", len(one), len(others))
			}
			f = strings.TrimSuffix(f, ".xlsx") + ".txt"
			want, err := os.ReadFile(f)
			if !*update {
				must(t, err)
			}
			golden(t, f, told(table.Join(one))+"\n", string(want))
		})
	}
}

func golden(t *testing.T, file, got, want string) {
	t.Helper()
	if *update {
		must(t, os.WriteFile(file, []byte(got), 0o600))
	} else if got != want {
		t.Errorf("got\n%s\n\nwant\n%s", got, want)
	}
}

func shape(rows []string) *book.GridSheet {
	var dark []int
	for i, r := range rows {
		if strings.HasPrefix(r, "~") {
			dark = append(dark, i)
			rows[i] = r[1:]
		}
	}
	g := lines(rows...)
	for i := range g.Rows {
		g.Rows[i].Hidden = slices.Contains(dark, i)
		for j := range g.Rows[i].Cells {
			c := &g.Rows[i].Cells[j]
			c.Text = strings.ReplaceAll(c.Text, `\n`, "\n")
			if strings.HasPrefix(c.Text, "@") {
				*c = book.Raw{Kind: book.RawNumber, Number: 46023, Date: true, Text: "1月1日"}
			}
		}
	}
	return g
}

// A comment on a cell is listed with what is not taken, once, also where a sheet has two tables.
func TestCommentsOnATableAreListed(t *testing.T) {
	g := shape([]string{"编号|考核内容|分值", "1|成立领导小组|40", "2|召开会议|20", "加分项目", "编号|考核内容|分值", "3|立案查处|40"})
	g.Notes = []book.Note{{Row: 1, Col: 2, Text: "去年是30分"}, {Row: 5, Col: 1, Text: "含移送"}}
	one, _ := table.Find([]book.GridSheet{*g})
	var got []string
	for _, x := range table.Join(one).Left {
		if x.Why.Key == "table.left.comment" {
			got = append(got, fmt.Sprint(x.Row, " ", x.Col, " ", x.Text))
		}
	}
	if s := strings.Join(got, "; "); s != "2 2 去年是30分; 6 1 含移送" {
		t.Error(s)
	}
}
