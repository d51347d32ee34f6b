package verbs

import (
	"cmp"
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// Status is what `status --json` prints. It is stable: fields may be added, none is renamed or removed.
type Status struct {
	Vault     string           `json:"vault"`
	Title     string           `json:"title"`
	Year      string           `json:"year"`
	Today     string           `json:"today"`
	Sample    bool             `json:"sample"`
	Conflicts int              `json:"conflicts"`
	Disputed  []ConflictStatus `json:"disputed,omitempty"` // the Conflicts
	Forks     int              `json:"forks"`
	Forked    []ForkedStatus   `json:"forked,omitempty"` // the Forks
	Held      int              `json:"held"`
	Spread    SpreadStatus     `json:"spread"`
	Evidence  *Evidence        `json:"evidence,omitempty"` // its files, unread
	Districts []DistrictStatus `json:"districts"`
	Person    string           `json:"person,omitempty"` // whose Agenda it is, with --person
	Agenda    []AgendaLine     `json:"agenda,omitempty"`
}

// ForkedStatus is a laptop whose records go on in two places; what it wrote from number From on is held until it is taken out.
type ForkedStatus struct {
	Device   string         `json:"device"`
	Name     string         `json:"name"`
	From     uint64         `json:"from"`
	Branches []BranchStatus `json:"branches"`
}

// BranchStatus is one of the places; Number is what remove --branch takes, Name and At are those of its last record.
type BranchStatus struct {
	Number  string `json:"number"`
	Records int    `json:"records"`
	Name    string `json:"name"`
	At      string `json:"at"`
}

// forked are the laptops of which nobody has said yet which branch counts.
func forked(d *workspace.Workspace) (out []ForkedStatus) {
	for _, f := range d.Forks() {
		if f.Decided {
			continue
		}
		x := ForkedStatus{Device: f.Device.String(), Name: cmp.Or(f.Name, f.Device.String()), From: f.From}
		for _, b := range f.Branches {
			x.Branches = append(x.Branches, BranchStatus{b.Tip.Hash.String()[:12], b.Records, d.View().Name(b.Author), minute(b.At)})
		}
		out = append(out, x)
	}
	return out
}

// AgendaLine is one thing that a person has to do, the most urgent first. Waits tells that there is nothing to do yet, and says what comes next.
// Kind is what it is: admit, adopt, settle, rule, returned, sign, comment, arrange, mark, task, rectify or wait.
type AgendaLine struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	District string `json:"district,omitempty"` // ID
	Due      string `json:"due,omitempty"`
	Late     int    `json:"late,omitempty"` // days overdue
	Waits    bool   `json:"waits,omitempty"`
}

// DistrictStatus is one district: scores are decimal strings with two digits, as they stand after the rulings.
type DistrictStatus struct {
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Score  string        `json:"score"`
	Low    string        `json:"low,omitempty"` // the ends of the range in which Score lies, while assessors disagree
	High   string        `json:"high,omitempty"`
	Full   string        `json:"full"`
	Open   int           `json:"open"` // items without a mark, which Score lacks
	Grade  string        `json:"grade"`
	Phases []PhaseStatus `json:"phases"`
}

// PhaseStatus is one phase: status is idle, underway, awaiting or signed.
type PhaseStatus struct {
	Phase    string   `json:"phase"`
	Name     string   `json:"name"`
	Status   string   `json:"status"`
	Done     int      `json:"done"`
	Total    int      `json:"total"`
	SignedBy string   `json:"signedBy,omitempty"`
	Digest   string   `json:"digest,omitempty"`
	Changed  int      `json:"changed,omitempty"`
	Blockers []string `json:"blockers"`
}

func (c *call) status() error {
	asJSON := c.flags.Bool("json", false, "")
	name := c.flags.String("person", "", "")
	d, err := c.source()
	if err != nil {
		return err
	}
	defer d.Close()
	st, files := c.statusOf(d), d.FilesHere()
	st.Evidence = c.evidence(files)
	if *name != "" {
		p, err := person(d.View(), *name)
		if err != nil {
			return err
		}
		st.Person, st.Agenda = p.Name, c.agenda(d, p)
	}
	if *asJSON {
		return c.json(st)
	}
	c.printStatus(st)
	c.say(files.Lines()...)
	return nil
}

func (c *call) statusOf(d *workspace.Workspace) Status {
	a := d.View()
	st := Status{Vault: a.Vault.String(), Title: a.Title, Year: a.Year, Today: string(d.Today()), Sample: a.Sample,
		Conflicts: len(a.Disputed), Disputed: c.conflicts(d), Forks: a.Forks, Forked: forked(d), Held: len(a.Held), Spread: spreadOf(d.Spread(), a), Districts: []DistrictStatus{}}
	for _, x := range a.Districts {
		ds := DistrictStatus{ID: x.ID, Name: x.Name, Score: x.Final.Total.String(), Full: x.Final.Full.String(),
			Open: x.Final.Open, Grade: x.Grade()}
		if r := x.Final.Range; r.Open() {
			ds.Low, ds.High = r.Low.String(), r.High.String()
		}
		for _, p := range assess.Phases {
			ds.Phases = append(ds.Phases, c.phaseStatus(a, &x.Phases[p], p))
		}
		st.Districts = append(st.Districts, ds)
	}
	return st
}

