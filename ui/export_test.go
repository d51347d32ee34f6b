package ui

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"kaohe/app/book"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/ui/exchange"
	"kaohe/ui/parcels"
	"kaohe/ui/preview"
	"kaohe/ui/screen"
	"kaohe/ui/start"
	"kaohe/ui/widgets"
)

// Watched is a screen whose renderings by the shell are told to a test.
type Watched struct {
	screen.Screen
	Tell func()
}

// Render implements screen.Screen.
func (w *Watched) Render() {
	w.Tell()
	w.Screen.Render()
}

// SetDistrict implements districtScreen.
func (w *Watched) SetDistrict(id string) { w.Screen.(districtScreen).SetDistrict(id) }

// New implements screen.Commanded.
func (w *Watched) New() { w.Screen.(screen.Commanded).New() }

// Filter implements screen.Commanded.
func (w *Watched) Filter() { w.Screen.(screen.Commanded).Filter() }

// DoneAndNext implements screen.Commanded.
func (w *Watched) DoneAndNext() { w.Screen.(screen.Commanded).DoneAndNext() }

// Watch tells of every rendering of every screen of the open vault, by the name of its page or phase. It returns the names.
func (u *App) Watch(tell func(page string)) (names []string) {
	for name, s := range u.shell.pages {
		u.shell.pages[name] = sync.OnceValue(func() screen.Screen { return &Watched{s(), func() { tell(name) }} })
		names = append(names, name)
	}
	for p, s := range u.shell.phases {
		u.shell.phases[p] = sync.OnceValue(func() districtScreen { return &Watched{s(), func() { tell(p.Key()) }} })
		names = append(names, p.Key())
	}
	return names
}

// GiveBook puts a workbook that was read before the page for workbooks.
func (u *App) GiveBook(p *book.Plan) { u.shell.books.plan, u.shell.books.file = p, "book.xlsx" }

// PrintTo prints into a folder, as if it had been picked.
func (u *App) PrintTo(folder string, jobs ...report.Job) {
	u.printTo(jobs, report.PDF, folder)
}

// OFDTo saves as OFD into a folder, as if it had been picked.
func (u *App) OFDTo(folder string, jobs ...report.Job) {
	u.printTo(jobs, report.OFD, folder)
}

// WordTo saves for Word into a folder, as if it had been picked.
func (u *App) WordTo(folder string, jobs ...report.Job) {
	u.printTo(jobs, report.Word, folder)
}

// TakeWord is what follows after a Word file was picked and read.
func (u *App) TakeWord(f *circular.File) { u.showTaken("circular.docx", f) }

// ExportTo exports everything into a folder, as if it had been picked.
func (u *App) ExportTo(folder string) {
	(&exchangeActions{u: u, v: u.shell.v}).exportTo(folder, exchange.Whole, "", "")
}

// ShowVerdict is what follows after a file was verified.
func ShowVerdict(u *App, path string, v Verdict) { u.verified(path, v) }

// ShowRecovery is what follows after a vault was made.
func ShowRecovery(u *App, v Vault) { u.showRecovery(v, "recovery.for") }

// SaveRecovery saves the sheet into a folder, as if it had been picked.
func SaveRecovery(u *App, v Vault, folder string) { u.saveRecovery(v, folder, func(string, ...any) {}) }

// KeepFolders is what adding folders for backups does.
func KeepFolders(u *App, list ...string) { u.keepFolders(list) }

// ShowBackups is what the menu does.
func ShowBackups(u *App) { u.backups() }

// RestoreAny is what the menu does.
func RestoreAny(u *App) { u.restoreAny() }

// WeighLoss is what choosing a backup does.
func WeighLoss(u *App, path, from string) { u.weighLoss(path, from) }

// Restore is what the answer to that does.
func Restore(u *App, path, from string) { u.restore(path, from) }

// CopyTo saves a copy into a folder, as if it had been picked.
func CopyTo(u *App, folder string) { u.copyTo(folder) }

// Elsewhere saves what the disk refused in a copy in another folder.
func (u *App) Elsewhere(folder string) { u.unsaved.elsewhere(folder) }

// PageRoom is what the open page asks for, and what it has before it scrolls.
func (u *App) PageRoom() (asks, has fyne.Size) { return u.shell.body.MinSize(), u.shell.room.Size() }

// FoundFrom goes on where a workbook for a new round was read.
func (u *App) FoundFrom(file string, p *book.Plan) { u.foundFrom(file, p) }

// GatherFrom goes on where a folder to be gathered was picked.
func (u *App) GatherFrom(folder string) { u.gather(folder, nil) }

// Receive is what follows when a folder was picked for the vault of who joins.
func Receive(u *App, j start.Joining, folder string) { u.receive(j, folder) }

// StartJoin shows the form for joining.
func StartJoin(u *App, pack string) { u.start.Join(pack) }

// Dropped is what drawing files onto the window does.
func Dropped(u *App, paths ...string) {
	var files []fyne.URI
	for _, p := range paths {
		files = append(files, storage.NewFileURI(p))
	}
	u.dropped(fyne.Position{}, files)
}

// PackInto packs into a folder, as if it had been picked.
func PackInto(u *App, folder string, r parcels.Request) { u.partner.packInto(folder, r) }

// InviteInto saves the team's package into a folder, as if it had been picked.
func InviteInto(u *App, folder string) { u.packInto(folder) }

// Preference is what the window remembers under a key.
func (u *App) Preference(key string) string { return u.app.Preferences().String(key) }

// AllKeys are the window's actions with their keys.
func (u *App) AllKeys() []widgets.Key { return u.keys.All() }

// WatchWork lays the progress of a piece of work over the window.
func WatchWork(u *App, cancel func()) widgets.Watcher { return u.watch("…", cancel) }

// RunBy has long work done by a runner.
func RunBy(u *App, r widgets.Runner) { u.o.Runner = r }

// Album is what gives the screens of the open vault their pictures.
func Album(u *App) screen.Pictures { return u.album }

// SetSpawn has pictures drawn by another Spawn.
func SetSpawn(u *App, s preview.Spawn) { u.o.Spawn = s }

// ExportEvidence gives evidence out into a folder, as if it had been picked.
func ExportEvidence(u *App, folder string, x Exhibition) { u.album.exportInto(folder, x) }
