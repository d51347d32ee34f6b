package book_test

import (
	"fmt"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

const pin = "246810"

// fatal is what a test and a property can do.
type fatal interface {
	Helper()
	Fatalf(string, ...any)
}

func must(t fatal, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

func sampled(t testing.TB) *roundplantest.Round {
	t.Helper()
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	must(t, err)
	return r
}

// frontier of a log of one device.
func frontier(log *memory.Log) ledger.Frontier {
	s := ledger.New()
	for _, r := range log.Records {
		s.Apply(r)
	}
	return s.Frontier(ledger.Device{})
}

// grid is a workbook as it comes in again: two rows above the data, dates as dates, everything else as it was written.
func grid(b *book.Book) *book.Grid {
	g := &book.Grid{Head: b.Head, Ours: true}
	for _, s := range b.Sheets {
		out := book.GridSheet{Name: s.Name}
		head := book.GridRow{N: 2}
		for _, c := range s.Columns {
			head.Cells = append(head.Cells, book.Raw{Kind: book.RawText, Text: c.Head})
		}
		out.Rows = []book.GridRow{{N: 1, Cells: []book.Raw{{Kind: book.RawText, Text: s.Note}}}, head}
		for n, r := range s.Rows {
			row := book.GridRow{N: n + 3}
			for i, c := range r {
				row.Cells = append(row.Cells, raw(s.Columns[i].Kind, c))
				row.Cells[i].Formula = c.Formula != ""
			}
			out.Rows = append(out.Rows, row)
		}
		g.Sheets = append(g.Sheets, out)
	}
	return g
}

func raw(k book.Kind, c book.Cell) book.Raw {
	switch {
	case !c.Is && c.Text == "":
		return book.Raw{}
	case !c.Is:
		return book.Raw{Kind: book.RawText, Text: c.Text}
	case k == book.Points:
		return book.Raw{Kind: book.RawNumber, Number: float64(c.Number) / 100}
	}
	return book.Raw{Kind: book.RawNumber, Number: float64(c.Number), Date: k == book.Date}
}

// stage is a vault that was founded from a plan.
type stage struct {
	*session.Session
	log *memory.Log
}

// found makes a vault of a workbook as `new --from` does: founder and round, then the team, then all parts.
func found(t fatal, p *book.Plan) *stage {
	t.Helper()
	keys, log := memory.Keys{}, &memory.Log{Own: ledger.Device{7}}
	c, err := p.Founder()
	must(t, err)
	c.Key, _, err = keys.Make(c.Person, pin)
	must(t, err)
	sign, err := keys.Unlock(c.Person, pin)
	must(t, err)
	must(t, log.Found(session.Genesis(session.Founding{Founder: c, Device: log.Own, Sign: sign, Now: time.Unix(0, 0)})))
	now, n := time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC), 0
	s, err := session.Open(session.Options{Log: log, Keys: keys, Now: func() time.Time { now = now.Add(time.Second); return now },
		NewID: func() string { n++; return fmt.Sprint("new", n) }})
	must(t, err)
	for _, x := range p.Cards() {
		if x.Person != c.Person {
			must(t, s.AddPerson(session.NewPerson{ID: x.Person, Name: x.Name, Agency: x.Agency, Role: x.Role}, c.Person, pin))
		}
	}
	must(t, s.Use(c.Person))
	d := &stage{s, log}
	d.apply(t, p)
	return d
}

func (d *stage) apply(t fatal, p *book.Plan) {
	t.Helper()
	e, err := p.Edit()
	must(t, err)
	if len(e.Writes) > 0 {
		must(t, d.Apply(e))
	}
}

// into takes a workbook into nothing.
func into(t fatal, g *book.Grid) *book.Plan {
	t.Helper()
	p := book.Take(&assess.Assessment{}, nil, g, nil, "2006-11-20")
	for _, l := range p.Lines {
		if l.State == book.Refused {
			t.Fatalf("%s %d %s: %+v", l.Sheet, l.Row, l.Name, l.Diffs)
		}
	}
	return p
}

// differ names the first cell in which two books differ.
func differ(a, b *book.Book) string {
	for i, s := range a.Sheets {
		o := b.Sheets[i]
		if len(s.Rows) != len(o.Rows) {
			return fmt.Sprintf("%s has %d and %d rows", s.Name, len(s.Rows), len(o.Rows))
		}
		for n := range s.Rows {
			for c := range s.Columns {
				if s.Rows[n][c] != o.Rows[n][c] {
					return fmt.Sprintf("%s row %d %s: %+v, then %+v", s.Name, n, s.Columns[c].Head, s.Rows[n][c], o.Rows[n][c])
				}
			}
		}
	}
	return ""
}
