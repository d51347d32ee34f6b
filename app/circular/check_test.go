package circular_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/circular"
)

func replace(old, by string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, by, 1) }
}

func TestDoubtsAboutAnEditedText(t *testing.T) {
	const problem = "出租屋登记不实，线索通报迟缓。"
	base := func() *assess.Assessment {
		a := six(2, problem)
		a.Districts[2] = area("d3", "南山区", "责任书没有签到12个社区。")
		a.Districts[2].Subdistricts = []*assess.Subdistrict{{Name: "粤海街道"}}
		return a
	}
	const lead = "部分区不同程度地存在不足。"
	for _, c := range []struct {
		name string
		edit func(string) string
		then func(*assess.Assessment)
		want []circular.Kind
	}{
		{"a reworded sentence keeps its ground", replace("登记不实，线索通报迟缓", "登记失实，线索通报比较迟缓，要引起重视"), nil, nil},
		{"a quantifier that says more", replace("有些区出租屋", "多数区出租屋"), nil, []circular.Kind{circular.BadQuantifier}},
		{"another word for the same quantifier", replace("有些区出租屋", "部分区出租屋"), nil, nil},
		{"a quantifier with nothing behind it", func(s string) string { return s + "\n个别区食堂的伙食不好。" }, nil, []circular.Kind{circular.BadQuantifier}},
		{"a sentence without a quantifier", replace("有些区出租屋", "出租屋"), nil, nil},
		{"a district by its short name", replace("有些区出租屋", "有些区（如福田）出租屋"), nil, []circular.Kind{circular.NamesDistrict}},
		{"a subdistrict without 街道", replace("12个社区", "粤海的12个社区"), nil, []circular.Kind{circular.NamesDistrict}},
		{"a sentence struck out", replace("一是有些区出租屋登记不实，线索通报迟缓；", ""), nil, []circular.Kind{circular.LeftOut, circular.LeftOut}},
		{"the lead struck out leaves nothing out", replace(lead, ""), nil, nil},
		{"two sentences made one count together", replace("迟缓；二是责任书", "迟缓，还有的责任书"), nil, nil},
		{"a number changed by hand", replace("12个", "15个"), nil, []circular.Kind{circular.NewNumber}},
		{"a number of its own", replace("迟缓；", "迟缓，2007年要解决；"), nil, nil},
		{"a number changed in the finding", replace("没有签到", "未签到"),
			func(a *assess.Assessment) {
				a.Districts[2].Findings[0].FinalCity = "责任书没有签到15个社区。"
			},
			[]circular.Kind{circular.NewNumber}},
		{"a finding withdrawn", replace("登记不实", "登记失实"), func(a *assess.Assessment) { a.Districts[0].Findings[0].Withdrawn = true },
			[]circular.Kind{circular.BadQuantifier}},
		{"the only finding of a sentence withdrawn", replace("登记不实", "登记失实"),
			func(a *assess.Assessment) { a.Districts[2].Findings[0].Withdrawn = true }, []circular.Kind{circular.GoneFinding}},
		{"a finding removed", replace("登记不实", "登记失实"), func(a *assess.Assessment) { a.Districts[2].Findings = nil },
			[]circular.Kind{circular.GoneFinding}},
		{"a finding that came later", replace("登记不实", "登记失实"),
			func(a *assess.Assessment) { a.Districts[5] = area("d6", "龙岗区", "举报办结后没有答复。") }, []circular.Kind{circular.LeftOut}},
		{"a text written anew in the finding", replace("登记不实", "登记失实"),
			func(a *assess.Assessment) {
				a.Districts[2].Findings[0].FinalCity = "社区没有纳入责任制范围。"
			}, []circular.Kind{circular.NewText}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := base()
			rewrite(t, a, circular.Problems, c.edit)
			if c.then != nil {
				c.then(a)
			}
			got := circular.Check(a, circular.Compose(a))
			if !slices.Equal(kinds(got), c.want) {
				t.Errorf("got %+v\nin %s", got, circular.Compose(a).Section(circular.Problems))
			}
			for _, d := range got {
				if catalog(t)[d.Msg.Key] == "" {
					t.Errorf("%s is not in the catalogue", d.Msg.Key)
				}
			}
		})
	}
}

