package verbs

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// district by its name on screen, with or without 区, or its id.
func (c *call) district(a *assess.Assessment, name string) (*assess.District, error) {
	for _, d := range a.Districts {
		if name == d.ID || name == d.Name || name+"区" == d.Name {
			return d, nil
		}
	}
	return nil, words.Refuse("district.unknown", name)
}

// phase by its name on screen, its key, or its number.
func (c *call) phase(name string) (assess.Phase, error) {
	for _, p := range assess.Phases {
		if name == p.Key() || name == c.Say.Get("phase."+p.Key()) || name == fmt.Sprint(int(p)) {
			return p, nil
		}
	}
	return 0, words.Refuse("phase.unknown", name)
}

// person by name, name and agency (assess.Calls), or id; a name that two people share is refused.
func person(a *assess.Assessment, name string) (*assess.Person, error) {
	var found []*assess.Person
	for _, p := range a.Team {
		if p.ID == name {
			return p, nil
		}
		if assess.Calls(name, p.Name, p.Agency) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 0:
		return nil, words.Refuse("person.unknown", name)
	case 1:
		return found[0], nil
	}
	var apart []string
	for _, p := range found {
		apart = append(apart, apartFrom(p, found))
	}
	return nil, words.Refuse("person.two", name, strings.Join(apart, "、"))
}

// apartFrom tells a person from others of the same name: by the agency, or by the id where that is the same too.
func apartFrom(p *assess.Person, others []*assess.Person) string {
	for _, o := range others {
		if p.Agency == "" || o != p && o.Agency == p.Agency {
			return p.ID
		}
	}
	return p.Name + "@" + p.Agency
}

// itemBy finds an item by its code or id. Fault: item.unknown.
func itemBy(a *assess.Assessment, code string) (*standard.Item, error) {
	for _, i := range a.Standard.Items() {
		if code == i.Code || code == i.ID {
			return i, nil
		}
	}
	return nil, words.Refuse("item.unknown", code)
}
