package authority

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"sort"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Reason for which a record is held; empty for one that counts. It is said under held.<Reason>.
type Reason string

// The reasons.
const (
	Counts    Reason = ""
	NoDevice  Reason = "device"    // nobody had enrolled its laptop
	NoAuthor  Reason = "author"    // its author was not in the team
	NotThere  Reason = "laptop"    // its author does not work on that laptop
	NotRole   Reason = "role"      // the role does not allow one of its writes
	WasFrozen Reason = "frozen"    // it writes to a frozen standard
	WasLocked Reason = "locked"    // it writes under a signature that its author had seen
	Removed   Reason = "removed"   // its laptop or author was taken out, and this is outside what is still accepted
	OldKey    Reason = "key"       // it carries a signature by a key that was replaced
	Unproven  Reason = "signature" // a statement in it is not signed by whom it names
	Misplaced Reason = "chain"     // a statement in it does not follow the one that stood
	TooHigh   Reason = "rank"      // a card in it grants, or resets the PIN of, a role above its signer's
	Illegible Reason = "form"      // a statement in it can't be read
)

// adoptable are the reasons of records that a leader can let count. What a frozen standard or a statement lacks, no adoption gives.
var adoptable = []Reason{NoDevice, NoAuthor, NotThere, NotRole, WasLocked, Removed}

// Judge gives verdicts on the records of a log. It is not safe for concurrent use.
type Judge struct {
	log   *ledger.State
	vault ledger.Hash

	nodes    []*node // in an order in which each stands behind those in its past
	byID     map[ledger.Hash]*node
	good     map[ledger.Device][]*node // those of each device that count, by number
	forked   bool                      // one of good's devices has forked
	beaten   map[ledger.Hash]Reason
	removals []*fact // that hold
	adopted  map[ledger.Hash]*fact
	verdicts map[ledger.Hash]Reason // of records that are held; all others count
	signed   map[signature]bool
	now      *context
	last     map[ledger.Device]*recent
	looks    int // how often a node was looked at for the past of another
}

// signature is a check that was made once.
type signature struct {
	digest ledger.Hash
	key    string
	sig    string
	tag    string
}

// recent is the context of a device's last judged record, which grows into that of the next.
type recent struct {
	seq  uint64 // of that record
	past ledger.Past
	at   map[ledger.Device]int // how many of good's it holds
	ctx  *context
}

// New is a judge of a log, which holds all records, folded or not. Call Judge once they are in, and again after Keep of a record
// that holds statements or freezes the standard.
func New(log *ledger.State, vault ledger.Hash) *Judge {
	return &Judge{log: log, vault: vault, signed: map[signature]bool{}, now: newContext(), verdicts: map[ledger.Hash]Reason{}, adopted: map[ledger.Hash]*fact{}}
}

// Judge gives verdicts on all records anew.
func (j *Judge) Judge() {
	records := j.log.Log()
	j.collect(records)
	j.settle()
	j.last = map[ledger.Device]*recent{}
	clear(j.verdicts)
	for _, r := range records {
		if v := j.verdict(r); v != Counts {
			j.verdicts[r.ID] = v
		}
	}
	j.now = j.contextOf(func(*ledger.Record) bool { return true })
	j.adopt()
}

// Add judges one record that came last, was kept already and that nobody has seen yet: what this laptop has just written. It reports
// false where the verdicts on others may change with it, and Judge is needed.
func (j *Judge) Add(r *ledger.Record) bool {
	n := nodeOf(r, j.vault)
	if n == nil {
		if v := j.verdict(r); v != Counts {
			j.verdicts[r.ID] = v
		}
		return true
	}
	if slices.ContainsFunc(n.facts, func(f *fact) bool { return f.sign == nil && f.edition == nil }) || n.founds != nil {
		return false
	}
	n.past = j.log.Past(r)
	j.insert(n)
	if n.verdict = j.merit(r, n); n.verdict == Counts {
		j.count(n)
		j.now.take(n)
	} else {
		j.verdicts[r.ID] = n.verdict
	}
	return true
}

// Verdict on a record: Counts, or why it is held.
func (j *Judge) Verdict(r *ledger.Record) Reason {
	v := j.verdicts[r.ID]
	if v != Counts && j.adopted[r.ID] != nil && j.mayAdopt(r, v) {
		return Counts
	}
	return v
}

