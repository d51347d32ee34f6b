package verbs

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
)

// gather puts the rounds in a folder into one table. It fails where something in the folder is not in the table, after writing the others.
func (c *call) gather() error {
	out := c.flags.StringP("output", "o", "", "")
	force := c.flags.Bool("force", false, "")
	secret := c.flags.String("package-passphrase-file", "", "")
	dir, err := c.one("DIR")
	if err != nil {
		return err
	}
	if *out == "" {
		return misuse{words.M("cli.missing", "gather", "-o")}
	}
	to := workspace.Output{Path: *out, Replace: *force}
	if err := workspace.ClearTable(to); err != nil { // before the reading, which may take minutes
		return err
	}
	chinese, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		return err
	}
	phrases := workspace.Phrases{Vaults: lines(c.Env.Secret.Passphrase)}
	if *secret != "" {
		p, err := workspace.ReadPIN(*secret)
		if err != nil {
			return err
		}
		phrases.Packages = lines(p)
	}
	t, err := workspace.Gather(c.ctx, dir, phrases, c.Env, nil)
	if t != nil {
		c.say(t.Remarks(c.Say)...)
	}
	if err != nil {
		return err
	}
	c.say(t.Sums())
	if err := (&workspace.Printer{Say: chinese}).SaveTable(c.ctx, t, assess.DayOf(c.Env.Now()), to); err != nil {
		return err
	}
	c.print("cli.gather.written", *out)
	if t.Broken > 0 {
		return words.Refuse("gather.broken", t.Broken)
	}
	return nil
}

// lines are the lines of a text that are not empty.
func lines(s string) (out []string) {
	for line := range strings.Lines(s) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			out = append(out, line)
		}
	}
	return out
}
