package verbs

import (
	"strings"

	"kaohe/app/session"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// undo takes back the last action of a person, whatever laptop it was done on: an edit, or all of an import.
func (c *call) undo() error {
	name := c.flags.String("person", "", "")
	dry := c.flags.Bool("dry-run", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("person"); err != nil {
		return err
	}
	mode := vault.ReadWrite
	if *dry {
		mode = vault.ReadOnly
	}
	return c.on(path, mode, func(d *workspace.Workspace) error { return c.undoOn(d, *name, *dry) })
}

func (c *call) undoOn(d *workspace.Workspace, name string, dry bool) error {
	who, err := person(d.View(), name)
	if err != nil {
		return err
	}
	if err := d.Use(who.ID); err != nil {
		return err
	}
	last, why, err := d.Recall()
	if err != nil {
		return err
	}
	if why != nil {
		return why
	}
	where, key := c.places(d, last), "cli.undone"
	if dry {
		key = "cli.undo.dry"
	} else if err := d.Undo(); err != nil {
		return err
	}
	c.print(key, who.Name, last.At.Format("2006-01-02 15:04:05"), c.Say.Get(last.Label), last.Writes, where)
	return nil
}

// places names what an action wrote on; of much, the first.
func (c *call) places(d *workspace.Workspace, a session.Action) string {
	names, more := d.View().EntityNames(c.Say, a.Entities, 4)
	if more {
		names = append(names, "…")
	}
	return strings.Join(names, c.Say.Get("list.sep"))
}
