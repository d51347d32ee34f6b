package authority

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

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
	chains   map[ledger.Device][]uint64 // numbers of each device's nodes, rising
	beaten   map[ledger.Hash]Reason
	removals []*fact // that hold
	adopted  map[ledger.Hash]*fact
	verdicts map[ledger.Hash]Reason // of records that are held; all others count
	signed   map[signature]bool
	now      *context
	last     map[ledger.Device]*recent
}

// signature is a check that was made once.
type signature struct {
	digest ledger.Hash
	key    string
	sig    string
	tag    string
}

// recent is the context of a device's last judged record, which mostly is that of the next.
type recent struct {
	past ledger.Past
	own  int // nodes of the own chain in it
	ctx  *context
}

// New is a judge of a log, which holds all records, folded or not. Call Judge once they are in, and again after Keep of a record that
// Controls.
func New(log *ledger.State, vault ledger.Hash) *Judge {
	return &Judge{log: log, vault: vault, signed: map[signature]bool{}, now: newContext(), verdicts: map[ledger.Hash]Reason{}, adopted: map[ledger.Hash]*fact{}}
}

// Controls tells whether a record has statements in it, or freezes the standard, and may change the verdicts on others.
func Controls(r *ledger.Record) bool {
	for i := range r.Ops {
		if controls(&r.Ops[i]) {
			return true
		}
	}
	return false
}