// collect reads the statements of all records, in an order in which each comes behind those in its past, and which is the same for the
// same records.
func (j *Judge) collect(records []*ledger.Record) {
	j.nodes, j.byID = nil, map[ledger.Hash]*node{}
	var found []*node
	for _, r := range records {
		if n := nodeOf(r, j.vault); n != nil {
			n.past = j.log.Past(r)
			j.byID[r.ID] = n
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b *node) int { // where the past leaves it open, the same everywhere
		return cmp.Or(cmp.Compare(a.rec.Stamp, b.rec.Stamp), bytes.Compare(a.rec.Device[:], b.rec.Device[:]), cmp.Compare(a.rec.Seq, b.rec.Seq),
			bytes.Compare(a.rec.ID[:], b.rec.ID[:]))
	})
	chains := map[ledger.Device]*queue{}
	for _, n := range found {
		d := n.rec.Device
		if chains[d] == nil {
			chains[d] = &queue{forked: j.log.Forked(d)}
		}
		chains[d].all = append(chains[d].all, n)
	}
	for _, q := range chains {
		slices.SortStableFunc(q.all, func(a, b *node) int { return cmp.Compare(a.rec.Seq, b.rec.Seq) })
	}
	devices := slices.SortedFunc(maps.Keys(chains), func(a, b ledger.Device) int { return bytes.Compare(a[:], b[:]) })
	done := map[*node]bool{}
	var visit func(n *node)
	visit = func(n *node) {
		if done[n] {
			return
		}
		done[n] = true
		for _, d := range devices {
			j.looks += chains[d].within(n, visit)
		}
		j.insert(n)
	}
	for _, n := range found {
		visit(n)
	}
}

// queue is the nodes of a device by number. Of one that has not forked, the first are those that were visited.
type queue struct {
	all    []*node
	first  int
	forked bool
}

// within visits those in the past of n that were not yet, and tells how many it looked at.
func (q *queue) within(n *node, visit func(*node)) (looks int) {
	if q.forked {
		for _, x := range q.all {
			if n.past.Has(x.rec) {
				visit(x)
			}
		}
		return len(q.all)
	}
	for looks = 1; q.first < len(q.all) && n.past.Has(q.all[q.first].rec); looks++ {
		q.first++
		visit(q.all[q.first-1])
	}
	return looks
}

func (j *Judge) insert(n *node) {
	j.nodes = append(j.nodes, n)
	j.byID[n.rec.ID] = n
}

// count lets a node have its effect on those behind it.
func (j *Judge) count(n *node) {
	d := n.rec.Device
	j.good[d] = append(j.good[d], n)
	j.forked = j.forked || j.log.Forked(d)
}

// evaluate gives verdicts on all nodes, each in the context of those before it that count, if some are beaten.
func (j *Judge) evaluate(beaten map[ledger.Hash]Reason) {
	j.beaten, j.last = beaten, map[ledger.Device]*recent{}
	j.good, j.forked = map[ledger.Device][]*node{}, false
	for _, n := range j.nodes {
		n.merit = j.merit(n.rec, n)
		if n.verdict = n.merit; n.verdict == Counts {
			n.verdict = beaten[n.rec.ID]
		}
		if n.verdict == Counts {
			j.count(n)
		}
	}
}

// context is what a past holds. It is kept, and grows with the device's chain: a past only ever becomes larger along one.
// Records that come in another order than their chain's cost a new context each.
func (j *Judge) context(r *ledger.Record, n *node) *context {
	var past ledger.Past
	if n != nil {
		past = n.past
	} else {
		past = j.log.Past(r)
	}
	if j.forked || j.log.Forked(r.Device) {
		return j.contextInFork(r.Device, past)
	}
	k := j.last[r.Device]
	if k == nil || r.Seq < k.seq {
		k = &recent{at: map[ledger.Device]int{}, ctx: newContext()}
		j.last[r.Device] = k
	}
	k.seq = r.Seq
	if k.past.Same(past) {
		j.looks += k.grow(r.Device, j.good[r.Device], past)
		return k.ctx
	}
	for d, list := range j.good {
		j.looks += k.grow(d, list, past)
	}
	k.past = past
	return k.ctx
}

// contextInFork is made anew, unless the past is the one of before: where a chain has branches, one past need not hold another.
func (j *Judge) contextInFork(d ledger.Device, past ledger.Past) *context {
	k, list := j.last[d], j.good[d]
	own := sort.Search(len(list), func(i int) bool { return !past.Has(list[i].rec) }) // where d has not forked; where it has, no past is the same
	if k == nil || !k.past.Same(past) || k.at[d] != own {
		k = &recent{past: past, at: map[ledger.Device]int{d: own}, ctx: j.contextOf(past.Has)}
		j.last[d] = k
	}
	return k.ctx
}

