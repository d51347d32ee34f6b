package onsite

import (
	"slices"
	"strings"

	"kaohe/app/assess"
)

// recordRow is a row of the record list.
type recordRow struct {
	Key, Number, Title string
	Method             string // ID
	When               string
	Present            string
	Different, Revived bool
	Words              string // that it is found by
	is                 *assess.Record
}

func recordRows(a *assess.Assessment, d *assess.District) []recordRow {
	var out []recordRow
	different := disputedRows(a, d, "rec", "qa", "doc")
	for _, r := range d.Records {
		out = append(out, recordRow{is: r, Key: r.ID, Number: r.No, Title: r.Title, Method: r.Method,
			When: strings.TrimSpace(string(r.Date) + " " + r.Time), Present: r.Present, Different: different[r.ID], Revived: r.Revived,
			Words: strings.Join([]string{r.Title, r.Present, r.Place, r.Text, string(r.Date)}, "\n")})
	}
	return out
}

// disputedRows are the records (or findings) of which some box has two values.
func disputedRows(a *assess.Assessment, d *assess.District, nouns ...string) map[string]bool {
	out := map[string]bool{}
	for _, at := range a.Disputed {
		if e := assess.At(at.Entity); e.District == d.ID && e.Noun != nil && slices.Contains(nouns, e.Key) {
			out[e.IDs[0]] = true
		}
	}
	return out
}

// lastSaid is where the record before this one was made, by whom it was attended, or when: of the last that says it.
func lastSaid(d *assess.District, r *assess.Record, field string) string {
	said := ""
	for _, x := range d.Records {
		if x.ID == r.ID {
			break
		}
		text := map[string]string{"place": x.Place, "present": x.Present, "date": string(x.Date), "time": x.Time}[field]
		if text != "" {
			said = text
		}
	}
	return said
}

// resting counts the deductions and findings that rest on a record.
func resting(d *assess.District, r *assess.Record) (deductions, findings int) {
	has := func(list []*assess.Record) bool {
		for _, x := range list {
			if x.ID == r.ID {
				return true
			}
		}
		return false
	}
	for _, s := range d.Scores {
		for _, x := range s.Deductions {
			if has(x.Records) {
				deductions++
			}
		}
	}
	for _, f := range d.Findings {
		if has(f.Records) {
			findings++
		}
	}
	return deductions, findings
}

// drawnFirst are the district's subdistricts, those that were drawn before the others.
func drawnFirst(d *assess.District) []*assess.Subdistrict {
	var drawn, rest []*assess.Subdistrict
	for _, s := range d.Subdistricts {
		if s.Drawn {
			drawn = append(drawn, s)
		} else {
			rest = append(rest, s)
		}
	}
	return append(drawn, rest...)
}

func subdistrict(d *assess.District, id string) *assess.Subdistrict {
	for _, s := range d.Subdistricts {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// missingMethods are those of which there is no record yet, by ID.
func missingMethods(a *assess.Assessment, d *assess.District) []string {
	have := map[string]bool{}
	for _, r := range d.Records {
		have[r.Method] = true
	}
	var out []string
	for _, m := range a.Standard.Methods {
		if !have[m.ID] {
			out = append(out, m.ID)
		}
	}
	return out
}
