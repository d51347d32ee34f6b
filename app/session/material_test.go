package session_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
)

// What a district handed in stays with the material by its name, not with the line of the standard's list that it stood in.
func TestWhatWasHandedInStaysWhereTheListOfMaterialsChanges(t *testing.T) {
	d := newStage(t)
	list := func(names ...string) { d.must(d.Apply(assess.New("edit.item").Set("std/item/a1", "materials", names))) }
	stands := func() string {
		var out []string
		for _, m := range d.View().District("ns").Materials {
			if m.Item == "a1" {
				out = append(out, fmt.Sprintf("%s=%s", m.Name, m.State))
			}
		}
		return strings.Join(out, " ")
	}
	set := func(n int, state string) {
		d.must(d.Apply(assess.SetMaterial(d.View().District("ns").Materials[n], state, "")))
	}
	list("甲", "乙", "丙", "乙")
	set(1, "got")
	set(2, "none")
	set(3, "part")
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"乙", "丙"}, "乙=got 丙=none"},
		{[]string{"丁", "丙", "甲"}, "丁= 丙=none 甲="},
		{[]string{"丙", "乙"}, "丙=none 乙=got"},
	} {
		list(c.names...)
		if got := stands(); got != c.want {
			t.Errorf("%v: %s, not %s", c.names, got, c.want)
		}
	}
	d.must(d.Undo())
	if got := stands(); got != "丁= 丙=none 甲=" {
		t.Errorf("undone: %s", got)
	}
	d.must(d.Apply(assess.Fields("edit.material", "d/ns/mat/a1/2", "state", "got"))) // as an older version wrote it
	if got := stands(); got != "丁= 丙=none 甲=got" {
		t.Errorf("of an older version: %s", got)
	}
}
