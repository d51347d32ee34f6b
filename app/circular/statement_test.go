package circular_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/circular"
)

// join lets the first n districts' first findings share some words.
func join(a *assess.Assessment, n int, kind assess.FindingKind, text string) *assess.Assessment {
	g := &assess.CityGroup{ID: "g", Kind: kind, Text: text}
	if kind != assess.Highlight {
		g.Theme = string(kind) + "-a"
	}
	a.Circular.Groups = append(a.Circular.Groups, g)
	for _, d := range a.Districts[:n] {
		d.Findings[0].Kind = kind
		a.Circular.Places[assess.FindingKey(d.ID, d.Findings[0].ID)] = &assess.Placed{Group: "g"}
	}
	return a
}

func TestJoinedFindingsAreSaidOnceInTheWordsWrittenForThem(t *testing.T) {
	for _, c := range []struct {
		name   string
		n      int
		text   string
		want   string
		before func(*assess.Assessment)
	}{
		{"the quantifier is put before them", 3, "台账记得不勤。", "部分区台账记得不勤。", nil},
		{"one that is right is kept where it stands", 3, "说到台账，有些区记得不勤", "说到台账，有些区记得不勤。", nil},
		{"one that is wrong is put right where it stands", 5, "说到台账，有些区记得不勤。", "说到台账，多数区记得不勤。", nil},
		{"words that count something smaller are not counted twice", 3, "有的街道台账记得不勤。", "有的街道台账记得不勤。", nil},
		{"without words they are said as without the group", 2, "", "部分区台账没有更新。", nil},
		{"a finding without words of its own is among them", 3, "台账记得不勤。", "部分区台账记得不勤。",
			func(a *assess.Assessment) { a.Districts[1].Findings[0].FinalCity = "" }},
		{"one that names a district in its own words is among them", 3, "台账记得不勤。", "部分区台账记得不勤。",
			func(a *assess.Assessment) { a.Districts[1].Findings[0].FinalCity = "罗湖台账没有。" }},
		{"one that was withdrawn is not", 2, "台账记得不勤。", "个别区台账记得不勤。",
			func(a *assess.Assessment) { a.Districts[1].Findings[0].Withdrawn = true }},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := join(six(c.n, "台账没有更新。"), c.n, assess.Problem, c.text)
			if c.before != nil {
				c.before(a)
			}
			if got := problemText(a); got != c.want {
				t.Errorf("got %s", got)
			}
			if got := circular.Check(a, circular.Compose(a)); len(got) != 0 {
				t.Errorf("in doubt: %+v", got)
			}
		})
	}
}

func TestWhatNobodyJoinedFollowsWhatWasJoined(t *testing.T) {
	a := join(six(2, "台账没有更新。"), 2, assess.Problem, "台账记得不勤。")
	a.Districts[4] = area("d5", "宝安区", "会议没有纪要。")
	if got := problemText(a); got != "部分区台账记得不勤。同时，个别区会议没有纪要。" {
		t.Errorf("got %s", got)
	}
}

func TestHighlightsOfSeveralDistrictsAreSaidOnce(t *testing.T) {
	base := func() *assess.Assessment {
		a := join(six(2, "先行一步。"), 2, assess.Highlight, "出台了制度。")
		a.Districts[2] = area("d3", "南山区", "办法新。")
		a.Districts[2].Findings[0].Kind = assess.Highlight
		a.Districts[3] = area("d4", "盐田区", "责任书签全。")
		a.Districts[3].Findings[0].Kind = assess.Achievement
		return a
	}
	a := base()
	if got := circular.Compose(a).Section(circular.Highlights).String(); got != "（二）各区工作各具特色\n南山区办法新。福田、罗湖两区出台了制度。" {
		t.Errorf("as a paragraph: %s", got)
	}
	a.Circular.Highlights = assess.AsSection
	s := circular.Compose(a).Section(circular.Highlights)
	if s.String() != "南山区办法新。\n福田、罗湖两区出台了制度。" || s.Title == "" {
		t.Errorf("as a section: %s", s)
	}
	a.Circular.Highlights, a.Districts[1].Name = "", "罗湖县"
	if got := circular.Compose(a).Section(circular.Highlights).String(); !strings.HasSuffix(got, "福田区、罗湖县出台了制度。") {
		t.Errorf("with names that end differently: %s", got)
	}
	for range 3 {
		a.Districts = append(a.Districts, area("x"+a.Districts[len(a.Districts)-1].ID, "某区"))
	}
	if circular.Compose(a).Section(circular.Highlights).Title == "" {
		t.Error("nine districts' highlights are one paragraph")
	}
}

