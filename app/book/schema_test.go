package book

import (
	"slices"
	"testing"

	"kaohe/app/assess/assesstest"
	"kaohe/app/schema"
)

// kindsOf says as what a column may hold a field.
var kindsOf = map[schema.Kind][]Kind{
	schema.Text: {Text, Long}, schema.Prose: {Long}, schema.Clock: {Text}, schema.Day: {Date}, schema.Choice: {Choice}, schema.Ref: {Choice, Text},
	schema.Flag: {Yes}, schema.Number: {Count}, schema.Percent: {Count}, schema.Order: {Count}, schema.Points: {Points},
}

func TestColumnsHoldWhatTheSchemaDeclares(t *testing.T) {
	x := look(assesstest.View())
	for _, s := range sheets {
		for entity := range x.at[s.name] {
			for i := range s.cols {
				c := &s.cols[i]
				if c.field == "" {
					continue // names a row, or writes by itself: TestEveryFieldHasAColumn
				}
				w := &work{in: &incoming{entity: entity, s: s, t: &taking{}}}
				e := w.entity(c.noun)
				field := c.field
				if c.Kind == List {
					field += "/x"
				}
				f := schema.Parse(e).Field(field)
				switch {
				case f == nil:
					t.Errorf("%s %s: %s %s is declared nowhere", s.name, c.Head, e, c.field)
				case f.Set != (c.Kind == List) || !f.Set && !slices.Contains(kindsOf[f.Kind], c.Kind):
					t.Errorf("%s %s holds kind %d as %d", s.name, c.Head, f.Kind, c.Kind)
				case (f.Of != "") != (c.ref != ""):
					t.Errorf("%s %s names %q, the schema %q", s.name, c.Head, c.ref, f.Of)
				case c.must && !f.Required:
					t.Errorf("%s %s is asked of a new row, and not required", s.name, c.Head)
				}
				if f != nil && f.Kind == schema.Choice {
					for _, word := range c.codes {
						if !slices.Contains(f.One, word.code) {
							t.Errorf("%s %s offers %s, which is no word of it", s.name, c.Head, word.code)
						}
					}
					if len(c.codes) != len(f.One) {
						t.Errorf("%s %s offers %d of %d words", s.name, c.Head, len(c.codes), len(f.One))
					}
				}
			}
		}
		if len(x.at[s.name]) == 0 {
			t.Errorf("%s has no row of a round that has everything", s.name)
		}
	}
}
