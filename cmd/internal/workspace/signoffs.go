package workspace

import (
	"crypto/sha256"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// SignOffCheck is the verdict on one statement of a vault that counts, as `verify --json` prints it. Fault is empty, or frontier or root.
// Changed counts what was changed under a signature that is in force.
type SignOffCheck struct {
	District string `json:"district"`
	Phase    string `json:"phase"`
	Act      string `json:"act"`
	Person   string `json:"person"`
	Day      string `json:"day"`
	Digest   string `json:"digest"`
	Covers   int    `json:"covers"`
	InForce  bool   `json:"inForce"`
	Changed  int    `json:"changed"`
	Fault    string `json:"fault,omitempty"`
}

// HeldCheck is a record that does not count. Why is a reason of package authority.
type HeldCheck struct {
	Record string `json:"record"`
	At     string `json:"at"`
	Author string `json:"author"`
	Device string `json:"device"`
	Action string `json:"action"`
	Why    string `json:"why"`
}

// VaultCheck is the verdict on a vault: every record and its signature, every statement, forks, what is held, the standard, the boxes of
// PINs, and clocks.
type VaultCheck struct {
	Vault           ledger.Hash
	Founder         assess.Card
	Records, Forks  int
	Held            []HeldCheck
	SignOffs        []SignOffCheck
	Standard        bool     // it is not the one that was signed last
	Boxes           []string // persons whose PIN box is none that a card of theirs names or named, or who were never in the team
	Ahead, Backward int      // records stamped more than a day ahead of now, and before what they follow or had seen
	Conflicts       int
	Lacking         []LackCheck
	Files           *FilesCheck // nil: not looked at
}

// LackCheck is the newest record of a device that others state to have seen and that is not in the file: it was cut off, or not merged yet.
type LackCheck struct {
	Device string `json:"device"`
	Number uint64 `json:"number"`
}

// Check verifies the whole vault. Faults: those of vault.VerifyAll.
func (d *Workspace) Check() (*VaultCheck, error) {
	a := d.View()
	c := &VaultCheck{Vault: a.Vault, Forks: a.Forks, SignOffs: d.SignOffs(), Conflicts: len(a.Disputed)}
	for _, h := range a.Held {
		c.Held = append(c.Held, HeldCheck{Record: h.Record.ID.String(), At: h.Record.Stamp.Time().UTC().Format(jsonTime), Author: h.Record.Author,
			Device: h.Record.Device.String(), Action: h.Record.Label, Why: string(h.Why)})
	}
	for _, x := range a.Editions {
		c.Standard = c.Standard || x.Fault != ""
	}
	first, err := d.Vault.First()
	if err == nil {
		var g *ledger.Record
		if g, err = genesis(first); err == nil {
			c.Founder = assess.FounderOf(g)
		}
	}
	if err != nil {
		return nil, err
	}
	for _, t := range d.Lacking() {
		c.Lacking = append(c.Lacking, LackCheck{t.Device.String(), t.Seq})
	}
	c.Ahead, c.Backward = d.Clocks()
	boxes, err := d.Vault.PINBoxes()
	if err != nil {
		return nil, err
	}
	for _, b := range boxes {
		want, known := boxOf(a, b.Person)
		if sum := sha256.Sum256(b.Sealed); !known || want != nil && !d.Boxed(b.Person, sum[:]) {
			c.Boxes = append(c.Boxes, b.Person)
		}
	}
	return c, d.Vault.VerifyAll(func(done, _ int) { c.Records = done })
}

// boxOf is the hash of the box that a person's card names, the last one's of somebody who was taken out; nil where it names none.
func boxOf(a *assess.Assessment, person string) (hash []byte, known bool) {
	if p := a.Person(person); p != nil {
		return p.Box, true
	}
	i := slices.IndexFunc(a.Former, func(f authority.Former) bool { return f.Person == person })
	if i < 0 {
		return nil, false
	}
	return a.Former[i].Box, true
}

// jsonTime is how times stand in JSON.
const jsonTime = "2006-01-02T15:04:05.000Z"

// Newer tells whether all that keeps the vault from being OK are signatures that only a newer version of the program can check.
func (c *VaultCheck) Newer() bool {
	return !c.OK() && c.okBut(func(s SignOffCheck) bool { return s.Fault == assess.BeyondUs })
}

// OK tells whether nothing in the vault contradicts itself: every statement that counts is borne out, no device has forked, the standard is
// the one that was signed, and no foreign box lies there.
func (c *VaultCheck) OK() bool { return c.okBut(func(SignOffCheck) bool { return false }) }

// okBut is OK without the signatures that are let off.
func (c *VaultCheck) okBut(off func(SignOffCheck) bool) bool {
	return c.Forks == 0 && !c.Standard && (c.Files == nil || c.Files.OK()) && len(c.Boxes) == 0 &&
		!slices.ContainsFunc(c.SignOffs, func(s SignOffCheck) bool { return s.Fault != "" && !off(s) })
}

// Clean tells whether there is nothing else to say either: nothing held, lacking, changed under a signature, disputed, or wrongly dated.
func (c *VaultCheck) Clean() bool {
	return c.OK() && (c.Files == nil || c.Files.Clean()) && len(c.Held) == 0 && len(c.Lacking) == 0 && c.Conflicts == 0 && c.Ahead == 0 && c.Backward == 0 &&
		!slices.ContainsFunc(c.SignOffs, func(s SignOffCheck) bool { return s.Changed > 0 })
}

// Lines are the verdict in sentences.
func (c *VaultCheck) Lines() []words.Msg {
	out := []words.Msg{words.M("cli.verify.vault", c.Vault, c.Founder.Name, c.Founder.Agency), words.M("cli.verify.records", c.Records)}
	for _, s := range c.SignOffs {
		out = append(out, s.Line())
	}
	say := func(n int, key string) {
		if n > 0 {
			out = append(out, words.M(key, n))
		}
	}
	say(c.Forks, "cli.forks")
	if c.Standard {
		out = append(out, words.M("cli.verify.standard"))
	}
	for _, p := range c.Boxes {
		out = append(out, words.M("cli.verify.box", p))
	}
	say(len(c.Held), "cli.held")
	for _, h := range c.Held {
		out = append(out, words.M("cli.held.line", h.Record[:12], h.Author, words.M(h.Action), words.M("held."+h.Why)))
	}
	for _, l := range c.Lacking {
		out = append(out, words.M("cli.verify.lacking", l.Device, l.Number))
	}
	say(c.Conflicts, "cli.conflicts")
	say(c.Ahead, "cli.verify.ahead")
	say(c.Backward, "cli.verify.backward")
	if c.Files != nil {
		out = append(out, c.Files.Lines()...)
	}
	switch {
	case c.Newer():
		out = append(out, words.M("cli.verify.word.newer"))
	case !c.OK():
		out = append(out, words.M("cli.verify.word.denied"))
	case !c.Clean():
		out = append(out, words.M("cli.verify.word.noted"))
	default:
		out = append(out, words.M("cli.verify.ok"))
	}
	return out
}

// SignOffs are the verdicts on all statements that count, by district and phase.
func (d *Workspace) SignOffs() []SignOffCheck {
	out := []SignOffCheck{}
	for _, x := range d.View().Districts {
		for _, p := range assess.Phases {
			st := &x.Phases[p]
			for _, so := range st.SignOffs {
				s := SignOffCheck{District: x.Name, Phase: p.Key(), Act: so.Act, Person: so.Signer.Name, Day: string(so.Day()),
					Digest: so.Digest.String(), Covers: so.Count, InForce: so == st.Signed(), Fault: so.Fault}
				if s.InForce {
					s.Changed = len(st.Changed)
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// Line is the verdict in one line.
func (s SignOffCheck) Line() words.Msg {
	verdict := words.M("cli.verify.good")
	switch {
	case s.Fault != "":
		verdict = words.M("cli.verify.bad." + s.Fault)
	case s.Changed > 0:
		verdict = words.M("cli.verify.changed", s.Changed)
	case !s.InForce && s.Act == assess.ActSign:
		verdict = words.M("cli.verify.followed")
	}
	return words.M("cli.verify.line", s.District, words.M("phase."+s.Phase), words.M("edit."+s.Act), s.Person, s.Digest, verdict)
}
