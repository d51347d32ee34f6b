package verbs

import (
	"path/filepath"
	"strings"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// exportEvidence writes the files of a district's evidence, or of each district's into a folder of its own.
func (c *call) exportEvidence() error {
	district, all := c.flags.String("district", "", ""), c.flags.Bool("all", false, "")
	bare, force := c.flags.Bool("without-position", false, ""), c.flags.Bool("force", false, "")
	out := c.flags.StringP("output", "o", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	archive := strings.EqualFold(filepath.Ext(*out), workspace.ArchiveExt)
	switch {
	case *out == "":
		return misuse{words.M("cli.missing", c.flags.Name(), "-o")}
	case *all == (*district != ""):
		return misuse{words.M("cli.missing", c.flags.Name(), "--district")}
	}
	d, err := c.read(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if !*all {
		x, err := c.district(d.View(), *district)
		if err != nil {
			return err
		}
		made, err := d.Exhibit(c.ctx, x.ID, *bare, workspace.Output{Path: *out, Replace: *force}, nil)
		if err != nil {
			return err
		}
		return c.exhibited([]*workspace.Exhibited{made}, nil)
	}
	if archive {
		return misuse{words.M("cli.args", c.flags.Name(), "VAULT --all -o DIR")}
	}
	made, err := d.Exhibits(c.ctx, *bare, false, workspace.Output{Path: *out, Replace: *force}, nil)
	return c.exhibited(made, err)
}

// exhibited says what was given out. Fault: exhibit.partly, where not every piece's file was written.
func (c *call) exhibited(made []*workspace.Exhibited, err error) error {
	left := 0
	for _, m := range made {
		c.say(m.Lines()...)
		left += len(m.Left)
	}
	if err == nil && left > 0 {
		err = words.Refuse("exhibit.partly", left)
	}
	return err
}

// ExhibitVerdict is what `verify --json` prints of evidence that was given out. Against is empty without --vault, otherwise same, differ or lacks.
type ExhibitVerdict struct {
	OK       bool                     `json:"ok"`
	File     string                   `json:"file"`
	Kind     string                   `json:"kind"`
	Title    string                   `json:"title"`
	District string                   `json:"district"`
	Files    int                      `json:"files"`
	Bytes    int64                    `json:"bytes"`
	Left     int                      `json:"left"`
	Bad      []workspace.ExhibitFault `json:"bad"`
	Against  string                   `json:"against"`
}

// verifyExhibit verifies evidence that was given out, with a vault if one is named.
func (c *call) verifyExhibit(path string, x *workspace.ExhibitFiles, against string, asJSON bool) (err error) {
	var d *workspace.Workspace
	if against != "" {
		if d, err = c.read(against); err != nil {
			return err
		}
		defer d.Close()
	}
	check, err := workspace.CheckExhibit(c.ctx, x, d, nil)
	if err != nil {
		return err
	}
	if asJSON {
		err = c.json(ExhibitVerdict{OK: check.OK(), File: path, Kind: "evidence", Title: check.Title, District: check.District, Files: check.Files, Bytes: check.Bytes,
			Left: check.Left, Bad: append([]workspace.ExhibitFault{}, check.Bad...), Against: check.Against})
	} else {
		c.say(check.Lines()...)
	}
	if err == nil && !check.OK() {
		err = words.Refuse("verify.failed", path)
	}
	return err
}