func TestNoThemeIsSaidInThePatternOfItsNeighbour(t *testing.T) {
	a := city()
	for _, x := range []string{"a", "b"} {
		d := area("d"+x, x+"区", "缺"+x+"一本台账。", "会议"+x+"没有开。")
		d.Findings[1].Items = []string{"b1"}
		a.Districts = append(a.Districts, d)
	}
	a.Standard.Sections[0].Title = "协作机制"
	var heads, leads []string
	for _, p := range circular.Compose(a).Section(circular.Problems).Paragraphs {
		text := p.Sentences[0].Text
		if _, after, ok := strings.Cut(text, "机制"); p.Heading && ok {
			heads = append(heads, after)
		} else if !p.Heading {
			leads = append(leads, text)
		}
	}
	for _, list := range [][]string{heads, leads} {
		if len(list) != 2 || list[0] == list[1] {
			t.Errorf("%q", list)
		}
	}
}

func TestTheOpeningSaysWhyWhenAndByWhom(t *testing.T) {
	for _, c := range []struct{ name, from, to, lead, purpose, want string }{
		{"nothing is known", "", "", "", "", "为全面了解各区落实打假责任制情况，督促工作落实，考核小组对各区落实打假责任制情况进行了考核。"},
		{"a purpose that begins with 为", "2006-09-04", "2006-11-30", "市打假办", "为摸清底数。", "为摸清底数，2006年9月至11月，市打假办牵头组织对各区"},
		{"one month", "2006-09-04", "2006-09-30", "", "摸清底数", "为摸清底数，2006年9月，考核小组"},
		{"two years", "2006-12-04", "2007-01-30", "", "摸清底数", "为摸清底数，2006年12月至2007年1月，考核小组"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := city()
			a.From, a.To, a.Lead, a.Purpose = assess.Day(c.from), assess.Day(c.to), c.lead, c.purpose
			if got := circular.Compose(a).Section(circular.Opening).String(); !strings.HasPrefix(got, c.want) {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestAgenciesAreNamedWithTheLeadFirst(t *testing.T) {
	a := city()
	a.Lead = "市打假办"
	for _, agency := range []string{"市质监局", "市工商局", "市打假办", "省烟草局", "市质监局"} {
		a.Team = append(a.Team, &assess.Person{Name: "某", Agency: agency, Role: assess.Member})
	}
	a.Team[0].Role, a.Team[0].Post = assess.Leader, "副局长"
	want := "考核小组由市打假办和市质监局、工商局、省烟草局四个单位派员组成，由市质监局副局长某担任组长。"
	if got := circular.Compose(a).Section(circular.Conduct).String(); !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
	rewrite(t, a, circular.Conduct, func(s string) string { return s + "以上。" })
	a.Team = a.Team[1:]
	a.Team[0].Agency = "市打假办"
	if got := circular.Check(a, circular.Compose(a)); !slices.Equal(kinds(got), []circular.Kind{circular.NewNumber}) {
		t.Errorf("an agency less: %+v", got)
	}
}

func TestScoresAreAttachedUnlessTheRoundSaysNo(t *testing.T) {
	a := round(t).View()
	n := len(circular.Compose(a).Document(a).Blocks)
	a.Circular.NoScores = true
	if got := len(circular.Compose(a).Document(a).Blocks); got != n-4 {
		t.Errorf("%d blocks of %d", got, n)
	}
}

func TestWhatMayBeJoinedIsProposed(t *testing.T) {
	const one, like, other = "出租屋登记不实，线索通报迟缓。", "出租屋登记笼统，线索通报超时。", "会议没有纪要。"
	for _, c := range []struct {
		name   string
		change func(*assess.Assessment)
		want   string
	}{
		{"texts that are related", func(*assess.Assessment) {}, "x/p1 y/p1"},
		{"items that are shared", func(a *assess.Assessment) {
			a.Districts[0].Findings[0].Items, a.Districts[2].Findings[0].Items = []string{"a1", "a2"}, []string{"a2"}
		}, "x/p1 y/p1 z/p1"},
		{"not what is joined", func(a *assess.Assessment) {
			a.Circular.Groups = []*assess.CityGroup{{ID: "g", Kind: assess.Problem, Theme: "problem-a"}}
			a.Circular.Places["x/p1"] = &assess.Placed{Group: "g"}
		}, ""},
		{"not what was set apart", func(a *assess.Assessment) { a.Circular.Places["y/p1"].With = "y/p1" }, ""},
		{"not what stands under another theme", func(a *assess.Assessment) { a.Circular.Places["y/p1"] = &assess.Placed{Theme: "problem-b"} }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := city(area("x", "福田区", one), area("y", "罗湖区", like), area("z", "南山区", other))
			for i, d := range a.Districts {
				d.Findings[0].Items = []string{"a" + string(rune('1'+2*i))}
				a.Circular.Places[assess.FindingKey(d.ID, "p1")] = &assess.Placed{Theme: "problem-a"}
			}
			c.change(a)
			var got []string
			for _, refs := range circular.Proposed(a, assess.Problem)["problem-a"] {
				for _, r := range refs {
					got = append(got, assess.FindingKey(r.District, r.Finding))
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