// grow takes in those of a chain that have come into the past, and tells how many it looked at.
func (k *recent) grow(d ledger.Device, list []*node, past ledger.Past) (looks int) {
	i := k.at[d]
	for looks = 1; i < len(list) && past.Has(list[i].rec); looks++ {
		k.ctx.take(list[i])
		i++
	}
	k.at[d] = i
	return looks
}

func (j *Judge) contextOf(has func(*ledger.Record) bool) *context {
	c := newContext()
	for _, list := range j.good {
		j.looks += len(list)
		for _, n := range list {
			if has(n.rec) {
				c.take(n)
			}
		}
	}
	return c
}

// verdict on any record.
func (j *Judge) verdict(r *ledger.Record) Reason {
	if n := j.byID[r.ID]; n != nil {
		return n.verdict
	}
	if v := j.merit(r, nil); v != Counts {
		return v
	}
	if j.removed(r) {
		return Removed
	}
	return Counts
}

// merit is the verdict on a record by its own past alone. n is nil where it has no statements.
func (j *Judge) merit(r *ledger.Record, n *node) Reason {
	c := j.context(r, n)
	if r.ID == j.vault {
		return j.founding(n)
	}
	device, proven := c.device(r.Device), false
	if n != nil {
		if why := j.checkAll(c, n); why != Counts {
			return why
		}
		if own := n.enrols(); own != nil {
			device = own
		}
		proven = n.signedBy(r.Author) && n.bound(r.Author)
	}
	author := c.person(r.Author)
	switch {
	case c.frozen && writesStandard(r) && (n == nil || !n.opens()): // before all else: no adoption gives it
		return WasFrozen
	case device == nil, device.Until > 0 && r.Seq > device.Until:
		return NoDevice
	case proven && r.Author == "": // the recovery key
		return Counts
	case author == nil:
		return NoAuthor
	case !proven && !device.works(r.Author):
		return NotThere
	}
	return c.writes(r, author.Role)
}

// checkAll holds each statement of a node against what stands in its context.
func (j *Judge) checkAll(c *context, n *node) Reason {
	for _, f := range n.facts {
		if why := j.check(c, f); why != Counts {
			return why
		}
	}
	return Counts
}

// signedBy tells whether a statement of the node, which is none that came before, is signed by the person.
func (n *node) signedBy(person string) bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool { return !f.again && f.signed.By == person })
}

// enrols is the card by which a record enters the laptop that wrote it, nil without one.
func (n *node) enrols() *DeviceCard {
	var own *DeviceCard
	for _, f := range n.facts {
		if !f.again && f.device != nil && ledger.Device(f.device.Device) == n.rec.Device {
			own = f.device
		}
	}
	return own
}

// writes judges each write of a record by its author's role and by what is locked.
func (c *context) writes(r *ledger.Record, role Role) Reason {
	var asks Act
	for i := range r.Ops {
		op := &r.Ops[i]
		if controls(op) && op.Entity != "std" {
			continue // judged as a statement
		}
		right := schema.RightOf(op.Entity, op.Field)
		if right.Act != asks {
			if !schema.May(role, right.Act) {
				return NotRole
			}
			asks = right.Act // the next write mostly asks for the same
		}
		if right.Phase != 0 && len(c.phases) > 0 && c.locks(spot{right.District, right.Phase}) {
			return WasLocked
		}
	}
	return Counts
}

// adopt finds what was adopted, the first adoption in the order of nodes for each record.
func (j *Judge) adopt() {
	clear(j.adopted)
	for _, n := range j.nodes {
		if n.verdict != Counts {
			continue
		}
		for _, f := range n.facts {
			if f.adopt == nil {
				continue
			}
			if id := ledger.Hash(f.adopt.Record); j.adopted[id] == nil {
				j.adopted[id] = f
			}
		}
	}
}

func (j *Judge) mayAdopt(r *ledger.Record, why Reason) bool {
	return slices.Contains(adoptable, why) && j.byID[r.ID] == nil
}

// Held is a record that does not count, and why.
type Held struct {
	Record    *ledger.Record
	Why       Reason
	Adoptable bool
}

// Held are the records that do not count, oldest first.
func (j *Judge) Held() []Held {
	var out []Held
	for _, r := range j.log.Records() {
		if v := j.Verdict(r); v != Counts {
			out = append(out, Held{r, v, j.mayAdopt(r, v)})
		}
	}
	slices.SortStableFunc(out, func(a, b Held) int { return cmp.Compare(a.Record.Stamp, b.Record.Stamp) })
	return out
}
