package authority_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// model judges as the rules read, over explicit sets, from the beginning each time. It shares nothing with the judge but the types of
// statements and what the schema says of nouns and roles.
type model struct {
	vault  ledger.Hash
	recs   map[ledger.Hash]*ledger.Record
	order  []*ledger.Record
	pasts  map[ledger.Hash]set1
	says   map[ledger.Hash][]*saying
	beaten map[ledger.Hash]authority.Reason
	taken  set1                             // of forked branches, what removals accept
	done   map[ledger.Hash]authority.Reason // merit
}

type set1 = map[ledger.Hash]bool

// saying is a signed statement in a record; body is nil where it can't be read.
type saying struct {
	rec    *ledger.Record
	signed authority.Signed
	tag    string
	body   any
	vault  []byte
	named  []ledger.Hash
	// as judged
	hands    []hand
	again    bool
	own      bool
	first    bool
	was      *authority.Card
	replaces []ledger.Hash
	voice    string
	use      *saying         // the invitation that signed it
	watch    []ledger.Device // of an invitation
}

// hand is one who signed, as of then.
type hand struct {
	id, voice string
	role      authority.Role
	key       []byte
}

func (s *saying) digest() ledger.Hash { return sha256.Sum256(s.signed.Body) }

func newModel(recs []*ledger.Record, vault ledger.Hash) *model {
	m := &model{vault: vault, recs: map[ledger.Hash]*ledger.Record{}, order: recs, pasts: map[ledger.Hash]set1{}, says: map[ledger.Hash][]*saying{}}
	for _, r := range recs {
		m.recs[r.ID] = r
	}
	for _, r := range recs {
		m.pasts[r.ID] = m.pastOf(r)
		for _, op := range r.Ops {
			if isStatement(op) && !(op.Entity == "recovery" && r.ID == vault) {
				m.says[r.ID] = append(m.says[r.ID], sayingOf(r, op))
			}
		}
	}
	return m
}

// pastOf is the own chain, and what each record of it and the record itself state to have seen, with what lies before that on its chain.
func (m *model) pastOf(r *ledger.Record) set1 {
	past := set1{}
	for x := r; x != nil; x = m.recs[x.Prev] {
		if x != r {
			past[x.ID] = true
		}
		for id := range m.inside(x.Seen) {
			if m.recs[id].Device != r.Device {
				past[id] = true
			}
		}
	}
	return past
}

func (m *model) inside(f ledger.Frontier) set1 {
	in := set1{}
	for _, t := range f {
		if r := m.recs[t.Hash]; r != nil && r.Device == t.Device && r.Seq == t.Seq {
			for ; r != nil; r = m.recs[r.Prev] {
				in[r.ID] = true
			}
		}
	}
	return in
}

func isStatement(op ledger.Op) bool {
	p := strings.Split(op.Entity, "/")
	switch {
	case p[0] == "d":
		return len(p) > 3 && p[2] == "sign"
	case p[0] == "std":
		return len(p) > 2 && p[1] == "sign"
	}
	return len(p) > 1 && slices.Contains([]string{"person", "device", "revoke", "adopt", "invite", "withdraw"}, p[0]) || op.Entity == "recovery"
}

