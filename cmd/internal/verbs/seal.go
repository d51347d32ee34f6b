package verbs

import (
	"errors"
	"os"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

const passphraseFile = "passphrase-file"

// readPassphrase reads the passphrase that opens sealed vaults, from the file that the flag names, or the environment. It comes from a file,
// never from the command line, which every program on the machine can read.
func (c *call) readPassphrase() error {
	if c.pass == nil {
		return nil
	}
	if *c.pass == "" {
		*c.pass = os.Getenv("KAOHE_PASSPHRASE_FILE")
	}
	if *c.pass == "" {
		return nil
	}
	p, err := workspace.ReadPIN(*c.pass)
	if err == nil && p == "" {
		err = words.Refuse("passphrase.none", *c.pass)
	}
	c.Env.Secret.Passphrase = p
	return err
}

// seal seals a vault with a passphrase and a recovery code.
func (c *call) seal() error {
	sheet := c.flags.String("recovery-sheet", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs(passphraseFile); err != nil {
		return err
	}
	c.Env.Seal = c.Env.Secret.Passphrase
	d, err := workspace.SealVault(path, c.Env, nil)
	if err != nil {
		return err
	}
	c.print("cli.seal", path)
	if d.Plain != nil {
		c.line("%s", c.Say.Explain(d.Plain).Both())
	}
	return errors.Join(c.recovery(d, *sheet, "cli.recovery.todo.file"), d.Close())
}

// unseal leaves a vault unsealed.
func (c *call) unseal() error {
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs(passphraseFile); err != nil {
		return err
	}
	d, err := workspace.UnsealVault(path, c.Env, nil)
	if err != nil {
		return err
	}
	c.print("cli.unseal", path)
	return d.Close()
}

// passphrase gives a sealed vault another passphrase.
func (c *call) passphrase() error {
	recovery := c.flags.String("recovery-file", "", "")
	newFile := c.flags.String("new-passphrase-file", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("new-passphrase-file"); err != nil {
		return err
	}
	if *recovery == "" && *c.pass == "" {
		return c.needs(passphraseFile)
	}
	if *recovery != "" {
		c.Env.Secret.Passphrase = ""
		if c.Env.Secret.Recovery, err = workspace.ReadPIN(*recovery); err != nil {
			return err
		}
	}
	fresh, err := workspace.ReadPIN(*newFile)
	if err != nil {
		return err
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error {
		if err := d.ChangePassphrase(c.Env.Secret, fresh); err != nil {
			return err
		}
		c.print("cli.passphrase.changed", path)
		return nil
	})
}
