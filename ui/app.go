// Package ui is the window: the start page, the shell around the screens (where, who, safe), its dialogs, menus and keys. Screens
// are packages of their own below it, made of what ui/screen, ui/widgets, ui/layout and ui/theme give.
//
//	main -> ui.New(fyneApp, system, options) -> Run
//	start page -> system.Open -> shell -> screens
//
// The shell subscribes to the vault's change feed. For each change the open screen renders once: before Do returns where the window made
// it, and after one hop onto the UI thread otherwise.
//
// Caveats: all methods here run on the UI thread, except where a comment says otherwise. The window never touches a file: that is
// the System's.
package ui

import (
	"context"
	"errors"
	"image"
	"path/filepath"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/held"
	"kaohe/ui/preview"
	"kaohe/ui/rules"
	"kaohe/ui/screen"
	"kaohe/ui/start"
	"kaohe/ui/team"
	"kaohe/ui/theme"
	"kaohe/ui/unlock"
	"kaohe/ui/widgets"
)

// Vault is an open vault as the window uses it.
type Vault interface {
	screen.Session
	team.Roster
	held.Log
	rules.Standards
	Use(person string) error
	Joins
	Undo() error
	Redo() error
	CanUndo() session.Action
	CanRedo() session.Action
	Sign(district string, p assess.Phase, person, pin string) (*assess.SignOff, error)
	Reopen(district string, p assess.Phase, person, pin, reason string) (*assess.SignOff, error)
	Subscribe(func(session.Change))
	Snapshot() (*assess.Assessment, ledger.Frontier)
	News(person string, r session.Reading) []session.News
	Since(district string, p assess.Phase, f ledger.Frontier) ([]session.Entry, bool)
	Undeclared(district string, p assess.Phase) int
	Runes(from int) []rune
	Setting(key string) string
	SetSetting(key, value string) error
	Sealed() bool
	Path() string
	Close() error
	ReadOnly() error   // why it can only be read; nil where it may be written
	PlainFiles() error // why files of evidence lie unsealed beside a sealed vault; nil: none do
}

// Joins is the part of a session by which a laptop joins a round.
type Joins interface {
	Join(session.Joining) error
	Invitee(code string) (*assess.Person, error)
	Ask(session.Asking) error
	Asked() *authority.Request // of this laptop, while nobody has admitted it; nil: none
}

// Options of the window.
type Options struct {
	Catalogs map[string]words.Catalog // by language
	Language string
	Version  string
	Standard []byte                   // the built-in standard, as package sample reads it
	Runner   widgets.Runner           // nil: in the background, with progress over the window, or without for what nobody waits for
	Spawn    preview.Spawn            // where previews draw their pages; nil: in the background
	Timer    widgets.Timer            // by which boxes commit in a pause and the window locks; nil: the running program's clock
	Caret    func(at image.Rectangle) // told where one types, in pixels of the window's content; empty where nobody does. nil: nobody wants to know
	Hop      func(func())             // how a change made elsewhere gets onto the UI thread; nil: fyne.Do
	Now      func() time.Time
	Place    Placement // nil: where the driver puts the window

	Showing   func(page string) // told which kind of page is shown; nil: nobody
	Crash     string            // path of the report of a crash that nobody was told of; empty: there is none
	CrashTold func()            // called once somebody was
}

// App is the window with whatever is in it.
type App struct {
	o      Options
	app    fyne.App
	win    fyne.Window
	system System
	say    words.Catalog
	speaks string // the language of say
	start  *start.Screen
	shell  *shell
	lock
	feed      *feed             // of the vault entered last
	keeper    *keeper           // its backups
	partner   *exchanging       // its exchange with colleagues
	album     *album            // its pictures
	entered   func()            // what follows once the vault that is being opened is entered; nil: nothing
	unsaved   *unsaved          // edits that the disk refused
	quiet     widgets.Runner    // for work that nobody waits for
	asked     *widgets.Modal    // whether what was not handed in may be lost
	failed    *widgets.Modal    // the last notice of what went wrong
	failure   words.Explanation // what it says
	keys      *widgets.Keys
	menuState string // which actions the menus show as possible
	picked    string // the folder that was picked last since a vault was opened
	opening   string // the vault that is being opened; empty: none is
	missed    error  // of files that were drawn onto the window while it worked
	ended     atomic.Bool
	wholeFace bool // a character was met that the subset of the screen's face lacks
	checked   int  // how many of the vault's characters were looked at
}

