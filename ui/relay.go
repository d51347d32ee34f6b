package ui

import (
	"context"
	"encoding/json"
	"time"

	"kaohe/app/words"
	"kaohe/ui/parcels"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"

	"fyne.io/fyne/v2/container"
)

// Place is where a team exchanges packages without carrying them.
type Place struct {
	Kind string `json:"kind"` // dir, s3, webdav
	At   string `json:"at"`   // a folder, or an address; without what opens it
	On   bool   `json:"on"`
}

// Login opens a server. It lies in the system's keychain, and never in a vault.
type Login struct{ Name, Secret, Region string }

// The kinds of places.
const (
	placeDir    = "dir"
	placeS3     = "s3"
	placeWebDAV = "webdav"
)

// Relayed is what came of a look at the place.
type Relayed struct {
	At    time.Time
	Lines []words.Msg
	Err   error // why it ended early
}

// relaying is the exchange through a place, while a vault is open.
type relaying struct {
	stop  func()   // ends it, and waits until it has let the vault go; nil: it does not run
	ends  bool     // it was stopped, and has not let the vault go yet
	then  []func() // what goes on when it has
	freed bool     // the vault was closed
	last  Relayed
}

const relaySetting = "relay" // of the vault, on this laptop

func (x *exchanging) place() (p Place) {
	if json.Unmarshal([]byte(x.v.Setting(relaySetting)), &p) != nil {
		return Place{} // nobody has named one, or another version wrote it
	}
	return p
}

// able tells whether this laptop may write into the vault.
func (x *exchanging) able() bool { return x.v.ReadOnly() == nil && x.v.Enrolled() }

// resume starts the exchange where it ran when the vault was closed.
func (x *exchanging) resume() {
	if p := x.place(); p.On && x.able() {
		x.start(p, false)
	}
}

// start starts the exchange, once one that runs has ended.
func (x *exchanging) start(p Place, anew bool) { x.halt(func() { x.startFree(p, anew) }) }

func (x *exchanging) startFree(p Place, anew bool) {
	if x.stop != nil || x.freed { // it was started meanwhile, or it is too late
		return
	}
	x.last = Relayed{}
	x.stop = x.u.system.Relay(x.v, p, anew, func(r Relayed) {
		x.u.o.Hop(func() {
			if x.stop == nil || x.u.shell == nil || x.u.shell.v != x.v {
				return
			}
			if x.last = r; x.u.shell.at.Page == pageParcels {
				x.u.shell.render()
			} else {
				x.u.shell.bar.render() // what colleagues have is learnt of without a change
			}
		})
	})
	x.shown()
}

// halt stops the exchange, and goes on when it has let the vault go. What it is at may take a moment, which the UI thread does not wait for.
func (x *exchanging) halt(then func()) {
	stop := x.stop
	if stop == nil && !x.ends {
		then()
		return
	}
	if x.then = append(x.then, then); x.ends {
		return
	}
	x.stop, x.ends = nil, true
	x.u.patiently(true).Run(x.u.T("parcels.relay.ending"), func(context.Context, func(done, total int)) error {
		stop()
		return nil
	}, func(error) {
		all := x.then
		x.then, x.ends = nil, false
		for _, then := range all {
			x.halt(then) // what went before may have started it again
		}
	})
}

// Relay implements parcels.Actions.
func (x *exchanging) Relay() parcels.Relayed {
	out := parcels.Relayed{On: x.stop != nil, Where: x.place().At, Lines: x.last.Lines, Err: x.last.Err}
	if !x.last.At.IsZero() {
		out.At = clock(x.last.At)
	}
	return out
}

// Turn implements parcels.Actions.
func (x *exchanging) Turn() { x.turn(x.stop == nil, false) }

// Anew implements parcels.Actions.
func (x *exchanging) Anew() {
	x.u.Confirm(x.u.T("parcels.relay.anew"), x.u.T("parcels.relay.anew.body"), x.u.T("parcels.relay.anew"), func() { x.turn(true, true) })
}

func (x *exchanging) turn(on, anew bool) {
	p := x.place()
	if p.On = on; !x.keep(p) {
		return
	}
	if on {
		x.start(p, anew)
		return
	}
	x.halt(func() {})
	x.shown()
}

