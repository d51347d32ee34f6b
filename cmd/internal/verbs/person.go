package verbs

import (
	"errors"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// person enters a person, changes their role or agency, or sets a new PIN on this laptop. What is not named stays.
func (c *call) person() error {
	var by officers
	by.flags(c)
	name := c.flags.String("person", "", "")
	role := c.flags.String("role", "", "")
	agency := c.flags.String("agency", "", "")
	pinFile := c.flags.String("new-pin-file", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := by.need(c, "person"); err != nil {
		return err
	}
	n := session.NewPerson{Name: *name, Agency: *agency}
	if *role != "" {
		if n.Role, err = c.role(*role); err != nil {
			return err
		}
	}
	if *pinFile != "" {
		if n.PIN, err = workspace.ReadPIN(*pinFile); err != nil {
			return err
		}
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error { return c.personOn(d, n, by) })
}

func (c *call) personOn(d *workspace.Workspace, n session.NewPerson, by officers) error {
	p, err := person(d.View(), n.Name)
	switch {
	case err == nil:
		n = completed(n, p)
	case !errors.Is(err, words.Refuse("person.unknown")):
		return err
	case n.Role == "":
		return misuse{words.M("cli.missing", "person", "--role")}
	default:
		n.ID = d.NewID()
	}
	signers, err := by.credentials(d.View())
	if err != nil {
		return err
	}
	if err := d.AddPerson(n, signers[0].By, signers[0].PIN, signers[1:]...); err != nil {
		return err
	}
	c.print("cli.person", n.Name, words.M("role."+string(n.Role)), n.Agency)
	return nil
}

// completed is a new card of a person that has what the command line does not say from the old one.
func completed(n session.NewPerson, p *assess.Person) session.NewPerson {
	n.ID, n.Name = p.ID, p.Name
	if n.Role == "" {
		n.Role = p.Role
	}
	if n.Agency == "" {
		n.Agency = p.Agency
	}
	return n
}

// role is one by its word on the screen, in the reader's language, or by its short name.
func (c *call) role(said string) (assess.Role, error) {
	for _, r := range assess.Roles {
		if said == string(r) || said == c.Say.Get("role."+string(r)) {
			return r, nil
		}
	}
	return "", misuse{words.M("cli.role", said)}
}
