package assess_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

func value(w assess.Write) string {
	s, _ := ledger.As[string](w.Value)
	return s
}

// Each row is what was seen of three checks in subdistricts 甲, 乙 (drawn) and 丙 (not drawn), and how uneven that is.
func TestUneven(t *testing.T) {
	const y, p, n, none = assess.Conforms, assess.Partly, assess.Fails, assess.NoVerdict
	for _, c := range []struct {
		name   string
		looks  [3][3]assess.Verdict // by subdistrict and check
		spread int
		first  map[assess.Verdict]int
	}{
		{"nothing seen", [3][3]assess.Verdict{}, 0, map[assess.Verdict]int{}},
		{"all alike", [3][3]assess.Verdict{{y, y, y}, {y, y, y}}, 0, map[assess.Verdict]int{y: 2}},
		{"one differs", [3][3]assess.Verdict{{y, y, n}, {p, y, n}}, 1, map[assess.Verdict]int{y: 1, p: 1}},
		{"all differ", [3][3]assess.Verdict{{y, y, y}, {n, n, n}}, 3, map[assess.Verdict]int{y: 1, n: 1}},
		{"one not seen yet", [3][3]assess.Verdict{{y, y, y}, {none, n, none}}, 1, map[assess.Verdict]int{y: 1}},
		{"one that is not drawn", [3][3]assess.Verdict{{y, y, y}, {y, y, y}, {n, n, n}}, 0, map[assess.Verdict]int{y: 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			checks := []*assess.Check{{ID: "v1"}, {ID: "v2"}, {ID: "v3"}}
			d := &assess.District{ID: "ns", Entity: "d/ns", Looks: map[string]*assess.Look{}}
			for i, id := range []string{"jia", "yi", "bing"} {
				d.Subdistricts = append(d.Subdistricts, &assess.Subdistrict{ID: id, Drawn: i < 2})
				for j, v := range c.looks[i] {
					if v != none {
						d.Looks[assess.LookAt(d, id, checks[j].ID)] = &assess.Look{Verdict: v}
					}
				}
			}
			rows, spread := d.Uneven(checks)
			if spread != c.spread || len(rows) != 3 {
				t.Fatalf("spread %d of %d rows, want %d", spread, len(rows), c.spread)
			}
			for v, n := range c.first {
				if rows[0][v] != n {
					t.Errorf("first check: %v, want %v", rows[0], c.first)
				}
			}
			if len(d.Drawn()) != 2 {
				t.Errorf("%d drawn", len(d.Drawn()))
			}
		})
	}
}