func sayingOf(r *ledger.Record, op ledger.Op) *saying {
	s := &saying{rec: r}
	if cbor.Unmarshal([]byte(op.Value), &s.signed) != nil || len(s.signed.Also) > 8 {
		return s
	}
	p := strings.Split(op.Entity, "/")
	var card authority.Card
	var dev authority.DeviceCard
	var rev authority.Revocation
	var ad authority.Adoption
	var ed authority.Edition
	var st authority.Statement
	var inv authority.Invitation
	var wd authority.Withdrawal
	read := func(v any) bool { return cbor.Unmarshal(s.signed.Body, v) == nil }
	here := func(n int, field string) bool { return len(p) == n && p[n-1] != "" && op.Field == field }
	switch {
	case p[0] == "person" && here(2, "card") && read(&card) && card.Person == p[1]:
		s.body, s.tag, s.vault, s.named = &card, authority.TagCard, card.Vault, toHashes(card.Replaces)
	case p[0] == "device" && here(2, "card") && read(&dev) && len(dev.Device) == 32 && ledger.Device(dev.Device).String() == p[1]:
		s.body, s.tag, s.vault, s.named = &dev, authority.TagDevice, dev.Vault, toHashes(dev.Replaces)
	case p[0] == "revoke" && here(2, "statement") && read(&rev) && tipsFit(rev.Accepts) &&
		(len(rev.Device) == 32 && rev.Person == "" || len(rev.Device) == 0 && rev.Person != ""):
		s.body, s.tag, s.vault = &rev, authority.TagRevoke, rev.Vault
	case p[0] == "adopt" && here(2, "statement") && read(&ad) && len(ad.Record) == 32:
		s.body, s.tag, s.vault = &ad, authority.TagAdopt, ad.Vault
	case p[0] == "invite" && here(2, "statement") && read(&inv) && inv.ID == p[1] && inv.Person != "" && len(inv.Key) == 32:
		s.body, s.tag, s.vault = &inv, authority.TagInvite, inv.Vault
	case p[0] == "withdraw" && here(2, "statement") && read(&wd) && len(wd.Invitation) == 32 && tipsFit(wd.Accepts):
		s.body, s.tag, s.vault = &wd, authority.TagWithdraw, wd.Vault
	case p[0] == "std" && here(3, "statement") && read(&ed):
		s.body, s.tag, s.vault = &ed, authority.TagStandard, ed.Vault
	case p[0] == "d" && here(5, "statement") && p[3] != "" && read(&st) && st.District == p[1] && string(rune('0'+st.Phase)) == p[3] &&
		st.Phase >= 1 && st.Phase <= 5 && tipsFit(st.Frontier) && len(st.Root) == 32 && st.Count >= 0 && st.Count <= authority.MaxCovered &&
		(st.Act == "sign" || st.Act == "reopen") && len(st.Also) <= 8:
		s.body, s.tag, s.vault, s.named = &st, authority.TagSign, st.Vault, toHashes(append([][]byte{st.Prev}, st.Also...))
	}
	return s
}

func tipsFit(tips []authority.Tip) bool {
	return len(tips) <= ledger.MaxSeen && !slices.ContainsFunc(tips, func(t authority.Tip) bool { return len(t.Device) != 32 || len(t.Hash) != 32 })
}

func toHashes(list [][]byte) (out []ledger.Hash) {
	for _, b := range list {
		if len(b) == 32 {
			out = append(out, ledger.Hash(b))
		}
	}
	return out
}

// known is what a past holds: the sayings in it that count and say something new, whether the standard is frozen.
type known struct {
	m      *model
	all    []*saying
	frozen bool
}

func (m *model) knownTo(r *ledger.Record) *known {
	k := &known{m: m}
	for _, x := range m.order {
		if m.pasts[r.ID][x.ID] && (len(m.says[x.ID]) > 0 || freezes(x)) && m.counts(x) {
			k.frozen = k.frozen || freezes(x)
			for _, s := range m.says[x.ID] {
				if !s.again {
					k.all = append(k.all, s)
				}
			}
		}
	}
	return k
}

func freezes(r *ledger.Record) bool {
	return slices.ContainsFunc(r.Ops, func(op ledger.Op) bool {
		return op.Entity == "std" && op.Field == "frozen" && op.Value == ledger.Of(true)
	})
}

