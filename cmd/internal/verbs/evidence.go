package verbs

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
	"kaohe/data/vault"
)

// EvidenceLine is one line of `evidence list --json`. What it supports is named by ids, holders are the laptops that say that they have the file,
// and here tells whether this one does. It is stable: fields may be added, none is renamed or removed.
type EvidenceLine struct {
	District   string   `json:"district"`
	Phase      string   `json:"phase"`
	No         string   `json:"no"`
	SHA256     string   `json:"sha256"`
	Name       string   `json:"name"`
	Media      string   `json:"media"`
	Size       int64    `json:"size"`
	Taken      string   `json:"taken,omitempty"`
	Caption    string   `json:"caption,omitempty"`
	Turn       int      `json:"turn,omitempty"`
	Before     string   `json:"before,omitempty"`
	Items      []string `json:"items,omitempty"`
	Deductions []string `json:"deductions,omitempty"`
	Records    []string `json:"records,omitempty"`
	Documents  []string `json:"documents,omitempty"`
	Findings   []string `json:"findings,omitempty"`
	Steps      []string `json:"steps,omitempty"`
	Holders    []string `json:"holders,omitempty"`
	Here       bool     `json:"here"`
}

// addEvidence takes files, and those in folders, as evidence.
func (c *call) addEvidence() error {
	district, phase, name := c.flags.String("district", "", ""), c.flags.String("phase", "", ""), c.flags.String("person", "", "")
	caption := c.flags.String("caption", "", "")
	to := supporting{items: c.flags.StringArray("item", nil, ""), records: c.flags.StringArray("record", nil, ""),
		findings: c.flags.StringArray("finding", nil, ""), deductions: c.flags.StringArray("deduction", nil, "")}
	if err := c.parse(c.args); err != nil {
		return err
	}
	if len(c.args) < 2 {
		return misuse{words.M("cli.args", c.flags.Name(), "VAULT FILE|DIR...")}
	}
	if err := c.needs("district", "phase", "person"); err != nil {
		return err
	}
	return c.on(c.args[0], vault.ReadWrite, func(d *workspace.Workspace) error {
		a := d.View()
		who, err := person(a, *name)
		if err != nil {
			return err
		}
		x, err := c.district(a, *district)
		if err != nil {
			return err
		}
		r := intake.Request{District: x.ID, Person: who.ID}
		if r.Phase, err = c.phase(*phase); err != nil {
			return err
		}
		supports, err := to.of(a, x)
		if err != nil {
			return err
		}
		paths, err := c.spread(c.args[1:])
		if err != nil {
			return err
		}
		for _, path := range paths {
			r.Files = append(r.Files, intake.File{Path: path, Caption: *caption, Supports: supports})
		}
		return c.takeFiles(d, r)
	})
}

// spread gives the files that are named, and those in the folders that are.
func (c *call) spread(paths []string) (out []string, err error) {
	for _, path := range paths {
		in := []string{path}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			if in, err = workspace.FilesIn(c.ctx, path); err != nil {
				return nil, err
			}
		}
		out = append(out, in...)
	}
	return out, nil
}

// takeFiles takes files in and says what came of them. Fault: intake.partly, where not all were taken.
func (c *call) takeFiles(d *workspace.Workspace, r intake.Request) error {
	out, err := d.Take(c.ctx, r, nil)
	if err == nil || len(out.Added)+len(out.Known)+len(out.Refused) > 0 {
		c.say(out.Lines(c.Say)...)
	}
	if n := len(out.Refused) + len(out.Left); err == nil && n > 0 {
		err = words.Refuse("intake.partly", n)
	}
	return err
}

// supporting is what files are to support, as it was typed.
type supporting struct{ items, records, findings, deductions *[]string }

// of finds it in a district. Faults: item.unknown, subject.unknown.
func (s supporting) of(a *assess.Assessment, d *assess.District) (out assess.Supports, err error) {
	each := func(typed *[]string, to *[]string, find func(string) (string, error)) {
		for _, name := range *typed {
			id, e := find(name)
			if err = errors.Join(err, e); e == nil {
				*to = append(*to, id)
			}
		}
	}
	each(s.items, &out.Items, func(code string) (string, error) {
		i, err := itemBy(a, code)
		if err != nil {
			return "", err
		}
		return i.ID, nil
	})
	each(s.records, &out.Records, func(no string) (string, error) {
		i := slices.IndexFunc(d.Records, func(r *assess.Record) bool { return r.No == no || r.ID == no })
		if i < 0 {
			return "", words.Refuse("subject.unknown", no)
		}
		return d.Records[i].ID, nil
	})
	each(s.findings, &out.Findings, func(no string) (string, error) {
		i := slices.IndexFunc(d.Findings, func(f *assess.Finding) bool { return f.No == no || f.ID == no })
		if i < 0 {
			return "", words.Refuse("subject.unknown", no)
		}
		return d.Findings[i].ID, nil
	})
	each(s.deductions, &out.Deductions, func(name string) (string, error) { return deductionBy(a, d, name) })
	return out, err
}

