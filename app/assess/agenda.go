package assess

import (
	"cmp"
	"slices"
	"time"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// TodoKind is the kind of a line of somebody's agenda.
type TodoKind int

// The kinds.
const (
	TodoTask     TodoKind = iota // a task
	TodoMark                     // items to be marked, or marks to be explained
	TodoSettle                   // values in conflict
	TodoRule                     // objections that wait for a ruling
	TodoAdopt                    // records that do not count
	TodoAdmit                    // laptops that ask to join, that used one invitation, or that go on in two places
	TodoSign                     // a phase that can be signed
	TodoRectify                  // a rectification to be checked, or one whose deadline is past
	TodoArrange                  // what has to be set up, entered or sent before others can go on
	TodoReturned                 // what a leader or deputy returned, or what was answered to that
	TodoComment                  // comments that name the person, and own ones that are open
	TodoWait                     // nothing yet: what comes next, and what it waits for
)

// todoKinds are the kinds' names, and TodoKinds their order from the most urgent on.
var (
	todoKinds = map[TodoKind]string{TodoTask: "task", TodoMark: "mark", TodoSettle: "settle", TodoRule: "rule", TodoAdopt: "adopt", TodoAdmit: "admit",
		TodoSign: "sign", TodoRectify: "rectify", TodoArrange: "arrange", TodoReturned: "returned", TodoComment: "comment", TodoWait: "wait"}
	TodoKinds = []TodoKind{TodoAdmit, TodoAdopt, TodoSettle, TodoRule, TodoReturned, TodoSign, TodoComment, TodoArrange, TodoMark, TodoTask, TodoRectify, TodoWait}
)

// Key is the kind's name in the catalogue, behind todokind., and for scripts.
func (k TodoKind) Key() string { return todoKinds[k] }

// Todo is one thing that somebody has to do, with the place where it is done.
type Todo struct {
	words.Msg
	Kind  TodoKind
	Due   Day
	Late  int // days overdue
	Place Place
}

// Agenda tells a person what comes next, the most urgent first: what disagrees, what can be signed, what the round still lacks, the items
// and tasks that are theirs, and what is missing in the phase that each district is in. Where nothing is to be done yet it says in one line
// of TodoWait what comes after what; where all is done it is empty, and so it is for nobody.
//
// What a phase lacks goes to whoever is named for it: a task to its person, an item's mark to the assessors of its section. What nobody is
// named for goes to who organises the round, which are the secretaries, or without one the leader and the deputies.
func Agenda(a *Assessment, who *Person, today Day) []Todo {
	if who == nil {
		return nil
	}
	g := agenda{a: a, who: who, today: today, organises: a.organises(who)}
	g.round()
	for _, d := range a.Districts {
		g.district(d)
	}
	g.comments()
	by := func(x, y Todo) int {
		return cmp.Or(cmp.Compare(slices.Index(TodoKinds, x.Kind), slices.Index(TodoKinds, y.Kind)), cmp.Compare(cmp.Or(x.Due, "~"), cmp.Or(y.Due, "~")))
	}
	slices.SortStableFunc(g.out, by)
	if len(g.out) == 0 {
		g.next()
	}
	return g.out
}

// Waiting counts the lines of an agenda that wait for the person: all but one that only says what comes next.
func Waiting(list []Todo) int {
	if len(list) == 1 && list[0].Kind == TodoWait {
		return 0
	}
	return len(list)
}

type agenda struct {
	a         *Assessment
	who       *Person
	today     Day
	organises bool
	out       []Todo
}

// organises tells whether what nobody is named for is a person's to do.
func (a *Assessment) organises(who *Person) bool {
	if slices.ContainsFunc(a.Team, func(p *Person) bool { return p.Role == Secretary }) {
		return who.Role == Secretary
	}
	return May(who.Role, Plan)
}

func (g *agenda) add(kind TodoKind, at Place, key string, args ...any) {
	g.out = append(g.out, Todo{Msg: words.M("todo."+key, args...), Kind: kind, Place: at})
}

// joining adds who waits to be let in.
func (g *agenda) joining() {
	if g.a.Forks > 0 {
		g.add(TodoAdmit, Place{Tab: "team"}, "forks", g.a.Forks)
	}
	if n := len(g.a.Requests); n > 0 {
		g.add(TodoAdmit, Place{Tab: "team"}, "requests", n)
	}
	for _, x := range g.a.Invitations {
		if x.State(0) == authority.InviteContested { // whenever
			g.add(TodoAdmit, Place{Tab: "team"}, "contested", g.a.Name(x.Person))
		}
	}
}

// round adds what the round as a whole lacks.
func (g *agenda) round() {
	a := g.a
	if n := len(a.Held); n > 0 && May(g.who.Role, Adopt) {
		g.add(TodoAdopt, Place{Tab: "held"}, "held", n)
	}
	if May(g.who.Role, Enrol) {
		g.joining()
	}
	for _, at := range a.Disputed {
		if At(at.Entity).District == "" && (g.organises || May(g.who.Role, Sign)) {
			g.add(TodoSettle, DisputeAt(at), "conflict.round", a.thing(at), FieldLabel(at))
		}
	}
	empty := len(a.Standard.Items()) == 0
	switch {
	case empty && g.organises:
		g.add(TodoArrange, Place{Tab: "standard"}, "standard")
	case !empty && !a.Standard.Frozen && May(g.who.Role, Freeze):
		g.add(TodoArrange, Place{Tab: "standard"}, "freeze")
	}
	if !g.organises {
		return
	}
	if len(a.Districts) == 0 {
		g.add(TodoArrange, Place{Tab: "setup"}, "districts")
	}
	if len(a.Team) == 1 {
		g.add(TodoArrange, Place{Tab: "team"}, "team")
	}
}

// thing names what of the round as a whole a register belongs to: a person by name, anything else by its noun.
func (a *Assessment) thing(at ledger.Register) words.Msg {
	e := At(at.Entity)
	switch p := a.Person(e.ID("person")); {
	case p != nil:
		return words.M("todo.person", p.Name)
	case e.Noun != nil:
		return words.M(e.Noun.Label())
	}
	return words.Msg{Key: at.Entity}
}

// district adds what is to be done in the phase that a district is in, and what disagrees in any.
func (g *agenda) district(d *District) {
	for _, at := range g.a.Disputed {
		if At(at.Entity).District == d.ID && g.concerns(d, at) {
			g.add(TodoSettle, DisputeAt(at), "conflict", d.Name, g.a.RegisterName(at))
		}
	}
	g.returned(d)
	for _, t := range d.Tasks {
		if t.Open() && t.Who == g.who.ID {
			g.task(d, t)
		}
	}
	for _, p := range Phases {
		st := &d.Phases[p]
		if !May(g.who.Role, Sign) {
			break
		}
		if at := (Place{District: d.ID, Phase: p}); st.Status == Awaiting {
			g.add(TodoSign, at, "sign", d.Name, words.M("phase."+p.Key()))
		} else if len(st.Changed) > 0 {
			g.add(TodoSign, at, "resign", d.Name, words.M("phase."+p.Key()), len(st.Changed))
		}
	}
	p := d.Current()
	if p == Onsite {
		g.unmarked(d)
	}
	g.missing(d, p)
	if p == Rectification {
		g.toCheck(d)
	}
}

// Current is the phase that a district is in: the first that is not signed, or the last.
func (d *District) Current() Phase {
	for _, p := range Phases {
		if d.Phases[p].Signed() == nil {
			return p
		}
	}
	return Rectification
}

func (g *agenda) task(d *District, t *Task) {
	g.out = append(g.out, TaskTodo(d, t, g.today))
}

// TaskTodo is a task as a line.
func TaskTodo(d *District, t *Task, today Day) Todo {
	return Todo{Msg: words.M("todo.task", d.Name, t.What), Kind: TodoTask, Due: t.Due, Late: max(0, daysFrom(t.Due, today)),
		Place: Place{District: d.ID, Phase: t.Phase, Tab: TabTask, Entity: t.Entity}}
}

// daysFrom returns how many days to is after from; 0 where one of them is no date.
func daysFrom(from, to Day) int {
	x, err := time.Parse(time.DateOnly, string(from))
	y, err2 := time.Parse(time.DateOnly, string(to))
	if err != nil || err2 != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}

// unmarked counts the items without a mark in the sections that the person assesses.
func (g *agenda) unmarked(d *District) {
	n, first := 0, ""
	for _, s := range d.Scores {
		if s.Settled() || !g.assesses(d, s.Item.Section) {
			continue
		}
		if n++; n == 1 {
			first = s.Item.ID
		}
	}
	if n > 0 && May(g.who.Role, Mark) {
		g.add(TodoMark, Place{District: d.ID, Phase: Onsite, Tab: TabScore, Item: first}, "unmarked", d.Name, n)
	}
}

func (g *agenda) assesses(d *District, section string) bool {
	return slices.Contains(d.Assigned[section], g.who.ID)
}

// somewhere tells whether the person assesses anything in a district.
func (g *agenda) somewhere(d *District) bool {
	for section := range d.Assigned {
		if g.assesses(d, section) {
			return true
		}
	}
	return false
}

// toCheck counts the rectifications that were reported as done by others and wait for somebody to check them.
func (g *agenda) toCheck(d *District) {
	if !g.organises && !May(g.who.Role, Sign) {
		return
	}
	n, first := 0, ""
	for _, f := range d.Standing(Problem) {
		if f.RectState() == RectReported && MayClose(g.a, f, g.who) == nil {
			if n++; n == 1 {
				first = f.Rect(d)
			}
		}
	}
	if n > 0 {
		g.add(TodoRectify, Place{District: d.ID, Phase: Rectification, Entity: first}, "check", d.Name, n)
	}
}

// concerns tells whether a register in conflict is the person's to settle: any for leader and deputies, otherwise those of the sections that
// they assess and those that belong to no section.
func (g *agenda) concerns(d *District, at ledger.Register) bool {
	if May(g.who.Role, Sign) {
		return true
	}
	if item := At(at.Entity).ID("item"); item != "" {
		i := g.a.Standard.Item(item)
		return i != nil && g.assesses(d, i.Section)
	}
	return g.somewhere(d) && May(g.who.Role, ActOf(at.Entity))
}

// next says what comes after what, where nothing is to be done yet.
func (g *agenda) next() {
	if May(g.who.Role, Mark) {
		for _, d := range g.a.Districts {
			if n := g.mine(d); n > 0 && d.Current() == Preparation {
				g.add(TodoWait, Place{District: d.ID, Phase: Preparation}, "wait.onsite", d.Name, n)
				return
			}
		}
	}
	if May(g.who.Role, Sign) {
		if d := g.nearest(); d != nil {
			p := d.Current()
			g.add(TodoWait, Place{District: d.ID, Phase: p}, "wait.sign", d.Name, words.M("phase."+p.Key()), len(d.Phases[p].Blockers))
		}
		return
	}
	anywhere := slices.ContainsFunc(g.a.Districts, g.somewhere)
	if !anywhere && May(g.who.Role, Mark) {
		var ids []string
		for _, p := range g.a.Team {
			if g.a.organises(p) {
				ids = append(ids, p.ID)
			}
		}
		g.add(TodoWait, Place{}, "wait.assign", g.a.Officers(ids))
	}
}

// mine counts the items that the person will mark in a district.
func (g *agenda) mine(d *District) int {
	n := 0
	for _, s := range d.Scores {
		if g.assesses(d, s.Item.Section) && !s.Item.Veto() && !s.Item.Bonus() {
			n++
		}
	}
	return n
}

// nearest is the district that lacks the least for its next signature; nil where all are signed.
func (g *agenda) nearest() (best *District) {
	for _, d := range g.a.Districts {
		if st := &d.Phases[d.Current()]; st.Signed() == nil && (best == nil || len(st.Blockers) < len(best.Phases[best.Current()].Blockers)) {
			best = d
		}
	}
	return best
}
