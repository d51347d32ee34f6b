package main

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/term"

	"kaohe/app/roundplan"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	builtin "kaohe/assets/standard"
	"kaohe/cmd/internal/alert"
	"kaohe/cmd/internal/desktop"
	"kaohe/cmd/internal/printer"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/cmd/kaohe/caret"
	"kaohe/cmd/kaohe/opengl"
	"kaohe/ui"
	"kaohe/ui/start"
)

// window opens the window on a vault or with a package ("" for the start page), unless another one has it and comes to the front. What it would be drawn with is looked for before Fyne is touched.
func window(path string, env workspace.Env, catalogs map[string]words.Catalog, language string) error {
	here, taken := enter(path, env, catalogs[language])
	if taken {
		return nil
	}
	by, err := opengl.Look()
	if err != nil {
		leave(here)
		return without(err, catalogs[language])
	}
	printer.Sweep()
	defer printer.Sweep()
	s := &system{env: env, printer: &workspace.Printer{Say: catalogs[i18n.Languages[0]]}}
	var w *ui.App
	a := application(by)
	o := ui.Options{Catalogs: catalogs, Language: language, Version: env.Version, Now: env.Now, Standard: builtin.Builtin,
		Place: &placement{prefs: a.Preferences()}, Caret: func(at image.Rectangle) { caret.Put(w.Window(), at) }}
	watched(a.Preferences(), &o)
	w = ui.New(a, s, o)
	serve(here, w)
	made := w.Run(path)
	leave(here) // before another program draws the window in place of this one
	if !made {
		return without(opengl.ErrMissing, catalogs[language])
	}
	return nil
}

// without is the end of a program that can't draw its window: another one opens it, or it is said why there is none, in a window of the
// system's where no terminal would show it.
func without(cause error, say words.Catalog) error {
	if errors.Is(cause, opengl.ErrNoDisplay) {
		return words.Refuse("display").Because(cause)
	}
	if started, err := substitute(os.Args[1:]); started {
		return nil
	} else if err != nil {
		cause = errors.Join(cause, err)
	}
	fault := words.Refuse("opengl").Because(cause)
	if runtime.GOOS == "windows" {
		fault = words.Refuse("opengl.windows").Because(cause)
	}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		return fault
	}
	e := say.Explain(fault)
	if err := alert.Show(say.Get("app.name"), e.What, e.Todo, say.Get("button.close")); err != nil {
		return fault.Because(errors.Join(cause, err))
	}
	return fault
}

// system is the world outside as the window sees it.
type system struct {
	env     workspace.Env
	printer *workspace.Printer
	trying  workspace.Secret // opens sealed files that are only read
	logins  logins
}

// openVault is an open vault as the window wants it.
type openVault struct{ *workspace.Workspace }

func (s openVault) Setting(key string) string          { return s.Vault.Setting(key) }
func (s openVault) SetSetting(key, value string) error { return s.Vault.SetSetting(key, value) }
func (s openVault) Path() string                       { return s.Vault.Path() }
func (s openVault) Sealed() bool                       { return s.Vault.Sealed() }
func (s openVault) PlainFiles() error                  { return s.Plain }

func (s *system) Open(ctx context.Context, path string, progress func(done, total int)) (ui.Vault, error) {
	d, err := workspace.OpenAny(ctx, path, s.env, progress)
	if err != nil {
		return nil, err
	}
	return openVault{d}, nil
}

func (s *system) Create(path string, r start.NewRound) (ui.Vault, error) {
	p, err := plan(r)
	if err != nil {
		return nil, err
	}
	env := s.env
	env.Seal, env.Secret = r.Passphrase, s.trying
	var d *workspace.Workspace
	if r.Last != "" {
		d, err = workspace.FoundFrom(path, r.Last, p, env)
	} else {
		d, err = workspace.FoundRound(path, p, false, env)
	}
	if err != nil {
		return nil, err
	}
	return openVault{d}, nil
}

// plan is the form of the start page as a round to be written.
func plan(r start.NewRound) (*roundplan.Plan, error) {
	p := &roundplan.Plan{Title: r.Title, City: r.City, Year: r.Year}
	if !r.Builtin {
		p.Table = roundplan.Blank(r.Title, r.Year)
	}
	mate := func(m start.Member, pin string) {
		p.Team = append(p.Team, roundplan.Mate{ID: session.NewID(), Name: m.Name, Agency: m.Agency, Role: m.Role, PIN: pin})
	}
	mate(r.Founder, r.PIN)
	for _, m := range r.Team {
		mate(m, "") // who is to sign gets a PIN on the team's page
	}
	tasks, err := workspace.UsualTasks()
	if err != nil {
		return nil, err
	}
	for _, d := range r.Districts {
		a := &roundplan.Area{ID: session.NewID(), Name: d.Name, Tasks: tasks}
		for _, s := range d.Subdistricts {
			a.Subdistricts = append(a.Subdistricts, roundplan.Sub{ID: session.NewID(), Name: s})
		}
		p.Areas = append(p.Areas, a)
	}
	return p, nil
}

func (s *system) Sample() (string, error) {
	path := filepath.Join(desktop.Documents(), "考核通示例 "+s.env.Now().Format("2006-01-02 150405")+".kaohe")
	return path, verbs.MakeSample(path, s.env)
}

func (s *system) Exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Show opens a file or folder with the system's program for it.
func (s *system) Show(path string) error {
	if err := desktop.Show(path); err != nil {
		return words.Refuse("viewer", path).Because(err)
	}
	return nil
}
