package verbs

import (
	"fmt"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/cmd/internal/desk"
)

// Verification is what `verify --json` prints. OK is true when every record and every sign-off verifies and no device has forked.
type Verification struct {
	OK       bool           `json:"ok"`
	File     string         `json:"file"`
	Kind     string         `json:"kind"`
	Vault    string         `json:"vault"`
	Records  int            `json:"records"`
	Forks    int            `json:"forks"`
	Held     int            `json:"held"`
	SignOffs []SignOffCheck `json:"signOffs"`
}

// SignOffCheck is the verdict on one statement. Fault is empty, or one of body, vault, person, signature, frontier, root. Changed
// counts what was changed under a signature that is in force.
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

func (c *call) verify() error {
	asJSON := c.flags.Bool("json", false, "")
	path, err := c.one("FILE")
	if err != nil {
		return err
	}
	if done, err := c.drawSheet(path, *asJSON); done {
		return err
	}
	d, err := c.read(path)
	if err != nil {
		return err
	}
	defer d.Close()
	v := Verification{File: path, Kind: "vault", Vault: d.View().Vault.String(), Forks: d.View().Forks, Held: d.View().Held}
	if err := d.Vault.VerifyAll(func(done, _ int) { v.Records = done }); err != nil {
		return err
	}
	v.SignOffs = signOffs(d)
	v.OK = v.Forks == 0
	for _, s := range v.SignOffs {
		v.OK = v.OK && s.Fault == ""
	}
	if *asJSON {
		err = c.json(v)
	} else {
		c.printVerification(v)
	}
	if err == nil && !v.OK {
		return words.Refuse("verify.failed", path)
	}
	return err
}

func signOffs(d *desk.Desk) []SignOffCheck {
	out := []SignOffCheck{}
	a := d.View()
	for _, x := range a.Districts {
		for _, p := range assess.Phases {
			st := &x.Phases[p]
			for _, so := range st.SignOffs {
				s := SignOffCheck{District: x.Name, Phase: p.Key(), Act: so.Act, Person: a.Name(so.Person), Day: string(so.Day()),
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

func (c *call) printVerification(v Verification) {
	c.print("cli.verify.records", v.Records)
	for _, s := range v.SignOffs {
		verdict := c.Say.Get("cli.verify.good")
		if s.Fault != "" {
			verdict = c.Say.Get("cli.verify.bad." + s.Fault)
		} else if s.Changed > 0 {
			verdict = c.Say.Say(words.M("cli.verify.changed", s.Changed))
		}
		fmt.Fprintf(c.Out, "%s  %s  %s  %s  %s  %s\n", s.District, c.Say.Get("phase."+s.Phase), c.Say.Get("edit."+s.Act), s.Person, s.Digest, verdict)
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
