package verbs

import (
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// Team is what `team --json` prints. It is stable: fields may be added, none is renamed or removed.
type Team struct {
	Vault       string           `json:"vault"`
	Recoverable bool             `json:"recoverable"` // there is a recovery code
	People      []TeamPerson     `json:"people"`
	Laptops     []TeamLaptop     `json:"laptops"`
	Invitations []TeamInvitation `json:"invitations"`
	Requests    []TeamRequest    `json:"requests"`
}

// TeamPerson is one person, with who took them out where somebody did.
type TeamPerson struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Agency  string       `json:"agency"`
	Role    string       `json:"role"`
	PIN     bool         `json:"pin"` // has one
	Removed *TeamRemoval `json:"removed,omitempty"`
}

// TeamLaptop is one laptop: who works on it, by id, or that all do.
type TeamLaptop struct {
	Device  string       `json:"device"`
	Name    string       `json:"name"`
	People  []string     `json:"people"`
	Shared  bool         `json:"shared"`
	Removed *TeamRemoval `json:"removed,omitempty"`
}

// TeamRemoval is who took somebody or something out (ids; the recovery code is empty), when and why.
type TeamRemoval struct {
	By     []string `json:"by"`
	At     string   `json:"at"`
	Reason string   `json:"reason"`
}

func removalOf(r *authority.Removal) *TeamRemoval {
	if r == nil {
		return nil
	}
	return &TeamRemoval{By: r.By, At: time.UnixMilli(r.At).UTC().Format(time.RFC3339), Reason: r.Reason}
}

// team lists persons, their roles, and the laptops.
func (c *call) team() error {
	asJSON := c.flags.Bool("json", false, "")
	d, err := c.source()
	if err != nil {
		return err
	}
	defer d.Close()
	t := teamOf(d)
	if *asJSON {
		return c.json(t)
	}
	c.printTeam(d.View(), t)
	return nil
}

func teamOf(d *workspace.Workspace) Team {
	a := d.View()
	t := Team{Vault: a.Vault.String(), Recoverable: d.Recoverable(), People: []TeamPerson{}, Laptops: []TeamLaptop{}}
	for _, p := range a.Team {
		t.People = append(t.People, TeamPerson{ID: p.ID, Name: p.Name, Agency: p.Agency, Role: string(p.Role), PIN: len(p.Key) > 0})
	}
	for _, p := range a.Former {
		t.People = append(t.People, TeamPerson{ID: p.Person, Name: p.Name, Agency: p.Agency, Role: string(p.Role), Removed: removalOf(p.Removed)})
	}
	for _, l := range a.Laptops {
		t.Laptops = append(t.Laptops, TeamLaptop{Device: l.Device.String(), Name: l.Name, People: append([]string{}, l.People...), Shared: l.Shared,
			Removed: removalOf(l.Removed)})
	}
	t.Invitations, t.Requests = invitationsOf(d), requestsOf(a)
	return t
}

func (c *call) printTeam(a *assess.Assessment, t Team) {
	for _, p := range t.People {
		pin := words.M("value.nokey")
		if p.PIN {
			pin = words.M("team.sign.keeps")
		}
		c.print("cli.team.person", p.Name, words.M("role."+p.Role), p.Agency, removedOr(a, p.Removed, pin))
	}
	for _, l := range t.Laptops {
		c.print("cli.team.laptop", l.Name, l.Device, removedOr(a, l.Removed, worksOn(a, l.People, l.Shared)))
	}
	c.printJoining(a, t)
	if !t.Recoverable {
		c.print("team.unrecoverable")
	}
}

func worksOn(a *assess.Assessment, people []string, shared bool) words.Msg {
	if shared {
		return words.M("value.shared")
	}
	var names []string
	for _, id := range people {
		names = append(names, a.Name(id))
	}
	return words.Msg{Key: strings.Join(names, "、")}
}

// removedOr says who took something out, or what there is to say of it otherwise.
func removedOr(a *assess.Assessment, r *TeamRemoval, otherwise words.Msg) words.Msg {
	if r == nil {
		return otherwise
	}
	at := r.At
	if t, err := time.Parse(time.RFC3339, r.At); err == nil {
		at = t.Local().Format("2006-01-02 15:04")
	}
	return words.M("team.removed", at, a.Officers(r.By), r.Reason)
}

