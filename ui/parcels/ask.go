package parcels

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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

const askWidth = 480

// asking is the question what to pack.
type asking struct {
	k                   *screen.Kit
	kind, who, district *widgets.Pick
	pass, again         *widgets.Secret
	what, whom, where   *widgets.FormRow
	passRow, passAgain  *widgets.FormRow
	box                 *fyne.Container
}

// AskPack asks what to pack, beginning with a colleague, by ID, if that is not empty. Where to is the shell's to ask.
func AskPack(k *screen.Kit, o Actions, person string) {
	x := &asking{k: k, kind: widgets.NewPick(""), who: widgets.NewPick(k.T("parcels.choose")), district: widgets.NewPick(k.T("parcels.choose")), pass: widgets.NewSecret("", nil), again: widgets.NewSecret("", nil)}
	form := widgets.NewForm(0)
	x.what = form.Add(k.T("parcels.ask.what"), x.kind, " ")
	x.whom = form.Add(k.T("parcels.ask.whom"), x.who, "")
	x.where = form.Add(k.T("noun.d"), x.district, "")
	x.passRow = form.Add(k.T("parcels.ask.pass"), x.pass, k.T("start.pass.hint"))
	x.passAgain = form.Add(k.T("start.passagain"), x.again, "")
	x.kind.OnPick = func(string) { x.render() }
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

func (x *asking) request() Request {
	switch x.kind.Chosen() {
	case packFor:
		return Request{For: x.who.Chosen()}
	case packDistrict:
		return Request{District: x.district.Chosen()}
	case packOutside:
		return Request{Passphrase: x.pass.Text}
	}
	return Request{}
}
