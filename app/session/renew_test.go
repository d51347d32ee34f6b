package session_test

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/standard"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

// A view that was renewed edit by edit must be the one that is read whole out of the same log.
func TestRenewedViewEqualsTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, err := roundplantest.Open(content.Files, builtin.Builtin)
		if err != nil {
			t.Fatal(err)
		}
		for n := range rapid.IntRange(1, 8).Draw(t, "edits") {
			_ = r.Apply(drawEdit(t, r.View(), r.Own(), fmt.Sprintf("new%d", n))) // a refusal leaves the view alone, which is looked at too
		}
		state := ledger.New()
		for _, x := range r.Log.Records {
			state.Keep(x)
		}
		if whole := assess.View(state, assess.Authorise(state, r.Log.Vault)); !reflect.DeepEqual(whole, r.View()) {
			t.Fatal("the renewed view differs from the whole")
		}
	})
}

func drawEdit(t *rapid.T, a *assess.Assessment, own ledger.Device, id string) *assess.Edit {
	d := a.Districts[rapid.IntRange(0, len(a.Districts)-1).Draw(t, "district")]
	s := d.Scores[rapid.IntRange(0, len(d.Scores)-1).Draw(t, "item")]
	switch rapid.IntRange(0, 10).Draw(t, "kind") {
	case 0:
		return assess.SetMark(d, s, standard.Points(rapid.Int64Range(0, 500).Draw(t, "mark")), id)
	case 1:
		return assess.AddDeduction(d, s, 50, "理由", id)
	case 2:
		return assess.AddRecord(d, id, string(standard.Symposium), "2006-11-21", "gu", s.Item.ID)
	case 3:
		return assess.AddFinding(d, id, assess.Problem, "named", "问题")
	case 4:
		return assess.Fields("edit.district", d.Entity, "contact", id)
	case 5:
		return assess.Fields("edit.round", "round", "city", id)
	case 6:
		on := assess.Supports{Items: []string{s.Item.ID}}
		for _, r := range d.Records {
			on.Records = append(on.Records, r.ID)
		}
		return assess.AddEvidence(d, assess.Onsite, own, on, photo("some"), photo(id))
	case 7:
		return assess.RemoveEvidence(d.Evidence...)
	case 8:
		return assess.Holding(own, rapid.Bool().Draw(t, "holds"), photo("some").Sum)
	case 9:
		e := assess.New("edit.evidencecaption")
		for _, x := range d.Evidence {
			e.Texts(x.Entity, "caption", id)
		}
		return e
	}
	if len(d.Records) == 0 {
		return assess.SetNA(s, "无")
	}
	return assess.Remove("edit.unrecord", d.Records[rapid.IntRange(0, len(d.Records)-1).Draw(t, "record")].Entity)
}