// stands are those of some sayings that no other of them replaces, each digest once, in the order of digests.
func (k *known) stands(about func(any) bool) (out []*saying) {
	gone := set1{}
	for _, s := range k.all {
		if about(s.body) {
			for _, h := range s.replaces {
				gone[h] = true
			}
		}
	}
	for _, s := range k.all {
		same := slices.IndexFunc(out, func(o *saying) bool { return o.digest() == s.digest() })
		switch {
		case !about(s.body) || gone[s.digest()]:
		case same < 0:
			out = append(out, s)
		case bytes.Compare(s.rec.ID[:], out[same].rec.ID[:]) < 0:
			out[same] = s
		}
	}
	slices.SortFunc(out, func(a, b *saying) int { x, y := a.digest(), b.digest(); return bytes.Compare(x[:], y[:]) })
	return out
}

func ofPerson(id string) func(any) bool {
	return func(b any) bool {
		c, isCard := b.(*authority.Card)
		r, isRev := b.(*authority.Revocation)
		return isCard && c.Person == id || isRev && r.Person == id && id != ""
	}
}

func ofDevice(d []byte) func(any) bool {
	return func(b any) bool {
		c, isCard := b.(*authority.DeviceCard)
		r, isRev := b.(*authority.Revocation)
		return isCard && bytes.Equal(c.Device, d) || isRev && bytes.Equal(r.Device, d)
	}
}

func ofPhase(st *authority.Statement) func(any) bool {
	return func(b any) bool {
		x, ok := b.(*authority.Statement)
		return ok && x.District == st.District && x.Phase == st.Phase
	}
}

func (k *known) person(id string) (out *authority.Card, voice string) {
	voice = id
	heads := k.stands(ofPerson(id))
	for _, s := range heads {
		c, ok := s.body.(*authority.Card)
		if !ok {
			return nil, id
		}
		if voice == id {
			voice = s.voice
		}
		if out == nil || height(c.Role) < height(out.Role) {
			x := *c
			out = &x
		}
	}
	for _, s := range heads {
		if !bytes.Equal(s.body.(*authority.Card).Key, heads[0].body.(*authority.Card).Key) {
			out.Key = nil
		}
	}
	return out, voice
}

func height(r authority.Role) int {
	return slices.Index([]authority.Role{authority.Member, authority.Secretary, authority.Deputy, authority.Leader}, r)
}

// worksOn tells whether somebody works on a laptop, and whether anybody does.
func (k *known) worksOn(d ledger.Device, also *authority.DeviceCard, id string) (works, enrolled bool) {
	var cards []*authority.DeviceCard
	for _, s := range k.stands(ofDevice(d[:])) {
		c, ok := s.body.(*authority.DeviceCard)
		if !ok {
			cards = nil
			break
		}
		cards = append(cards, c)
	}
	if also != nil {
		cards = []*authority.DeviceCard{also}
	}
	for _, c := range cards {
		if !c.Shared && !slices.Contains(c.People, id) {
			return false, true
		}
	}
	return len(cards) > 0, len(cards) > 0
}

func (k *known) locked(district string, p authority.Phase) bool {
	heads := k.stands(ofPhase(&authority.Statement{District: district, Phase: p}))
	return len(heads) > 0 && !slices.ContainsFunc(heads, func(s *saying) bool { return s.body.(*authority.Statement).Act != "sign" })
}

func (m *model) counts(r *ledger.Record) bool { return m.merit(r) == "" && m.beaten[r.ID] == "" }

// merit of a record by its own past.
func (m *model) merit(r *ledger.Record) authority.Reason {
	if v, ok := m.done[r.ID]; ok {
		return v
	}
	m.done[r.ID] = m.judgeOne(r)
	if m.done[r.ID] == "" && r.ID != m.vault && !m.taken[r.ID] && m.branched(r) {
		m.done[r.ID] = authority.Forked
	}
	return m.done[r.ID]
}

