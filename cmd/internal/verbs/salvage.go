package verbs

import (
	"kaohe/data/vault"
)

// salvage writes a new vault of what a damaged one still holds, and says what is missing.
func (c *call) salvage() error {
	out := c.flags.StringP("output", "o", "", "")
	from, err := c.one("BAD.kaohe")
	if err != nil {
		return err
	}
	if err := c.needs("output"); err != nil {
		return err
	}
	s, err := vault.Salvage(from, *out, c.Env.Version)
	if err != nil {
		return err
	}
	c.print("cli.salvage", s.Records, s.Boxes, *out)
	if s.Unread > 0 {
		c.print("cli.salvage.unread", s.Unread)
	}
	for _, g := range s.Gaps {
		c.print("cli.salvage.gap", g.Device.String(), g.Last, g.Known, g.Stranded)
	}
	switch {
	case s.Said > uint64(s.Records):
		c.print("cli.salvage.missing", s.Said, s.Said-uint64(s.Records))
	case s.Said == 0:
		c.print("cli.salvage.unknown")
	case len(s.Gaps) == 0:
		c.print("cli.salvage.whole")
	}
	return nil
}
