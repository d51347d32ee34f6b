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
	case *kind != "findings" && *kind != "draw":
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
	if *kind == "draw" {
		return c.draws(press, d.View(), *district, *out)
	}
	return c.allFindings(press, d.View(), *district, *out)
}

// allFindings prints one district's findings to a file, or those of all into a folder where no district is named.
func (c *call) allFindings(press *desk.Press, a *assess.Assessment, district, out string) error {
	if district != "" {
		x, err := c.district(a, district)
		if err != nil {
			return err
		}
		return c.findings(press, a, x, out)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return words.Refuse("folder", out).Because(err)
	}
	for _, x := range a.Districts {
		if err := c.findings(press, a, x, filepath.Join(out, desk.FindingsName(a, x))); err != nil {
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
