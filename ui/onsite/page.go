package onsite

import (
	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// page is what the panes share: the kit, and the district in view.
type page struct {
	k  *screen.Kit
	id string // of the district
}

func (p *page) t(key string, args ...any) string { return p.k.T(key, args...) }

func (p *page) say(m words.Msg) string { return p.k.Say.Say(m) }

func (p *page) view() *assess.Assessment { return p.k.Session.View() }

// d is the district, or nil.
func (p *page) d() *assess.District { return p.view().District(p.id) }

// name of the district.
func (p *page) name() string { return p.d().Name }

// locked tells why nothing of the on-site phase can be edited, or nil.
func (p *page) locked() error { return p.view().Locked(assess.Path("d", p.id, "score", "any")) }

// goTo shows a place of this district's on-site phase.
func (p *page) goTo(tab, item, entity string) {
	p.k.Window.Go(assess.Place{District: p.id, Phase: assess.Onsite, Tab: tab, Item: item, Entity: entity})
}

// unfocus takes the keyboard away from a box, which commits it.
func (p *page) unfocus() { p.k.Window.Canvas().Unfocus() }

// method is the name of a method, given by ID.
func (p *page) method(id string) string { return p.say(p.view().Standard.Method(id).Words()) }

// recordName is 记录 3.
func (p *page) recordName(r *assess.Record) string { return p.t("onsite.record.name", r.No) }

// newRecord asks for one of the round's methods and starts a record linked to an item, if one is given. Methods of which there is no
// record yet are marked.
func (p *page) newRecord(item string, wanted ...string) {
	var options []option
	missing := missingMethods(p.view(), p.d())
	for n, m := range p.view().Standard.Methods {
		o := option{id: m.ID, text: p.t("onsite.numbered", n+1, p.say(m.Words()))}
		switch {
		case contains(missing, m.ID):
			o.more = p.t("onsite.record.none")
		case contains(wanted, m.ID):
			o.more = p.t("onsite.record.wanted")
		}
		options = append(options, o)
	}
	pickOne(p, p.t("onsite.record.choose"), options, func(id string) {
		p.addRecord(id, item)
	})
}

func (p *page) addRecord(method, item string) {
	recorder := ""
	if who := p.k.Session.Who(); who != nil {
		recorder = who.ID
	}
	var items []string
	if item != "" {
		items = append(items, item)
	}
	id := p.k.Session.NewID()
	if !p.k.Do(assess.AddRecord(p.d(), id, method, p.k.Session.Today(), recorder, items...)) {
		return
	}
	tab, entity := assess.TabRecord, assess.Path("d", p.id, "rec", id)
	if p.view().Standard.Method(method).Form == standard.DocumentCheck {
		tab = assess.TabDocument
	}
	p.goTo(tab, "", entity)
}

// linkItems asks for items to be linked to a record or finding, or taken off it.
func (p *page) linkItems(entity string, linked func() []string) {
	options := func() []option {
		var out []option
		for _, i := range p.view().Standard.Items() {
			out = append(out, option{id: i.ID, text: i.Code + "  " + i.Text, on: contains(linked(), i.ID)})
		}
		return out
	}
	pickMany(p, p.t("onsite.link.items"), options, func(o option) {
		p.k.Do(assess.Link("edit.link", entity, "item", o.id, !o.on))
	})
}

// linkRecords asks for records to be linked to a deduction or finding, or taken off it.
func (p *page) linkRecords(entity string, linked func() []*assess.Record) {
	options := func() []option {
		var out []option
		for _, r := range p.d().Records {
			text := p.recordName(r) + "  " + p.method(r.Method) + "  " + r.Title
			out = append(out, option{id: r.ID, text: text, more: string(r.Date), on: hasRecord(linked(), r.ID)})
		}
		return out
	}
	pickMany(p, p.t("onsite.link.records"), options, func(o option) {
		p.k.Do(assess.Link("edit.link", entity, "record", o.id, !o.on))
	})
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func hasRecord(list []*assess.Record, id string) bool {
	for _, r := range list {
		if r.ID == id {
			return true
		}
	}
	return false
}

// recordTags are links to records: their numbers, and with long their titles too.
func (p *page) recordTags(list []*assess.Record, long bool) []tag {
	var out []tag
	for _, r := range list {
		text := p.recordName(r)
		if long {
			text += " " + p.method(r.Method)
		}
		if long && r.Title != "" {
			text += " · " + words.Begin(r.Title, 14)
		}
		out = append(out, tag{r.ID, text})
	}
	return out
}

// itemTags are links to items.
func (p *page) itemTags(ids []string) []tag {
	var out []tag
	for _, i := range itemsOf(p.view(), ids) {
		out = append(out, tag{i.ID, i.Code + " " + words.Begin(i.Text, 12)})
	}
	return out
}

// target is what files become evidence of that support something here.
func (p *page) target(supports assess.Supports, name string) screen.Target {
	return screen.Target{District: p.id, Phase: assess.Onsite, Supports: supports, Name: name}
}

func (p *page) openRecord(id string) {
	p.goTo(assess.TabRecord, "", assess.Path("d", p.id, "rec", id))
}

func (p *page) openItem(id string) {
	p.goTo(assess.TabScore, id, assess.Path("d", p.id, "score", id))
}

// button is an ordinary button that is disabled while the phase is locked.
func able(on bool, buttons ...*widgets.Button) {
	for _, b := range buttons {
		b.Able(on)
	}
}
