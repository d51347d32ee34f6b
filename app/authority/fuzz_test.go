package authority_test

import (
	"testing"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// FuzzStatements lets attackers sign whatever bytes they like with keys that count, under any noun and on any laptop: nothing panics or
// hangs, all orders give the same verdicts, and the record behind it is judged as if it were not there unless it counts.
func FuzzStatements(f *testing.F) {
	w := team(f)
	a := w.laptop("A")
	for i, op := range []ledger.Op{a.entry("eve", authority.Deputy, "chen"), a.enrol(w.laptop("E"), []string{"li"}, "chen"), a.remove("li", "chen"),
		a.adopt(a.has[1], "chen"), a.sign("sign", "chen"), a.edition(schema.Freeze, "chen")[0]} {
		x, err := ledger.As[authority.Signed](op.Value)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(op.Entity, op.Field, x.Body, uint8(i), uint8(i), false)
		f.Add(op.Entity, op.Field, []byte(op.Value), uint8(i), uint8(3), true)
	}
	tags := []string{authority.TagCard, authority.TagDevice, authority.TagRevoke, authority.TagAdopt, authority.TagSign, authority.TagStandard, authority.TagInvite,
		authority.TagWithdraw}
	f.Fuzz(func(t *testing.T, entity, field string, body []byte, tag, by uint8, raw bool) {
		w := team(t)
		a, b := w.laptop("A"), w.laptop("B")
		people := []string{"chen", "lin", "wen", "li", "", "nobody"}
		who := people[int(by)%len(people)]
		op := ledger.Op{Entity: entity, Field: field, Value: ledger.Value(body)}
		if !raw {
			x := authority.Signed{By: who, Body: body}
			if w.keys[who] != nil {
				x.Sig = w.officer(who).Sign(append([]byte(tags[int(tag)%len(tags)]), body...))
			}
			op.Value = ledger.Of(x)
		}
		l := []*laptop{a, b}[int(tag)%2]
		r := l.write(map[*laptop]string{a: "chen", b: "li"}[l], op)
		after := a.blind("chen", a.sign("sign", "chen"))
		j := authority.New(stateOf(w.all()), w.vault)
		j.Judge()
		again := l.judge()
		if l == b && j.Verdict(r) != again.Verdict(r) {
			t.Fatalf("%q, and %q where nothing else is", j.Verdict(r), again.Verdict(r))
		}
		if j.Verdict(r) != authority.Counts && j.Verdict(after) != authority.Counts {
			t.Fatalf("held as %q, it makes the next one fail as %q", j.Verdict(r), j.Verdict(after))
		}
	})
}
