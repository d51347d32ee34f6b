package verbs

import (
	"path/filepath"
	"strconv"
	"strings"

	"kaohe/app/assess"
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
	archive := strings.EqualFold(filepath.Ext(*out), ".zip")
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
	a := d.View()
	if !*all {
		x, err := c.district(a, *district)
		if err != nil {
			return err
		}
		return c.exhibit(d, x, *bare, workspace.Output{Path: *out, Replace: *force})
	}
	if archive {
		return misuse{words.M("cli.args", c.flags.Name(), "VAULT --all -o DIR")}
	}
	if err := workspace.MakeFolder(*out); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, x := range a.Districts {
		if len(x.Evidence) == 0 {
			continue
		}
		to := workspace.Output{Path: filepath.Join(*out, folderOf(x, seen)), Replace: *force}
		if err := c.exhibit(d, x, *bare, to); err != nil {
			return err
		}
	}
	if len(seen) == 0 {
		c.print("cli.evidence.none")
	}
	return nil
}

// folderOf is a folder's name that no other district has.
func folderOf(x *assess.District, seen map[string]bool) string {
	name := words.FileName(x.Name)
	for n := 2; seen[strings.ToLower(name)]; n++ {
		name = words.FileName(x.Name + "（" + strconv.Itoa(n) + "）")
	}
	seen[strings.ToLower(name)] = true
	return name
}

// exhibit writes one district's. Fault: exhibit.partly, where not every piece's file was written.
func (c *call) exhibit(d *workspace.Workspace, x *assess.District, bare bool, to workspace.Output) error {
	made, err := d.Exhibit(c.ctx, x.ID, bare, to, nil)
	if err != nil {
		return err
	}
	c.say(made.Lines()...)
	if n := len(made.Left); n > 0 {
		return words.Refuse("exhibit.partly", x.Name, n)
	}
	return nil
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