// New makes the window, empty.
func New(a fyne.App, h System, o Options) *App {
	u := &App{o: o, app: a, system: h}
	u.speak(o.Language)
	if l := a.Preferences().String("language"); o.Catalogs[l] != nil {
		u.speak(l)
	}
	u.applyTheme()
	u.win = a.NewWindow(u.say.Get("app.name"))
	if u.o.Place == nil {
		u.o.Place = unplaced{}
	}
	u.win.Resize(u.o.Place.Size())
	u.win.SetMaster()
	u.win.SetCloseIntercept(u.Quit)
	u.win.SetOnDropped(u.dropped)
	u.keys, u.shut = widgets.NewKeys(), map[string]route{}
	if u.o.Timer == nil {
		u.o.Timer = widgets.Clock{}
	}
	if u.o.Spawn == nil {
		u.o.Spawn = preview.Background
	}
	if u.o.Hop == nil {
		u.o.Hop = fyne.Do
	}
	if u.quiet = u.o.Runner; u.quiet == nil {
		u.quiet = widgets.Background{}
	}
	if u.o.Showing == nil {
		u.o.Showing = func(string) {}
	}
	if u.o.Runner == nil {
		u.o.Runner = widgets.Background{Watch: u.watch}
	}
	(&caret{u: u}).watch()
	return u
}

// watch lays the progress of a piece of work over the window; without a way to cancel it where that is nil.
func (u *App) watch(title string, cancel func()) widgets.Watcher {
	u.working++
	return watched{widgets.NewProgress(title, widgets.Action{Name: u.T("button.cancel"), Do: cancel}).On(u.win.Canvas()), u}
}

// watched is progress that is counted as long as it is there.
type watched struct {
	widgets.Watcher
	u *App
}

// Off implements widgets.Watcher.
func (w watched) Off() {
	w.u.working--
	w.Watcher.Off()
	if w.u.working == 0 {
		missed := w.u.missed
		w.u.missed = nil
		w.u.Fail(missed)
	}
}

// Run shows a vault, the form for joining with a package, or the start page when path is empty, and returns when the window is closed. Making the window takes as long as reading
// the faces and a usual vault: they are read meanwhile. It gives false at once where the driver made no window.
func (u *App) Run(path string) bool {
	faces := make(chan struct{})
	go func() {
		theme.ReadFaces()
		close(faces)
	}()
	u.blank()
	vault := path != "" && !isPackage(path)
	if vault {
		u.Open(path)
	}
	u.win.Show()
	if !made(u.win) {
		return false
	}
	u.o.Place.Restore(u.win)
	<-faces
	if !vault {
		u.Start()
	}
	if isPackage(path) {
		u.start.Join(path)
	}
	u.app.Run()
	return true
}

// made tells whether there is a window: the driver only logs that it could not make one, and then waits for the events of none.
func made(w fyne.Window) bool {
	there := true
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				there = c.WindowHandle != 0
			case driver.WindowsWindowContext:
				there = c.HWND != 0
			}
		})
	}
	return there
}

// Window is the window itself, for the system that shows it, and for tests.
func (u *App) Window() fyne.Window { return u.win }

// Theme is the one in use, for tests.
func (u *App) Theme() fyne.Theme { return u.app.Settings().Theme() }

// T says a key.
func (u *App) T(key string, args ...any) string { return u.say.Say(words.M(key, args...)) }

// Start closes the open vault and shows the start page.
func (u *App) Start() { u.leaving(u.showStart) }

func (u *App) showStart() {
	u.door = nil
	u.start = start.New(u.kit(nil), (*startActions)(u))
	u.win.SetTitle(u.say.Get("app.name"))
	u.win.SetContent(u.start.Object())
	u.start.Render()
	u.installKeys()
	u.o.Showing("start")
	u.tellCrash()
}

// patience is how long a vault may take to open before its progress is shown. Most take less.
const patience = 200 * time.Millisecond

// Open opens a vault and shows it; what goes wrong is said on the start page. The window is empty meanwhile.
func (u *App) Open(path string) {
	if u.opening == "" && !u.atDoor(path) {
		u.leaving(func() { u.load(path) })
	}
}

// patiently is the runner that keeps the window free for a moment, for what mostly takes no longer; whole is what can't be given up.
func (u *App) patiently(whole bool) widgets.Runner {
	if b, ok := u.o.Runner.(widgets.Background); ok {
		b.After, b.Whole = patience, whole
		return b
	}
	return u.o.Runner
}

