package ui

import (
	"context"
	"errors"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/ui/lookthrough"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Intake gets files in as evidence. It runs beside the UI thread.
type Intake interface {
	// TakeFiles keeps files and makes them evidence. The outcome is not nil, also where the error says why the work ended before it was through.
	TakeFiles(ctx context.Context, v Vault, r intake.Request, progress func(done, total int)) (*intake.Outcome, error)
	// ScanFolder looks at the files in a folder. Faults: file.read, intake.none, intake.many.
	ScanFolder(ctx context.Context, v Vault, folder, district string, p assess.Phase, progress func(done, total int)) ([]intake.Found, error)
	// Sketch draws a picture that is a file, upright and then turned, its longer side at most so many pixels. Faults: those of package picture.
	Sketch(ctx context.Context, path string, turn, longest int) (image.Image, error)
	// Clipboard is what was copied: files, or a picture without a name. Faults: clipboard.empty, clipboard.none, clipboard.failed.
	Clipboard(ctx context.Context) ([]intake.File, error)
}

// targetHere is what files that come in would become evidence of.
func (u *App) targetHere() (screen.Target, bool) {
	if u.shell == nil || u.previewing() {
		return screen.Target{}, false
	}
	s, ok := u.shell.screen().(screen.Evidenced)
	if !ok {
		return screen.Target{}, false
	}
	return s.Target()
}

// takesFiles tells whether there is something at hand of which files can become evidence.
func (u *App) takesFiles() bool {
	_, ok := u.targetHere()
	return ok
}

// takeFiles makes files evidence of a target and says what came of it. A folder alone is looked through.
func (u *App) takeFiles(t screen.Target, files []intake.File) {
	u.shell.leave()
	for i := range files {
		files[i].Supports = t.Supports
	}
	u.take(intake.Request{District: t.District, Phase: t.Phase, Files: files}, t.Name, func(out *intake.Outcome, err error) bool {
		folder := len(files) == 1 && len(out.Refused) == 1 && errors.Is(out.Refused[0].Err, words.Refuse("evidence.folder"))
		if folder {
			u.lookThrough(t, files[0].Path)
		}
		return folder
	})
}

// take carries out a request; told may say by itself what came of it.
func (u *App) take(r intake.Request, name string, told func(*intake.Outcome, error) bool) {
	v := u.shell.v
	var out *intake.Outcome
	u.patiently(false).Run(u.T("intake.taking", len(r.Files)), func(ctx context.Context, progress func(done, total int)) (err error) {
		out, err = u.system.TakeFiles(ctx, v, r, progress)
		return err
	}, func(err error) {
		if u.shell == nil || u.shell.v != v { // the vault was closed meanwhile
			u.Fail(err)
			return
		}
		u.showChanges()
		if !told(out, err) {
			u.sayTaken(out, name, err)
		}
	})
}

// sayTaken says what came of files: in the status bar where all is well, else over the window.
func (u *App) sayTaken(out *intake.Outcome, name string, err error) {
	var lines []string
	for _, m := range out.Lines(u.say) {
		lines = append(lines, u.say.Say(m))
	}
	if n := len(out.Added) + len(out.Known); n > 0 && name != "" {
		lines = slices.Insert(lines, min(1, len(lines)), u.T("intake.supports", name))
	}
	if err == nil && len(out.Refused)+len(out.Left) == 0 {
		u.shell.bar.say(strings.Join(lines, ""))
		return
	}
	body := container.NewVBox()
	if err != nil && !errors.Is(err, context.Canceled) {
		body.Add(widgets.NewBanner(theme.Refused, u.say.Explain(err).Both()))
	}
	if err == nil || len(out.Added)+len(out.Known)+len(out.Refused)+len(out.Left) > 0 {
		for _, l := range lines {
			body.Add(widgets.Paragraph(l))
		}
	}
	u.notice(u.T("intake.title"), sized(container.NewVScroll(body), 520, min(360, body.MinSize().Height+24)), 560)
}

// AddFiles implements screen.Window: it offers the ways in which files come.
func (u *App) AddFiles(t screen.Target) {
	u.shell.leave()
	var m *widgets.Modal
	way := func(key string, icon theme.IconName, do func()) fyne.CanvasObject {
		return widgets.NewButton(u.T(key), icon, func() { m.Close(); do() })
	}
	says := u.T("intake.to.district")
	if t.Name != "" {
		says = u.T("intake.to", t.Name)
	}
	first := way("intake.way.folder", theme.IconFolder, func() {
		u.pickFolderAt(u.system.Removable(), u.T("intake.way.look"), func(folder string) { u.lookThrough(t, folder) })
	}).(*widgets.Button)
	body := container.NewVBox(widgets.Paragraph(says), first,
		way("intake.way.file", theme.IconDoc, func() {
			u.pickFile(u.T("intake.way.file"), nil, func(path string) { u.takeFiles(t, []intake.File{{Path: path}}) })
		}),
		way("intake.way.paste", theme.IconPlus, func() { u.PasteFiles(t) }), widgets.Paragraph(u.T("intake.way.drop")))
	m = u.ask(widgets.Question{Title: u.T("intake.title"), Body: body, No: u.T("button.cancel"), First: first, Size: width(460)})
}

// PasteFiles implements screen.Window.
func (u *App) PasteFiles(t screen.Target) {
	var files []intake.File
	u.patiently(false).Run(u.T("intake.pasting"), func(ctx context.Context, _ func(done, total int)) (err error) {
		files, err = u.system.Clipboard(ctx)
		return err
	}, func(err error) {
		if err != nil {
			u.Fail(err)
			return
		}
		if u.shell == nil {
			return // the vault was closed meanwhile
		}
		for i := range files {
			if files[i].Name == "" && files[i].Path == "" {
				files[i].Name = u.T("intake.pasted", u.o.Now().Format("2006-01-02 150405"))
			}
		}
		u.takeFiles(t, files)
	})
}

// pasteHere pastes to what is at hand.
func (u *App) pasteHere() {
	if t, ok := u.targetHere(); ok {
		u.PasteFiles(t)
	}
}

// lookThrough looks through a folder, and shows what is in it over the page.
func (u *App) lookThrough(t screen.Target, folder string) {
	v := u.shell.v
	var found []intake.Found
	u.o.Runner.Run(u.T("intake.scanning"), func(ctx context.Context, progress func(done, total int)) (err error) {
		found, err = u.system.ScanFolder(ctx, v, folder, t.District, t.Phase, progress)
		return err
	}, func(err error) {
		switch {
		case err != nil && !errors.Is(err, context.Canceled):
			u.Fail(err)
		case err != nil || u.shell == nil || u.shell.v != v:
		default:
			u.shell.showLook(t, intake.NewLook(v.View().District(t.District), t.Phase, found))
		}
	})
}

// showLook lays a look-through over the page.
func (s *shell) showLook(t screen.Target, l *intake.Look) {
	if len(l.Files) == 0 {
		s.u.notice(s.u.T("intake.title"), widgets.Paragraph(s.u.T("intake.allknown", l.Known)), 460)
		return
	}
	s.cover(lookthrough.New(s.k, l, t, &lookActions{s.u}))
}

// looking is the look-through that lies over the page; nil: none does.
func (u *App) looking() *lookthrough.View {
	v, _ := u.shell.over.(*lookthrough.View)
	return v
}

// undoHere takes back what was done last: in a look-through there, else in the round.
func (u *App) undoHere() {
	if v := u.looking(); v != nil {
		v.Undo()
		return
	}
	u.undo()
}

// doneHere ends a look-through by taking in what is wanted, or what is at hand on the page.
func (u *App) doneHere(page func()) func() {
	return func() {
		if v := u.looking(); v != nil {
			v.Take()
			return
		}
		page()
	}
}

// lookActions are what a look-through asks for.
type lookActions struct{ u *App }

// Sketch draws a file in the background.
func (a *lookActions) Sketch(path string, turn, longest int, done func(image.Image, error)) (stop func()) {
	var m image.Image
	var err error
	return a.u.album.ask(func(ctx context.Context) { m, err = a.u.system.Sketch(ctx, path, turn, longest) }, func() { done(m, err) })
}

// Take takes in what is wanted, and ends the look-through where that is through.
func (a *lookActions) Take(r intake.Request) {
	a.u.take(r, "", func(out *intake.Outcome, err error) bool {
		if err == nil {
			a.u.shell.closePreview()
		}
		return false
	})
}

// Close goes back to the page.
func (a *lookActions) Close() { a.u.shell.closePreview() }