// Judge gives verdicts on all records anew.
func (j *Judge) Judge() {
	records := j.log.Log()
	j.collect(records)
	j.beaten = map[ledger.Hash]Reason{}
	for range len(j.nodes) + 2 { // each round can settle at least one more removal
		j.evaluate()
		next := j.losers()
		if mapsEqual(next, j.beaten) {
			break
		}
		j.beaten = next
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

func mapsEqual(a, b map[ledger.Hash]Reason) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || v != w {
			return false
		}
	}
	return true
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
	j.insert(n)
	n.verdict = j.merit(r, n)
	if n.verdict == Counts {
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

// collect reads the statements of all records, in an order in which each comes behind those in its past.
func (j *Judge) collect(records []*ledger.Record) {
	j.nodes, j.byID, j.chains = nil, map[ledger.Hash]*node{}, map[ledger.Device][]uint64{}
	byDevice := map[ledger.Device][]*node{}
	var found []*node
	for _, r := range records {
		if n := nodeOf(r, j.vault); n != nil {
			j.byID[r.ID] = n
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b *node) int { // where the past leaves it open, the same everywhere
		return cmp.Or(cmp.Compare(a.rec.Stamp, b.rec.Stamp), bytes.Compare(a.rec.Device[:], b.rec.Device[:]), cmp.Compare(a.rec.Seq, b.rec.Seq),
			bytes.Compare(a.rec.ID[:], b.rec.ID[:]))
	})
	for _, n := range found {
		byDevice[n.rec.Device] = append(byDevice[n.rec.Device], n)
	}
	for _, list := range byDevice {
		slices.SortStableFunc(list, func(a, b *node) int { return cmp.Compare(a.rec.Seq, b.rec.Seq) })
	}
	devices := slices.SortedFunc(maps.Keys(byDevice), func(a, b ledger.Device) int { return bytes.Compare(a[:], b[:]) })
	done := map[*node]bool{}
	var visit func(n *node)
	visit = func(n *node) {
		if done[n] {
			return
		}
		done[n] = true
		past := j.log.Past(n.rec)
		for _, d := range devices {
			for _, x := range slices.Backward(byDevice[d]) {
				if past.Has(x.rec) {
					visit(x)
					break // those below it in an unforked chain were visited with it
				}
			}
		}
		j.insert(n)
	}
	for _, n := range found {
		visit(n)
	}
}

func (j *Judge) insert(n *node) {
	j.nodes = append(j.nodes, n)
	j.byID[n.rec.ID] = n
	list := j.chains[n.rec.Device]
	i, found := slices.BinarySearch(list, n.rec.Seq)
	if !found {
		list = slices.Insert(list, i, n.rec.Seq)
	}
	j.chains[n.rec.Device] = list
}

// evaluate gives verdicts on all nodes, each in the context of those before it that count.
func (j *Judge) evaluate() {
	j.last = map[ledger.Device]*recent{}
	for _, n := range j.nodes {
		n.verdict = Unproven // while it is judged, it proves nothing
	}
	for _, n := range j.nodes {
		if n.verdict = j.beaten[n.rec.ID]; n.verdict == Counts {
			n.verdict = j.merit(n.rec, n)
		}
	}
}

// context is what a past holds. It is kept for the next record of the device.
func (j *Judge) context(r *ledger.Record) *context {
	past := j.log.Past(r)
	own, _ := slices.BinarySearch(j.chains[r.Device], r.Seq)
	if k := j.last[r.Device]; k != nil && k.own == own && k.past.Same(past) {
		return k.ctx
	}
	k := &recent{past, own, j.contextOf(past.Has)}
	if j.last != nil {
		j.last[r.Device] = k
	}
	return k.ctx
}

func (j *Judge) contextOf(has func(*ledger.Record) bool) *context {
	c := newContext()
	for _, n := range j.nodes {
		if n.verdict == Counts && has(n.rec) {
			c.take(n)
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
	c := j.context(r)
	if r.ID == j.vault {
		return j.founding(n)
	}
	device, proven := c.device(r.Device), false
	if n != nil {
		for _, f := range n.facts {
			if why := j.check(c, f); why != Counts {
				return why
			}
			proven = proven || !f.again && f.signed.By == r.Author
			if f.device != nil && ledger.Device(f.device.Device) == r.Device {
				device = f.device
			}
		}
	}
	author := c.person(r.Author)
	switch {
	case device == nil, device.Until > 0 && r.Seq > device.Until:
		return NoDevice
	case proven && r.Author == "": // the recovery key, which may do what any officer may
		return c.writes(r, n, Leader)
	case author == nil:
		return NoAuthor
	case !proven && !device.works(r.Author):
		return NotThere
	}
	return c.writes(r, n, author.Role)
}

// writes judges each write of a record by its author's role and by what is locked.
func (c *context) writes(r *ledger.Record, n *node, role Role) Reason {
	var opened, asked bool
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
		if right.Standard && c.frozen {
			if !asked {
				asked, opened = true, n != nil && n.opens()
			}
			if !opened {
				return WasFrozen
			}
		}
		if right.Phase != 0 && len(c.phases) > 0 && c.locks(spot{right.District, right.Phase}) {
			return WasLocked
		}
	}
	return Counts
}

// opens tells whether a signed edition in the record opens the lock of a frozen standard for what the record writes there. One of format
// 1 names no writes; it opens where it stands for the first time.
func (n *node) opens() bool {
	var own []ledger.Op
	for i := range n.rec.Ops {
		if at := schema.Parse(n.rec.Ops[i].Entity); at.District == "" && at.Group() == "std" && at.Key != "std/sign" {
			own = append(own, n.rec.Ops[i])
		}
	}
	return slices.ContainsFunc(n.facts, func(f *fact) bool {
		return f.edition != nil && f.edition.Act == schema.Version && !f.again &&
			(f.edition.Writes == nil || bytes.Equal(f.edition.Writes, WritesHash(own)))
	})
}

// losers are the records that a removal, or a new key, beats: what is concurrent with it and outside of what it accepts.
func (j *Judge) losers() map[ledger.Hash]Reason {
	j.removals = nil
	var keys []*fact // cards that replace a key
	for _, n := range j.nodes {
		if n.verdict != Counts {
			continue
		}
		for _, f := range n.facts {
			switch {
			case f.again:
			case f.revoke != nil:
				j.removals = append(j.removals, f)
			case f.card != nil && len(f.replaces) > 0:
				keys = append(keys, f)
			}
		}
	}
	out := map[ledger.Hash]Reason{}
	for _, n := range j.nodes {
		switch {
		case n.rec.ID == j.vault:
		case j.removed(n.rec):
			out[n.rec.ID] = Removed
		case slices.ContainsFunc(keys, func(c *fact) bool { return j.outdated(n, c) }):
			out[n.rec.ID] = OldKey
		}
	}
	return out
}

// removed tells whether a removal beats a record.
func (j *Judge) removed(r *ledger.Record) bool {
	return slices.ContainsFunc(j.removals, func(q *fact) bool {
		if !j.beats(q, r) {
			return false
		}
		// Two that remove each other both hold.
		n := j.byID[r.ID]
		return n == nil || !slices.ContainsFunc(n.facts, func(f *fact) bool { return f.revoke != nil && j.beats(f, q.rec) })
	})
}

func (j *Judge) beats(q *fact, r *ledger.Record) bool {
	if q.rec.ID == r.ID || !q.revoke.aims(r) {
		return false
	}
	accepts, _ := FrontierOf(q.revoke.Accepts)
	return !j.log.Inside(accepts)(r) && !j.log.Past(r).Has(q.rec)
}

// aims tells whether a removal is about a record's laptop or author.
func (x *Revocation) aims(r *ledger.Record) bool {
	return x.Person != "" && x.Person == r.Author || bytes.Equal(x.Device, r.Device[:])
}

// outdated tells whether a node is signed by a key that card c replaces, and did not precede c.
func (j *Judge) outdated(n *node, c *fact) bool {
	if n.rec.ID == c.rec.ID || j.log.Past(c.rec).Has(n.rec) || j.log.Past(n.rec).Has(c.rec) {
		return false // inside its own past the key was the right one, or it was judged so
	}
	return slices.ContainsFunc(n.facts, func(f *fact) bool {
		return f.signed.By == c.card.Person && f.signedBy != nil && !bytes.Equal(f.signedBy, c.card.Key)
	})
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
