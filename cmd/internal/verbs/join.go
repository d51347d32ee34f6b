package verbs

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// TeamInvitation is one invitation: open, used, contested, withdrawn or expired, and the laptops that used it or tried to.
type TeamInvitation struct {
	ID     string    `json:"id"`
	Person string    `json:"person"`
	By     []string  `json:"by"`
	At     string    `json:"at"`
	Until  string    `json:"until"`
	State  string    `json:"state"`
	Uses   []TeamUse `json:"uses"`
}

// TeamUse is one laptop that used an invitation, with why that does not count where it does not.
type TeamUse struct {
	Device string `json:"device"`
	Name   string `json:"name"`
	At     string `json:"at"`
	Why    string `json:"why,omitempty"`
}

// TeamRequest is one laptop that asks to be enrolled; Words are read aloud and compared.
type TeamRequest struct {
	Device string `json:"device"`
	Words  string `json:"words"`
	Person string `json:"person,omitempty"`
	Name   string `json:"name"`
	Laptop string `json:"laptop"`
	At     string `json:"at"`
	Held   int    `json:"held"` // records
}

func isoTime(ms int64) string { return time.UnixMilli(ms).UTC().Format(time.RFC3339) }

func invitationsOf(d *workspace.Workspace) []TeamInvitation {
	out := []TeamInvitation{}
	for _, x := range d.View().Invitations {
		i := TeamInvitation{ID: x.ID, Person: x.Person, By: x.By, At: isoTime(x.At), Until: isoTime(x.Until), State: string(x.State(d.Now().UnixMilli())),
			Uses: []TeamUse{}}
		for _, u := range x.Uses {
			i.Uses = append(i.Uses, TeamUse{u.Device.String(), u.Name, isoTime(u.At), string(u.Why)})
		}
		out = append(out, i)
	}
	return out
}

func requestsOf(a *assess.Assessment) []TeamRequest {
	out := []TeamRequest{}
	for _, r := range a.Requests {
		out = append(out, TeamRequest{r.Device.String(), keys.Fingerprint(r.Device), r.Person, r.Name, r.Laptop, isoTime(r.At), r.Writes})
	}
	return out
}

func (c *call) printJoining(a *assess.Assessment, t Team) {
	local := func(iso string) string {
		at, err := time.Parse(time.RFC3339, iso)
		if err != nil {
			return iso
		}
		return at.Local().Format("2006-01-02 15:04")
	}
	for _, i := range t.Invitations {
		c.print("cli.team.invitation", a.Name(i.Person), local(i.Until), words.M("invite.state."+i.State), a.Officers(i.By))
		for _, u := range i.Uses {
			if u.Why == "" {
				c.print("cli.team.use", u.Name, u.Device, local(u.At))
			} else {
				c.print("cli.team.use.held", u.Name, u.Device, local(u.At), words.M("held."+u.Why))
			}
		}
	}
	for _, r := range t.Requests {
		c.print("cli.team.request", r.Name, r.Laptop, r.Device, r.Words, r.Held)
	}
}