func (m *model) judgeOne(r *ledger.Record) authority.Reason {
	if r.ID == m.vault { // the tests' own vaults are founded rightly
		for _, s := range m.says[r.ID] {
			s.voice = s.signed.By
			if c, ok := s.body.(*authority.Card); ok {
				s.hands = []hand{{c.Person, c.Person, c.Role, c.Key}}
			}
		}
		return ""
	}
	k := m.knownTo(r)
	proven := false
	var enrols *authority.DeviceCard
	for _, s := range m.says[r.ID] {
		if why := m.check(k, s); why != "" {
			return why
		}
		if s.again {
			continue
		}
		proven = proven || s.signed.By == r.Author
		if c, ok := s.body.(*authority.DeviceCard); ok && bytes.Equal(c.Device, r.Device[:]) {
			enrols = c
		}
	}
	if k.frozen && writesStd(r) && !m.opened(r) {
		return authority.WasFrozen
	}
	works, enrolled := k.worksOn(r.Device, enrols, r.Author)
	author, _ := k.person(r.Author)
	proven = proven && m.signedWhole(r)
	switch {
	case !enrolled:
		return authority.NoDevice
	case r.Author == "" && proven:
		return ""
	case author == nil:
		return authority.NoAuthor
	case !works && !proven:
		return authority.NotThere
	}
	for _, op := range r.Ops {
		at := schema.Parse(op.Entity)
		if isStatement(op) {
			continue
		}
		switch parts := strings.Split(op.Entity, "/"); {
		case at.Is("comment"):
			if !mayTalk(author.Role, r.Author == parts[3], op.Field) {
				return authority.NotOwn
			}
		case !schema.May(author.Role, at.Act(op.Field)):
			return authority.NotRole
		}
		if p := at.Phase(); p != 0 && k.locked(at.District, p) {
			return authority.WasLocked
		}
	}
	return ""
}

// mayTalk tells whether somebody may write to a comment: everybody to an own one, and who leads or organises says of another's that it is done.
func mayTalk(role authority.Role, own bool, field string) bool {
	return own || (field == "done" || field == "why/done") && (role == authority.Leader || role == authority.Deputy || role == authority.Secretary)
}

func std(op ledger.Op) bool {
	return (op.Entity == "std" || strings.HasPrefix(op.Entity, "std/")) && !isStatement(op)
}

func writesStd(r *ledger.Record) bool { return slices.ContainsFunc(r.Ops, std) }

func (m *model) editions(r *ledger.Record) (out []*authority.Edition) {
	var writes []ledger.Op
	for _, op := range r.Ops {
		if std(op) {
			writes = append(writes, op)
		}
	}
	for _, s := range m.says[r.ID] {
		if x, ok := s.body.(*authority.Edition); ok && !s.again && bytes.Equal(x.Writes, authority.WritesHash(writes)) {
			out = append(out, x)
		}
	}
	return out
}

func (m *model) opened(r *ledger.Record) bool {
	return slices.ContainsFunc(m.editions(r), func(x *authority.Edition) bool { return x.Act == schema.Version })
}

// signedWhole tells whether nothing stands in the record but what somebody signed.
func (m *model) signedWhole(r *ledger.Record) bool {
	return !slices.ContainsFunc(r.Ops, func(op ledger.Op) bool {
		return !isStatement(op) && !(std(op) && slices.ContainsFunc(m.editions(r), func(x *authority.Edition) bool { return x.Person == r.Author }))
	})
}

