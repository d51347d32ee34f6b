package standard

import (
	"cmp"

	"kaohe/app/words"
)

// Form is what a method consists of: whom one asks, what one looks at, and so what a record of it holds.
type Form string

// The five forms.
const (
	Briefing         Form = "briefing"
	Interview        Form = "interview"
	DocumentCheck    Form = "document"
	SubdistrictCheck Form = "subdistrict"
	Symposium        Form = "symposium"
)

// Forms lists the forms in their customary order.
var Forms = []Form{Briefing, Interview, DocumentCheck, SubdistrictCheck, Symposium}

// Method is one of the round's ways of looking into a matter on site, as its notice names it. A round has one of each form, whose ID is the
// form, unless it names them otherwise, leaves one out, or adds others.
type Method struct {
	ID    string
	Name  string // empty: as the usual method of its ID is called, else as its form is
	Form  Form
	Order int64
}

// customary are the methods' names in documents and workbooks of a round that names none: those of the round from which the program's sample
// was made.
var customary = map[Form]string{Briefing: "听取汇报", Interview: "提问交流", DocumentCheck: "查阅资料", SubdistrictCheck: "抽查街道办", Symposium: "打假监督员座谈会"}

// Chinese is the method's name in documents and workbooks.
func (m *Method) Chinese() string { return cmp.Or(m.Name, customary[m.called()]) }

// Words is the method's name on screen.
func (m *Method) Words() words.Msg {
	if m.Name != "" {
		return words.Msg{Key: m.Name}
	}
	return words.M("method." + string(m.called()))
}

// called is the form after which a method without a name is called: a usual one keeps its name when it is given another form.
func (m *Method) called() Form {
	if f := Form(m.ID); customary[f] != "" {
		return f
	}
	return m.Form
}

// Key is its ID.
func (m *Method) Key() string { return m.ID }

// Usual are the methods of a round that names none.
func Usual() []*Method {
	var out []*Method
	for n, f := range Forms {
		out = append(out, &Method{ID: string(f), Form: f, Order: int64(n+1) * 1000})
	}
	return out
}

// Plain are the methods that a new round starts with: the usual ones, under names that suit any field.
func Plain() []*Method {
	out := Usual()
	for _, m := range out {
		if m.Form == Symposium {
			m.Name = "座谈会"
		}
	}
	return out
}

// Method returns the method with an ID. One that the round has no more, or that a newer version wrote, has its ID for a name, or that of the form
// that it was once.
func (s *Standard) Method(id string) *Method {
	for _, m := range s.Methods {
		if m.ID == id {
			return m
		}
	}
	for _, f := range Forms {
		if string(f) == id {
			return &Method{ID: id, Form: f}
		}
	}
	return &Method{ID: id, Name: id}
}

// First returns the ID of the round's first method of a form; if it has none, that of the usual one.
func (s *Standard) First(f Form) string {
	for _, m := range s.Methods {
		if m.Form == f {
			return m.ID
		}
	}
	return string(f)
}

// Uses tells whether one of the round's methods has a form.
func (s *Standard) Uses(f Form) bool {
	for _, m := range s.Methods {
		if m.Form == f {
			return true
		}
	}
	return false
}