// invite lets a person join on a laptop of their own, and writes the team's package for them.
func (c *call) invite() error {
	var by officers
	by.flags(c)
	name := c.flags.String("person", "", "")
	days := c.flags.Int("days", session.UsualDays, "")
	out := c.flags.StringP("output", "o", "", "")
	force := c.flags.Bool("force", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := by.need(c, "person"); err != nil {
		return err
	}
	if *out != "" { // before anybody is invited
		if err := workspace.Clear(workspace.Output{Path: *out, Replace: *force}); err != nil {
			return err
		}
		if folder, err := os.Stat(filepath.Dir(*out)); err != nil || !folder.IsDir() {
			return words.Refuse("folder", filepath.Dir(*out)).Because(err)
		}
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error {
		p, err := person(d.View(), *name)
		if err != nil {
			return err
		}
		signers, err := by.credentials(d.View())
		if err != nil {
			return err
		}
		i, err := d.Invite(p.ID, *days, signers[0].By, signers[0].PIN, signers[1:]...)
		if err != nil {
			return err
		}
		c.print("cli.invited", p.Name, i.Until.Local().Format("2006-01-02 15:04"), i.Code)
		if *out == "" {
			return nil
		}
		done, err := d.Pack(*out, workspace.PackOptions{Replace: *force, Each: c.telling("cli.packing")})
		if err != nil {
			return interrupted(err, "pack.interrupted")
		}
		c.packed(done)
		return nil
	})
}

// withdraw ends the invitations of a person, or decides which of several laptops that used one goes on.
func (c *call) withdraw() error {
	name := c.flags.String("person", "", "")
	keep := c.flags.String("keep", "", "")
	reason := c.flags.String("reason", "", "")
	by := c.flags.String("by", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("person", "by", "pin-file"); err != nil {
		return err
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error {
		p, err := person(d.View(), *name)
		if err != nil {
			return err
		}
		officer, err := credentialOf(d.View(), *by, *pinFile)
		if err != nil {
			return err
		}
		list, err := withdrawable(d, p, *keep)
		if err != nil {
			return err
		}
		for _, w := range list {
			w.Reason = *reason
			if err := d.Withdraw(w, officer.By, officer.PIN); err != nil {
				return err
			}
		}
		if *keep != "" {
			c.print("cli.withdrawn.kept", p.Name, len(list), *keep)
			return nil
		}
		c.print("cli.withdrawn", p.Name, len(list))
		return nil
	})
}

// withdrawable are the invitations of a person that can be used or that several laptops used; keep is one of these laptops, by name or
// number. Faults: invite.none, invite.keep, laptop.two.
func withdrawable(d *workspace.Workspace, p *assess.Person, keep string) (out []session.Withdrawing, err error) {
	for _, x := range d.View().Invitations {
		state := x.State(d.Now().UnixMilli())
		if x.Person != p.ID || x.Withdrawn || state != authority.InviteOpen && len(x.Uses) < 2 {
			continue
		}
		w := session.Withdrawing{Invitation: x.Digest}
		for _, u := range x.Uses {
			if keep != "" && (u.Device.String() == keep || u.Name == keep) {
				if w.Keep != (ledger.Device{}) {
					return nil, words.Refuse("laptop.two", keep, w.Keep.String()+"、"+u.Device.String())
				}
				w.Keep = u.Device
			}
		}
		if keep == "" || w.Keep != (ledger.Device{}) {
			out = append(out, w)
		}
	}
	switch {
	case len(out) == 0 && keep != "":
		return nil, words.Refuse("invite.keep", keep)
	case len(out) == 0:
		return nil, words.Refuse("invite.none", p.Name)
	}
	return out, nil
}

// join makes a vault of the team's package, or takes it into an older copy, and enrols this laptop by the code of an invitation.
func (c *call) join() error {
	out := c.flags.StringP("output", "o", "", "")
	name := c.flags.String("person", "", "")
	codeFile := c.flags.String("code-file", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	laptop := c.flags.String("name", "", "")
	secret := c.flags.String(packagePassphrase, "", "")
	from, err := c.one("FILE.kpack")
	if err != nil {
		return err
	}
	if err := c.needs("output", "code-file"); err != nil {
		return err
	}
	j := session.Joining{Laptop: laptopName(*laptop)}
	a := workspace.Arrival{Package: from}
	if a.Passphrase, err = parcelSecret(*secret); err != nil {
		return err
	}
	if j.Code, err = workspace.ReadPIN(*codeFile); err != nil {
		return err
	}
	if *pinFile != "" {
		if j.PIN, err = workspace.ReadPIN(*pinFile); err != nil {
			return err
		}
	}
	a.Code, c.Env.Seal = j.Code, c.Env.Secret.Passphrase
	d, err := workspace.Receive(a, *out, c.Env)
	if err != nil {
		return err
	}
	if err := c.joinOn(d, j, *name); err != nil {
		return errors.Join(err, d.Discard())
	}
	return d.Close()
}

func (c *call) joinOn(d *workspace.Workspace, j session.Joining, name string) error {
	if name != "" {
		p, err := person(d.View(), name)
		if err != nil {
			return err
		}
		j.Person = p.ID
	}
	if err := d.Join(j); err != nil {
		return err
	}
	c.print("cli.joined", d.Who().Name, j.Laptop, d.Vault.Path())
	return nil
}

// laptopName is what a laptop is called: as the command line says, or as its system does.
func laptopName(said string) string {
	if said != "" {
		return said
	}
	host, err := os.Hostname()
	if err != nil {
		return "?" // only a label for people
	}
	return host
}

// ask asks the officers to enrol this laptop.
func (c *call) ask() error {
	name := c.flags.String("person", "", "")
	laptop := c.flags.String("name", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("person"); err != nil {
		return err
	}
	x := session.Asking{Name: *name, Laptop: laptopName(*laptop)}
	if *pinFile != "" {
		if x.PIN, err = workspace.ReadPIN(*pinFile); err != nil {
			return err
		}
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error {
		if p, err := person(d.View(), *name); err == nil {
			x.Person = p.ID
		} else if !errors.Is(err, words.Refuse("person.unknown")) {
			return err
		}
		if err := d.Ask(x); err != nil {
			return err
		}
		c.print("cli.asked", x.Name, x.Laptop, keys.Fingerprint(d.Own()))
		return nil
	})
}

// admit enrols a laptop that asked, and adopts what was written there.
func (c *call) admit() error {
	var by officers
	by.flags(c)
	laptop := c.flags.String("laptop", "", "")
	name := c.flags.String("person", "", "")
	reason := c.flags.String("adopt", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := by.need(c, "laptop"); err != nil {
		return err
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error {
		r, err := requestBy(d.View(), *laptop)
		if err != nil {
			return err
		}
		x := session.Admission{Device: r.Device, Person: r.Person, Reason: *reason}
		if *name != "" {
			p, err := person(d.View(), *name)
			if err != nil {
				return err
			}
			x.Person = p.ID
		}
		signers, err := by.credentials(d.View())
		if err != nil {
			return err
		}
		n, err := d.Admit(x, signers[0].By, signers[0].PIN, signers[1:]...)
		if err != nil {
			return err
		}
		c.print("cli.admitted", r.Laptop, d.View().Name(x.Person), n)
		return nil
	})
}

// requestBy finds the request of a laptop by its number, by the words that are read aloud, or by its name. Faults: ask.unknown, laptop.two.
func requestBy(a *assess.Assessment, name string) (found *authority.Request, err error) {
	for i := range a.Requests {
		r := &a.Requests[i]
		switch {
		case r.Device.String() == name, keys.Fingerprint(r.Device) == name:
			return r, nil
		case r.Laptop == name && found != nil:
			return nil, words.Refuse("laptop.two", name, found.Device.String()+"、"+r.Device.String())
		case r.Laptop == name:
			found = r
		}
	}
	if found == nil {
		return nil, words.Refuse("ask.unknown", name)
	}
	return found, nil
}
