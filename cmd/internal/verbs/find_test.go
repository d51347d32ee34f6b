package verbs

import (
	"errors"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
)

func TestPersonsOfOneNameAreToldApartByAgency(t *testing.T) {
	a := &assess.Assessment{Team: []*assess.Person{{ID: "a", Name: "李明", Agency: "市监管局"}, {ID: "b", Name: "李明", Agency: "市工商局"}, {ID: "c", Name: "李明"}, {ID: "d", Name: "王芳"}}}
	for name, id := range map[string]string{"李明@市监管局": "a", "李明（市工商局）": "b", "c": "c", "王芳": "d"} {
		if p, err := person(a, name); err != nil || p.ID != id {
			t.Errorf("%s is %+v, %v", name, p, err)
		}
	}
	_, err := person(a, "李明")
	var f *words.Fault
	if !errors.As(err, &f) || f.Code() != "person.two" || f.Args[1] != "李明@市监管局、李明@市工商局、c" {
		t.Errorf("%+v", err)
	}
	if _, err := person(a, "李明@别处"); !errors.Is(err, words.Refuse("person.unknown")) {
		t.Error(err)
	}
}
