package ui

import (
	"cmp"
	"encoding/json"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/words"
)

// pickVault asks for a vault.
func (u *App) pickVault(then func(path string)) {
	u.pickFile(u.T("shell.pickvault"), []string{".kaohe"}, then)
}

// pickFile asks for a file whose name ends in one of ends; without any, for a file.
func (u *App) pickFile(title string, ends []string, then func(path string)) {
	u.pickFileAt("", title, ends, then)
}

// pickFileAt is pickFile that begins in a folder; empty is where pickFile does.
func (u *App) pickFileAt(begin, title string, ends []string, then func(path string)) {
	open := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil {
			u.Fail(err)
			return
		}
		if r == nil {
			return
		}
		path := r.URI().Path()
		if err := r.Close(); err != nil {
			u.Fail(err)
			return
		}
		u.picked = filepath.Dir(path)
		then(path)
	}, u.win)
	if len(ends) > 0 {
		open.SetFilter(storage.NewExtensionFileFilter(ends))
	}
	u.showPicker(open, title, begin)
}

// pickFolder asks for a folder. The window touches no file, so a picker that would make an empty one is not used.
func (u *App) pickFolder(yes string, then func(folder string)) { u.pickFolderAt("", yes, then) }

// pickFolderAt is pickFolder that begins in a folder; empty is where pickFolder does.
func (u *App) pickFolderAt(begin, yes string, then func(folder string)) {
	d := dialog.NewFolderOpen(func(l fyne.ListableURI, err error) {
		if err != nil {
			u.Fail(err)
			return
		}
		if l != nil {
			u.picked = l.Path()
			then(l.Path())
		}
	}, u.win)
	d.SetConfirmText(yes)
	u.showPicker(d, u.T("shell.pickfolder"), begin)
}

// showPicker shows a stock dialog in a folder; without one in that which was picked last since the vault was opened, else where the vault is.
func (u *App) showPicker(d *dialog.FileDialog, title, begin string) {
	d.SetTitleText(title)
	if at := cmp.Or(begin, u.besides()); at != "" {
		if l, err := storage.ListerForURI(storage.NewFileURI(at)); err == nil { // a folder that is gone is not where to begin
			d.SetLocation(l)
		}
	}
	d.Resize(fyne.NewSize(860, 560))
	d.Show()
	if over, ok := u.win.Canvas().Overlays().Top().(*widget.PopUp); ok {
		u.namePlaces(over.Content)
	}
}

// besides is the folder in which a file is looked for first; empty where none is known.
func (u *App) besides() string {
	switch {
	case u.picked != "":
		return u.picked
	case u.shell != nil:
		return filepath.Dir(absolute(u.shell.v.Path()))
	}
	for _, r := range (*startActions)(u).Recent() {
		if !r.Missing {
			return filepath.Dir(r.Path)
		}
	}
	return ""
}

// namePlaces gives the usual folders at the left of a stock dialog the names of the user's language: Fyne has them in English only.
func (u *App) namePlaces(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			u.namePlaces(c)
		}
	case *container.Split:
		u.namePlaces(o.Leading)
	case *widget.List:
		fill := o.UpdateItem
		o.UpdateItem = func(id widget.ListItemID, row fyne.CanvasObject) {
			fill(id, row)
			for _, part := range row.(*fyne.Container).Objects {
				if name, ok := part.(*widget.Label); ok {
					name.SetText(u.place(name.Text))
				}
			}
		}
		o.Refresh()
	}
}

// place is a usual folder's name.
func (u *App) place(name string) string {
	if key, ok := places[name]; ok {
		return u.T("place." + key)
	}
	return name
}

var places = map[string]string{"Home": "home", "Desktop": "desktop", "Documents": "documents", "Downloads": "downloads", "Music": "music",
	"Pictures": "pictures", "Videos": "videos", "Movies": "videos", "Computer": "computer"}

// stock are the words that Fyne's own dialogs, menus and text boxes say, by its names for them.
var stock = map[string]string{"Cancel": "cancel", "Confirm": "confirm", "Copy": "copy", "Create Folder": "makefolder", "Cut": "cut", "Enter filename": "filename",
	"Error": "error", "File": "file", "Folder": "folder", "New Folder": "newfolder", "No": "no", "OK": "ok", "Open": "open", "Paste": "paste", "Quit": "quit",
	"Redo": "redo", "Save": "save", "Select all": "all", "Show Hidden Files": "hidden", "Undo": "undo", "Yes": "yes", "file.name": "name", "file.parent": "parent"}

// speakStock has Fyne say its own words in a language. It speaks the system's and can't be told another: so they become what it says in that one.
func speakStock(say words.Catalog) error {
	out := map[string]map[string]string{}
	for theirs, ours := range stock {
		out[theirs] = map[string]string{"other": say.Get("stock." + ours)}
	}
	b, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return lang.AddTranslationsForLocale(b, fyne.Locale(lang.SystemLocale().LanguageString()))
}
