package ui

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// keeper has backups of the open vault made: when the window lets it go, and while it is worked on when a day has passed or some hours, if
// anything was written since the last one. What a crash left without a backup gets one at the next start.
type keeper struct {
	u       *App
	v       Vault
	wrote   bool       // since the last backup
	since   time.Time  // of the last backup, or of the beginning
	stop    func()     // ends the backup that is being made; nil: none is
	after   func()     // what waits for its end
	leaving bool       // it is the last one before the vault is let go
	came    []BackedUp // of the last one
}

// Keys of the vault's settings.
const (
	backupDue    = "backup.due"    // something was written that no backup holds
	backupFailed = "backup.failed" // what the last backup that failed said
)

// backupEvery is how long a person works between two backups.
const backupEvery = 3 * time.Hour

func newKeeper(u *App, v Vault) *keeper {
	return &keeper{u: u, v: v, since: u.o.Now(), wrote: v.Setting(backupDue) != ""}
}

// begin makes the backup that is missing since the last time.
func (k *keeper) begin() {
	if k.wrote && k.able() {
		k.run(k.u.quiet, func(error) {})
	}
}

// able tells whether this laptop may write to the vault; else another one's backups are none of its business, and the vault is left as it is.
func (k *keeper) able() bool { return k.v.ReadOnly() == nil && k.v.Enrolled() }

// changed is told of each change that was saved.
func (k *keeper) changed() {
	if !k.wrote {
		k.wrote = true
		k.keep(backupDue, "1")
	}
	now := k.u.o.Now()
	if k.stop == nil && (now.Sub(k.since) >= backupEvery || now.YearDay() != k.since.YearDay()) {
		k.run(k.u.quiet, func(error) {})
	}
}

func (k *keeper) keep(key, value string) {
	if !k.able() || k.v.Setting(key) == value {
		return
	}
	if err := k.v.SetSetting(key, value); err != nil {
		k.u.Fail(err)
	}
}

// run makes a backup in each folder and then calls done, with an error where it was stopped.
func (k *keeper) run(r widgets.Runner, done func(error)) {
	ctx, stop := context.WithCancel(context.Background())
	k.stop, k.wrote, k.since = stop, false, k.u.o.Now() // what is written from now on may miss it
	folders := k.u.backupFolders(k.v)
	var came []BackedUp
	k.show()
	r.Run(k.u.T("backup.working"), func(c context.Context, progress func(done, total int)) error {
		defer context.AfterFunc(c, stop)()
		came = k.u.system.Backup(ctx, k.v, folders, progress)
		return ctx.Err()
	}, func(err error) {
		stop()
		k.stop = nil
		if err == nil {
			k.came = came
		}
		k.note(err == nil && k.good())
		k.show()
		done(err)
		if after := k.after; after != nil {
			k.after = nil
			after()
		}
	})
}

// good tells whether the last backup is somewhere.
func (k *keeper) good() bool {
	return slices.ContainsFunc(k.came, func(b BackedUp) bool { return b.Err == nil })
}

// note keeps for the next start what is still to be done, and what went wrong.
func (k *keeper) note(saved bool) {
	said := ""
	for _, b := range k.came {
		if b.Err != nil {
			said = k.u.say.Explain(b.Err).Both()
		}
	}
	k.keep(backupFailed, said)
	if !saved {
		k.wrote = true
	} else if !k.wrote {
		k.keep(backupDue, "")
	}
}

// show says in the status bar how the backups stand.
func (k *keeper) show() {
	if s := k.u.shell; s != nil && s.v == k.v {
		s.bar.backup(k.state())
	}
}

// state of the backups in a word; empty while there is nothing to say.
func (k *keeper) state() (theme.State, string) {
	u := k.u
	switch {
	case k.stop != nil:
		return theme.Underway, u.T("backup.state.working")
	case k.v.Setting(backupFailed) != "":
		return theme.Warning, u.T("backup.state.failed")
	case k.good():
		return theme.Done, u.T("backup.state.done", k.came[0].At.Format("15:04"))
	}
	return theme.Info, u.T("backup.title")
}

// parting lets the vault go, after a backup where one is due, and goes on. What was wrong with it is said first, and the vault stays open where
// the person wants that.
func (u *App) parting(then func()) {
	if u.shell == nil {
		then()
		return
	}
	u.shell.leave()
	if len(u.unsaved.edits) > 0 {
		return // which is being asked about
	}
	k := u.keeper
	leave := func() { u.closeVault(then) }
	switch {
	case k.leaving:
	case k.stop != nil: // the one that runs may be of long ago
		k.after = func() { u.parting(then) }
		k.stop()
	case !k.wrote || !k.able():
		leave()
	default:
		k.leaving = true
		k.run(u.o.Runner, func(err error) {
			k.leaving = false
			if err == nil && k.good() {
				leave()
				return
			}
			body := container.NewVBox(widgets.NewBanner(theme.Warning, u.T("backup.leave.body")))
			for _, b := range k.came {
				if err == nil && b.Err != nil {
					body.Add(widgets.Paragraph(u.say.Explain(b.Err).Both()))
				}
			}
			u.ask(widgets.Question{Title: u.T("backup.leave"), Body: body, Yes: u.T("backup.leave.yes"), No: u.T("backup.leave.no"), Then: leave, Size: width(460)})
		})
	}
}