func (c *call) agenda(d *workspace.Workspace, p *assess.Person) []AgendaLine {
	var out []AgendaLine
	for _, t := range assess.Agenda(d.View(), p, d.Today()) {
		out = append(out, AgendaLine{Kind: t.Kind.Key(), Text: c.Say.Say(t.Msg), District: t.Place.District, Due: string(t.Due), Late: t.Late, Waits: t.Kind == assess.TodoWait})
	}
	return out
}

func (c *call) phaseStatus(a *assess.Assessment, s *assess.PhaseState, p assess.Phase) PhaseStatus {
	ps := PhaseStatus{Phase: p.Key(), Name: c.Say.Get("phase." + p.Key()), Status: s.Status.Key(), Done: s.Done, Total: s.Total,
		Changed: len(s.Changed), Blockers: []string{}}
	if so := s.Signed(); so != nil {
		ps.SignedBy, ps.Digest = a.Name(so.Person), so.Digest.String()
		return ps
	}
	for _, b := range s.Blockers {
		ps.Blockers = append(ps.Blockers, c.Say.Say(b.Msg))
	}
	return ps
}

func (c *call) printStatus(st Status) {
	c.line("%s", st.Title)
	for _, d := range st.Districts {
		var cells []string
		for _, p := range d.Phases {
			cells = append(cells, fmt.Sprintf("%s %s %d/%d", p.Name, c.Say.Get("status."+p.Status), p.Done, p.Total))
		}
		score := d.Score
		if d.Low != "" {
			score = d.Low + "–" + d.High
		}
		full := d.Full
		if d.Open > 0 {
			full = c.Say.Say(words.M("overview.sofar", d.Full, d.Open))
		}
		c.line("%s  %s/%s  %s", d.Name, score, full, strings.Join(cells, "；"))
	}
	c.printConflicts(st.Disputed)
	if st.Held > 0 {
		c.print("cli.held.count", st.Held)
	}
	if st.Forks > 0 {
		c.print("cli.forks", st.Forks)
	}
	for _, f := range st.Forked {
		c.print("cli.fork", f.Name, f.From)
		for _, b := range f.Branches {
			c.print("cli.fork.branch", b.Number, b.Records, b.Name, b.At)
		}
	}
	c.printSpread(st.Spread)
	if st.Person != "" {
		c.print("cli.agenda", st.Person, len(st.Agenda))
	}
	for _, l := range st.Agenda {
		if l.Late > 0 {
			c.print("cli.agenda.late", l.Text, l.Late)
			continue
		}
		c.line("%s", l.Text)
	}
}

// LogLine is one line of `log --json`: one write of one register. Old is null where nobody had written before. Values are as they
// are stored, and not as the log shows them to people: points and measured values are hundredths (97.5% is 9750), choices their codes, people
// and items their ids, absent numbers null.
type LogLine struct {
	At     string `json:"at"`
	Person string `json:"person"`
	Name   string `json:"name"`
	Device string `json:"device"`
	Action string `json:"action"`
	Entity string `json:"entity"`
	Field  string `json:"field"`
	Old    any    `json:"old"`
	New    any    `json:"new"`
	Held   bool   `json:"held,omitempty"`
	// Why is the reason for which it is held; Doubtful tells that the clock it was written by was more than a day ahead of this laptop's.
	Why      string `json:"why,omitempty"`
	Doubtful bool   `json:"doubtful,omitempty"`
}

func (c *call) log() error {
	asJSON := c.flags.Bool("json", false, "")
	d, err := c.source()
	if err != nil {
		return err
	}
	defer d.Close()
	a := d.View()
	for rest := d.Everything(); len(rest) > 0; {
		list := rest[:1]
		if !*asJSON {
			list = together(rest)
		}
		e := list[0]
		rest = rest[len(list):]
		if *asJSON {
			line := LogLine{At: instant(e.At), Person: e.Person, Name: a.Name(e.Person),
				Device: e.Device.String(), Action: e.Label, Entity: e.Entity, Field: e.Field, Old: plain(e.Old), New: plain(e.New), Held: e.Held != "", Why: string(e.Held), Doubtful: e.Doubtful}
			if err := c.json(line); err != nil {
				return err
			}
			continue
		}
		when := e.At.Format("2006-01-02 15:04:05")
		if e.Doubtful {
			when = c.Say.Get("cli.log.doubtful")
		}
		held := ""
		if e.Held != "" {
			held = c.Say.Say(words.M("cli.log.held", words.M("held."+string(e.Held))))
		}
		c.line("%s  %s  %s  %s%s", when, a.Name(e.Person), c.Say.Say(words.M(e.Label)), c.wrote(a, list), held)
	}
	return nil
}
