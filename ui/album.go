package ui

import (
	"context"
	"errors"
	"image"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// EvidenceFiles reads the files of evidence of an open vault. It runs beside the UI thread, twice at a time.
type EvidenceFiles interface {
	// Thumb and Picture draw as screen.Pictures says.
	Thumb(ctx context.Context, v Vault, sum string, turn int) (image.Image, error)
	Picture(ctx context.Context, v Vault, sum string, turn, longest int) (image.Image, error)
	FileFacts(ctx context.Context, v Vault, sum string) (screen.FileFacts, error)
	// FilesHere tells which files are on this laptop.
	FilesHere(ctx context.Context, v Vault) (map[string]bool, error)
	// ShowFile opens a copy, called by the end of name, with the system's program. SaveFile writes one. Fault: output.exists.
	ShowFile(ctx context.Context, v Vault, sum, name string) error
	SaveFile(ctx context.Context, v Vault, sum, path string, replace bool) error
	// ExportEvidence writes the files of a district's evidence, or of each where district is empty, with their index, and says what was done.
	ExportEvidence(ctx context.Context, v Vault, x Exhibition, progress func(done, total int)) ([]words.Msg, error)
}

// Limits of an album.
const (
	mostThumbs = 64 << 20 // bytes of thumbnails that are kept
	hands      = 2        // pieces of work at a time
)

// album gives the screens of an open vault its pictures: it draws away from the UI thread, what was asked for last first, and keeps the
// thumbnails that were shown last. It is the UI thread's.
type album struct {
	u      *App
	v      Vault
	queue  []*want // the latest last
	busy   int
	thumbs map[thumbKey]image.Image
	used   []thumbKey // the latest last
	bytes  int
	here   map[string]bool // nil: not known
	hereAt int             // of which state of the registers
	closed bool
}

var _ screen.Pictures = (*album)(nil)

type thumbKey struct {
	sum  string
	turn int
}

// want is a piece of work that is asked for.
type want struct {
	ctx    context.Context
	cancel context.CancelFunc
	work   func(context.Context)
	done   func()
}

func newAlbum(u *App, v Vault) *album {
	return &album{u: u, v: v, thumbs: map[thumbKey]image.Image{}}
}

// close ends all work; nobody is told of it any more.
func (a *album) close() {
	a.closed = true
	for _, w := range a.queue {
		w.cancel()
	}
	a.queue = nil
}

// ask has work done, and done called after it unless it was taken back.
func (a *album) ask(work func(context.Context), done func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	w := &want{ctx, cancel, work, done}
	a.queue = append(a.queue, w)
	a.next()
	return func() {
		cancel()
		if i := slices.Index(a.queue, w); i >= 0 {
			a.queue = slices.Delete(a.queue, i, i+1)
		}
	}
}

func (a *album) next() {
	for a.busy < hands && len(a.queue) > 0 {
		last := len(a.queue) - 1
		w := a.queue[last]
		a.queue = a.queue[:last]
		a.busy++
		a.u.o.Spawn(func() { w.work(w.ctx) }, func() {
			a.busy--
			if w.ctx.Err() == nil && !a.closed {
				w.done()
			}
			w.cancel()
			a.next()
		})
	}
}

// Thumb implements screen.Pictures.
func (a *album) Thumb(sum string, turn int, done func(image.Image, error)) func() {
	key := thumbKey{sum, turn}
	if m := a.thumbs[key]; m != nil {
		a.touch(key)
		done(m, nil)
		return func() {}
	}
	var m image.Image
	var err error
	return a.ask(func(ctx context.Context) { m, err = a.u.system.Thumb(ctx, a.v, sum, turn) }, func() {
		if err == nil {
			a.keep(key, m)
		}
		done(m, err)
	})
}

func (a *album) touch(key thumbKey) {
	if i := slices.Index(a.used, key); i >= 0 {
		a.used = append(slices.Delete(a.used, i, i+1), key)
	}
}

// keep keeps a thumbnail, and lets those go that were not shown for the longest time.
func (a *album) keep(key thumbKey, m image.Image) {
	if a.thumbs[key] != nil {
		return
	}
	a.thumbs[key], a.used = m, append(a.used, key)
	for a.bytes += size(m); a.bytes > mostThumbs && len(a.used) > 1; {
		a.bytes -= size(a.thumbs[a.used[0]])
		delete(a.thumbs, a.used[0])
		a.used = a.used[1:]
	}
}

// size of a picture in bytes.
func size(m image.Image) int { return 4 * m.Bounds().Dx() * m.Bounds().Dy() }

// Large implements screen.Pictures.
func (a *album) Large(sum string, turn, longest int, done func(image.Image, error)) func() {
	var m image.Image
	var err error
	return a.ask(func(ctx context.Context) { m, err = a.u.system.Picture(ctx, a.v, sum, turn, longest) }, func() { done(m, err) })
}

// Facts implements screen.Pictures.
func (a *album) Facts(sum string, done func(screen.FileFacts, error)) func() {
	var f screen.FileFacts
	var err error
	return a.ask(func(ctx context.Context) { f, err = a.u.system.FileFacts(ctx, a.v, sum) }, func() { done(f, err) })
}

// Here implements screen.Pictures. The folder is listed again where laptops say of other files than before that they hold them.
func (a *album) Here(done func(map[string]bool, error)) {
	now := 0
	for _, held := range a.v.View().Holders {
		now += 1 + len(held)
	}
	if a.here != nil && a.hereAt == now {
		done(a.here, nil)
		return
	}
	var here map[string]bool
	var err error
	a.ask(func(ctx context.Context) { here, err = a.u.system.FilesHere(ctx, a.v) }, func() {
		if err == nil {
			a.here, a.hereAt = here, now
		}
		done(here, err)
	})
}

// runs are the ends of names that a system may run, or that carry what runs in a program.
var runs = []string{".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".msp", ".cpl", ".hta", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".wsh", ".ps1", ".psm1", ".reg",
	".lnk", ".url", ".jar", ".sh", ".run", ".bin", ".desktop", ".appimage", ".app", ".command", ".py", ".pl", ".html", ".htm", ".svg", ".xhtml", ".chm", ".iso", ".docm", ".xlsm", ".pptm", ".dotm", ".xlam"}

// Show implements screen.Pictures.
func (a *album) Show(sum, name string) {
	show := func() {
		a.u.patiently(false).Run(a.u.T("album.opening"), func(ctx context.Context, _ func(done, total int)) error {
			return a.u.system.ShowFile(ctx, a.v, sum, name)
		}, a.fail)
	}
	if !slices.Contains(runs, strings.ToLower(path.Ext(strings.TrimRight(name, " .")))) {
		show()
		return
	}
	a.u.Confirm(a.u.T("album.runs"), a.u.T("album.runs.ask", name), a.u.T("album.runs.yes"), show)
}

// Save implements screen.Pictures.
func (a *album) Save(sum, name string) {
	a.u.pickFolder(a.u.T("shell.savehere"), func(folder string) {
		to := filepath.Join(folder, words.FileName(name))
		a.u.saving(func(replace bool, failed func(error)) {
			a.u.o.Runner.Run(a.u.T("album.saving"), func(ctx context.Context, _ func(done, total int)) error {
				return a.u.system.SaveFile(ctx, a.v, sum, to, replace)
			}, func(err error) {
				if err != nil {
					failed(err)
					return
				}
				folder := widgets.NewButton(a.u.T("print.folder"), theme.IconFolder, func() { a.u.Fail(a.u.system.Show(filepath.Dir(to))) })
				a.u.notice(a.u.T("album.saved"), container.NewVBox(widgets.Paragraph(to), container.NewHBox(folder)), 520)
			})
		})
	})
}

// fail says what went wrong, unless it was given up.
func (a *album) fail(err error) {
	if !errors.Is(err, context.Canceled) {
		a.u.Fail(err)
	}
}