// deductionBy finds a deduction by the item's code and its place there from 1, such as 1.3/2; the place may be left out. Faults: item.unknown,
// subject.unknown.
func deductionBy(a *assess.Assessment, d *assess.District, name string) (string, error) {
	code, place, _ := strings.Cut(name, "/")
	i, err := itemBy(a, code)
	if err != nil {
		return "", err
	}
	n := 1
	if place != "" {
		if n, err = strconv.Atoi(place); err != nil {
			return "", words.Refuse("subject.unknown", name)
		}
	}
	s := d.Score(i.ID)
	if s == nil || n < 1 || n > len(s.Deductions) {
		return "", words.Refuse("subject.unknown", name)
	}
	return s.Deductions[n-1].ID, nil
}

// listEvidence lists the evidence of a district, or of all.
func (c *call) listEvidence() error {
	asJSON, district := c.flags.Bool("json", false, ""), c.flags.String("district", "", "")
	d, err := c.source()
	if err != nil {
		return err
	}
	defer d.Close()
	a, n := d.View(), 0
	only, err := c.only(a, *district)
	if err != nil {
		return err
	}
	for _, x := range a.Districts {
		for _, e := range x.Evidence {
			if only != nil && x != only {
				continue
			}
			n++
			if !*asJSON {
				c.printEvidence(d, x, e)
			} else if err := c.json(evidenceLine(d, x, e)); err != nil {
				return err
			}
		}
	}
	if n == 0 && !*asJSON {
		c.print("cli.evidence.none")
	}
	return nil
}

// only is the one district that was asked for; nil where all were.
func (c *call) only(a *assess.Assessment, name string) (*assess.District, error) {
	if name == "" {
		return nil, nil
	}
	return c.district(a, name)
}

func has(d *workspace.Workspace, e *assess.Evidence) bool {
	sum, ok := evidence.ParseSum(e.ID)
	return ok && d.Files.Has(sum)
}

func (c *call) printEvidence(d *workspace.Workspace, x *assess.District, e *assess.Evidence) {
	key := "cli.evidence.line"
	if !has(d, e) {
		key = "cli.evidence.missing"
	}
	c.print(key, x.Name, words.M("phase."+e.Phase.Key()), e.Called(), e.Name, words.Size(e.Size), e.Caption)
}

func evidenceLine(d *workspace.Workspace, x *assess.District, e *assess.Evidence) EvidenceLine {
	a := d.View()
	out := EvidenceLine{District: x.ID, Phase: e.Phase.Key(), No: e.No, SHA256: e.ID, Name: e.Name, Media: e.Media, Size: e.Size, Taken: e.Taken, Caption: e.Caption,
		Turn: e.Turn, Before: e.Before, Items: e.Items, Deductions: e.Deductions, Records: e.Records, Documents: e.Documents, Findings: e.Findings, Steps: e.Steps,
		Here: has(d, e)}
	for _, l := range a.Holders[e.ID] {
		out.Holders = append(out.Holders, l.String())
	}
	return out
}

// extractEvidence writes a file of evidence as it came.
func (c *call) extractEvidence() error {
	to, district, force := c.flags.StringP("output", "o", "", ""), c.flags.String("district", "", ""), c.flags.Bool("force", false, "")
	if err := c.parse(c.args); err != nil {
		return err
	}
	if len(c.args) != 2 {
		return misuse{words.M("cli.args", c.flags.Name(), "VAULT NUMBER")}
	}
	if err := c.needs("output"); err != nil {
		return err
	}
	return c.on(c.args[0], vault.ReadOnly, func(d *workspace.Workspace) error {
		only, err := c.only(d.View(), *district)
		if err != nil {
			return err
		}
		e, err := evidenceBy(d.View(), only, c.args[1])
		if err != nil {
			return err
		}
		if err := d.SaveEvidence(e.ID, workspace.Output{Path: *to, Replace: *force}); err != nil {
			return err
		}
		c.print("cli.evidence.extracted", e.Called(), *to)
		return nil
	})
}

// evidenceBy finds the one file with a number, or whose sum begins so, in a district or in all. Faults: evidence.unknown, evidence.several.
func evidenceBy(a *assess.Assessment, only *assess.District, number string) (found *assess.Evidence, err error) {
	files := map[string]bool{}
	for _, d := range a.Districts {
		for _, e := range d.Evidence {
			if only != nil && d != only || e.No != number && (len(number) < shortestHash || !strings.HasPrefix(e.ID, number)) {
				continue
			}
			found, files[e.ID] = e, true
		}
	}
	switch len(files) {
	case 0:
		return nil, words.Refuse("evidence.unknown", number)
	case 1:
		return found, nil
	}
	return nil, words.Refuse("evidence.several", number, len(files))
}
