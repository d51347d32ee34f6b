package assess_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/schema"
)

// Which nouns can be removed stands in a list, because what has no row of its own is emptied instead.
func TestTheNounsThatCanBeRemovedAreThoseWhoseEndAViewAsksFor(t *testing.T) {
	asked := map[string]bool{}
	assess.ViewSeen(assesstest.State(), assesstest.Standing{}, func(entity, field string) {
		if e := schema.Parse(entity); field == "gone" && e.Noun != nil {
			key := e.Key
			if e.District != "" {
				key = "d/" + key
			}
			asked[key] = true
		}
	})
	for key := range asked {
		if !slices.Contains(assess.Removable, key) {
			t.Errorf("%q: a view asks whether it is gone, but it is not in the list", key)
		}
	}
	for _, key := range assess.Removable {
		if !asked[key] {
			t.Errorf("%q: no view asks whether it is gone", key)
		}
	}
}

// Whatever stands under the ID of a record, a finding or a subdistrict goes with it, so that who edits it brings it back.
func TestPartsAreOfEveryNounUnderTheIDOfWhatCanBeRemoved(t *testing.T) {
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for owner, parts := range assess.Belongs {
			id := schema.Find("d/" + owner).IDs[0]
			if n.District && n.Key != owner && len(n.IDs) > 0 && n.IDs[0] == id && !slices.Contains(parts, n.Key) {
				t.Errorf("%s is under the ID of %s, but no part of it", n.Key, owner)
			}
		}
	}
	for _, key := range assess.Removable {
		n := schema.Find(key)
		if n == nil || !n.District || n.Key == "" || len(n.IDs) != 1 || assess.Belongs[n.Key] != nil {
			continue
		}
		for i := range schema.Nouns {
			if m := &schema.Nouns[i]; m.District && m.Key != n.Key && slices.Contains(m.IDs, n.IDs[0]) && !strings.HasPrefix(n.IDs[0], "item") {
				t.Errorf("%s is under the ID of %s, which has no parts", m.Key, n.Key)
			}
		}
	}
}
