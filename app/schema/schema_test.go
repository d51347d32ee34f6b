package schema_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/schema"
	"kaohe/assets/i18n"
)

// path of a noun's entity, each id being what it is of and a one.
func path(n *schema.Noun) string {
	var parts []string
	if n.District {
		parts = []string{"d", "d1"}
	}
	if n.Key != "" {
		parts = append(parts, n.Key)
	}
	for _, kind := range n.IDs {
		id := kind + "1"
		if kind == "phase" {
			id = "2"
		}
		parts = append(parts, id)
	}
	return strings.Join(parts, "/")
}

func TestEveryNounIsWhole(t *testing.T) {
	phases := []schema.Phase{0, schema.Preparation, schema.Onsite, schema.Consultation, schema.Summary, schema.Rectification}
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		e := path(n)
		at := schema.Parse(e)
		if at.Noun != n || at.Key != n.Key || len(at.IDs) != len(n.IDs) || (at.District == "d1") != n.District {
			t.Errorf("%s is parsed as %+v", e, at)
			continue
		}
		for k, kind := range n.IDs {
			if at.ID(kind) != at.IDs[k] || at.ID(kind) == "" {
				t.Errorf("%s: %s is %q", e, kind, at.ID(kind))
			}
		}
		if n.Act == "" || len(schema.Who(n.Act)) == 0 || len(n.Fields) == 0 {
			t.Errorf("%s: nobody may write it, or there is nothing to write", e)
		}
		covered := n.Phase != 0 || n.PhaseID
		if n.District && covered == (n.Free != "") && n.Key != "sign" || !n.District && (covered || n.Free != "") || !slices.Contains(phases, n.Phase) {
			t.Errorf("%s lies under a signature or is free for a reason: phase %d, %q", e, n.Phase, n.Free)
		}
		if n.PhaseID && (n.Phase != 0 || n.IDs[0] != "phase") {
			t.Errorf("%s has its phase twice, or nowhere", e)
		}
		if (at.Phase() == 0) != (!n.District || n.Free != "") {
			t.Errorf("%s lies under phase %d", e, at.Phase())
		}
		if n.Named != "" && n.Field(n.Named) == nil {
			t.Errorf("%s is named by %s, which it has not", e, n.Named)
		}
	}
}

func TestEveryFieldIsWhole(t *testing.T) {
	kinds := map[string]bool{"theme": true, "person": true}
	for _, n := range schema.Nouns {
		for _, kind := range n.IDs {
			kinds[kind] = true
		}
	}
	for i := range schema.Nouns {
		n, seen := &schema.Nouns[i], map[string]bool{}
		for j := range n.Fields {
			f := &n.Fields[j]
			register := f.Name
			if f.Set {
				register += "/x1"
			}
			switch {
			case f.Name == "" || f.Name == "gone" || f.Name == "why/" || strings.Contains(f.Name, "/") || seen[f.Name]:
				t.Errorf("%s: a field can't be called %q", path(n), f.Name)
			case n.Field(register) != f || f.Set && n.Field(f.Name+"/") != f && f.Member(register) != "x1":
				t.Errorf("%s: %s is not found", path(n), register)
			case f.Kind != schema.Lines && (f.Kind == schema.Ref || f.Set) != (f.Of != "") || f.Of != "" && !kinds[f.Of]:
				t.Errorf("%s: %s is of %q", path(n), f.Name, f.Of)
			case f.Set && f.Kind != schema.Flag:
				t.Errorf("%s: a member of %s is in it or not", path(n), f.Name)
			case f.Kind == schema.Choice && f.One == nil || (f.One == nil) != (f.Words == ""):
				t.Errorf("%s: %s has no words", path(n), f.Name)
			case f.Unit == "" && (f.Kind == schema.Points || f.Kind == schema.Percent):
				t.Errorf("%s: %s has no unit", path(n), f.Name)
			case f.Act != "" && len(schema.Who(f.Act)) == 0:
				t.Errorf("%s: nobody may write %s", path(n), f.Name)
			}
			seen[f.Name] = true
			if f.Member(f.Name) != "" {
				t.Errorf("%s: %s alone has a member", path(n), f.Name)
			}
		}
	}
}

