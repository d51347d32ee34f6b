// Package held is the page 待核: the records that do not count, each with the reason, and its adoption by a leader or deputy. Use it on the
// UI goroutine only.
package held

import (
	"fmt"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/settle"
)

// Log is the part of a session that tells what a record writes, and that lets it count. When Adopt returns, the open page already shows the
// result, as after screen.Window.Do.
type Log interface {
	Record(ledger.Hash) []session.Entry
	Adopt(id ledger.Hash, reason, by, pin string) error
	Now() time.Time
}

// Row is a held record.
type Row struct {
	ID        ledger.Hash
	When      string
	Who       string
	Laptop    string
	What      string // what was done, with the first of its writes
	Why       authority.Reason
	Adoptable bool
	Writes    []string // old → new, at most mostWrites
	More      int      // number of further writes
}

// mostWrites is how many writes of a record are shown; the log verb shows all.
const mostWrites = 200

// firstWrites is how many writes a row names.
const firstWrites = 2

// Rows returns the held records, oldest first. Fill adds the writes to a row.
func Rows(k *screen.Kit, log Log) []Row {
	a := k.Session.View()
	out := make([]Row, 0, len(a.Held))
	for _, h := range a.Held {
		r := Row{ID: h.Record.ID, Who: a.Name(h.Record.Author), Laptop: settle.Laptop(k, h.Record.Device), Why: h.Why, Adoptable: h.Adoptable,
			When: h.Record.Stamp.Time().Local().Format("2006-01-02 15:04")}
		if !h.Record.Stamp.Believable(log.Now().UnixMilli()) {
			r.When = k.T("settle.doubtful")
		}
		r.What = What(a, k.Say, h.Record)
		out = append(out, r)
	}
	return out
}

// What says what a record did: its label, and the first of its writes.
func What(a *assess.Assessment, say words.Catalog, r *ledger.Record) string {
	what := say.Get("held.unlabelled")
	if r.Label != "" {
		what = say.Get(r.Label)
	}
	for i := range r.Ops[:min(firstWrites, len(r.Ops))] {
		op := &r.Ops[i]
		at := ledger.Register{Entity: op.Entity, Field: op.Field}
		what += " · " + say.Say(words.M("name.value", a.EntityName(say, op.Entity)+" "+a.FieldName(say, at), one(a.ShowValue(say, at, op.Value))))
	}
	if n := len(r.Ops) - firstWrites; n > 0 {
		what += say.Say(words.M("held.andmore", n))
	}
	return what
}

// one returns a text on one line.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }

// Fill adds to a row what its record writes.
func (r *Row) Fill(k *screen.Kit, log Log) {
	a := k.Session.View()
	entries := log.Record(r.ID)
	for _, e := range entries[:min(mostWrites, len(entries))] {
		at := e.Register()
		r.Writes = append(r.Writes, k.T("name.value", a.EntityName(k.Say, e.Entity)+" "+a.FieldName(k.Say, at),
			fmt.Sprintf("%s → %s", a.ShowWhole(k.Say, at, e.Old), a.ShowWhole(k.Say, at, e.New))))
	}
	r.More = len(entries) - len(r.Writes)
}
