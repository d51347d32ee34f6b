package verbs

import "kaohe/cmd/internal/workspace"

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
	lines, err := workspace.Salvage(from, *out, c.Env)
	if err != nil {
		return err
	}
	for _, m := range lines {
		c.line("%s", c.Say.Say(m))
	}
	return nil
}
