package authority

import (
	"strings"

	"kaohe/app/canon"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// fact is what one signed statement in a record says. At most one of card to edition is set, none where it can't be read.
type fact struct {
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
	replaces []ledger.Hash
	signer   Card   // By, as of then
	signedBy []byte // the key with which By has signed, once that was found to hold
	again    bool   // the same words stood before: it is nothing
}

// node is a record with statements in it, or one that freezes the standard.
type node struct {
	rec     *ledger.Record
	facts   []*fact
	freezes bool
	founds  []byte // the recovery key, in the vault's first record
	verdict Reason
}

// controls tells whether a write is of the kind that decides what others may do.
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
		strings.HasPrefix(e, "revoke/") || strings.HasPrefix(e, "adopt/") || e == "recovery"
}

// nodeOf reads a record's statements; nil where it has none.
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
		case op.Entity == "recovery":
			if key, err := ledger.As[[]byte](op.Value); err == nil && r.ID == vault && op.Field == "key" {
				n.founds = key
			}
		default:
			n.facts = append(n.facts, factOf(r, op))
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
	want := "statement"
	switch {
	case at.Noun == nil:
		return f
	case at.Is("sign"):
		f.tag = TagSign
		f.sign = read[Statement](signed.Body)
		if f.sign != nil && (!f.sign.sound() || at.District != f.sign.District || at.StatementPhase() != f.sign.Phase) {
			f.sign = nil
		}
		if f.sign != nil {
			f.replaces = f.sign.replaces()
		}
	case at.Key == "person":
		want, f.tag = "card", TagCard
		if f.card = read[Card](signed.Body); f.card != nil && f.card.Person != at.ID("person") {
			f.card = nil
		}
		if f.card != nil {
			f.replaces = hashes(f.card.Replaces)
		}
	case at.Key == "device":
		want, f.tag = "card", TagDevice
		f.device = read[DeviceCard](signed.Body)
		if f.device != nil && (len(f.device.Device) != len(ledger.Device{}) || ledger.Device(f.device.Device).String() != at.ID("device")) {
			f.device = nil
		}
		if f.device != nil {
			f.replaces = hashes(f.device.Replaces)
		}
	case at.Key == "revoke":
		f.tag = TagRevoke
		f.revoke = read[Revocation](signed.Body)
		if f.revoke != nil && !f.revoke.sound() {
			f.revoke = nil
		}
		if f.revoke != nil {
			f.replaces = hashes(f.revoke.Replaces)
		}
	case at.Key == "adopt":
		f.tag = TagAdopt
		if f.adopt = read[Adoption](signed.Body); f.adopt != nil && len(f.adopt.Record) != len(ledger.Hash{}) {
			f.adopt = nil
		}
	case at.Key == "std/sign":
		f.tag = TagStandard
		f.edition = read[Edition](signed.Body)
	}
	if op.Field != want {
		f.card, f.device, f.sign, f.revoke, f.adopt, f.edition = nil, nil, nil, nil, nil, nil
	}
	return f
}

func (x *Revocation) sound() bool {
	_, ok := FrontierOf(x.Accepts)
	return ok && (len(x.Device) == len(ledger.Device{})) != (x.Person != "") && (len(x.Device) == 0 || len(x.Device) == len(ledger.Device{}))
}

func read[T any](body []byte) *T {
	var t T
	if canon.Unmarshal(body, &t) != nil {
		return nil // a newer version's, or garbage: it proves nothing here
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

// legible tells whether the fact says something.
func (f *fact) legible() bool {
	return f.card != nil || f.device != nil || f.sign != nil || f.revoke != nil || f.adopt != nil || f.edition != nil
}

// vault is the one that the statement names.
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
	}
	return f.edition.Vault
}
