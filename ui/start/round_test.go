package start_test

import (
	"reflect"
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/start"
)

const phrase = "一句自己记得住的话"

func good() start.Draft {
	return start.Draft{start.BoxTitle: "2006年度考核", start.BoxYear: "２００６", start.BoxCity: "市打假办",
		start.BoxDistricts: "南山区\n福田区\n", start.BoxSubs: "南山区：粤海街道、招商街道\n福田区: 沙头街道",
		start.BoxTeam: "李䶮，市工商局，成员\n沈堃,市质监局,副组长", start.BoxName: "顾彧", start.BoxAgency: "市打假办",
		start.BoxRole: "leader", start.BoxPIN: "246810", start.BoxAgain: "246810", start.BoxSeal: start.Sealed, start.BoxPass: phrase, start.BoxPassAgain: phrase}
}

func TestCheckReadsAWholeDraft(t *testing.T) {
	got, errs := start.Check(good())
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	want := start.NewRound{Title: "2006年度考核", Year: "2006", City: "市打假办",
		Districts: []start.Area{{Name: "南山区", Subdistricts: []string{"粤海街道", "招商街道"}}, {Name: "福田区", Subdistricts: []string{"沙头街道"}}},
		Team:      []start.Member{{Name: "李䶮", Agency: "市工商局", Role: assess.Member}, {Name: "沈堃", Agency: "市质监局", Role: assess.Deputy}},
		Founder:   start.Member{Name: "顾彧", Agency: "市打假办", Role: assess.Leader}, PIN: "246810", Passphrase: phrase}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}

func TestCheckSaysWhatIsWrongBesideItsBox(t *testing.T) {
	for _, c := range []struct {
		name string
		box  start.Box
		text string
		at   start.Box
		key  string
		args []any
	}{
		{"TitleMissing", start.BoxTitle, " ", start.BoxTitle, "title", nil},
		{"YearOfTwoDigits", start.BoxYear, "06", start.BoxYear, "year", nil},
		{"CityMissing", start.BoxCity, "", start.BoxCity, "city", nil},
		{"DistrictTwice", start.BoxDistricts, "南山区\n福田区\n南山区", start.BoxDistricts, "twice", []any{3, "南山区"}},
		{"SubdistrictsWithoutColon", start.BoxSubs, "南山区 粤海", start.BoxSubs, "subs", []any{1}},
		{"SubdistrictsOfNobody", start.BoxSubs, "\n盐田区：沙头角", start.BoxSubs, "nodistrict", []any{2, "盐田区"}},
		{"MemberWithoutAgency", start.BoxTeam, "李䶮", start.BoxTeam, "fields", []any{1}},
		{"MemberWithAnotherRole", start.BoxTeam, "李䶮，工商局，成员\n王五，工商局，司机", start.BoxTeam, "memberrole", []any{2}},
		{"MemberTwice", start.BoxTeam, "李䶮，工商局\n李䶮，工商局", start.BoxTeam, "twice", []any{2, "李䶮"}},
		{"FounderAgain", start.BoxTeam, "顾彧，市打假办，组长", start.BoxTeam, "founder", []any{1, "顾彧"}},
		{"NoName", start.BoxName, "", start.BoxName, "name", nil},
		{"MemberCannotFound", start.BoxRole, "member", start.BoxRole, "role", nil},
		{"ShortPIN", start.BoxPIN, "123", start.BoxPIN, "pin", []any{start.MinPIN}},
		{"ShortPassphrase", start.BoxPass, "1234567", start.BoxPass, "pass", []any{start.MinPassphrase}},
		{"PassphrasesDiffer", start.BoxPassAgain, phrase + "。", start.BoxPassAgain, "passagain", nil},
		{"PINsDiffer", start.BoxAgain, "246811", start.BoxAgain, "again", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := good()
			d[c.box] = c.text
			_, errs := start.Check(d)
			for _, m := range errs[c.at] {
				if m.Key == "start.bad."+c.key && (c.args == nil || reflect.DeepEqual(m.Args, c.args)) {
					return
				}
			}
			t.Fatalf("errors %+v", errs)
		})
	}
}

func TestCheckSaysEverythingAtOnce(t *testing.T) {
	_, errs := start.Check(start.Draft{})
	for _, b := range []start.Box{start.BoxTitle, start.BoxYear, start.BoxCity, start.BoxName, start.BoxRole, start.BoxPIN} {
		if len(errs[b]) == 0 {
			t.Errorf("nothing is said of %s", b)
		}
	}
}

func TestParseMember(t *testing.T) {
	for _, c := range []struct {
		name, line string
		want       start.Member
		bad        string
	}{
		{"Full", "李䶮，市工商局，成员", start.Member{Name: "李䶮", Agency: "市工商局", Role: assess.Member}, ""},
		{"RoleLeftOut", "李䶮, 市工商局", start.Member{Name: "李䶮", Agency: "市工商局", Role: assess.Member}, ""},
		{"PastedFromASheet", "李䶮\t市工商局\t秘书", start.Member{Name: "李䶮", Agency: "市工商局", Role: assess.Secretary}, ""},
		{"TooMany", "李䶮，市，工商局，成员", start.Member{}, "fields"},
		{"NameAlone", "李䶮", start.Member{}, "fields"},
		{"UnknownRole", "李䶮，市工商局，主任", start.Member{Name: "李䶮", Agency: "市工商局", Role: assess.Member}, "memberrole"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, bad := start.ParseMember(c.line); got != c.want || bad != c.bad {
				t.Fatalf("got %+v %q", got, bad)
			}
		})
	}
}
