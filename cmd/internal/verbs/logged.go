package verbs

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
)

// together returns the entries at the beginning of a list that read as one line: those of files that came in by one action, and of what a laptop
// holds. Of anything else it is one entry.
func together(list []session.Entry) []session.Entry {
	first := list[0]
	if first.Label != "edit.evidence" && first.Label != "edit.holding" {
		return list[:1]
	}
	n := slices.IndexFunc(list, func(e session.Entry) bool {
		return e.Label != first.Label || e.Device != first.Device || !e.At.Equal(first.At) || e.Held != first.Held
	})
	if n < 0 {
		return list
	}
	return list[:n]
}

// wrote says what entries that stand together wrote: one change, or how many files, and the first of them by name.
func (c *call) wrote(a *assess.Assessment, list []session.Entry) string {
	e := list[0]
	if len(list) == 1 {
		return a.EntityName(c.Say, e.Entity) + "·" + a.FieldName(c.Say, e.Register()) + "：" + a.ShowChange(c.Say, e.Register(), e.Old, e.New)
	}
	files := map[string]bool{}
	var entities []string
	for _, e := range list {
		if assess.IsHold(e.Entity) == (e.Label == "edit.holding") {
			entities = append(entities, e.Entity)
			file := e.Entity
			if assess.IsHold(file) {
				file = e.Field
			}
			files[file] = true
		}
	}
	names, more := a.EntityNames(c.Say, entities, 3)
	if more {
		names = append(names, "…")
	}
	return c.Say.Say(words.M("cli.log.files", len(files), strings.Join(names, c.Say.Get("list.sep"))))
}