// blank shows an empty window.
func (u *App) blank() { u.win.SetContent(u.o.Place.Within(theme.NewBox(theme.Paper))) }

// load opens a vault beside the UI thread.
func (u *App) load(path string) {
	u.opening, u.start = path, nil
	u.blank()
	var v Vault
	u.patiently(false).Run(u.T("shell.opening", filepath.Base(path)), func(ctx context.Context, progress func(done, total int)) (err error) {
		v, err = u.system.Open(ctx, path, progress)
		return err
	}, func(err error) {
		u.opening = ""
		switch {
		case u.ended.Load(): // the process ends, and lets the file go
		case err == nil:
			u.enter(v)
		case is(err, "vault.sealed"):
			u.showDoor(path, route{})
		default:
			u.entered = nil
			u.showStart()
			if !errors.Is(err, context.Canceled) {
				u.rescue(path, err)
			}
		}
	})
}

func (u *App) enter(v Vault) {
	u.system.Try(unlock.Secret{})
	u.start, u.door = nil, nil
	u.checked, u.picked = 0, ""
	u.checkFace(v)
	u.remember(v)
	u.keeper, u.unsaved, u.partner = newKeeper(u, v), &unsaved{u: u}, &exchanging{u: u, v: v}
	u.partner.resume()
	u.album = newAlbum(u, v)
	u.shell = newShell(u, v)
	u.win.SetTitle(v.View().Title + " · " + u.say.Get("app.name"))
	u.win.SetContent(u.shell.object)
	u.shell.resume()
	u.installKeys()
	u.listen(v)
	u.keeper.begin()
	u.tellCrash()
	if then := u.entered; then != nil {
		u.entered = nil
		then()
	}
	u.Fail(v.PlainFiles())
	u.watchIdle()
}

// closeVault ends the exchange, commits what is being typed, lets the vault go, and goes on; not where that failed and the vault stays open.
func (u *App) closeVault(then func()) {
	if u.shell == nil {
		then()
		return
	}
	v := u.shell.v
	u.partner.halt(func() {
		if u.shell == nil || u.shell.v != v {
			return // it was closed meanwhile
		}
		u.shell.leave()
		u.shell, u.partner.freed = nil, true
		u.album.close()
		if err := v.Close(); err != nil {
			u.Fail(err)
			return
		}
		then()
	})
}

// Quit commits what is being typed, remembers the window, makes the backup that is due, and ends.
func (u *App) Quit() {
	u.o.Place.Remember(u.win.Canvas().Size())
	u.leaving(func() {
		u.ended.Store(true)
		u.app.Quit()
	})
}

// applyTheme gives the window its theme. Light is the default, and not the system's: the work is done in daylight and ends on paper.
func (u *App) applyTheme() {
	t := theme.Forced(theme.Light)
	switch u.app.Preferences().String("appearance") {
	case "dark":
		t = theme.Forced(theme.Dark)
	case "auto":
		t = theme.New()
	}
	if u.wholeFace {
		t = t.Whole()
	}
	u.app.Settings().SetTheme(t)
}

// checkFace brings in the whole face once the vault holds a character that the subset lacks, so that none is ever a box.
func (u *App) checkFace(v Vault) {
	fresh := v.Runes(u.checked)
	u.checked += len(fresh)
	for _, r := range fresh {
		if !u.wholeFace && !theme.Covers(r) {
			u.wholeFace = true
			u.applyTheme()
		}
	}
}

// Appear changes between light, dark, and what the system has (auto).
func (u *App) Appear(name string) {
	u.app.Preferences().SetString("appearance", name)
	u.applyTheme()
	u.menus()
}

// speak takes the words of a language. Where Fyne's own can't follow, they stay as they are.
func (u *App) speak(language string) {
	u.speaks, u.say = language, u.o.Catalogs[language]
	if err := speakStock(u.say); err != nil {
		fyne.LogError("stock words", err)
	}
}

// Speak changes the language and shows everything anew.
func (u *App) Speak(language string) {
	u.app.Preferences().SetString("language", language)
	u.speak(language)
	if u.shell == nil {
		u.Start()
		return
	}
	u.shell.leave()
	v := u.shell.v
	u.shell = newShell(u, v)
	u.win.SetContent(u.shell.object)
	u.shell.resume()
	u.installKeys()
}

func (u *App) kit(v Vault) *screen.Kit {
	k := &screen.Kit{Window: u, Say: u.say, Timer: u.o.Timer}
	if v != nil {
		k.Session = v
		if u.album != nil {
			k.Files = u.album
		}
	}
	return k
}
