package verbs

import (
	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/parts"
)

// ReportCheck is what `verify --json` prints of a report. Word is the sum of it: verified, signed, unsigned or denied (see workspace); OK is true
// for all but denied. Pages is exact, same, text or differ, Differs what the pages' text says otherwise and Places all else. Remade tells that
// the carried registers give the carried document; NotCovered names what no signature covers, and Contradictions what is not as it says
// (codes). Pictures counts the pictures of evidence. Against is empty without --vault, otherwise same, differ, older (worded by an older program), other or lacks; Lent tells that the
// report carries no registers and the vault's were taken; Outdated are signatures that the vault has otherwise.
type ReportCheck struct {
	OK             bool                       `json:"ok"`
	Word           string                     `json:"word"`
	File           string                     `json:"file"`
	Kind           string                     `json:"kind"`
	Document       string                     `json:"document"` // kind of document
	Title          string                     `json:"title"`
	Vault          string                     `json:"vault"`
	Founder        string                     `json:"founder"`
	SignOffs       []ReportSignOff            `json:"signOffs"`
	Remade         bool                       `json:"remade"`
	NotCovered     []string                   `json:"notCovered"`
	Contradictions []string                   `json:"contradictions"`
	Pages          string                     `json:"pages"`
	Differs        []string                   `json:"differs"`
	Places         []workspace.PageDifference `json:"places"`
	Against        string                     `json:"against"`
	VaultHas       []string                   `json:"vaultDiffers"`
	Outdated       []workspace.Outdated       `json:"outdated"`
	Lent           bool                       `json:"lent"`
	Archive        parts.Archival             `json:"archive"` // PDF/A-3b
	Pictures       workspace.PictureCheck     `json:"pictures"`
}

// ReportSignOff is a sign-off that a report carries. Covers counts the registers that were signed. Fault is empty, or a reason of package
// authority.
type ReportSignOff struct {
	District string `json:"district"` // id
	Phase    string `json:"phase"`
	Person   string `json:"person"`
	Day      string `json:"day"`
	Digest   string `json:"digest"`
	Covers   int    `json:"covers"`
	Fault    string `json:"fault,omitempty"`
}

// paper verifies a report by what it carries.
func (c *call) paper(path string, b []byte, vault string, asJSON bool) error {
	chinese, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		return err
	}
	var against *workspace.Workspace
	if vault != "" {
		if against, err = c.read(vault); err != nil {
			return err
		}
		defer against.Close()
	}
	x, err := (&workspace.Printer{Say: chinese}).CheckPaper(c.ctx, b, against)
	if err != nil {
		return err
	}
	v := c.reportCheck(path, x)
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

func (c *call) reportCheck(path string, x *workspace.PaperCheck) ReportCheck {
	v := ReportCheck{OK: x.OK(), Word: x.Word(), File: path, Kind: "report", Document: x.Doc.Kind, Title: x.Doc.Title, Vault: x.Proof.Vault.String(),
		Founder: x.Proof.Founder.Name, Remade: x.Proof.Remade, NotCovered: []string{}, Contradictions: []string{}, Pages: x.Pages, Against: x.Against,
		Differs: append([]string{}, x.PagesDiff...), Places: append([]workspace.PageDifference{}, x.PagesMore...),
		VaultHas: append([]string{}, x.VaultDiff...), Outdated: append([]workspace.Outdated{}, x.Outdated...), Lent: x.Lent, Archive: x.Archive, Pictures: x.Pictures,
		SignOffs: []ReportSignOff{}}
	for _, s := range x.Proof.Old {
		v.SignOffs = append(v.SignOffs, ReportSignOff{District: s.District, Phase: s.Phase.Key(), Person: s.Signer.Name, Day: string(assess.SignedDay(s.At)),
			Digest: s.Digest.String(), Covers: s.Count, Fault: s.Fault})
	}
	if p := x.Proof.Proven; p != nil {
		v.Contradictions = append(v.Contradictions, p.Faults...)
		for _, m := range x.NotCovered() {
			v.NotCovered = append(v.NotCovered, c.Say.Say(m))
		}
		for _, s := range p.SignOffs {
			v.SignOffs = append(v.SignOffs, ReportSignOff{District: s.District, Phase: s.Phase.Key(), Person: s.Signer.Name, Day: string(s.Day()),
				Digest: s.Digest.String(), Covers: s.Count})
		}
	}
	return v
}