// removing is the command line of remove.
type removing struct {
	officers
	person, laptop, before, reason string
	branches                       []string
	dry                            bool
}

// remove takes a person or a laptop out. PINs and the recovery code come from files, never from the command line.
func (c *call) remove() error {
	var r removing
	r.officers.flags(c)
	for name, at := range map[string]*string{"person": &r.person, "laptop": &r.laptop, "before": &r.before, "reason": &r.reason} {
		c.flags.StringVar(at, name, "", "")
	}
	c.flags.StringArrayVar(&r.branches, "branch", nil, "")
	c.flags.BoolVar(&r.dry, "dry-run", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.checkRemove(&r); err != nil {
		return err
	}
	mode := vault.ReadWrite
	if r.dry {
		mode = vault.ReadOnly
	}
	return c.on(path, mode, func(d *workspace.Workspace) error { return c.removeFrom(d, r) })
}

// checkRemove refuses a command line that is wrong by itself.
func (c *call) checkRemove(r *removing) error {
	if (r.person == "") == (r.laptop == "") {
		return misuse{words.M("cli.remove.whom")}
	}
	if len(r.branches) > 0 && (r.laptop == "" || r.before != "") {
		return misuse{words.M("cli.remove.branch")}
	}
	if err := r.officers.check(c); err != nil || r.dry {
		return err
	}
	return c.needs("reason", "by", "pin-file")
}

func (c *call) removeFrom(d *workspace.Workspace, r removing) error {
	x, name, err := r.removal(d.View())
	if err == nil {
		x.Branches, err = branchesOf(d, x.Device, r.branches)
	}
	if err != nil {
		return err
	}
	held := d.Held(x)
	if r.dry {
		c.print("cli.remove.would", name, held)
		return nil
	}
	credentials, err := r.credentials(d.View())
	if err != nil {
		return err
	}
	if err := d.Remove(x, credentials[0].By, credentials[0].PIN, credentials[1:]...); err != nil {
		return err
	}
	c.print("cli.remove.done", name, held)
	return nil
}

// removal is what the command line says of whom, from when on, and why.
func (r *removing) removal(a *assess.Assessment) (x session.Removal, name string, err error) {
	x.Reason = r.reason
	if r.before != "" {
		if x.From, err = time.ParseInLocation(time.DateOnly, r.before, time.Local); err != nil {
			return x, "", misuse{words.M("cli.remove.before", r.before)}
		}
	}
	if r.person != "" {
		p, err := person(a, r.person)
		if err != nil {
			return x, "", err
		}
		x.Person, name = p.ID, p.Name
		return x, name, nil
	}
	l, err := laptop(a, r.laptop)
	if err != nil {
		return x, "", err
	}
	x.Device, name = l.Device, l.Name
	return x, name, nil
}

// branchesOf finds the branches of a forked laptop by the beginnings of their numbers. Fault: fork.unknown.
func branchesOf(d *workspace.Workspace, of ledger.Device, numbers []string) (out []ledger.Hash, err error) {
	for _, number := range numbers {
		n := len(out)
		for _, f := range d.Forks() {
			for _, b := range f.Branches {
				if f.Device == of && len(number) >= shortestHash && strings.HasPrefix(b.Tip.Hash.String(), strings.ToLower(number)) {
					out = append(out, b.Tip.Hash)
				}
			}
		}
		if len(out) != n+1 {
			return nil, words.Refuse("fork.unknown", number)
		}
	}
	return out, nil
}

// laptop by name, or by its number; one that was taken out, or whose name another has too, is refused.
func laptop(a *assess.Assessment, name string) (*authority.Laptop, error) {
	var found []*authority.Laptop
	var numbers []string
	for i := range a.Laptops {
		l := &a.Laptops[i]
		switch {
		case l.Removed != nil:
		case l.Device.String() == name:
			return l, nil
		case l.Name == name:
			found, numbers = append(found, l), append(numbers, l.Device.String())
		}
	}
	switch len(found) {
	case 0:
		return nil, words.Refuse("laptop.unknown", name)
	case 1:
		return found[0], nil
	}
	return nil, words.Refuse("laptop.two", name, strings.Join(numbers, "、"))
}