func (m *model) check(k *known, s *saying) authority.Reason {
	*s = saying{rec: s.rec, signed: s.signed, tag: s.tag, body: s.body, vault: s.vault, named: s.named}
	if s.body == nil {
		return authority.Illegible
	}
	if !bytes.Equal(s.vault, m.vault[:]) {
		return authority.Unproven
	}
	if strings.HasPrefix(s.signed.By, "invite/") {
		return m.checkUse(k, s)
	}
	for _, x := range append([]authority.CoSigner{{By: s.signed.By, Sig: s.signed.Sig}}, s.signed.Also...) {
		h := hand{id: x.By, key: public(keyOf("recovery"))}
		if x.By != "" {
			p, voice := k.person(x.By)
			if p == nil {
				return authority.Unproven
			}
			h = hand{x.By, voice, p.Role, p.Key}
		}
		twice := slices.ContainsFunc(s.hands, func(o hand) bool { return o.id == h.id })
		if twice || len(h.key) != 32 || !ed25519.Verify(h.key, append([]byte(s.tag), s.signed.Body...), x.Sig) {
			return authority.Unproven
		}
		s.hands = append(s.hands, h)
	}
	for _, o := range k.all {
		s.again = s.again || o.digest() == s.digest() || slices.Contains(o.replaces, s.digest())
	}
	if s.again {
		return ""
	}
	may := func(act authority.Act) bool {
		return !slices.ContainsFunc(s.hands, func(h hand) bool {
			return !schema.May(h.role, act) && !(h.id == "" && act == schema.Enrol)
		})
	}
	s.replaces = s.named
	follows := func(about func(any) bool) authority.Reason {
		stands := k.stands(about)
		for _, o := range stands {
			if !slices.Contains(s.named, o.digest()) {
				return authority.Misplaced
			}
		}
		if len(stands) != len(s.named) {
			return authority.Misplaced
		}
		return ""
	}
	switch b := s.body.(type) {
	case *authority.Card:
		return s.card(k, b, may(schema.Enrol), follows)
	case *authority.DeviceCard:
		if !may(schema.Enrol) {
			return authority.NotRole
		}
		return follows(ofDevice(b.Device))
	case *authority.Revocation:
		about := ofPerson(b.Person)
		if b.Person == "" {
			about = ofDevice(b.Device)
		}
		s.replaces = nil
		for _, o := range k.stands(about) {
			s.replaces = append(s.replaces, o.digest())
		}
		high := authority.Role("")
		for _, o := range k.all {
			if c, ok := o.body.(*authority.Card); ok && c.Person == b.Person && height(c.Role) > height(high) {
				high = c.Role
			}
		}
		switch {
		case !may(schema.Enrol):
			return authority.NotRole
		case b.Person != "" && high == "":
			return authority.Misplaced
		case b.Person != "" && !reaches(s.hands, high):
			return authority.TooHigh
		}
	case *authority.Invitation:
		return s.invite(k, b, may(schema.Enrol))
	case *authority.Withdrawal:
		if !may(schema.Enrol) {
			return authority.NotRole
		}
	case *authority.Adoption:
		if r := m.recs[ledger.Hash(b.Record)]; r != nil && k.frozen && writesStd(r) {
			return authority.WasFrozen
		}
		if !may(schema.Adopt) {
			return authority.NotRole
		}
	case *authority.Edition:
		if b.Person != s.signed.By || b.Act != schema.Freeze && b.Act != schema.Version {
			return authority.Unproven
		}
		if !may(b.Act) {
			return authority.NotRole
		}
	case *authority.Statement:
		if b.Person != s.signed.By {
			return authority.Unproven
		}
		if !may(authority.Act(b.Act)) {
			return authority.NotRole
		}
		return follows(ofPhase(b))
	}
	return ""
}

// reaches: one of them is not below the role, or they speak with two voices.
func reaches(hands []hand, role authority.Role) bool {
	for _, h := range hands {
		if h.id == "" || height(h.role) >= height(role) || h.voice != hands[0].voice {
			return true
		}
	}
	return false
}

