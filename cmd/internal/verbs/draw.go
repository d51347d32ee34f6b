package verbs

import (
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// DrawCheck is what `verify --json` prints of a draw sheet. OK is true when list and phrase give the recorded hash, seed and result and, with
// --vault, the same draw stands in the vault. It says nothing about whether this was the list, or when the phrase was said. Differs says in
// words what is not so, and Drawn is what list and phrase do give.
//
// Against is empty without --vault, otherwise same, differ (the vault holds this list with this phrase, and vaultDiffers is what else is not
// alike) or lacks. RecordedBy and recordedAt are what the laptop noted that wrote the draw; changed counts later writes to it; drawnBefore are
// the days of earlier draws from the same names, drawnAfter counts later ones.
type DrawCheck struct {
	OK   bool   `json:"ok"`
	File string `json:"file"`
	Kind string `json:"kind"`
	report.DrawSheet
	Drawn       []string `json:"drawn"`
	Differs     []string `json:"differs"`
	Against     string   `json:"against"`
	VaultHas    []string `json:"vaultDiffers"`
	RecordedBy  string   `json:"recordedBy,omitempty"`
	RecordedAt  string   `json:"recordedAt,omitempty"`
	Changed     int      `json:"changed"`
	DrawnBefore []string `json:"drawnBefore"`
	DrawnAfter  int      `json:"drawnAfter"`
}

// draw verifies a draw sheet, by itself or against a vault.
func (c *call) draw(path string, s *report.DrawSheet, vault string, asJSON bool) error {
	var against *workspace.Workspace
	if vault != "" {
		d, err := c.read(vault)
		if err != nil {
			return err
		}
		defer d.Close()
		against = d
	}
	x := workspace.CheckDraw(s, against)
	if asJSON {
		if err := c.json(c.drawCheck(path, x)); err != nil {
			return err
		}
	} else {
		c.say(x.Lines()...)
	}
	switch {
	case len(x.Differs) > 0:
		return words.Refuse("drawsheet.failed", path)
	case !x.OK():
		return words.Refuse("drawsheet.vault", path)
	}
	return nil
}

func (c *call) drawCheck(path string, x *workspace.DrawCheck) DrawCheck {
	v := DrawCheck{OK: x.OK(), File: path, Kind: "draw", DrawSheet: *x.DrawSheet, Drawn: x.Drawn, Differs: []string{}, Against: x.Against,
		VaultHas: []string{}, RecordedBy: x.Record.By, Changed: x.Record.Changed, DrawnBefore: []string{}, DrawnAfter: x.Record.After}
	for _, m := range x.Differs {
		v.Differs = append(v.Differs, c.Say.Say(m))
	}
	for _, m := range x.VaultDiff {
		v.VaultHas = append(v.VaultHas, c.Say.Say(m))
	}
	for _, b := range x.Record.Before {
		v.DrawnBefore = append(v.DrawnBefore, string(b.Day))
	}
	if !x.Record.At.IsZero() {
		v.RecordedAt = instant(x.Record.At)
	}
	return v
}
