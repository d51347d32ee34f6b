package verbs

import (
	"cmp"
	"errors"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/desk"
)

// ReportCheck is what `verify --json` prints of a report. Pages is exact, same, text or differ, Differs what the pages'
// text says otherwise and Places all else; Against is empty without --vault, otherwise same, differ, other or lacks. OK is true when
// nothing speaks against the report.
type ReportCheck struct {
	OK       bool                  `json:"ok"`
	File     string                `json:"file"`
	Kind     string                `json:"kind"`
	Document string                `json:"document"` // kind of document
	Title    string                `json:"title"`
	Vault    string                `json:"vault"`
	SignOffs []ReportSignOff       `json:"signOffs"`
	Pages    string                `json:"pages"`
	Differs  []string              `json:"differs"`
	Places   []desk.PageDifference `json:"places"`
	Against  string                `json:"against"`
	VaultHas []string              `json:"vaultDiffers"`
}

// ReportSignOff is the verdict on a sign-off that a report carries. Covers counts what was signed, Carried those signed values that the
// report shows; Missing are those that it should show and does not. Fault is empty, or one of body, vault, person, signature, leaf.
type ReportSignOff struct {
	District string   `json:"district"` // id
	Phase    string   `json:"phase"`
	Person   string   `json:"person"`
	Day      string   `json:"day"`
	Digest   string   `json:"digest"`
	Covers   int      `json:"covers"`
	Carried  int      `json:"carried"`
	Missing  []string `json:"missing"`
	Fault    string   `json:"fault,omitempty"`
}

// paper verifies a report by what it carries.
func (c *call) paper(path string, b []byte, vault string, asJSON bool) error {
	chinese, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		return err
	}
	var against *desk.Desk
	if vault != "" {
		if against, err = c.read(vault); err != nil {
			return err
		}
		defer against.Close()
	}
	x, err := (&desk.Press{Say: chinese}).CheckPaper(c.ctx, b, against)
	if err != nil {
		return err
	}
	v := reportCheck(path, x)
	if asJSON {
		err = c.json(v)
	} else {
		c.say(x.Lines()...)
	}
	if err == nil && !v.OK {
		return words.Refuse("verify.failed", path)
	}
	return err
}

func reportCheck(path string, x *desk.PaperCheck) ReportCheck {
	v := ReportCheck{OK: x.OK(), File: path, Kind: "report", Document: x.Doc.Kind, Title: x.Doc.Title, Vault: x.Vault.String(), Pages: x.Pages,
		Against: x.Against, Differs: append([]string{}, x.PagesDiff...),
		Places: append([]desk.PageDifference{}, x.PagesMore...), VaultHas: append([]string{}, x.VaultDiff...), SignOffs: []ReportSignOff{}}
	for _, s := range x.SignOffs {
		v.SignOffs = append(v.SignOffs, ReportSignOff{District: s.District, Phase: s.Phase.Key(), Person: cmp.Or(s.Signer.Name, s.Person), Day: string(s.Day()),
			Digest: s.Digest.String(), Covers: s.Count, Carried: s.Covered, Missing: append([]string{}, s.Missing...), Fault: s.Fault})
	}
	return v
}

// pdf verifies a PDF: a draw that it carries, and the report that it is.
func (c *call) pdf(path string, b []byte, vault string, asJSON bool) error {
	sheet, err := report.ReadDrawSheet(b)
	switch {
	case errors.Is(err, words.Refuse("drawsheet.none")):
		return c.paper(path, b, vault, asJSON)
	case err != nil:
		return err
	}
	drawn := c.draw(path, sheet, vault, asJSON)
	if asJSON { // one object only: the draw is what anybody wants to repeat
		return drawn
	}
	return errors.Join(drawn, c.paper(path, b, vault, false))
}