func (s *saying) card(k *known, b *authority.Card, may bool, follows func(func(any) bool) authority.Reason) authority.Reason {
	was, _ := k.person(b.Person)
	s.was = was
	if height(b.Role) < 0 || len(b.Key) != 0 && len(b.Key) != 32 {
		return authority.Illegible
	}
	s.own = was != nil && len(s.hands) == 1 && s.hands[0].id == b.Person && was.Role == b.Role && was.Name == b.Name && was.Agency == b.Agency
	s.voice = s.hands[0].voice
	if s.own {
		if reaches(s.hands, authority.Leader) {
			s.voice = b.Person
		}
		return follows(ofPerson(b.Person))
	}
	if !may {
		return authority.NotRole
	}
	top := b.Role
	if was != nil && height(was.Role) > height(top) {
		top = was.Role
	}
	led := slices.ContainsFunc(k.all, func(o *saying) bool { return len(o.hands) > 0 && o.hands[0].role == authority.Leader })
	new := !slices.ContainsFunc(k.all, func(o *saying) bool { return ofPerson(b.Person)(o.body) })
	if !reaches(s.hands, top) {
		if led || !new {
			return authority.TooHigh
		}
		s.first = true
	}
	if s.first || reaches(s.hands, authority.Leader) {
		s.voice = b.Person
	}
	return follows(ofPerson(b.Person))
}

// branched tells whether a record's device has written two records of its number, or of an earlier one.
func (m *model) branched(r *ledger.Record) bool {
	return slices.ContainsFunc(m.order, func(a *ledger.Record) bool {
		return a.Device == r.Device && a.Seq <= r.Seq && slices.ContainsFunc(m.order, func(b *ledger.Record) bool {
			return a.Device == b.Device && a.Seq == b.Seq && a.ID != b.ID
		})
	})
}

// judge lets in, again and again, what removals that count accept of forked branches.
func (m *model) judge() {
	for m.taken = (set1{}); ; {
		m.settle()
		n := len(m.taken)
		for _, s := range m.news() {
			rev, ok := s.body.(*authority.Revocation)
			if !ok || rev.Person != "" {
				continue
			}
			f, _ := authority.FrontierOf(rev.Accepts)
			for id := range m.inside(f) {
				if r := m.recs[id]; m.branched(r) && bytes.Equal(rev.Device, r.Device[:]) {
					m.taken[id] = true
				}
			}
		}
		if n == len(m.taken) {
			return
		}
	}
}

// settle finds what is beaten: surely, if even what may be beaten itself is left out of what beats; possibly, if all of it is let in.
func (m *model) settle() {
	surely := map[ledger.Hash]authority.Reason{}
	for range len(m.order) + 1 {
		m.assume(surely)
		possibly := m.losers()
		for id, why := range surely {
			if possibly[id] == "" {
				possibly[id] = why
			}
		}
		m.assume(possibly)
		n := len(surely)
		grown := map[ledger.Hash]authority.Reason{}
		for id, why := range surely {
			grown[id] = why
		}
		for id, why := range m.losers() {
			if possibly[id] != "" {
				grown[id] = why
			}
		}
		surely = grown
		if len(surely) == n || len(surely) == len(possibly) {
			for id := range possibly {
				if surely[id] == "" && m.narrows(m.recs[id]) {
					delete(possibly, id)
				}
			}
			m.assume(possibly)
			return
		}
	}
}

func (m *model) assume(beaten map[ledger.Hash]authority.Reason) {
	m.beaten, m.done = beaten, map[ledger.Hash]authority.Reason{}
	for _, r := range m.order {
		m.merit(r)
	}
}

func (m *model) narrows(r *ledger.Record) bool {
	return len(m.says[r.ID]) == len(r.Ops) && !slices.ContainsFunc(m.says[r.ID], func(s *saying) bool {
		_, removal := s.body.(*authority.Revocation)
		_, withdrawal := s.body.(*authority.Withdrawal)
		return !removal && !withdrawal && !s.own
	})
}

func (m *model) concurrent(a, b *ledger.Record) bool {
	return a != b && !m.pasts[a.ID][b.ID] && !m.pasts[b.ID][a.ID]
}

