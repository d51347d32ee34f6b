package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/circular"
	"kaohe/ui/layout"
	"kaohe/ui/settle"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// takeWord asks for a circular that was edited in a word processor, shows what changed, and takes the sections that are ticked.
func (u *App) takeWord() {
	u.pickFile(u.T("word.pick"), []string{".docx"}, func(path string) {
		var file *circular.File
		u.o.Runner.Run(u.T("word.reading"), func(context.Context, func(done, total int)) (err error) {
			file, err = u.system.ReadWord(path)
			return err
		}, func(err error) {
			if err != nil {
				u.Fail(err)
				return
			}
			u.showTaken(filepath.Base(path), file)
		})
	})
}

// showTaken compares a file with the circular as it stands now.
func (u *App) showTaken(name string, file *circular.File) {
	a := u.shell.v.View()
	x, err := circular.Compose(a).Take(a, file)
	if err != nil {
		u.Fail(err)
		return
	}
	body := container.NewVBox(widgets.Paragraph(u.T("word.changed", name, len(x.Changes), x.Same)))
	for _, n := range x.Notes {
		body.Add(widgets.NewBanner(theme.Warning, u.say.Say(n)))
	}
	wanted := make([]bool, len(x.Changes))
	for i, c := range x.Changes {
		tick := widgets.NewTick(u.T("circular.section." + c.Key))
		wanted[i] = !c.Clash
		tick.Put(wanted[i])
		tick.OnTick = func(on bool) { wanted[i] = on }
		body.Add(tick)
		if c.Clash {
			body.Add(widgets.NewBanner(theme.Conflict, u.T("word.clash")))
		}
		body.Add(layout.Pad(12, 0, u.changedLines(c.Diff)))
	}
	scroll := sized(container.NewVScroll(body), 720, min(440, body.MinSize().Height+20))
	if len(x.Changes) == 0 {
		u.notice(u.T("word.title"), scroll, 760)
		return
	}
	u.ask(widgets.Question{Title: u.T("word.title"), Body: scroll, Yes: u.T("word.take"), Size: width(760), Then: func() { u.takeTicked(x.Changes, wanted) }})
}

// changedLines shows the paragraphs that differ, a new one beside the old one that it stands for with the differences marked.
func (u *App) changedLines(diff []circular.DiffLine) fyne.CanvasObject {
	box := container.NewVBox()
	add := func(key string, runs []settle.Run) {
		which := container.NewVBox(layout.Pad(0, 8, theme.Text(u.T(key), theme.Small, false, theme.Ink2).Whole()))
		box.Add(container.NewBorder(nil, nil, which, nil, settle.Marked(runs)))
	}
	for i := 0; i < len(diff); i++ {
		switch {
		case !diff[i].Added && i+1 < len(diff) && diff[i+1].Added && (i+2 == len(diff) || !diff[i+2].Added):
			both := settle.Compare([]string{diff[i].Text, diff[i+1].Text})
			add("history.was", settle.Around(both[0], beside))
			add("history.is", settle.Around(both[1], beside))
			i++
		case diff[i].Added:
			add("word.added", []settle.Run{{Text: diff[i].Text}})
		default:
			add("word.gone", []settle.Run{{Text: diff[i].Text}})
		}
	}
	return box
}

// takeTicked takes the sections that are ticked, as one edit.
func (u *App) takeTicked(changes []circular.Change, wanted []bool) {
	var taken []circular.Change
	for i, c := range changes {
		if wanted[i] {
			taken = append(taken, c)
		}
	}
	if e := circular.Edit(taken); e != nil && u.Do(e) {
		u.shell.bar.say(u.T("word.taken", len(taken)))
	}
}
