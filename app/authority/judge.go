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

// Reason is why a record is held; empty for one that counts. Its words are under the catalogue key held.<Reason>.
type Reason string

// The reasons.
const (
	Counts    Reason = ""
	NoDevice  Reason = "device"    // nobody had enrolled its laptop
	NoAuthor  Reason = "author"    // its author was not in the team
	NotThere  Reason = "laptop"    // its author does not work on that laptop
	NotRole   Reason = "role"      // the role does not allow one of its writes
	NotOwn    Reason = "own"       // it changes what is somebody else's own
	WasFrozen Reason = "frozen"    // it writes to a frozen standard
	WasLocked Reason = "locked"    // it writes under a signature that its author had seen
	Removed   Reason = "removed"   // its laptop or author was removed, and it lies outside what is still accepted
	OldKey    Reason = "key"       // it carries a signature by a key that was replaced
	Unproven  Reason = "signature" // a statement in it is not signed by whom it names
	Misplaced Reason = "chain"     // a statement in it does not follow the one in force
	TooHigh   Reason = "rank"      // a card in it grants, or resets the PIN of, a role above its signer's
	Illegible Reason = "form"      // a statement in it can't be read
	Forked    Reason = "fork"      // it lies on a branch of a laptop's forked chain that nobody has accepted
	Beyond    Reason = "beyond"    // it uses an invitation for more than that allows
	Expired   Reason = "expired"   // the invitation that it uses had run out
	Withdrawn Reason = "withdrawn" // the invitation that it uses was withdrawn
	Spent     Reason = "spent"     // another laptop used the invitation
)

// adoptable are the reasons for which a record is held and can still be adopted. No adoption replaces a valid statement or opens a frozen
// standard.
var adoptable = []Reason{NoDevice, NoAuthor, NotThere, NotRole, WasLocked, Removed, Forked}

// Judge gives verdicts on the records of a log. It is not safe for concurrent use.
type Judge struct {
	log   *ledger.State
	vault ledger.Hash

	nodes    []*node // each behind those in its past
	byID     map[ledger.Hash]*node
	good     map[ledger.Device][]*node // the nodes of each device that count, by number
	forked   bool                      // a device with nodes in good has forked
	beaten   map[ledger.Hash]Reason
	removals []*fact                   // those that count
	accepts  map[ledger.Device][]*fact // the removals of forked laptops that say which of their branches count
	adopted  map[ledger.Hash]*fact
	verdicts map[ledger.Hash]Reason // of held records only
	signed   map[signature]bool
	now      *context
	last     map[ledger.Device]*recent
	told     bool // it judges a story (Replay), which holds no laptops
	looks    int  // how many comparisons of nodes were made to build contexts; for tests of the cost
}

// signature is the key under which a verification is cached.
type signature struct {
	digest ledger.Hash
	key    string
	sig    string
	tag    string
}

// recent is the context of the last record judged of a device. It grows into the context of the next.
type recent struct {
	seq  uint64 // number of that record
	past ledger.Past
	at   map[ledger.Device]int // by device, how many nodes of good are in it
	ctx  *context
}

// New returns a judge of a log. Call Judge when the log holds its records, and again after keeping a record for which Add returns false.
// The judge only reads the log.
func New(log *ledger.State, vault ledger.Hash) *Judge {
	return &Judge{log: log, vault: vault, signed: map[signature]bool{}, now: newContext(), verdicts: map[ledger.Hash]Reason{}, adopted: map[ledger.Hash]*fact{}}
}