// shown renders the window, if it still shows this vault.
func (x *exchanging) shown() {
	if x.here() {
		x.u.shell.render()
	}
}

// keep notes the place for the next start.
func (x *exchanging) keep(p Place) bool {
	if !x.v.Enrolled() {
		x.u.Fail(words.Refuse("device.unknown"))
		return false
	}
	b, err := json.Marshal(p)
	if err == nil {
		err = x.v.SetSetting(relaySetting, string(b))
	}
	x.u.Fail(err)
	return err == nil
}

// placeForm asks where the team exchanges.
type placeForm struct {
	u                   *App
	kind                *widgets.Pick
	at, name, region    *widgets.Input
	secret              *widgets.Secret
	form                *widgets.Form
	what, where, who    *widgets.FormRow
	password, regionRow *widgets.FormRow
	pick                *widgets.Button
}

// SetRelay implements parcels.Actions.
func (x *exchanging) SetRelay() {
	u, is := x.u, x.place()
	if is.Kind == "" {
		is.Kind = placeDir
	}
	f := &placeForm{u: u, kind: widgets.NewPick(""), at: widgets.NewInput(""), name: widgets.NewInput(""), region: widgets.NewInput(""), secret: widgets.NewSecret("", nil), form: widgets.NewForm(0)}
	f.form.AddWide(widgets.Paragraph(u.T("parcels.relay.about")))
	f.what = f.form.Add(u.T("parcels.relay.kind"), f.kind, " ")
	f.pick = widgets.NewButton(u.T("parcels.relay.pick"), theme.IconFolder, func() { u.pickFolder(u.T("button.ok"), f.at.SetText) })
	f.where = f.form.Add(u.T("parcels.relay.where"), container.NewBorder(nil, nil, nil, f.pick, f.at), "")
	f.who = f.form.Add(u.T("parcels.relay.name"), f.name, "")
	f.password = f.form.Add(u.T("parcels.relay.secret"), f.secret, u.T("parcels.relay.secret.hint"))
	f.regionRow = f.form.Add(u.T("parcels.relay.region"), f.region, u.T("parcels.relay.region.hint"))
	f.at.SetText(is.At)
	var kinds []widgets.Option
	for _, k := range []string{placeDir, placeS3, placeWebDAV} {
		kinds = append(kinds, widgets.Option{Key: k, Name: u.T("parcels.relay." + k)})
	}
	f.kind.OnPick = func(string) { f.render() }
	f.kind.Put(kinds, is.Kind)
	f.render()
	u.ask(widgets.Question{Title: u.T("parcels.relay.title"), Body: f.form, Yes: u.T("parcels.relay.start"), First: f.at, Size: width(560), Try: f.right, Then: func() { x.begin(f.place(), f.login()) }})
}

func (f *placeForm) render() {
	kind := f.kind.Chosen()
	f.what.SetHint(f.u.T("parcels.relay." + kind + ".says"))
	widgets.Visible(f.pick, kind == placeDir)
	f.who.Show(kind != placeDir)
	f.password.Show(kind != placeDir)
	f.regionRow.Show(kind == placeS3)
}

func (f *placeForm) right() bool {
	if f.at.Text == "" {
		f.where.SetError(f.u.T("shell.needed"))
	}
	return f.at.Text != ""
}

func (f *placeForm) place() Place { return Place{Kind: f.kind.Chosen(), At: f.at.Text, On: true} }

func (f *placeForm) login() Login { return Login{f.name.Text, f.secret.Text, f.region.Text} }

// begin looks whether there is such a place, keeps what opens it, and starts.
func (x *exchanging) begin(p Place, by Login) {
	x.u.o.Runner.Run(x.u.T("parcels.relay.trying"), func(ctx context.Context, _ func(done, total int)) error {
		return x.u.system.TryPlace(ctx, x.v, p, by)
	}, func(err error) {
		if x.u.shell == nil || x.u.shell.v != x.v {
			return
		}
		if err != nil {
			x.u.Fail(err)
			return
		}
		if x.keep(p) {
			x.start(p, false)
		}
	})
}