func TestEveryNameIsInBothLanguages(t *testing.T) {
	for _, language := range i18n.Languages {
		say, err := i18n.Load(language)
		if err != nil {
			t.Fatal(err)
		}
		want := func(key string) {
			if say[key] == "" {
				t.Errorf("%s lacks %q", language, key)
			}
		}
		for i := range schema.Nouns {
			n := &schema.Nouns[i]
			want(n.Label())
			for _, f := range append(n.Fields, *n.Field("gone"), *n.Field("why/x")) {
				want(f.Label())
				if f.Unit != "" {
					want(f.Unit)
				}
				for _, x := range f.One {
					want(f.Words + x)
				}
			}
		}
		for _, a := range schema.Acts {
			want("act." + string(a))
		}
		for _, p := range schema.Phases {
			want("phase." + p.Key())
		}
		for _, r := range schema.Roles {
			want("role." + string(r))
		}
	}
}

func TestUnknownPathsAreCoveredUnlessTheyBelongToNobody(t *testing.T) {
	for _, c := range []struct {
		path     string
		district string
		phase    schema.Phase
		act      schema.Act
	}{
		{"d/d1/mood/1", "d1", schema.Onsite, schema.Note},
		{"d/d1/mood", "d1", schema.Onsite, schema.Note},
		{"d/d1/score", "d1", schema.Onsite, schema.Note},      // an id too few
		{"d/d1/claim/i1/2", "d1", schema.Onsite, schema.Note}, // one too many
		{"d/d1/issue/", "d1", schema.Onsite, schema.Note},     // an empty one does not make it free
		{"d/d1/sign/4", "d1", schema.Onsite, schema.Note},     // nor does half a statement
		{"d/d1/task/9/t", "d1", schema.Onsite, schema.Note},   // a phase that is none
		{"d/d1/task/x/t", "d1", schema.Onsite, schema.Note},   //
		{"d/d1/", "d1", schema.Onsite, schema.Note},           //
		{"d", "", 0, schema.Note},                             //
		{"d/", "", 0, schema.Note},                            //
		{"d//score/i", "", 0, schema.Note},
		{"std/colour/1", "", 0, schema.Note},                    //
		{"", "", 0, schema.Note},                                //
		{"d/d1/task/4/t", "d1", schema.Summary, schema.Note},    // known ones beside
		{"d/d1/sign/4/s", "d1", 0, schema.Sign},                 //
		{"d/d1/finalmark/i", "d1", schema.Summary, schema.Mark}, //
		{"d/d1", "d1", schema.Preparation, schema.Plan},         //
		{"std/sign/1", "", 0, schema.Version},                   //
		{"circ/text/problem", "", 0, schema.Plan},               //
	} {
		at := schema.Parse(c.path)
		if at.District != c.district || at.Phase() != c.phase || at.Act("x") != c.act {
			t.Errorf("%q: district %q, phase %d, act %s", c.path, at.District, at.Phase(), at.Act("x"))
		}
		if at.Field("hue") != nil || at.ID("hue") != "" || at.StatementPhase() != 0 && c.act != schema.Sign {
			t.Errorf("%q: has what nobody declared", c.path)
		}
	}
	if schema.Parse("std").Act("frozen") != schema.Freeze || schema.Parse("std").Act("title") != schema.Plan {
		t.Error("a field's act is not its own")
	}
}

func FuzzParse(f *testing.F) {
	for i := range schema.Nouns {
		f.Add(path(&schema.Nouns[i]), "why/x")
	}
	for _, s := range []string{"", "/", "d//", "d/x", "d/x/sign//", "d/x/task/99999999999999999999/t", "std/", "circ/place//", "\x00/\xff"} {
		f.Add(s, "item/")
	}
	f.Fuzz(func(t *testing.T, entity, field string) {
		at := schema.Parse(entity)
		at.Act(field)
		at.StatementPhase()
		if x := at.Field(field); x != nil {
			x.Member(field)
		}
		if under := strings.HasPrefix(entity, "d/") && len(entity) > 2 && entity[2] != '/'; under != (at.District != "") {
			t.Errorf("%q is in district %q", entity, at.District)
		}
		if at.District != "" && at.Phase() == 0 && (at.Noun == nil || at.Noun.Free == "") {
			t.Errorf("%q lies under no signature", entity)
		}
		if at.Noun == nil {
			return
		}
		parts := at.IDs
		if at.Noun.Key != "" {
			parts = append([]string{at.Noun.Key}, parts...)
		}
		if at.Noun.District {
			parts = append([]string{"d", at.District}, parts...)
		}
		if back := strings.Join(parts, "/"); back != entity {
			t.Errorf("%q comes back as %q", entity, back)
		}
	})
}