// news are the sayings that count and are not repetitions.
func (m *model) news() (out []*saying) {
	for _, r := range m.order {
		if len(m.says[r.ID]) > 0 && m.counts(r) {
			for _, s := range m.says[r.ID] {
				if !s.again {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func (m *model) losers() map[ledger.Hash]authority.Reason {
	out := map[ledger.Hash]authority.Reason{}
	for _, r := range m.order {
		if (len(m.says[r.ID]) > 0 || freezes(r)) && r.ID != m.vault && m.merit(r) == "" {
			if why := m.lost(r); why != "" {
				out[r.ID] = why
			}
		}
	}
	return out
}

// lost tells what beats a record.
func (m *model) lost(r *ledger.Record) authority.Reason {
	var why []authority.Reason
	news := m.news()
	for _, q := range news {
		if rev, ok := q.body.(*authority.Revocation); ok && q.rec != r && !m.pasts[r.ID][q.rec.ID] {
			f, _ := authority.FrontierOf(rev.Accepts)
			hit := bytes.Equal(rev.Device, r.Device[:]) || rev.Person != "" && rev.Person == r.Author
			for _, s := range m.says[r.ID] {
				hit = hit || !s.again && rev.Person != "" && slices.ContainsFunc(s.hands, func(h hand) bool { return h.id == rev.Person })
			}
			if hit && !m.inside(f)[r.ID] {
				why = append(why, authority.Removed)
			}
		}
		c, isCard := q.body.(*authority.Card)
		if !m.concurrent(q.rec, r) {
			continue
		}
		if isCard && q.was != nil && height(q.was.Role) > height(c.Role) && freezes(r) && r.Author == c.Person {
			why = append(why, authority.NotRole)
		}
		for _, s := range m.says[r.ID] {
			if s.again {
				continue
			}
			for _, h := range s.hands {
				if isCard && h.id == c.Person && q.was != nil && !bytes.Equal(q.was.Key, c.Key) && !bytes.Equal(h.key, c.Key) {
					why = append(why, authority.OldKey)
				}
				if isCard && h.id == c.Person && q.was != nil && height(q.was.Role) > height(c.Role) && !s.own {
					why = append(why, authority.NotRole)
				}
			}
			mine, isMine := s.body.(*authority.Card)
			gone, isGone := s.body.(*authority.Revocation)
			inv, isInv := s.body.(*authority.Invitation)
			if s.use != nil {
				why = append(why, s.use.outgrown(s, q)...)
				continue
			}
			about := isCard && !s.own && (isMine && mine.Person == c.Person || isGone && gone.Person == c.Person || isInv && inv.Person == c.Person)
			if about && !reaches(s.hands, c.Role) || s.first && len(q.hands) > 0 && q.hands[0].role == authority.Leader {
				why = append(why, authority.TooHigh)
			}
		}
	}
	why = append(why, m.lostUse(r, news)...)
	for _, w := range []authority.Reason{authority.Removed, authority.OldKey, authority.NotRole, authority.TooHigh, authority.Withdrawn, authority.Spent} {
		if slices.Contains(why, w) {
			return w
		}
	}
	return ""
}

// verdict on a record, adopted or not.
func (m *model) verdict(r *ledger.Record) authority.Reason {
	v := m.merit(r)
	plain := len(m.says[r.ID]) == 0 && !freezes(r) && !slices.ContainsFunc(r.Ops, func(op ledger.Op) bool { return op.Entity == "std" && op.Field == "frozen" })
	if v == "" && m.beaten[r.ID] != "" {
		return m.beaten[r.ID]
	}
	if v == "" && plain {
		v = m.lost(r)
	}
	forms := []authority.Reason{authority.NoDevice, authority.NoAuthor, authority.NotThere, authority.NotRole, authority.WasLocked, authority.Removed, authority.Forked}
	for _, s := range m.news() {
		if a, ok := s.body.(*authority.Adoption); ok && bytes.Equal(a.Record, r.ID[:]) && plain && slices.Contains(forms, v) {
			return ""
		}
	}
	return v
}
