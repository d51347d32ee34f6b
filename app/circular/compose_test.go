package circular_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/circular"
)

func TestQuantifiersAreCounted(t *testing.T) {
	for _, c := range []struct {
		name       string
		n          int
		over, from int64
		want       string
	}{
		{"one of six is 个别", 1, 0, 0, "个别区"},
		{"two are 部分", 2, 0, 0, "部分区"},
		{"two thirds are not more than two thirds", 4, 0, 0, "部分区"},
		{"five are 多数", 5, 0, 0, "多数区"},
		{"all are 各区", 6, 0, 0, "各区"},
		{"a threshold of half makes four 多数", 4, 50, 0, "多数区"},
		{"three are not above half", 3, 50, 0, "部分区"},
		{"a higher threshold makes five 部分", 5, 90, 0, "部分区"},
		{"all stay 各区 whatever is set", 6, 100, 7, "各区"},
		{"两 below the set number are 个别", 2, 0, 3, "个别区"},
		{"the set number itself is 部分", 3, 0, 3, "部分区"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := six(c.n, "台账没有更新。")
			a.Circular.Over, a.Circular.From = c.over, c.from
			if got := problemText(a); got != c.want+"台账没有更新。" {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestWhichFindingsShareASentence(t *testing.T) {
	const same, near, other = "出租屋登记不实，线索通报迟缓。", "出租屋登记不实，线索通报较为迟缓。", "责任书没有签全。"
	const apart = "部分区不同程度地存在不足。一是出租屋登记不实，线索通报迟缓；二是责任书没有签全。"
	for _, c := range []struct {
		name          string
		first, second string
		with          map[string]string
		want          string
	}{
		{"the same words", same, same, nil, "部分区" + same},
		{"nearly the same words", same, near, nil, "部分区" + same},
		{"other words", same, other, nil, apart},
		{"joined by hand, in the words of the one joined to", same, other, map[string]string{"x/p1": "y/p1"}, "部分区" + other},
		{"kept apart by hand", same, near, map[string]string{"y/p1": "y/p1"}, strings.Replace(apart, "责任书没有签全", "出租屋登记不实，线索通报较为迟缓", 1)},
		{"joined to each other by two hands", same, other, map[string]string{"x/p1": "y/p1", "y/p1": "x/p1"}, "部分区" + same},
		{"joined to what is gone", same, other, map[string]string{"x/p1": "z/p9"}, apart},
		{"a quantifier of its own gives way", "部分区" + same, same, nil, "部分区" + same},
		{"区 is not said twice", "区打假办没有专职人员。", "区打假办没有专职人员", nil, "部分区打假办没有专职人员。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := city(area("x", "福田区", c.first), area("y", "罗湖区", c.second), area("z", "南山区"))
			for k, w := range c.with {
				a.Circular.Places[k] = &assess.Placed{With: w}
			}
			if got := problemText(a); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTwoFindingsOfOneDistrictAreOneDistrict(t *testing.T) {
	a := city(area("x", "福田区", "台账不全。", "台账不全。"), area("y", "罗湖区"))
	if got := problemText(a); got != "个别区台账不全。" {
		t.Errorf("got %s", got)
	}
}

func TestThemesAreOrderedRenamedAndMovedTo(t *testing.T) {
	a := city(area("x", "福田区", "台账不全。"), area("y", "罗湖区", "会议没有纪要。"))
	a.Circular.Made = []*assess.Theme{{ID: "problem-a", Title: "台账管理", Order: 9000, Named: true}, {ID: "m", Title: "会议", Kind: assess.Problem, Order: 500, Added: true, Named: true}}
	a.Circular.Places["y/p1"] = &assess.Placed{Theme: "m"}
	want := "（一）会议\n个别区会议没有纪要。\n（二）台账管理还不够规范\n有的区台账不全。"
	if got := circular.Compose(a).Section(circular.Problems).String(); got != want {
		t.Errorf("got %s", got)
	}
}

func TestASentenceKnowsWhatItClaims(t *testing.T) {
	x := circular.Sentence{Text: "多数区的12份记录缺项，有的区到2006年12月30日仍有92%没有补齐。"}
	if got := x.Claims(); !slices.Equal(got, []assess.Quantifier{assess.MostOf, assess.SomeOf, assess.OneOf}) {
		t.Errorf("it claims %q", got)
	}
	if got := x.Numbers(); !slices.Equal(got, []string{"12份", "2006年12月30日", "92%"}) {
		t.Errorf("it has the numbers %q", got)
	}
}

func TestWithdrawnFindingsAreOut(t *testing.T) {
	a := six(2, "台账没有更新。")
	a.Districts[0].Findings[0].Withdrawn = true
	if got := problemText(a); got != "个别区台账没有更新。" {
		t.Errorf("got %s", got)
	}
}

// Names made of the very characters that problems and quantifiers are written in.
var nasty = rapid.StringOfN(rapid.SampledFrom([]rune("个别部分责任出租屋台账东新各多数在方面")), 1, 3, -1)

func TestEveryProblemIsSaidOnceOrReportedAndNoneIsNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom([]string{"台账不全。", "出租屋登记不实；责任不清", "责任书没有签全。街道“不知道。”", ""}), nasty)
		var all []*assess.District
		var names []string
		for i := range rapid.IntRange(1, 5).Draw(t, "districts") {
			name := nasty.Draw(t, "name") + "区"
			d := area(string(rune('a'+i)), name, rapid.SliceOfN(text, 0, 4).Draw(t, "problems")...)
			sub := nasty.Draw(t, "sub")
			d.Subdistricts = []*assess.Subdistrict{{Name: sub + "街道"}}
			all = append(all, d)
			names = append(names, name, sub+"街道")
			for _, short := range []string{strings.TrimSuffix(name, "区"), sub} {
				if utf8.RuneCountInString(short) > 1 {
					names = append(names, short)
				}
			}
		}
		a := city(all...)
		for _, f := range all[0].Findings {
			f.Items = rapid.SliceOf(rapid.SampledFrom([]string{"a1", "b1", "b2"})).Draw(t, "items")
		}
		s := circular.Compose(a).Section(circular.Problems)
		for _, n := range names {
			if strings.Contains(s.String(), n) {
				t.Fatalf("%q stands in %s", n, s)
			}
		}
		said := map[circular.Ref]int{}
		for _, p := range s.Paragraphs {
			var last []circular.Ref
			for _, x := range p.Sentences {
				if !x.Lead && !slices.Equal(x.Rests, last) { // further sentences of one text rest on the same
					for _, r := range x.Rests {
						said[r]++
					}
				}
				last = x.Rests
			}
		}
		for _, l := range s.Left {
			said[l.Ref]++
		}
		for _, d := range all {
			for _, f := range d.Findings {
				if n := said[circular.Ref{District: d.ID, Finding: f.ID}]; n != 1 {
					t.Fatalf("%s %q is said %d times", d.Name, f.FinalCity, n)
				}
			}
		}
	})
}

func TestTheDocumentIsIssuedAsItIsSet(t *testing.T) {
	a := six(1, "台账没有更新。")
	a.Issues = map[string]assess.Issue{"circular": {Number: "深打假考〔2006〕12号", Addressee: "福田区人民政府等", CopyTo: "市监察局", Date: "2006-12-30"}}
	doc := circular.Compose(a).Document(a)
	if doc.Kind != "circular" || doc.Head == nil || doc.Head.Number != "深打假考〔2006〕12号" || doc.Colophon.CopyTo != "市监察局" || doc.Date.Day != 30 {
		t.Errorf("%+v %+v", doc.Head, doc.Colophon)
	}
}

func TestMethodsAreCalledAsOnScreen(t *testing.T) {
	say := catalog(t)
	text := circular.Compose(round(t).View()).Section(circular.Conduct).String()
	for _, key := range []string{"method.briefing", "method.interview", "method.document", "method.subdistrict", "method.symposium"} {
		if !strings.Contains(text, say.Get(key)) {
			t.Errorf("%s is not in %s", say.Get(key), text)
		}
	}
}
