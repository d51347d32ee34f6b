// Package news is the page 变更: what others wrote since the person at the keyboard last read it, on this laptop, each with what stood there
// before and the way to it. Use it on the UI goroutine only.
package news

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/ui/screen"
)

// Log tells what is new to the person at the keyboard, and takes what they have read. When Read, ReadDistrict or ReadAll returns, the open
// page already shows the result, as after screen.Window.Do.
type Log interface {
	News() []session.News
	Read(session.News)
	ReadDistrict(id string)
	ReadAll()
}

// Row is what one person wrote to one thing.
type Row struct {
	session.News
	Who   string
	When  string
	What  string // the thing
	Where string // the district, or what belongs to none
	Place assess.Place
	Phase assess.Phase // 0: none
}

// Rows returns what is new, newest first; of one district, by ID, if that is not empty.
func Rows(k *screen.Kit, list []session.News, district string) []Row {
	a := k.Session.View()
	var out []Row
	for _, n := range list {
		if district != "" && n.District != district {
			continue
		}
		r := Row{News: n, Who: a.Name(n.Person), When: n.At.Local().Format("2006-01-02 15:04"), What: a.EntityName(k.Say, n.Entity), Where: k.T("news.round"),
			Place: assess.PlaceOf(n.Entity), Phase: assess.At(n.Entity).Phase()}
		if n.Doubtful {
			r.When = k.T("settle.doubtful")
		}
		if d := a.District(n.District); d != nil {
			r.Where = d.Name
			if c := d.Comment(assess.At(n.Entity).ID("comment")); c != nil {
				r.What = k.T("news.comment", d.Name, a.SubjectName(k.Say, d, c.On))
			}
		}
		out = append(out, r)
	}
	return out
}

// Key is what stays the same when the row changes.
func (r Row) Key() string { return r.Person + " " + r.Entity }

// told are the fields of a comment that say something beyond what its heading says.
var told = []string{"text", "done", "gone"}

// Lines says what was changed: a field each, with the old and the new value.
func (r Row) Lines(k *screen.Kit) []string {
	a := k.Session.View()
	var out []string
	for i := range r.Changes {
		e := &r.Changes[i]
		if talk := assess.At(e.Entity).Is("comment"); talk && !slices.Contains(told, e.Field) {
			continue
		} else if talk && e.Field == "text" && e.Old == "" {
			out = append(out, a.ShowValue(k.Say, e.Register(), e.New))
			continue
		}
		out = append(out, k.T("name.value", a.FieldName(k.Say, e.Register()), a.ShowChange(k.Say, e.Register(), e.Old, e.New)))
	}
	return out
}
