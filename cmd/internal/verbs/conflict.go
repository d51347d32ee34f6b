package verbs

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// ConflictStatus is a register on whose value people disagree: where it stands, and what is said. Removed tells that the thing was removed by
// one who did not know what another wrote in it; its Versions are then the removals and what was written.
type ConflictStatus struct {
	District string          `json:"district,omitempty"` // ID; empty for what belongs to the round
	Entity   string          `json:"entity"`
	Field    string          `json:"field"`
	Where    string          `json:"where"`
	Name     string          `json:"name"` // of the field
	Removed  bool            `json:"removed,omitempty"`
	Versions []VersionStatus `json:"versions"`
}

// VersionStatus is one of the values, as it is stored (see LogLine) and in words, and who wrote it. Doubtful is as in LogLine.
type VersionStatus struct {
	Value    any    `json:"value"`
	Text     string `json:"text"`
	Person   string `json:"person"`
	Name     string `json:"name"`
	At       string `json:"at"`
	Doubtful bool   `json:"doubtful,omitempty"`
}

func (c *call) conflicts(d *workspace.Workspace) (out []ConflictStatus) {
	a := d.View()
	for _, at := range a.Disputed {
		x := ConflictStatus{District: assess.At(at.Entity).District, Entity: at.Entity, Field: at.Field, Where: a.EntityName(c.Say, at.Entity),
			Name: a.FieldName(c.Say, at)}
		versions := slices.DeleteFunc(d.History(at), func(e session.Entry) bool { return !e.Differs })
		if len(versions) == 0 && at.Field == ledger.Gone {
			gone, edits := d.Overruled(at.Entity)
			x.Removed, versions = true, append(gone, edits...)
		}
		for _, e := range versions {
			x.Versions = append(x.Versions, VersionStatus{Value: plain(e.New), Text: a.ShowWhole(c.Say, e.Register(), e.New), Person: e.Person,
				Name: a.Name(e.Person), At: instant(e.At), Doubtful: e.Doubtful})
		}
		out = append(out, x)
	}
	return out
}

// valueLength is how many characters of a value in conflict are enough to know which it is.
const valueLength = 24

func (c *call) printConflicts(list []ConflictStatus) {
	if len(list) > 0 {
		c.print("cli.conflicts", len(list))
	}
	for _, x := range list {
		var said []string
		for _, v := range x.Versions {
			said = append(said, c.Say.Say(words.M("cli.conflict.value", words.Begin(v.Text, valueLength), v.Name)))
		}
		key := "cli.conflict"
		if x.Removed {
			key = "cli.conflict.removed"
		}
		c.print(key, x.Where, x.Name, strings.Join(said, c.Say.Get("list.sep")))
	}
}
