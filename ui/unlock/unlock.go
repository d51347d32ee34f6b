// Package unlock is the page on which a sealed vault is opened: by its passphrase, or by the recovery code. It names the file and nothing that
// is in it, and stands in the window also while that is locked.
package unlock

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Secret is what a person typed to open a vault: its passphrase, or else its recovery code.
type Secret struct {
	Passphrase, Recovery string
	Remember             bool // by the system's keychain
}

// Actions are what the page asks of the window.
type Actions interface {
	// Unlock opens the vault; what is wrong with the secret is told by Refuse.
	Unlock(Secret)
	// Leave goes to the start page.
	Leave()
}

// Screen is the page.
type Screen struct {
	k       *screen.Kit
	actions Actions
	byCode  bool
	box     *widgets.Secret
	code    *widgets.Input
	rows    [2]*widgets.FormRow // of box and code
	forms   [2]*widgets.Form
	keep    *widgets.Tick
	why     *widgets.Para // what remembering means, or why it can't be
	todo    *widgets.Para // after a refusal
	open    *widgets.Button
	other   *widgets.Button
	page    *widgets.Page
	body    fyne.CanvasObject
}

var _ screen.Screen = (*Screen)(nil)

// New makes the page for a file. While locked is set, the window stood on that file until nobody worked at it.
func New(k *screen.Kit, path string, locked bool, a Actions) *Screen {
	s := &Screen{k: k, actions: a, box: widgets.NewSecret("", nil), code: widgets.NewInput(""), keep: widgets.NewTick(k.T("unlock.remember")), why: widgets.Paragraph(""), todo: widgets.Paragraph("")}
	enter := func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
			return false
		}
		s.Submit()
		return true
	}
	s.box.OnKey, s.code.OnKey = enter, enter
	for i, o := range []struct {
		key string
		box fyne.CanvasObject
	}{{"passphrase", s.box}, {"code", s.code}} {
		s.forms[i] = widgets.NewForm(72)
		s.rows[i] = s.forms[i].Add(k.T("unlock."+o.key), o.box, k.T("unlock."+o.key+".hint"))
	}
	s.open = widgets.NewPrimary(k.T("unlock.open"), theme.IconUnlock, s.Submit)
	s.other = widgets.NewQuiet("", "", s.turn)
	title, says := "unlock.title", "unlock.says"
	if locked {
		title, says = "unlock.locked", "unlock.locked.says"
	}
	head := container.NewHBox(theme.NewPic(theme.IconLock, theme.Glyph, theme.Accent), theme.Text(k.T(title), theme.Title, true, theme.Ink).Whole())
	file := theme.Text(filepath.Base(path), theme.Body, true, theme.Ink)
	place := theme.Text(filepath.Dir(path), theme.Small, false, theme.Ink2)
	keep := layout.Stack(-8, s.keep, layout.Pad(28, 0, s.why))
	s.todo.Hide()
	buttons := layout.Pad(8, 0, container.NewHBox(widgets.NewButton(k.T("unlock.leave"), theme.IconBack, a.Leave), layout.Spacer(), s.other, s.open))
	s.page = widgets.NewPage(12, container.New(layout.Most{Width: 560, Centre: true}, layout.Stack(12, layout.Pad(8, 24, head), layout.Pad(8, 0, layout.Stack(2, file, place)),
		widgets.Paragraph(k.T(says)), s.forms[0], s.forms[1], s.todo, keep, buttons)))
	s.body = container.NewStack(theme.NewBox(theme.Paper), s.page)
	s.Keychain(nil)
	s.show()
	return s
}

// Keychain says whether the system's keychain can remember the vault's key; why not stands below the tick.
func (s *Screen) Keychain(err error) {
	s.keep.Lock(err != nil)
	hint := s.k.T("unlock.remember.hint")
	if err != nil {
		s.keep.Put(false)
		hint = s.k.Say.Explain(err).What
	}
	widgets.PutText(s.why, hint)
	s.page.Fit()
}

// turn changes between passphrase and recovery code.
func (s *Screen) turn() {
	s.byCode = !s.byCode
	s.show()
	s.Focus()
}

func (s *Screen) show() {
	widgets.Visible(s.forms[0], !s.byCode)
	widgets.Visible(s.forms[1], s.byCode)
	key := "unlock.bycode"
	if s.byCode {
		key = "unlock.bypassphrase"
	}
	s.other.Put(s.k.T(key))
	s.page.Fit()
}

// Submit hands over what was typed.
func (s *Screen) Submit() {
	x := Secret{Remember: s.keep.Checked && !s.keep.Disabled()}
	row, text := s.rows[0], s.box.Text
	if x.Passphrase = text; s.byCode {
		row, text = s.rows[1], s.code.Text
		x.Passphrase, x.Recovery = "", text
	}
	if strings.TrimSpace(text) == "" {
		row.SetError(s.k.T("shell.needed"))
		s.Focus()
		return
	}
	row.SetError("")
	s.todo.Hide()
	s.actions.Unlock(x)
}

// Refuse says beside the box what is wrong with what was typed, which has to be typed again.
func (s *Screen) Refuse(err error) {
	row := s.rows[0]
	if s.byCode {
		row = s.rows[1]
	} else {
		s.box.Clear()
	}
	e := s.k.Say.Explain(err)
	row.SetError(e.What)
	widgets.PutText(s.todo, e.Todo)
	widgets.Visible(s.todo, e.Todo != "")
	s.page.Fit()
	s.Focus()
}

// Focus gives the box the keyboard.
func (s *Screen) Focus() {
	if c := s.k.Window.Canvas(); c != nil {
		var box fyne.Focusable = s.box
		if s.byCode {
			box = s.code
		}
		c.Focus(box)
	}
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render lays it out anew.
func (s *Screen) Render() { s.page.Fit() }

// Reveal has no places.
func (s *Screen) Reveal(assess.Place) { s.Focus() }

// Leave has nothing to commit.
func (s *Screen) Leave() {}
