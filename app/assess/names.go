package assess

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// What registers, entities and laptops are called.

// FieldName returns the label of a register's field; for a member of a set also what the member is: 关联项目 1.3. A field that this version
// does not know gives its own name.
func (a *Assessment) FieldName(say words.Catalog, at ledger.Register) string {
	place := schema.Parse(at.Entity)
	f := place.Field(at.Field)
	if f == nil {
		return at.Field
	}
	if id := f.Member(at.Field); id != "" {
		return say.Say(words.M("name.member", words.M(f.Label()), a.called(say, a.District(place.District), f.Of, id)))
	}
	return say.Get(f.Label())
}

// EntityNames returns the names of entities, each once, up to most of them; more tells whether there are others.
func (a *Assessment) EntityNames(say words.Catalog, entities []string, most int) (names []string, more bool) {
	for _, e := range entities {
		name := a.EntityName(say, e)
		if slices.Contains(names, name) {
			continue
		}
		if len(names) == most {
			return names, true
		}
		names = append(names, name)
	}
	return names, false
}

// EntityName returns the name of an entity in words: the district, the noun, and what its ids and its title say: 福田区 扣分 1.3. An entity
// that this version does not know gives its path.
func (a *Assessment) EntityName(say words.Catalog, entity string) string {
	at := schema.Parse(entity)
	d := a.District(at.District)
	if at.Noun == nil || at.District != "" && d == nil {
		return entity
	}
	if at.Key == "person" || at.Key == "seat" {
		return a.Name(at.ID("person"))
	}
	if at.Is("evid") {
		return strings.TrimSpace(strings.Join([]string{d.Name, d.evidenceName(say, at, entity), d.title(at, entity)}, " "))
	}
	parts, title := []string(nil), ""
	if d != nil {
		parts, title = append(parts, d.Name), d.title(at, entity)
	}
	if at.Key != "" {
		parts = append(parts, say.Get(at.Noun.Label()))
	}
	under := d
	for i, kind := range at.Noun.IDs {
		if kind == "district" {
			under = a.District(at.IDs[i])
		}
		if name := a.called(say, under, kind, at.IDs[i]); name != at.IDs[i] && name != title {
			parts = append(parts, name)
		}
	}
	parts = append(parts, title)
	return strings.TrimSpace(strings.Join(parts, " "))
}

// evidenceName is 佐证2-15, or 佐证 alone if the entity is not there or has no number.
func (d *District) evidenceName(say words.Catalog, at schema.At, entity string) string {
	no := titled(entity, d.Evidence, func(x *Evidence) (string, string) { return x.Entity, x.No })
	return say.Say(words.M("evidence.called", words.M(at.Noun.Label()), no))
}

// RegisterName names a register beside others of its district: what it belongs to, as 1.3 or 记录 2, and its field.
func (a *Assessment) RegisterName(at ledger.Register) words.Msg {
	return a.registerName(a.District(schema.Parse(at.Entity).District), at)
}

// registerName is RegisterName by the things of a district, which may not be among those of a yet; nil: of none.
func (a *Assessment) registerName(d *District, at ledger.Register) words.Msg {
	e, label := schema.Parse(at.Entity), FieldLabel(at)
	if i := a.Standard.Item(e.ID("item")); i != nil {
		return words.M("register.item", i.Code, words.Begin(i.Text, nameLength), label)
	}
	if d == nil || e.Noun == nil {
		return label
	}
	title := d.title(e, at.Entity)
	if r := d.Record(e.ID("record")); r != nil {
		title = strings.TrimSpace(r.No + " " + title)
	}
	if f := d.Finding(e.ID("finding")); f != nil && title == "" {
		title = words.Begin(f.FinalNamed, nameLength)
	}
	if title == "" {
		return label
	}
	return words.M("register.thing", words.M(e.Noun.Label()), title, label)
}

// theme returns the theme with an ID, of any kind of finding; nil if there is none.
func (a *Assessment) theme(id string) *Theme {
	for _, k := range FindingKinds {
		for _, t := range a.Themes(k) {
			if t.ID == id {
				return t
			}
		}
	}
	return nil
}

// called returns what people call the thing with an id of a kind (see schema.Noun.IDs and schema.Field.Of), or the id itself if there is no
// such thing. d is the district to look in, for kinds that belong to one.
func (a *Assessment) called(say words.Catalog, d *District, kind, id string) string {
	switch kind {
	case "district":
		if d != nil {
			return d.Name
		}
	case "finding":
		if district, finding, far := strings.Cut(id, "/"); far { // it is a FindingKey
			d, id = a.District(district), finding
		}
	default:
		if name := a.calledInRound(say, kind, id); name != "" {
			return name
		}
	}
	if d == nil && kind == "file" {
		return a.fileName(id)
	}
	if d == nil {
		return id
	}
	return d.Called(kind, id)
}

