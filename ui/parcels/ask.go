package parcels

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/start"
	"kaohe/ui/widgets"
)

// What can be packed.
const (
	packAll      = "all"
	packFor      = "for"
	packDistrict = "district"
	packOutside  = "outside"
)

// What can go of evidence: carryLack is the originals that the receivers are not known to have.
const (
	carryLack  = "lack"
	carrySmall = "small"
	carryAll   = "all"
	carryNone  = "none"
)

const askWidth = 480

// asking is the question what to pack.
type asking struct {
	k                   *screen.Kit
	o                   Actions
	kind, who, district *widgets.Pick
	carry               *widgets.Pick
	files               *widgets.FormRow
	pass, again         *widgets.Secret
	what, whom, where   *widgets.FormRow
	passRow, passAgain  *widgets.FormRow
	box                 *fyne.Container
}

// AskPack asks what to pack, beginning with a colleague, by ID, if that is not empty. Where to is the shell's to ask.
func AskPack(k *screen.Kit, o Actions, person string) {
	x := &asking{k: k, o: o, carry: widgets.NewPick(""), kind: widgets.NewPick(""), who: widgets.NewPick(k.T("parcels.choose")), district: widgets.NewPick(k.T("parcels.choose")), pass: widgets.NewSecret("", nil), again: widgets.NewSecret("", nil)}
	form := widgets.NewForm(0)
	x.what = form.Add(k.T("parcels.ask.what"), x.kind, " ")
	x.whom = form.Add(k.T("parcels.ask.whom"), x.who, "")
	x.where = form.Add(k.T("noun.d"), x.district, "")
	x.passRow = form.Add(k.T("parcels.ask.pass"), x.pass, k.T("start.pass.hint"))
	x.passAgain = form.Add(k.T("start.passagain"), x.again, "")
	x.files = form.Add(k.T("parcels.ask.files"), x.carry, "")
	for _, p := range []*widgets.Pick{x.kind, x.who, x.district, x.carry} {
		p.OnPick = func(string) { x.render() }
	}
	var kinds []widgets.Option
	for _, kd := range []string{packAll, packFor, packDistrict, packOutside} {
		kinds = append(kinds, widgets.Option{Key: kd, Name: k.T("parcels.ask." + kd)})
	}
	kind := packAll
	if person != "" {
		kind = packFor
	}
	x.kind.Put(kinds, kind)
	x.fill(person)
	x.box = container.New(layout.Least{Width: askWidth, Height: 200}, form)
	x.render()
	widgets.Ask(k.Window.Canvas(), widgets.Question{Title: k.T("parcels.ask.title"), Body: x.box, Yes: k.T("parcels.ask.yes"), No: k.T("button.cancel"),
		Size: fyne.NewSize(askWidth+40, 0), First: x.kind, Try: x.right, Then: func() { o.Pack(x.request()) }})
}

func (x *asking) fill(person string) {
	a, me := x.k.Session.View(), x.k.Session.Who()
	var people, districts []widgets.Option
	for _, p := range a.Team {
		if me == nil || p.ID != me.ID {
			people = append(people, widgets.Option{Key: p.ID, Name: p.Name})
		}
	}
	for _, d := range a.Districts {
		districts = append(districts, widgets.Option{Key: d.ID, Name: d.Name})
	}
	x.who.Put(people, person)
	x.district.Put(districts, "")
}

func (x *asking) render() {
	kind := x.kind.Chosen()
	x.what.SetHint(x.k.T("parcels.ask." + kind + ".says"))
	x.whom.Show(kind == packFor)
	x.where.Show(kind == packDistrict)
	x.passRow.Show(kind == packOutside)
	x.passAgain.Show(kind == packOutside)
	x.renderFiles()
}

// renderFiles says how much evidence would go, where there is any.
func (x *asking) renderFiles() {
	x.files.Show(len(x.k.Session.View().Files()) > 0)
	r := x.request()
	c := x.o.Carried(r.For, r.District)
	var all []widgets.Option
	for _, kd := range []string{carryLack, carrySmall, carryAll, carryNone} {
		all = append(all, widgets.Option{Key: kd, Name: x.k.T("parcels.carry." + kd)})
	}
	x.carry.Put(all, cmp.Or(x.carry.Chosen(), carryLack))
	says := x.k.T("parcels.carry.none.says")
	switch x.carry.Chosen() {
	case carryLack:
		says = x.k.T("parcels.carry.says", c.Originals, words.Size(c.Bytes))
	case carrySmall:
		says = x.k.T("parcels.carry.small.says", c.Pictures, words.Size(c.Small))
	case carryAll:
		says = x.k.T("parcels.carry.says", c.All, words.Size(c.AllBytes))
	}
	x.files.SetHint(says)
}

// right tells whether all was chosen; what lacks stands below its box.
func (x *asking) right() bool {
	x.whom.SetError("")
	x.where.SetError("")
	switch kind := x.kind.Chosen(); {
	case kind == packFor && x.who.Chosen() == "":
		x.whom.SetError(x.k.T("shell.needed"))
		return false
	case kind == packDistrict && x.district.Chosen() == "":
		x.where.SetError(x.k.T("shell.needed"))
		return false
	case kind == packOutside:
		return x.rightPassphrase()
	}
	return true
}

func (x *asking) rightPassphrase() bool {
	bad := start.CheckPassphrase(x.pass.Text, x.again.Text)
	for at, row := range map[start.Box]*widgets.FormRow{start.BoxPass: x.passRow, start.BoxPassAgain: x.passAgain} {
		text := ""
		if m := bad[at]; len(m) > 0 {
			text = x.k.Say.Say(m[0])
		}
		row.SetError(text)
	}
	return len(bad) == 0
}

func (x *asking) request() (r Request) {
	switch x.kind.Chosen() {
	case packFor:
		r.For = x.who.Chosen()
	case packDistrict:
		r.District = x.district.Chosen()
	case packOutside:
		r.Passphrase = x.pass.Text
	}
	if carry := x.carry.Chosen(); carry != carryLack {
		r.Evidence = carry
	}
	return r
}
