package verbs

import (
	"cmp"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// HeldRecord is one line of `held --json`: a record that does not count, why, and what it writes. Doubtful tells that the clock it was
// written by was more than a day ahead of this laptop's. Old and new are as in `log --json`. It is stable: fields may be added, none is
// renamed or removed.
type HeldRecord struct {
	Record    string      `json:"record"`
	At        string      `json:"at"`
	Doubtful  bool        `json:"doubtful,omitempty"`
	Person    string      `json:"person"`
	Name      string      `json:"name"`
	Device    string      `json:"device"`
	Laptop    string      `json:"laptop,omitempty"`
	Action    string      `json:"action"`
	Why       string      `json:"why"`
	Adoptable bool        `json:"adoptable"`
	Writes    []HeldWrite `json:"writes"`
}

// HeldWrite is one write of a held record.
type HeldWrite struct {
	Entity string `json:"entity"`
	Field  string `json:"field"`
	Old    any    `json:"old"`
	New    any    `json:"new"`
}

// held lists the records that do not count.
func (c *call) held() error {
	asJSON := c.flags.Bool("json", false, "")
	d, err := c.source()
	if err != nil {
		return err
	}
	defer d.Close()
	list := d.View().Held
	if !*asJSON && len(list) == 0 {
		c.print("cli.held.none")
	}
	for _, h := range list {
		if !*asJSON {
			c.printHeld(d, h)
		} else if err := c.json(heldRecord(d, h)); err != nil {
			return err
		}
	}
	return nil
}

func heldRecord(d *workspace.Workspace, h authority.Held) HeldRecord {
	a, r := d.View(), h.Record
	out := HeldRecord{Record: r.ID.String(), At: instant(r.Stamp.Time()),
		Doubtful: !r.Stamp.Believable(d.Now().UnixMilli()), Person: r.Author, Name: a.Name(r.Author), Device: r.Device.String(),
		Laptop: a.LaptopName(r.Device), Action: r.Label, Why: string(h.Why), Adoptable: h.Adoptable, Writes: []HeldWrite{}}
	for _, e := range d.Record(r.ID) {
		out.Writes = append(out.Writes, HeldWrite{e.Entity, e.Field, plain(e.Old), plain(e.New)})
	}
	return out
}

func (c *call) printHeld(d *workspace.Workspace, h authority.Held) {
	a, r := d.View(), h.Record
	when := r.Stamp.Time().Format("2006-01-02 15:04:05")
	if !r.Stamp.Believable(d.Now().UnixMilli()) {
		when = c.Say.Get("cli.log.doubtful")
	}
	laptop := cmp.Or(a.LaptopName(r.Device), r.Device.String())
	key := "cli.held.not"
	if h.Adoptable {
		key = "cli.held.can"
	}
	c.print(key, r.ID.String()[:12], when, a.Name(r.Author), laptop, words.M(r.Label), words.M("held."+string(h.Why)))
	for _, e := range d.Record(r.ID) {
		c.line("    %s·%s：%s → %s", a.EntityName(c.Say, e.Entity), a.FieldName(c.Say, e.Register()), a.ShowValue(c.Say, e.Register(), e.Old),
			a.ShowValue(c.Say, e.Register(), e.New))
	}
}

// adopt lets a held record count, named by the beginning of its hash.
func (c *call) adopt() error {
	record := c.flags.String("record", "", "")
	reason := c.flags.String("reason", "", "")
	name := c.flags.String("person", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("record", "reason", "person", "pin-file"); err != nil {
		return err
	}
	pin, err := workspace.ReadPIN(*pinFile)
	if err != nil {
		return err
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error { return c.adoptOn(d, *record, *reason, *name, pin) })
}

func (c *call) adoptOn(d *workspace.Workspace, prefix, reason, name, pin string) error {
	h, err := heldBy(d.View(), prefix)
	if err != nil {
		return err
	}
	who, err := person(d.View(), name)
	if err != nil {
		return err
	}
	if err := d.Adopt(h.Record.ID, reason, who.ID, pin); err != nil {
		return err
	}
	c.print("cli.adopted", h.Record.ID.String()[:12], len(h.Record.Ops), who.Name)
	return nil
}

// shortestHash is how much of a record's hash names it.
const shortestHash = 4

// heldBy finds the one held record whose hash begins so. Faults: adopt.unknown, adopt.several.
func heldBy(a *assess.Assessment, prefix string) (found authority.Held, err error) {
	n := 0
	for _, h := range a.Held {
		if len(prefix) >= shortestHash && strings.HasPrefix(h.Record.ID.String(), strings.ToLower(prefix)) {
			found, n = h, n+1
		}
	}
	switch n {
	case 0:
		return found, words.Refuse("adopt.unknown", prefix)
	case 1:
		return found, nil
	}
	return authority.Held{}, words.Refuse("adopt.several", prefix, n)
}
