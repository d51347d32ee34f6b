package review

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/pinyin"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// mostNames is how many members of the team are offered behind an @.
const mostNames = 6

// box is where a comment is written. Behind an @ it offers the members of the team whom what follows may mean.
type box struct {
	k      *screen.Kit
	says   *theme.Line // what is being written: a new comment, a reply to whom
	field  *widgets.Field
	offer  *fyne.Container
	cancel *widgets.Button
	send   *widgets.Button
	body   *fyne.Container
	fit    func() // the box has become higher or lower
}

func newBox(k *screen.Kit, send, cancel, fit func()) *box {
	b := &box{k: k, says: theme.Text("", theme.Small, true, theme.Ink2), field: widgets.NewNote(widgets.Never{}, 3), offer: container.NewHBox(), fit: fit}
	b.field.Hint(k.T("talk.hint"))
	b.field.OnText, b.field.OnDone = b.typed, send
	b.cancel = widgets.NewButton(k.T("button.cancel"), "", cancel)
	b.send = widgets.NewPrimary(k.T("talk.send"), theme.IconTalk, send)
	b.offer.Hide()
	b.body = layout.Stack(theme.Grid, b.says, b.field, b.offer, container.NewHBox(layout.Spacer(), b.cancel, b.send))
	return b
}

// text is what was typed, without blanks around it.
func (b *box) text() string { return strings.TrimSpace(b.field.Text()) }

// put replaces what stands in the box.
func (b *box) put(text string) {
	b.field.Put(text)
	b.field.Drop()
	b.names(nil)
}

func (b *box) typed(text string) { b.names(asked(b.k.Session.View(), text)) }

// asked are the members of the team whom the last word of a text may mean, if an @ begins it.
func asked(a *assess.Assessment, text string) []*assess.Person {
	i := strings.LastIndex(text, "@")
	if i < 0 || strings.ContainsAny(text[i:], " \n，。；、") {
		return nil
	}
	begun := text[i+1:]
	var out []*assess.Person
	for _, p := range a.Team {
		if begun == "" || pinyin.Match(begun, p.Name) {
			out = append(out, p)
		}
	}
	return out[:min(len(out), mostNames)]
}

// names offers people by name; a tap, or Tab and Enter, takes one.
func (b *box) names(people []*assess.Person) {
	var objs []fyne.CanvasObject
	for _, p := range people {
		objs = append(objs, widgets.NewButton(b.k.Session.View().AtName(p), "", func() { b.take(p) }))
	}
	if len(objs) == 0 && len(b.offer.Objects) == 0 {
		return
	}
	layout.SetObjects(b.offer, objs)
	widgets.Visible(b.offer, len(objs) > 0)
	b.fit()
}

func (b *box) take(p *assess.Person) {
	text := b.field.Text()
	b.put(text[:max(0, strings.LastIndex(text, "@"))] + b.k.Session.View().AtName(p) + " ")
	b.field.Focus()
	b.field.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // to go on behind the name
}
