// Package reporttest adds up the tables of documents, for tests of what they contain and of what is printed of it.
package reporttest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"kaohe/app/report"
)

// Adder adds up a table of marks as a reader with a pencil does: from what is printed alone. Columns are the code, the text, the points, the
// claim, the mark, and then reasons.
type Adder struct {
	Errorf           func(string, ...any)
	open             bool // a figure is not settled: nothing is held against the sums above it
	name             string
	full, got, bonus int64 // of the section's items
	saysFull, says   int64 // in the section's row
	saysBonus        int64
	notes            string
	sum              [3]int64 // full, got, bonus of the sections
}

var figure = regexp.MustCompile(`^(加?)(\d+)\.(\d\d)$`)

func hundred(s string) (n int64, ok bool) {
	m := figure.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(m[2]+m[3], 10, 64)
	return n, err == nil
}

// said finds figures by a pattern in which # stands for one.
func said(text, pattern string) []int64 {
	m := regexp.MustCompile(strings.ReplaceAll(pattern, "#", `(\d+\.\d\d)`)).FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var out []int64
	for _, s := range m[1:] {
		n, _ := hundred(s)
		out = append(out, n)
	}
	return out
}

// Rows adds up the rows of a table, each held against what it says.
func (a *Adder) Rows(rows []report.Row) {
	for _, r := range rows {
		switch last := r.Cells[len(r.Cells)-1]; {
		case r.Span:
			a.section(r.Cells[0], r.Cells[0])
		case r.Strong && strings.Contains(r.Cells[1], "合"):
			a.end()
			a.total(r.Cells[2], r.Cells[4], last)
		case r.Strong:
			a.section(r.Cells[1], fmt.Sprintf("得%s分，满分%s分；加%s分；%s", r.Cells[4], r.Cells[2], r.Cells[4], last))
		default:
			a.item(r.Cells[0], r.Cells[2], r.Cells[4], strings.Join(r.Cells[5:], "\n"))
		}
	}
}

func (a *Adder) item(code, full, mark, why string) {
	got, marked := hundred(mark)
	of, applies := hundred(full)
	if strings.Contains(mark, "–") {
		a.open = true
	}
	if c := said(why, "按评分办法计#分"); c != nil {
		got = c[0]
	}
	switch {
	case strings.HasPrefix(full, "加"):
		a.bonus += got
		return
	case !applies, mark == "不适用":
		return
	}
	a.full, a.got = a.full+of, a.got+got
	if !marked || strings.Contains(why, "发出后有修改") || strings.Contains(why, "按评分办法计") {
		return
	}
	for _, l := range strings.Split(why, "\n") {
		if m := regexp.MustCompile(`^([+-])(\d+\.\d\d) `).FindStringSubmatch(l); m != nil {
			n, _ := hundred(m[2])
			of += map[string]int64{"+": n, "-": -n}[m[1]]
		}
	}
	if of != got {
		a.Errorf("%s: the points and what is lost give %d, the mark is %d: %s", code, of, got, why)
	}
}

func (a *Adder) section(name, notes string) {
	a.end()
	*a = Adder{Errorf: a.Errorf, open: a.open, name: name, notes: notes, sum: a.sum}
	if x := said(notes, "得#分，满分#分"); x != nil {
		a.says, a.saysFull = x[0], x[1]
	} else if x := said(notes, "满分#分"); x != nil {
		a.saysFull = x[0]
	} else if x := said(notes, "(?:　|；)加#分"); x != nil {
		a.saysBonus = x[0]
	}
	if x := said(notes, "另加#分"); x != nil {
		a.saysBonus = x[0]
	}
	if strings.Contains(notes, "至") || strings.Contains(notes, "–") {
		a.open = true
	}
}

// end holds a section's row against its items.
func (a *Adder) end() {
	if a.name == "" {
		return
	}
	full, got, bonus := a.full, a.got, a.bonus
	if x := said(a.notes, "各项合计#分，以满分#分为限"); x != nil {
		a.same("items together", got, x[0])
		got = x[1]
	}
	if x := said(a.notes, "满分#分、得#分，按满分#分折算"); x != nil {
		a.same("points of the items that apply", full, x[0])
		a.same("what these got", got, x[1])
		got, full = (2*got*x[2]+x[0])/(2*x[0]), x[2]
	} else if x := said(a.notes, "由满分#分按#分折算"); x != nil {
		got, full = (2*got*x[1]+x[0])/(2*x[0]), x[1]
	}
	if x := said(a.notes, "加分合计#分，以#分为限"); x != nil {
		a.same("bonus items together", bonus, x[0])
		bonus = x[1]
	}
	a.same("points", full, a.saysFull)
	a.same("mark", got, a.says)
	a.same("bonus", bonus, a.saysBonus)
	a.sum[0], a.sum[1], a.sum[2], a.name = a.sum[0]+a.saysFull, a.sum[1]+a.says, a.sum[2]+a.saysBonus, ""
}

func (a *Adder) total(full, mark, notes string) {
	a.name = "total"
	if x := said(notes, "各指标加分合计#分，以#分为限"); x != nil {
		a.same("bonus of the sections", a.sum[2], x[0])
		a.sum[2] = x[1]
	}
	n, _ := hundred(full)
	a.same("points", a.sum[0], n)
	n, _ = hundred(mark)
	a.same("mark", a.sum[1]+a.sum[2], n)
	a.name = ""
}

func (a *Adder) same(what string, adds, says int64) {
	if adds != says && !a.open {
		a.Errorf("%s: %s add up to %d, and %d is printed (%s)", a.name, what, adds, says, a.notes)
	}
}
