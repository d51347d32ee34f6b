package session_test

import (
	"errors"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// required calls f with each required field of the schema: a new one is among them as soon as it is declared.
func required(t *testing.T, f func(t *testing.T, d *stage, at ledger.Register, value any)) {
	n := 0
	for i := range schema.Nouns {
		noun := &schema.Nouns[i]
		for j := range noun.Fields {
			if field := &noun.Fields[j]; field.Required {
				n++
				at := ledger.Register{Entity: assesstest.Entity(noun), Field: field.Name}
				t.Run(at.Entity+" "+at.Field, func(t *testing.T) {
					d := newStage(t)
					if noun.Own {
						at.Entity = strings.Replace(at.Entity, assesstest.ID("person"), d.Who().ID, 1)
					}
					f(t, d, at, assesstest.Value(noun, field))
				})
			}
		}
	}
	if n < 20 {
		t.Fatalf("only %d required fields", n)
	}
}

// empties are all ways of saying nothing that a field's kind takes.
func empties(at ledger.Register) map[string]any {
	out := map[string]any{"null": nil}
	switch schema.Parse(at.Entity).Field(at.Field).Kind {
	case schema.Text, schema.Prose:
		out["nothing"], out["blanks"] = "", " \u3000\n"
	case schema.Choice, schema.Ref:
		out["nothing"] = ""
	case schema.Table:
		out["no rows"] = []string{}
	}
	return out
}

func (d *stage) value(at ledger.Register) ledger.Value {
	h := d.History(at)
	if len(h) == 0 {
		return ""
	}
	return h[len(h)-1].New
}

func write(at ledger.Register, v any) *assess.Edit {
	return assess.New("edit.text").Set(at.Entity, at.Field, v)
}

func TestARequiredFieldThatIsFilled(t *testing.T) {
	required(t, func(t *testing.T, d *stage, at ledger.Register, value any) {
		d.must(d.Apply(write(at, value)))
		stood := d.value(at)
		for name, v := range empties(at) {
			err := d.Apply(write(at, v))
			var f *words.Fault
			if !errors.As(err, &f) || f.Code() != "required" || len(f.Args) != 1 || d.value(at) != stood {
				t.Errorf("emptied by %s: %v, now %v", name, err, d.value(at))
			}
		}
		d.must(d.Apply(write(at, value))) // written again as it is
		d.must(d.Apply(write(at, nil).Set(at.Entity, "gone", true)))
		d.must(d.Apply(write(at, nil)))                                                 // of what is gone nothing is asked
		d.must(d.Apply(write(at, value).Set(at.Entity, "gone", false)))                 // brought back
		d.refused("required", d.Apply(write(at, nil).Set(at.Entity, "gone", false)))    // and whole again
		d.refused("required", d.Apply(write(at, nil).Set("d/ns/sub/yh", "gone", true))) // another one's end is not its own
	})
}

func TestARequiredFieldThatWasNeverFilled(t *testing.T) {
	required(t, func(t *testing.T, d *stage, at ledger.Register, value any) {
		if d.value(at) != "" {
			t.Fatal("the desk has it already: this test says nothing")
		}
		for _, v := range empties(at) { // what is new starts empty
			d.must(d.Apply(write(at, v)))
		}
		empty := d.value(at)
		d.must(d.Apply(write(at, value)))
		filled := d.value(at)
		d.must(d.Undo()) // the first filling: what stood is restored
		if d.value(at) != empty {
			t.Errorf("after undo %v, want %v", d.value(at), empty)
		}
		d.must(d.Redo())
		if d.value(at) != filled {
			t.Errorf("after redo %v, want %v", d.value(at), filled)
		}
		d.refused("required", d.Apply(write(at, nil)))
	})
}

// Two laptops, one of which undid the first filling: the conflict is settled by a value, not by none.
func TestAConflictInARequiredFieldIsNotSettledByNothing(t *testing.T) {
	d := newStage(t)
	second(t, d)
	at := ledger.Register{Entity: "d/ns/task/1/t", Field: "what"}
	d.must(d.Apply(write(at, "发通知")))
	d.elsewhere(ledger.Record{Author: "chen", Label: "edit.undo", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of("")}}})
	if len(d.View().Disputed) != 1 {
		t.Fatalf("%v", d.View().Disputed)
	}
	d.refused("required", d.Apply(d.View().Settle(at, ledger.Of(""), "不用", "n")))
	d.must(d.Apply(d.View().Settle(at, ledger.Of("发通知"), "要发", "n")))
}
