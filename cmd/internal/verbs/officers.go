package verbs

import (
	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// officers is the part of a command line that names who signs: one officer, with a second one or the recovery code where one alone may not; or
// the recovery code alone. PINs and codes come from files, never from the command line, which every program on the machine can read.
type officers struct {
	by, pin, with, withPIN, recovery string
}

// signedBy is how usage tells of them.
const signedBy = "(--by NAME --pin-file F [--with NAME --with-pin-file F | --recovery-file F] | --recovery-file F)"

func (o *officers) flags(c *call) {
	for name, at := range map[string]*string{"by": &o.by, "pin-file": &o.pin, "with": &o.with, "with-pin-file": &o.withPIN, "recovery-file": &o.recovery} {
		c.flags.StringVar(at, name, "", "")
	}
}

// check refuses officers that are wrong by themselves.
func (o *officers) check(c *call) error {
	lacks := func(value, other, name string) error {
		if value == "" && other != "" {
			return misuse{words.M("cli.missing", c.flags.Name(), "--"+name)}
		}
		return nil
	}
	if o.with != "" && o.recovery != "" {
		return misuse{words.M("cli.remove.with")}
	}
	for _, err := range []error{lacks(o.with, o.withPIN, "with"), lacks(o.withPIN, o.with, "with-pin-file")} {
		if err != nil {
			return err
		}
	}
	return nil
}

// need refuses a command line that lacks one of the flags named, or on which nobody signs.
func (o *officers) need(c *call, names ...string) error {
	if err := c.needs(names...); err != nil {
		return err
	}
	if err := o.check(c); err != nil {
		return err
	}
	if o.by == "" && o.pin == "" && o.with == "" && o.recovery != "" {
		return nil
	}
	return c.needs("by", "pin-file")
}

func (o *officers) credentials(a *assess.Assessment) (out []session.Credential, err error) {
	for _, x := range []struct{ name, file string }{{o.by, o.pin}, {o.with, o.withPIN}} {
		if x.name == "" {
			continue
		}
		one, err := credentialOf(a, x.name, x.file)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	if o.recovery != "" {
		code, err := workspace.ReadPIN(o.recovery)
		if err != nil {
			return nil, err
		}
		out = append(out, session.Credential{PIN: code})
	}
	return out, nil
}

func credentialOf(a *assess.Assessment, name, file string) (session.Credential, error) {
	p, err := person(a, name)
	if err != nil {
		return session.Credential{}, err
	}
	pin, err := workspace.ReadPIN(file)
	return session.Credential{By: p.ID, PIN: pin}, err
}
