package verbs

import (
	"kaohe/app/circular"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// circular takes a circular back that was edited in a word processor, section by section, as edits by hand.
func (c *call) circular() error {
	from := c.flags.String("from", "", "")
	name := c.flags.String("person", "", "")
	dry := c.flags.Bool("dry-run", false, "")
	over := c.flags.Bool("over", false, "")
	path, err := c.one("VAULT")
	if err == nil {
		err = c.needs("from", "person")
	}
	if err != nil {
		return err
	}
	file, err := workspace.ReadWord(*from)
	if err != nil {
		return err
	}
	mode := vault.ReadWrite
	if *dry {
		mode = vault.ReadOnly
	}
	return c.on(path, mode, func(d *workspace.Workspace) error {
		a := d.View()
		who, err := person(a, *name)
		if err == nil {
			err = d.Use(who.ID)
		}
		if err != nil {
			return err
		}
		taken, err := circular.Compose(a).Take(a, file)
		if err != nil {
			return err
		}
		c.printTaken(taken)
		return c.takeCircular(d, taken, *dry, *over)
	})
}

// printTaken says what an edited circular would change.
func (c *call) printTaken(x *circular.Taken) {
	for _, s := range x.Changes {
		section := words.M("circular.section." + s.Key)
		c.print("cli.circular.section", section)
		if s.Clash {
			c.print("cli.circular.clash")
		}
		for _, l := range s.Diff {
			sign := "-"
			if l.Added {
				sign = "+"
			}
			c.line("  %s %s", sign, words.Visible(l.Text))
		}
	}
	c.say(x.Notes...)
	c.print("cli.circular.sum", len(x.Changes), x.Clashes(), x.Same)
}

// takeCircular takes what changed; sections that were changed here too since the file was made only where over says so.
func (c *call) takeCircular(d *workspace.Workspace, x *circular.Taken, dry, over bool) error {
	clashes, edit := x.Clashes(), circular.Edit(x.Changes)
	switch {
	case dry:
		c.print("cli.book.dry")
		return nil
	case clashes > 0 && !over:
		return words.Refuse("circular.clash", clashes)
	case edit == nil:
		return nil
	}
	if err := d.Apply(edit); err != nil {
		return err
	}
	c.print("cli.circular.taken", len(x.Changes))
	return nil
}
