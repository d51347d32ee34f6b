// Package settle is where conflicts are settled: the page 分歧 that lists all of them, whatever noun and field, and the one component with
// which each is settled. It knows fields from app/schema only: a new field works here as soon as it is declared there. Use it on the UI
// goroutine only.
package settle

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/screen"
)

// Version is one of the values in conflict, and who wrote it.
type Version struct {
	Value ledger.Value
	Text  string // in words, uncut
	Runs  []Run  // the same, with the differences marked
	By    []session.Entry
}

// Dispute is a register in conflict.
type Dispute struct {
	At       ledger.Register
	Where    string // the entity, in words
	Field    string
	Versions []Version
	Merged   *Merged   // of long texts and lists that can be merged; else nil
	Removed  bool      // somebody removed what somebody else edited without knowing of it: the first version keeps it
	Since    time.Time // when the last of them was written; zero if no clock can be believed
	Remedy   assess.Remedy
	Whole    bool  // only one of the versions can be taken: draws
	Refusal  error // the fault that tells why the person at the keyboard can't settle it now
}

// Open tells whether the person at the keyboard can settle it here.
func (d *Dispute) Open() bool { return d.Refusal == nil && d.Remedy == assess.ByEdit }

// Key returns a key for a register.
func Key(at ledger.Register) string { return at.Entity + "\n" + at.Field }

// Read returns the conflict of a register; ok is false if there is none.
func Read(k *screen.Kit, at ledger.Register) (Dispute, bool) {
	a := k.Session.View()
	d := Dispute{At: at, Where: a.EntityName(k.Say, at.Entity), Field: a.FieldName(k.Say, at), Remedy: a.Remedy(at)}
	if !slices.Contains(a.Disputed, at) {
		return d, false
	}
	d.differing(k)
	if len(d.Versions) == 0 && at.Field == ledger.Gone {
		d.overruled(k)
	}
	if len(d.Versions) > 0 {
		d.compare()
		d.Merged = merge(k, &d)
		d.Refusal = assess.PermitEntity(a, k.Session.Who(), at.Entity)
	}
	return d, len(d.Versions) > 0
}

// differing takes the values in conflict from the register's history.
func (d *Dispute) differing(k *screen.Kit) {
	a := k.Session.View()
	rivals := a.RivalsAt(d.At)
	d.Whole = rivals != nil
	for _, h := range k.Session.History(d.At) {
		if !h.Differs {
			continue
		}
		text := a.ShowWhole(k.Say, d.At, h.New)
		for _, x := range rivals {
			if x.Entity == h.Entity {
				text = k.T("settle.draw", text, x.Phrase, len(x.List), x.Day)
			}
		}
		d.add(h.New, text, h)
	}
}

// add adds a value, or one more who wrote it.
func (d *Dispute) add(v ledger.Value, text string, by session.Entry) {
	if by.At.After(d.Since) && !by.Doubtful {
		d.Since = by.At
	}
	i := slices.IndexFunc(d.Versions, func(x Version) bool { return x.Value == v })
	if i < 0 {
		i = len(d.Versions)
		d.Versions = append(d.Versions, Version{Value: v, Text: text})
	}
	d.Versions[i].By = append(d.Versions[i].By, by)
}

// overruled makes two versions of a removal that somebody did not know of who edited: what was edited stays, or all goes.
func (d *Dispute) overruled(k *screen.Kit) {
	a := k.Session.View()
	gone, edits := k.Session.Overruled(d.At.Entity)
	if len(edits) == 0 {
		return
	}
	d.Removed = true
	var texts []string
	for _, e := range edits {
		at := e.Register()
		field := a.FieldName(k.Say, at)
		if at.Entity != d.At.Entity {
			field = k.T("name.value", a.EntityName(k.Say, at.Entity), field)
		}
		texts = append(texts, k.T("settle.kept.value", field, a.ShowValue(k.Say, at, e.New)))
	}
	kept := k.T("settle.kept", strings.Join(texts, "\n"))
	for _, e := range edits {
		if len(d.Versions) == 0 || !slices.ContainsFunc(d.Versions[0].By, func(x session.Entry) bool { return sameHand(x, e) }) {
			d.add(ledger.Of(false), kept, e)
		}
	}
	for _, e := range gone {
		d.add(ledger.Of(true), a.ShowWhole(k.Say, d.At, e.New), e)
	}
}

