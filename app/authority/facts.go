package authority

import (
	"strings"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// fact is the content of one signed statement in a record. At most one of card to withdraw is set; none if it can't be read.
type fact struct {
	node     *node
	rec      *ledger.Record
	entity   string
	signed   Signed
	tag      string
	digest   ledger.Hash
	card     *Card
	device   *DeviceCard
	sign     *Statement
	revoke   *Revocation
	adopt    *Adoption
	edition  *Edition
	invite   *Invitation
	withdraw *Withdrawal
	named    []ledger.Hash // digests of the statements that it says it replaces

	// The result of check.
	replaces []ledger.Hash
	signer   Card                      // the person By, as of the statement
	signers  []signer                  // all who have signed, once the signatures are verified
	again    bool                      // the same words were stated before: it has no effect
	own      bool                      // of a card: it changes only the key of the person who signs it
	first    bool                      // of a card or invitation: it is allowed only because no leader had signed anything yet
	was      *Card                     // of a card or invitation: the person's card before it
	voice    string                    // of a card: see signer
	inside   func(*ledger.Record) bool // of a removal or withdrawal: tells which records it accepts
	use      *fact                     // the invitation that signed it
	watch    []ledger.Device           // of an invitation: see context.watch
}

// node is a record that contains statements or freezes the standard.
type node struct {
	rec      *ledger.Record
	facts    []*fact
	freezes  bool
	founds   []byte // the recovery key, in the vault's first record
	past     ledger.Past
	merit    Reason // the verdict by its own past alone
	verdict  Reason
	seenFrom map[ledger.Device]int // see Judge.seenFrom
}

// controls tells whether a write decides what others may do.
func controls(op *ledger.Op) bool {
	e := op.Entity
	switch {
	case strings.HasPrefix(e, "d/"):
		_, rest, _ := strings.Cut(e[2:], "/")
		return strings.HasPrefix(rest, "sign/")
	case e == "std":
		return op.Field == "frozen"
	}
	return strings.HasPrefix(e, "person/") || strings.HasPrefix(e, "device/") || strings.HasPrefix(e, "std/sign/") ||
		strings.HasPrefix(e, "revoke/") || strings.HasPrefix(e, "adopt/") || strings.HasPrefix(e, "invite/") || strings.HasPrefix(e, "withdraw/") ||
		e == "recovery"
}

// nodeOf reads the statements of a record, or returns nil if it has none.
func nodeOf(r *ledger.Record, vault ledger.Hash) *node {
	var n *node
	for i := range r.Ops {
		op := &r.Ops[i]
		if !controls(op) {
			continue
		}
		if n == nil {
			n = &node{rec: r}
		}
		switch {
		case op.Entity == "std":
			frozen, err := ledger.As[bool](op.Value)
			n.freezes = n.freezes || err == nil && frozen
		case op.Entity == "recovery" && r.ID == vault:
			if key, err := ledger.As[[]byte](op.Value); err == nil && op.Field == "key" {
				n.founds = key
			}
		default:
			f := factOf(r, op)
			f.node = n
			n.facts = append(n.facts, f)
		}
	}
	return n
}

func factOf(r *ledger.Record, op *ledger.Op) *fact {
	f := &fact{rec: r, entity: op.Entity}
	signed, err := ledger.As[Signed](op.Value)
	if err != nil || len(signed.Also) > maxCoSigners {
		return f
	}
	f.signed, f.digest = signed, signed.Digest()
	at := schema.Parse(op.Entity)
	key := at.Key
	if at.District != "" {
		key = "d/" + key
	}
	k, known := kinds[key]
	if at.Noun == nil || !known {
		return f
	}
	f.tag = k.tag
	if op.Field == k.field {
		k.read(f, at)
	}
	return f
}

// kind is one kind of statement: its field, the tag under which it is signed, and how it is read. read leaves f empty if the numbers in the
// statement are out of range.
type kind struct {
	field, tag string
	read       func(f *fact, at schema.At)
}

var kinds = map[string]kind{
	"person":   {"card", TagCard, (*fact).readCard},
	"device":   {"card", TagDevice, (*fact).readDevice},
	"revoke":   {"statement", TagRevoke, (*fact).readRevocation},
	"adopt":    {"statement", TagAdopt, (*fact).readAdoption},
	"invite":   {"statement", TagInvite, (*fact).readInvitation},
	"withdraw": {"statement", TagWithdraw, (*fact).readWithdrawal},
	"std/sign": {"statement", TagStandard, (*fact).readEdition},
	"d/sign":   {"statement", TagSign, (*fact).readSign},
}

func (f *fact) readCard(at schema.At) {
	if c := read[Card](f.signed.Body); c != nil && c.Person == at.ID("person") {
		f.card, f.named = c, hashes(c.Replaces)
	}
}

func (f *fact) readDevice(at schema.At) {
	c := read[DeviceCard](f.signed.Body)
	if c != nil && len(c.Device) == len(ledger.Device{}) && ledger.Device(c.Device).String() == at.ID("device") {
		f.device, f.named = c, hashes(c.Replaces)
	}
}

func (f *fact) readRevocation(schema.At) {
	if x := read[Revocation](f.signed.Body); x != nil && x.sound() {
		f.revoke = x
	}
}

func (f *fact) readAdoption(schema.At) {
	if x := read[Adoption](f.signed.Body); x != nil && len(x.Record) == len(ledger.Hash{}) {
		f.adopt = x
	}
}

func (f *fact) readEdition(schema.At) { f.edition = read[Edition](f.signed.Body) }

func (f *fact) readSign(at schema.At) {
	st := read[Statement](f.signed.Body)
	if st != nil && st.sound() && at.District == st.District && at.StatementPhase() == st.Phase {
		f.sign, f.named = st, st.replaces()
	}
}

func (x *Revocation) sound() bool {
	_, ok := FrontierOf(x.Accepts)
	return ok && (len(x.Device) == len(ledger.Device{})) != (x.Person != "") && (len(x.Device) == 0 || len(x.Device) == len(ledger.Device{}))
}

func read[T any](body []byte) *T {
	var t T
	if cbor.Unmarshal(body, &t) != nil {
		return nil // written by a newer version, or garbage: it proves nothing here
	}
	return &t
}

func hashes(list [][]byte) []ledger.Hash {
	var out []ledger.Hash
	for _, b := range list {
		if len(b) == len(ledger.Hash{}) {
			out = append(out, ledger.Hash(b))
		}
	}
	return out
}

// legible tells whether the statement could be read.
func (f *fact) legible() bool {
	return f.card != nil || f.device != nil || f.sign != nil || f.revoke != nil || f.adopt != nil || f.edition != nil ||
		f.invite != nil || f.withdraw != nil
}

// vault returns the vault's id that the statement names.
func (f *fact) vault() []byte {
	switch {
	case f.card != nil:
		return f.card.Vault
	case f.device != nil:
		return f.device.Vault
	case f.sign != nil:
		return f.sign.Vault
	case f.revoke != nil:
		return f.revoke.Vault
	case f.adopt != nil:
		return f.adopt.Vault
	case f.invite != nil:
		return f.invite.Vault
	case f.withdraw != nil:
		return f.withdraw.Vault
	}
	return f.edition.Vault
}
