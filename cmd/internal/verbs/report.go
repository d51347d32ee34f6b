package verbs

import (
	"os"
	"path/filepath"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/desk"
)

func (c *call) report() error {
	kind := c.flags.String("kind", "", "")
	district := c.flags.String("district", "", "")
	all := c.flags.Bool("all", false, "")
	out := c.flags.StringP("output", "o", "", "")
	embedded := c.flags.Bool("embedded-fonts", false, "")
	path, err := c.one("VAULT")
	switch {
	case err != nil:
		return err
	case *kind == "":
		return misuse{words.M("cli.missing", "report", "--kind")}
	case *kind != "findings":
		return misuse{words.M("cli.kind", *kind)}
	case *out == "":
		return misuse{words.M("cli.missing", "report", "-o")}
	case (*district == "") == !*all:
		return misuse{words.M("cli.oneorall")}
	}
	chinese, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		return err
	}
	d, err := c.read(path)
	if err != nil {
		return err
	}
	defer d.Close()
	press := &desk.Press{Say: chinese, EmbeddedOnly: *embedded}
	if !*all {
		x, err := c.district(d.View(), *district)
		if err != nil {
			return err
		}
		return c.findings(press, d.View(), x, *out)
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return words.Refuse("folder", *out).Because(err)
	}
	for _, x := range d.View().Districts {
		if err := c.findings(press, d.View(), x, filepath.Join(*out, desk.FindingsName(d.View(), x))); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) findings(press *desk.Press, a *assess.Assessment, x *assess.District, path string) error {
	missing, err := press.Findings(c.ctx, a, x, path, nil)
	if err != nil {
		return err
	}
	c.print("cli.printed", path)
	if len(missing) > 0 {
		c.print("cli.missingchars", string(missing))
	}
	return nil
}