// Judge gives new verdicts on all records.
func (j *Judge) Judge() {
	records := j.log.Log()
	j.collect(records)
	j.accepts = map[ledger.Device][]*fact{}
	for j.settle(); j.decided(); {
		j.settle()
	}
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

// Add judges one record that was written on this laptop just now: it is already kept, and no other record has it in its past. Add returns
// false if it may change the verdicts on other records; then Judge has to be called.
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

// Verdict returns Counts, or why the record is held.
func (j *Judge) Verdict(r *ledger.Record) Reason {
	v := j.verdicts[r.ID]
	if v != Counts && j.adopted[r.ID] != nil && j.mayAdopt(r, v) {
		return Counts
	}
	return v
}

// collect reads the statements of all records and sorts them so that each comes behind those in its past. The order depends only on the
// set of records.
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
	slices.SortFunc(found, func(a, b *node) int { // the order for those that do not know of each other
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

// queue is the nodes of a device by number. If the device has not forked, its first nodes up to first have been visited.
type queue struct {
	all    []*node
	first  int
	forked bool
}

// within visits the nodes in the past of n that were not visited yet, and returns how many it compared.
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

// count adds a node to those that have an effect on later ones.
func (j *Judge) count(n *node) {
	d := n.rec.Device
	j.good[d] = append(j.good[d], n)
	j.forked = j.forked || j.log.Forked(d)
}

// evaluate gives verdicts on all nodes, each in the context of the earlier ones that count, assuming that beaten is the set of beaten ones.
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

// context returns what the past of a record holds. It is cached by device and only extended for the next record, since the past never
// shrinks along a chain. Records that come in another order than that of their chain cost a new context each.
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

// contextInFork builds a new context, unless the past is the same as before: in a forked chain one past need not include another.
func (j *Judge) contextInFork(d ledger.Device, past ledger.Past) *context {
	k, list := j.last[d], j.good[d]
	own := sort.Search(len(list), func(i int) bool { return !past.Has(list[i].rec) }) // valid if d has not forked; if it has, no two pasts are the same
	if k == nil || !k.past.Same(past) || k.at[d] != own {
		k = &recent{past: past, at: map[ledger.Device]int{d: own}, ctx: j.contextOf(past.Has)}
		j.last[d] = k
	}
	return k.ctx
}

// grow adds the nodes of a chain that are new in the past, and returns how many it compared.
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

// verdict judges any record, by its own past and by removals.
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

// merit judges a record by its own past alone. n is nil if it has no statements.
func (j *Judge) merit(r *ledger.Record, n *node) Reason {
	c := j.context(r, n)
	if r.ID == j.vault {
		return j.founding(n)
	}
	why := j.standing(c, r, n)
	if why == Counts && j.astray(r) {
		return Forked // last, so that an adoption allows nothing else
	}
	return why
}

// standing judges a record that is not the vault's first in the context of its past.
func (j *Judge) standing(c *context, r *ledger.Record, n *node) Reason {
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
	case c.frozen && writesStandard(r) && (n == nil || !n.opens()): // first, because no adoption can allow it
		return WasFrozen
	case device == nil, device.Until > 0 && r.Seq > device.Until:
		return NoDevice
	case proven && r.Author == "": // signed with the recovery key
		return Counts
	case author == nil:
		return NoAuthor
	case !proven && !device.works(r.Author):
		return NotThere
	}
	return c.writes(r, author.Role)
}

// checkAll checks every statement of a node in its context.
func (j *Judge) checkAll(c *context, n *node) Reason {
	for _, f := range n.facts {
		if why := j.check(c, f); why != Counts {
			return why
		}
	}
	return Counts
}

// signedBy tells whether the person signed a new statement in the node.
func (n *node) signedBy(person string) bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool { return !f.again && f.signed.By == person })
}

// enrols returns the card with which a record enrols the laptop that wrote it, or nil.
func (n *node) enrols() *DeviceCard {
	var own *DeviceCard
	for _, f := range n.facts {
		if !f.again && f.device != nil && ledger.Device(f.device.Device) == n.rec.Device {
			own = f.device
		}
	}
	return own
}

// writes judges each write of a record by its author's role and by the locks.
func (c *context) writes(r *ledger.Record, role Role) Reason {
	var asks Act
	for i := range r.Ops {
		op := &r.Ops[i]
		if controls(op) && op.Entity != "std" {
			continue // it was judged as a statement
		}
		right := schema.RightOf(op.Entity, op.Field)
		if right.Owner != "" && !right.May(role, r.Author) {
			return NotOwn
		}
		if right.Owner == "" && right.Act != asks {
			if !schema.May(role, right.Act) {
				return NotRole
			}
			asks = right.Act // the next write mostly needs the same act
		}
		if right.Phase != 0 && len(c.phases) > 0 && c.locks(spot{right.District, right.Phase}) {
			return WasLocked
		}
	}
	return Counts
}

// adopt finds which records were adopted; of several adoptions of a record the first node counts.
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

// Held is a record that does not count, with the reason.
type Held struct {
	Record    *ledger.Record
	Why       Reason
	Adoptable bool
}

// Held returns the records that do not count, oldest first.
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