// backupFolders are where backups of a vault go: beside it, and the folders that this laptop has for all vaults.
func (u *App) backupFolders(v Vault) []string {
	return append([]string{u.system.Beside(v.Path())}, u.moreFolders()...)
}

const folderKey = "backup.folders" // in the preferences

func (u *App) moreFolders() (list []string) {
	if s := u.app.Preferences().String(folderKey); s != "" && json.Unmarshal([]byte(s), &list) != nil {
		return nil // written by another version: the list starts anew
	}
	return list
}

func (u *App) keepFolders(list []string) {
	b, err := json.Marshal(list)
	if err != nil {
		u.Fail(err)
		return
	}
	u.app.Preferences().SetString(folderKey, string(b))
}

// backups shows where backups go and how the last one went, makes one now, and leads to restoring.
func (u *App) backups() {
	u.shell.leave()
	k := u.keeper
	var m *widgets.Modal
	again := func(do func()) func() { return func() { m.Close(); do(); u.backups() } }
	list := layout.Stack(2)
	for i, folder := range u.backupFolders(k.v) {
		list.Add(k.row(folder, i > 0, again(func() {
			u.keepFolders(slices.DeleteFunc(u.moreFolders(), func(f string) bool { return f == folder }))
		})))
	}
	body := container.NewVBox(widgets.Paragraph(u.T("backup.what")), list)
	if said := k.v.Setting(backupFailed); said != "" {
		body.Add(widgets.NewBanner(theme.Warning, said))
	}
	now := widgets.NewButton(u.T("backup.now"), theme.IconSave, func() { m.Close(); u.backupNow() })
	now.Able(k.v.ReadOnly() == nil && k.stop == nil)
	body.Add(container.NewHBox(now,
		widgets.NewButton(u.T("backup.add"), theme.IconPlus, func() {
			u.pickFolder(u.T("backup.here"), func(folder string) {
				again(func() {
					if !slices.Contains(u.backupFolders(k.v), folder) {
						u.keepFolders(append(u.moreFolders(), folder))
					}
				})()
			})
		}),
		widgets.NewButton(u.T("backup.restore"), theme.IconUndo, func() { m.Close(); u.restoreFrom(k.v.Path()) })))
	m = u.notice(u.T("backup.title"), body, 620)
}

// row is one folder with what came of the last backup there.
func (k *keeper) row(folder string, own bool, remove func()) fyne.CanvasObject {
	item := widgets.Item{State: theme.Idle, Icon: theme.IconFolder, Text: folder, Note: k.u.T("backup.folder.none")}
	for _, b := range k.came {
		switch {
		case b.Folder != folder:
		case b.Err != nil:
			item.State, item.Icon, item.Note = theme.Warning, "", k.u.T("backup.state.failed")
		default:
			item.State, item.Icon, item.Note = theme.Done, "", k.u.T("backup.state.done", b.At.Format("01-02 15:04"))
			if b.Files > 0 {
				item.Note += "　" + k.u.T("backup.files", b.Files, words.Size(b.Bytes))
			}
		}
	}
	item.Go = func() { k.u.Fail(k.u.system.Show(folder)) }
	link := widgets.NewLink()
	link.Put(item)
	if !own {
		return link
	}
	return container.NewBorder(nil, nil, nil, widgets.NewQuiet("", theme.IconClose, remove), link)
}

// backupNow makes a backup while the person waits, and shows what came of it.
func (u *App) backupNow() {
	u.keeper.run(u.o.Runner, func(err error) {
		if err == nil {
			u.backups()
		}
	})
}

// saveCopy writes a copy of the vault that can be worked on, into a folder that is asked for, and offers to open it.
func (u *App) saveCopy() {
	u.shell.leave()
	u.pickFolder(u.T("shell.savehere"), u.copyTo)
}

func (u *App) copyTo(folder string) {
	u.copyThen(folder, func(path string) {
		body := container.NewVBox(widgets.NewBanner(theme.Done, u.T("backup.copied")), widgets.Paragraph(path), widgets.Paragraph(u.T("backup.copy.reader")))
		u.ask(widgets.Question{Title: u.T("cmd.copy"), Body: body, Yes: u.T("backup.copy.open"), No: u.T("button.close"), Then: func() { u.Open(path) }, Size: width(520)})
	})
}

// copyThen writes a copy into a folder, and goes on with its path once it is there.
func (u *App) copyThen(folder string, then func(path string)) {
	v := u.shell.v
	name := u.T("backup.copy.name", stem(v.Path()), u.o.Now().Format("2006-01-02 1504")) + ".kaohe"
	path := filepath.Join(folder, name)
	u.o.Runner.Run(u.T("backup.copying"), func(c context.Context, progress func(done, total int)) error {
		return u.system.SaveCopy(c, v, path, progress)
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			u.Fail(err)
		default:
			then(path)
		}
	})
}

func stem(path string) string {
	name := filepath.Base(path)
	return name[:len(name)-len(filepath.Ext(name))]
}