// calledInRound returns what people call a thing that belongs to no district, or "" if there is no such thing.
func (a *Assessment) calledInRound(say words.Catalog, kind, id string) string {
	switch kind {
	case "person":
		return a.Name(id)
	case "item":
		if i := a.Standard.Item(id); i != nil {
			return i.Code
		}
	case "section":
		if s := a.Standard.Section(id); s != nil {
			return s.Title
		}
	case "method":
		return say.Say(a.Standard.Method(id).Words())
	case "check":
		for _, c := range a.Checks {
			if c.ID == id {
				return words.Begin(c.Text, nameLength)
			}
		}
	case "device":
		for _, l := range a.Laptops {
			if l.Device.String() == id {
				return l.Name
			}
		}
	case "kind":
		return say.Get("paper." + id)
	case "theme":
		if t := a.theme(id); t != nil {
			return t.Title
		}
	case "group":
		if g := a.Circular.Group(id); g != nil {
			return words.Begin(g.Text, nameLength)
		}
	}
	return ""
}

// fileName calls a file by the evidence that it is, in the first district that has it, or by the beginning of its ID.
func (a *Assessment) fileName(id string) string {
	for _, d := range a.Districts {
		if name := d.Called("file", id); name != id {
			return d.Name + name
		}
	}
	return id[:min(len(id), 12)]
}

// Called returns what people call a thing of a district, given by its kind (schema.Field.Of) and ID, or the ID if there is none.
func (d *District) Called(kind, id string) string {
	switch kind {
	case "record":
		if r := d.Record(id); r != nil {
			return r.No
		}
	case "finding":
		if f := d.Finding(id); f != nil {
			return words.Begin(f.FinalNamed, nameLength)
		}
	case "subdistrict":
		for _, s := range d.Subdistricts {
			if s.ID == id {
				return s.Name
			}
		}
	case "file":
		for _, x := range d.Evidence {
			if x.ID == id {
				return x.Called()
			}
		}
	case "deduction", "document", "step":
		return cmp.Or(words.Begin(d.row(kind, id), nameLength), id)
	}
	return id
}

// row returns what a deduction, a document that was checked or a step of a rectification says, each known by its ID alone; "" if there is none.
func (d *District) row(kind, id string) string {
	var out []string
	switch kind {
	case "deduction":
		for _, s := range d.Scores {
			out = append(out, titled(id, s.Deductions, func(x *Deduction) (string, string) { return x.ID, x.Reason }))
		}
	case "document":
		for _, r := range d.Records {
			out = append(out, titled(id, r.Docs, func(x *Document) (string, string) { return x.ID, x.Title }))
		}
	case "step":
		for _, f := range d.Findings {
			out = append(out, titled(id, slices.Concat(f.Progress, f.Milestones), func(x *Step) (string, string) { return x.ID, x.Text }))
		}
	}
	return cmp.Or(out...)
}

// title returns the beginning of the title that an entity has in addition to its ids (schema.Noun.Named), or "".
func (d *District) title(at schema.At, entity string) string {
	var s string
	r, f, sc := d.Record(at.ID("record")), d.Finding(at.ID("finding")), d.Score(at.ID("item"))
	switch {
	case at.Key == "task":
		s = titled(entity, d.Tasks, func(t *Task) (string, string) { return t.Entity, t.What })
	case at.Key == "plan":
		s = titled(entity, d.Schedule, func(v *Visit) (string, string) { return v.Entity, v.What })
	case at.Key == "draw":
		s = titled(entity, d.Draws, func(x *Draw) (string, string) { return x.Entity, x.Title })
	case at.Key == "back":
		s = titled(entity, d.Carried, func(c *Carried) (string, string) { return c.Entity, c.Text })
	case at.Key == "return":
		s = titled(entity, d.Returns, func(x *Returned) (string, string) { return x.Entity, x.Reason })
	case at.Key == "evid":
		s = titled(entity, d.Evidence, func(x *Evidence) (string, string) { return x.Entity, cmp.Or(x.Caption, x.Name) })
	case at.Key == "comment":
		if c := d.Comment(at.ID("comment")); c != nil {
			s = c.Text
		}
	case at.Key == "ded" && sc != nil:
		s = titled(entity, sc.Deductions, func(x *Deduction) (string, string) { return x.Entity, x.Reason })
	case at.Key == "rec" && r != nil:
		s = r.Title
	case at.Key == "qa" && r != nil:
		s = titled(entity, r.QA, func(q *Exchange) (string, string) { return q.Entity, q.Question })
	case at.Key == "doc" && r != nil:
		s = titled(entity, r.Docs, func(x *Document) (string, string) { return x.Entity, x.Title })
	case (at.Key == "prog" || at.Key == "mile") && f != nil:
		s = titled(entity, slices.Concat(f.Progress, f.Milestones), func(x *Step) (string, string) { return x.Entity, x.Text })
	}
	return words.Begin(s, nameLength)
}

func titled[T any](entity string, list []T, of func(T) (entity, title string)) string {
	for _, x := range list {
		if e, title := of(x); e == entity {
			return title
		}
	}
	return ""
}

// nameLength is the number of characters of a text that are enough to recognise it.
const nameLength = 12

// LaptopName returns the name on a laptop's card; empty if nobody enrolled it.
func (a *Assessment) LaptopName(d ledger.Device) string {
	for _, l := range a.Laptops {
		if l.Device == d {
			return l.Name
		}
	}
	return ""
}
