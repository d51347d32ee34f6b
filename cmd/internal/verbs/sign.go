package verbs

import (
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// sign signs a phase. The PIN comes from a file, never from the command line, which every program on the machine can read.
func (c *call) sign() error {
	district := c.flags.String("district", "", "")
	phase := c.flags.String("phase", "", "")
	name := c.flags.String("person", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("district", "phase", "person", "pin-file"); err != nil {
		return err
	}
	pin, err := workspace.ReadPIN(*pinFile)
	if err != nil {
		return err
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error { return c.signOn(d, *district, *phase, *name, pin) })
}

func (c *call) signOn(d *workspace.Workspace, district, phase, name, pin string) error {
	x, err := c.district(d.View(), district)
	if err != nil {
		return err
	}
	p, err := c.phase(phase)
	if err != nil {
		return err
	}
	who, err := person(d.View(), name)
	if err != nil {
		return err
	}
	unknown := d.Undeclared(x.ID, p)
	so, err := d.Sign(x.ID, p, who.ID, pin)
	if err != nil {
		return err
	}
	if unknown > 0 {
		c.print("sign.unknown", unknown)
	}
	c.print("cli.signed", x.Name, c.Say.Get("phase."+p.Key()), who.Name, so.Digest)
	return nil
}