func TestDoubtsAboutTheFindingsThemselves(t *testing.T) {
	first := func(a *assess.Assessment) (*assess.Finding, *assess.District) {
		return a.Districts[0].Findings[0], a.Districts[0]
	}
	asks := func(text string) func(*assess.Assessment) {
		return func(a *assess.Assessment) { a.Circular.Made = []*assess.Theme{{ID: "problem-a", Requirement: text}} }
	}
	for _, c := range []struct {
		name    string
		change  func(*assess.Assessment)
		section string
		want    []circular.Kind
	}{
		{"a highlight is missing", func(a *assess.Assessment) { _, d := first(a); d.NoHighlight = "" }, circular.Highlights, []circular.Kind{circular.NoHighlight}},
		{"there is no text for the city", func(a *assess.Assessment) { f, _ := first(a); f.FinalCity = " " }, circular.Problems,
			[]circular.Kind{circular.NoText}},
		{"the city's text names the district", func(a *assess.Assessment) { f, _ := first(a); f.FinalCity = "福田台账不全。" }, circular.Problems,
			[]circular.Kind{circular.NamesDistrict}},
		{"what a theme requires names a district", asks("要学习罗湖区。"), circular.Requirements, []circular.Kind{circular.NamesDistrict}},
		{"what a theme requires names none", asks("补齐台账。"), circular.Requirements, nil},
		{"what one district was told names another", func(a *assess.Assessment) { f, _ := first(a); f.Requirement = "要学习罗湖区。" },
			circular.Requirements, nil},
		{"a theme's title names a district", func(a *assess.Assessment) { _, d := first(a); d.Name = "责任区" }, circular.Problems,
			[]circular.Kind{circular.NamesDistrict}},
		{"the words for several findings name a district", func(a *assess.Assessment) {
			a.Circular.Groups = []*assess.CityGroup{{ID: "g", Kind: assess.Problem, Theme: "problem-a", Text: "罗湖的台账不全。"}}
			a.Circular.Places["d1/p1"] = &assess.Placed{Group: "g"}
		}, circular.Problems, []circular.Kind{circular.NamesDistrict}},
		{"nothing is amiss", func(*assess.Assessment) {}, circular.Problems, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := six(1, "台账没有更新。")
			c.change(a)
			got := circular.Check(a, circular.Compose(a))
			if !slices.Equal(kinds(got), c.want) {
				t.Fatalf("got %+v", got)
			}
			for _, d := range got {
				if d.Section != c.section || d.Sentence != -1 {
					t.Errorf("it stands at %s %d", d.Section, d.Sentence)
				}
			}
		})
	}
}

func TestARequirementStruckOutIsMissed(t *testing.T) {
	a := six(2, "台账没有更新。")
	rewrite(t, a, circular.Requirements, func(string) string { return "各区要认真整改。" })
	got := circular.Check(a, circular.Compose(a))
	if len(got) != 1 || got[0].Kind != circular.LeftOut || len(got[0].Refs) != 2 {
		t.Fatalf("got %+v", got)
	}
	text, ok := circular.Compose(a).Section(circular.Requirements).Insert(got[0].Refs[1])
	if !ok {
		t.Fatal("nothing can be put in")
	}
	rewrite(t, a, circular.Requirements, func(string) string { return text })
	if got := circular.Check(a, circular.Compose(a)); len(got) != 0 {
		t.Errorf("put in as %s, and still %+v", text, got)
	}
}

func TestWhatCouldNotBePrintedIsSaidByHand(t *testing.T) {
	a := city(area("x", "福田区", "沙头街道台账断档，处理结果缺失。"), area("y", "罗湖区", "会议没有纪要。"))
	a.Districts[0].Subdistricts = []*assess.Subdistrict{{Name: "沙头街道"}}
	rewrite(t, a, circular.Problems, func(s string) string { return s + "\n个别区台账断档，处理结果缺失。" })
	if got := circular.Check(a, circular.Compose(a)); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestEditsGoThroughTheCatalogueOfActs(t *testing.T) {
	r := round(t)
	s := circular.Compose(r.View()).Section(circular.Requirements)
	if s.Write(s.String()) != nil {
		t.Error("an unchanged text was written")
	}
	if err := r.Apply(s.Write(s.String() + "\n各区要举一反三。")); err != nil {
		t.Fatal(err)
	}
	s = circular.Compose(r.View()).Section(circular.Requirements)
	if !s.Edited || !strings.HasSuffix(s.String(), "各区要举一反三。") {
		t.Fatalf("not kept: %s", s)
	}
	if err := r.Apply(s.Write(s.Generated())); err != nil {
		t.Fatal(err)
	}
	if s = circular.Compose(r.View()).Section(circular.Requirements); s.Edited {
		t.Fatal("edited back to the generated text, it is still called edited")
	}
	if err := r.Undo(); err != nil {
		t.Fatal(err)
	}
	if s = circular.Compose(r.View()).Section(circular.Requirements); !s.Edited {
		t.Fatal("undo did not bring the edited text back")
	}
}

// A text that was taken over as it was generated is in doubt about nothing more than the findings themselves are.
func TestATextTakenOverAsItIsKeepsAllItsGround(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom([]string{"台账不全。", "登记不实；12户“没有。签收”", "责任书“没有签全。", "各区都一样。", "。", ""}), nasty)
		var all []*assess.District
		for i := range rapid.IntRange(1, 5).Draw(r, "districts") {
			all = append(all, area(string(rune('a'+i)), "第"+string(rune('一'+i))+"区", rapid.SliceOfN(text, 0, 4).Draw(r, "problems")...))
		}
		a := city(all...)
		want := kinds(circular.Check(a, circular.Compose(a)))
		for _, s := range circular.Compose(a).Sections {
			rewrite(t, a, s.Key, func(s string) string { return s + "\n" })
		}
		if got := circular.Check(a, circular.Compose(a)); !slices.Equal(kinds(got), want) {
			r.Fatalf("got %+v\nwant %v in %s", got, want, circular.Compose(a).Section(circular.Problems))
		}
	})
}
