package assess_test

import (
	"errors"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// permit asks whoever decides: for the standard that is not PermitAct.
func permit(p *assess.Person, act assess.Act) error {
	if assess.Who(act) != nil {
		return assess.PermitAct(p, act)
	}
	err := assess.PermitStandard(&assess.Assessment{Standard: &standard.Standard{}, NextStandard: &standard.Standard{}}, p, act)
	if errors.Is(err, words.Refuse("role")) {
		return err
	}
	return nil // other refusals are not about who
}

// Row by row, as a person would read it off the help.
func TestRoleTable(t *testing.T) {
	all := assess.Phases
	rows := map[assess.Act]assess.RoleRow{}
	for _, r := range assess.RoleTable() {
		rows[r.Act] = r
	}
	for _, c := range []struct {
		act    assess.Act
		may    string // leader, deputy, member, secretary
		pin    bool
		phases []assess.Phase
	}{
		{assess.Plan, "yy.y", false, []assess.Phase{assess.Preparation}},
		{assess.Mark, "yyy.", false, []assess.Phase{assess.Onsite, assess.Summary}},
		{assess.Note, "yyyy", false, all},
		{assess.Raise, "yyyy", false, []assess.Phase{assess.Onsite, assess.Consultation, assess.Summary, assess.Rectification}},
		{assess.Sign, "yy..", true, all},
		{assess.Reopen, "yy..", true, all},
		{assess.Freeze, "y...", true, nil},
		{assess.Version, "yy..", true, nil},
		{assess.Enrol, "yy.y", true, nil},
		{assess.Adopt, "yy..", true, nil},
	} {
		t.Run(string(c.act), func(t *testing.T) {
			row, ok := rows[c.act]
			if !ok || row.PIN != c.pin || !slices.Equal(row.Phases, c.phases) {
				t.Errorf("row %+v", row)
			}
			for i, role := range assess.Roles {
				want := c.may[i] == 'y'
				err := permit(&assess.Person{Role: role}, c.act)
				if row.May(role) != want || (err == nil) != want {
					t.Errorf("%s: the table says %v, Permit says %v", role, row.May(role), err)
				}
				if !want && !errors.Is(err, words.Refuse("role")) {
					t.Errorf("%s: a refusal must say who may: %v", role, err)
				}
			}
		})
	}
	if len(rows) != len(assess.Acts) {
		t.Errorf("%d rows", len(rows))
	}
}
