package verbs

import (
	"context"
	"time"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

func noProgress(int, int) {}

// backup makes a backup of a vault, beside it or in a folder that is there, or lists the backups that lie there.
func (c *call) backup() error {
	out := c.flags.StringP("output", "o", "", "")
	list := c.flags.Bool("list", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	folder := *out
	if folder == "" {
		folder = workspace.Beside(path)
	}
	if *list {
		return c.listBackups(path, folder)
	}
	return c.on(path, vault.ReadOnly, func(d *workspace.Workspace) error {
		if !d.Vault.Head().Backup.IsZero() {
			return words.Refuse("vault.backup", path)
		}
		begun := c.Env.Now().Truncate(time.Millisecond) // as exact as a backup's own time
		for _, x := range d.Backup(c.ctx, []string{folder}, noProgress) {
			switch {
			case x.Err != nil:
				return x.Err
			case x.At.Before(begun):
				c.print("cli.backup.same", x.Path)
			default:
				c.print("cli.backup", x.Path)
			}
			if x.Files > 0 {
				c.print("backup.files", x.Files, words.Size(x.Bytes))
			}
		}
		return nil
	})
}

func (c *call) listBackups(path, folder string) error {
	found, err := workspace.Backups(c.ctx, path, []string{folder}, c.Env, noProgress)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		c.print("backup.nothing")
	}
	for _, x := range found {
		state := c.Say.Get("backup.sound")
		if x.Err != nil {
			state = c.Say.Explain(x.Err).What
		}
		c.print("cli.backup.line", minute(x.At), x.Records, x.Path, state)
	}
	return nil
}

// restore puts a backup in a vault's place, after it has said what goes.
func (c *call) restore() error {
	from := c.flags.String("from", "", "")
	dry := c.flags.Bool("dry-run", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("from"); err != nil {
		return err
	}
	loss, err := workspace.LossOf(path, *from, nil, c.Env)
	if err != nil {
		return err
	}
	for _, m := range loss.Lines() {
		c.line("%s", c.Say.Say(m))
	}
	if *dry {
		c.print("cli.restore.dry")
		return nil
	}
	aside, err := workspace.Restore(context.WithoutCancel(c.ctx), path, *from, c.Env, noProgress)
	if err != nil {
		return err
	}
	c.print("cli.restored", path, minute(loss.Backup), aside)
	return nil
}

func minute(t time.Time) string { return t.Format("2006-01-02 15:04") }
