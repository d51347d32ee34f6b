package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kaohe/app/report"
	"kaohe/ui/preview"
)

// preview shows a document over the page, as it would be printed.
func (u *App) preview(j report.Job) {
	u.shell.leave()
	v := u.shell.v
	var pages preview.Pages
	u.o.Runner.Run(u.T("preview.working", u.paperName(j)), func(c context.Context, _ func(done, total int)) (err error) {
		pages, err = u.system.Preview(c, v, j)
		return err
	}, func(err error) {
		if err != nil {
			u.Fail(err)
			return
		}
		if u.shell == nil || u.shell.v != v { // the vault was closed meanwhile
			u.Fail(pages.Close())
			return
		}
		u.shell.cover(preview.New(u.kit(v), pages, &previewActions{u, j}).By(u.o.Spawn).Title(u.paperName(j)))
	})
}

// previewActions are what the preview's buttons do.
type previewActions struct {
	u *App
	j report.Job
}

// Print asks for a printer and sends the document there.
func (s *previewActions) Print() { s.u.toPrinter([]report.Job{s.j}) }

// SaveAs makes a PDF in a folder.
func (s *previewActions) SaveAs() { s.u.save([]report.Job{s.j}, report.PDF) }

// SaveOFD makes an OFD file in a folder.
func (s *previewActions) SaveOFD() { s.u.save([]report.Job{s.j}, report.OFD) }

// Close goes back to the page.
func (s *previewActions) Close() { s.u.shell.closePreview() }

// cover is what lies over the page and has its keys: a preview, or the look-through of a folder.
type cover interface {
	Object() fyne.CanvasObject
	Key(fyne.KeyName) bool
	Focus()
	Close()
}

// cover lays something over the page, in the place of what lies there.
func (s *shell) cover(v cover) {
	s.closePreview()
	s.over, s.focusBefore = v, s.u.win.Canvas().Focused()
	s.body.Objects = []fyne.CanvasObject{v.Object()}
	s.body.Refresh()
	v.Focus()
	s.u.menus()
}

// closePreview takes the preview away, if there is one.
func (s *shell) closePreview() {
	if s.over == nil {
		return
	}
	s.over.Close()
	s.over = nil
	s.body.Objects = []fyne.CanvasObject{s.screen().Object()}
	s.body.Refresh()
	if s.focusBefore != nil {
		s.u.win.Canvas().Focus(s.focusBefore)
	}
	s.u.menus()
}
