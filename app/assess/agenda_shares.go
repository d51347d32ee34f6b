package assess

// share is how the blockers of one kind are told: in a line for all of them, to whom, and as what.
type share struct {
	key  string
	kind TodoKind
	to   func(g *agenda, d *District, b Blocker) bool
}

var (
	organiser = func(g *agenda, _ *District, _ Blocker) bool { return g.organises }
	// visitor is whoever assesses something in the district; where nobody does, who organises.
	visitor = func(g *agenda, d *District, _ Blocker) bool {
		for _, who := range d.Assigned {
			if len(who) > 0 {
				return g.somewhere(d)
			}
		}
		return g.organises
	}
	// assessor is whoever assesses the section of the item that is meant.
	assessor = func(g *agenda, d *District, b Blocker) bool {
		s := d.Score(b.Place.Item)
		if s == nil || len(d.Assigned[s.Item.Section]) == 0 {
			return g.organises
		}
		return g.assesses(d, s.Item.Section)
	}
	// judge decides on objections: who leads the team, besides who organises.
	judge = func(g *agenda, _ *District, _ Blocker) bool { return g.organises || May(g.who.Role, Sign) }
	// unnamed is a task that is nobody's.
	unnamed = func(g *agenda, d *District, b Blocker) bool {
		for _, t := range d.Tasks {
			if t.Entity == b.Place.Entity {
				return g.organises && g.a.Person(t.Who) == nil
			}
		}
		return false
	}
)

// shares says who ends a blocker, by its key. Blockers that are told in another way have none: what disagrees, the order of the phases,
// items without a mark, the standard that is no district's.
var shares = map[string]share{
	"block.task":   {"tasks", TodoArrange, unnamed},
	"block.assign": {"assign", TodoArrange, organiser}, "block.subdistricts": {"subdistricts", TodoArrange, organiser},
	"block.draw": {"draw", TodoArrange, organiser}, "block.drawfalse": {"draw", TodoArrange, organiser},
	"block.material": {"material", TodoArrange, organiser}, "block.claim": {"claim", TodoArrange, organiser},
	"block.nareason": {"explain", TodoMark, assessor}, "block.unexplained": {"explain", TodoMark, assessor},
	"block.overexplained": {"explain", TodoMark, assessor}, "block.reason": {"explain", TodoMark, assessor}, "block.basis": {"explain", TodoMark, assessor},
	"block.method": {"records", TodoMark, visitor}, "block.visit": {"records", TodoMark, visitor}, "block.looks": {"records", TodoMark, visitor},
	"block.back": {"records", TodoMark, visitor}, "block.named": {"findings", TodoMark, visitor}, "block.findingbasis": {"findings", TodoMark, visitor},
	"block.draft": {"draft", TodoArrange, organiser}, "block.response": {"response", TodoArrange, organiser},
	"block.ruling": {"ruling", TodoRule, judge}, "block.noeffect": {"ruling", TodoRule, judge}, "block.rulingreasons": {"ruling", TodoRule, judge},
	"block.objection": {"ruling", TodoRule, judge}, "block.objectionreasons": {"ruling", TodoRule, judge}, "block.untraced": {"ruling", TodoRule, judge}, "block.highlight": {"highlight", TodoArrange, organiser},
	"block.requirement": {"requirement", TodoArrange, organiser}, "block.finalopen": {"final", TodoArrange, organiser},
	"block.forcedwhy": {"final", TodoArrange, organiser}, "block.circular": {"circular", TodoArrange, organiser},
	"block.printed":  {"printed", TodoArrange, organiser},
	"block.longplan": {"plan", TodoRectify, organiser}, "block.checker": {"plan", TodoRectify, organiser}, "block.carried": {"plan", TodoRectify, organiser},
	"block.proof": {"plan", TodoRectify, organiser},
}

// missing adds what a district's phase lacks and is the person's, a line for each kind, with how many there are and the way to the first.
func (g *agenda) missing(d *District, p Phase) {
	n, first := map[string]int{}, map[string]Blocker{}
	var order []share
	for _, b := range d.Phases[p].Blockers {
		s, ok := shares[b.Key]
		if !ok || !s.to(g, d, b) {
			continue
		}
		if n[s.key]++; n[s.key] == 1 {
			first[s.key] = b
			order = append(order, s)
		}
	}
	for _, s := range order {
		g.add(s.kind, first[s.key].Place, s.key, d.Name, n[s.key])
	}
}
