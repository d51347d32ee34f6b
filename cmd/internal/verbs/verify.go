package verbs

import (
	"errors"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// Verification is what `verify --json` prints. OK is true when every record and every sign-off verifies and no device has forked.
type Verification struct {
	OK       bool                     `json:"ok"`
	File     string                   `json:"file"`
	Kind     string                   `json:"kind"`
	Vault    string                   `json:"vault"`
	Records  int                      `json:"records"`
	Forks    int                      `json:"forks"`
	Held     int                      `json:"held"`
	SignOffs []workspace.SignOffCheck `json:"signOffs"`

	Clean           bool                  `json:"clean"`
	Founder         string                `json:"founder"`
	HeldRecords     []workspace.HeldCheck `json:"heldRecords"`
	StandardDiffers bool                  `json:"standardDiffers"`
	ForeignBoxes    []string              `json:"foreignBoxes"` // persons
	Conflicts       int                   `json:"conflicts"`
	ClocksAhead     int                   `json:"clocksAhead"`
	ClocksBack      int                   `json:"clocksBack"`
	Lacking         []workspace.LackCheck `json:"lacking"`
	Evidence        *Evidence             `json:"evidence,omitempty"` // where there is any
}

// Evidence are the files that evidence names: how many there are, how many of them are here and of how many bytes, what is wrong with the others, and
// how many lie there that nothing names any more.
type Evidence struct {
	Folder  string                `json:"folder"`
	Files   int                   `json:"files"`
	Here    int                   `json:"here"`
	Bytes   int64                 `json:"bytes"`
	Bad     []workspace.FileCheck `json:"bad,omitempty"`
	Unnamed int                   `json:"unnamed,omitempty"`
	Fault   string                `json:"fault,omitempty"`
}

// evidence gives nil where there is none.
func (c *call) evidence(x *workspace.FilesCheck) *Evidence {
	if x.Named == 0 {
		return nil
	}
	e := &Evidence{Folder: x.Folder, Files: x.Named, Here: x.Here, Bytes: x.Bytes, Bad: x.Bad, Unnamed: x.Unnamed}
	if x.Fault != nil {
		e.Fault = c.Say.Explain(x.Fault).What
	}
	return e
}

func (c *call) verify() error {
	asJSON := c.flags.Bool("json", false, "")
	layout := c.flags.Bool("layout", false, "")
	vault := c.flags.String("vault", "", "")
	secret := c.flags.String(packagePassphrase, "", "")
	path, err := c.one("FILE")
	if err != nil {
		return err
	}
	if *layout {
		return c.layout(path, *asJSON)
	}
	if x, err := workspace.OpenExhibit(path); err != nil {
		return err
	} else if x != nil {
		return errors.Join(c.verifyExhibit(path, x, *vault, *asJSON), x.Close())
	}
	if workspace.IsPackage(path) {
		return c.verifyPackage(path, *secret, *vault, *asJSON)
	}
	p, err := workspace.ReadPaper(path)
	switch {
	case err != nil:
		return err
	case p == nil:
		return c.verifyVault(path, *vault, *asJSON)
	}
	var drawn error
	if p.Draw != nil {
		drawn = c.draw(path, p.Draw, *vault, *asJSON)
	}
	if !p.Sheet || p.Draw != nil && *asJSON { // one object only: the draw is what anybody wants to repeat
		return drawn
	}
	return errors.Join(drawn, c.paper(path, p.Bytes, *vault, *asJSON))
}

func (c *call) verifyVault(path, against string, asJSON bool) error {
	d, err := c.read(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if against != "" { // nothing would be compared, and nothing may look as if it had been
		return misuse{words.M("cli.args", "verify", "VAULT")}
	}
	check, err := d.Check()
	if err == nil {
		check.Files, err = d.CheckFiles(c.ctx, noProgress)
	}
	if err != nil {
		return err
	}
	v := Verification{OK: check.OK(), Clean: check.Clean(), File: path, Kind: "vault", Vault: check.Vault.String(), Founder: check.Founder.Name,
		Records: check.Records, Forks: check.Forks, Held: len(check.Held), HeldRecords: append([]workspace.HeldCheck{}, check.Held...), SignOffs: check.SignOffs,
		StandardDiffers: check.Standard, ForeignBoxes: append([]string{}, check.Boxes...), Conflicts: check.Conflicts, ClocksAhead: check.Ahead,
		ClocksBack: check.Backward, Lacking: append([]workspace.LackCheck{}, check.Lacking...),
		Evidence: c.evidence(check.Files)}
	if asJSON {
		err = c.json(v)
	} else {
		c.say(check.Lines()...)
	}
	if err == nil && check.Newer() {
		return words.Refuse("verify.newer", path)
	}
	if err == nil && !v.OK {
		return words.Refuse("verify.failed", path)
	}
	return err
}
