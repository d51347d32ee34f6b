package verbs

import (
	"bytes"
	"fmt"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/cmd/internal/desk"
)

// Verification is what `verify --json` prints. OK is true when every record and every sign-off verifies and no device has forked.
type Verification struct {
	OK       bool                `json:"ok"`
	File     string              `json:"file"`
	Kind     string              `json:"kind"`
	Vault    string              `json:"vault"`
	Records  int                 `json:"records"`
	Forks    int                 `json:"forks"`
	Held     int                 `json:"held"`
	SignOffs []desk.SignOffCheck `json:"signOffs"`
}

func (c *call) verify() error {
	asJSON := c.flags.Bool("json", false, "")
	layout := c.flags.Bool("layout", false, "")
	vault := c.flags.String("vault", "", "")
	path, err := c.one("FILE")
	if err != nil {
		return err
	}
	b, sheet, err := readSheet(path)
	switch {
	case err != nil:
		return err
	case *layout:
		return c.layout(path, *asJSON)
	case sheet && bytes.HasPrefix(b, []byte("%PDF-")):
		return c.pdf(path, b, *vault, *asJSON)
	case sheet:
		s, err := report.ReadDrawSheet(b)
		if err != nil {
			return err
		}
		return c.draw(path, s, *asJSON)
	}
	return c.verifyVault(path, *asJSON)
}

func (c *call) verifyVault(path string, asJSON bool) error {
	d, err := c.read(path)
	if err != nil {
		return err
	}
	defer d.Close()
	v := Verification{File: path, Kind: "vault", Vault: d.View().Vault.String(), Forks: d.View().Forks, Held: d.View().Held}
	if err := d.Vault.VerifyAll(func(done, _ int) { v.Records = done }); err != nil {
		return err
	}
	v.SignOffs = d.SignOffs()
	v.OK = v.Forks == 0
	for _, s := range v.SignOffs {
		v.OK = v.OK && s.Fault == ""
	}
	if asJSON {
		err = c.json(v)
	} else {
		c.printVerification(v)
	}
	if err == nil && !v.OK {
		return words.Refuse("verify.failed", path)
	}
	return err
}

func (c *call) printVerification(v Verification) {
	c.print("cli.verify.records", v.Records)
	for _, s := range v.SignOffs {
		fmt.Fprintln(c.Out, c.Say.Say(s.Line()))
	}
	if v.Forks > 0 {
		c.print("cli.forks", v.Forks)
	}
	if v.Held > 0 {
		c.print("cli.held", v.Held)
	}
	if v.OK {
		c.print("cli.verify.ok")
	}
}