// sameHand tells whether two values were written by one person on one laptop.
func sameHand(x, y session.Entry) bool { return x.Person == y.Person && x.Device == y.Device }

// compare marks the differences within texts and lists; a value of another kind is marked as a whole.
func (d *Dispute) compare() {
	texts := make([]string, len(d.Versions))
	for i, v := range d.Versions {
		texts[i] = v.Text
	}
	marked := Compare(texts)
	for i := range d.Versions {
		d.Versions[i].Runs = marked[i]
		if !ByWord(d.At) {
			d.Versions[i].Runs = []Run{{texts[i], !d.Removed}}
		}
	}
}

// ByWord tells whether the values of a register are texts or lists, whose differences can be marked by words.
func ByWord(at ledger.Register) bool {
	f := schema.Parse(at.Entity).Field(at.Field)
	return f != nil && (f.Kind == schema.Text || f.Kind == schema.Prose || f.Kind == schema.Lines || f.Kind == schema.Table)
}

// Laptop returns a laptop's name by its card, else the beginning of its key.
func Laptop(k *screen.Kit, d ledger.Device) string {
	return cmp.Or(k.Session.View().LaptopName(d), k.T("settle.laptop", d.String()[:8]))
}

// When returns the time of an entry in words; if the clock is not to be believed, it says so instead.
func When(say words.Catalog, e session.Entry) string {
	if e.Doubtful {
		return say.Get("settle.doubtful")
	}
	return e.At.Local().Format("2006-01-02 15:04")
}

// Row is a conflict in the list.
type Row struct {
	Key, Where, Field, Values, Since string
	At                               ledger.Register
	Open                             bool // the person at the keyboard can settle it
}

// nowhere is the filter for what belongs to no district.
const nowhere = "-"

// Rows returns the conflicts of a district, by ID, of what belongs to no district (nowhere), or all ("").
func Rows(k *screen.Kit, district string) []Row {
	var out []Row
	for _, at := range k.Session.View().Disputed {
		of := assess.At(at.Entity).District
		if district == nowhere && of != "" || district != "" && district != nowhere && of != district {
			continue
		}
		d, ok := Read(k, at)
		if !ok {
			continue
		}
		r := Row{Key: Key(at), At: at, Where: d.Where, Field: d.Field, Open: d.Open(), Since: k.T("settle.doubtful")}
		var values []string
		for _, v := range d.Versions {
			values = append(values, short(v.Text))
		}
		if r.Values = strings.Join(values, "  ｜  "); !d.Since.IsZero() {
			r.Since = d.Since.Local().Format("01-02 15:04")
		}
		out = append(out, r)
	}
	return out
}

// short returns the beginning of a text, on one line.
func short(s string) string {
	return words.Begin(strings.Join(strings.Fields(s), " "), 24)
}

// choice is a value that can be chosen: its code and its label.
type choice struct{ code, word string }

// choices returns the choices of a field with a list; nil if its value is typed.
func choices(a *assess.Assessment, say words.Catalog, at ledger.Register) []choice {
	f := schema.Parse(at.Entity).Field(at.Field)
	var out []choice
	switch f.Kind {
	case schema.Choice:
		for _, c := range f.One {
			out = append(out, choice{c, say.Get(f.Words + c)})
		}
	case schema.Ref:
		return referred(a, say, f.Of)
	}
	return out
}

// referred returns the persons, methods or items that a reference can name.
func referred(a *assess.Assessment, say words.Catalog, of string) []choice {
	var out []choice
	switch of {
	case "person":
		for _, p := range a.Team {
			out = append(out, choice{p.ID, p.Name})
		}
	case "method":
		for _, m := range a.Standard.Methods {
			out = append(out, choice{m.ID, say.Say(m.Words())})
		}
	case "item":
		for _, i := range a.Standard.Items() {
			out = append(out, choice{i.ID, i.Code + " " + short(i.Text)})
		}
	}
	return out
}
