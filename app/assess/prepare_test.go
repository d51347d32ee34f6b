package assess_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Vectors: anyone can work these out with sha256sum, as the draw sheet says.
func TestDrawVectors(t *testing.T) {
	for _, c := range []struct {
		name       string
		draw       assess.Draw
		hash, seed string // first eight
		result     string
	}{
		{"Plain", assess.Draw{List: []string{"园岭街道", "南园街道", "福田街道", "沙头街道"}, Count: 2, Phrase: "秋高气爽"}, "40d36478", "bab155e4", "园岭街道 南园街道"},
		{"PhraseIsTrimmed", assess.Draw{List: []string{"园岭街道", "南园街道", "福田街道", "沙头街道"}, Count: 2, Phrase: "  秋高气爽 "}, "40d36478", "bab155e4", "园岭街道 南园街道"},
		{"Strata", assess.Draw{List: []string{"东\t甲", "西\t乙", "东\t丙", "西\t丁", "中\t戊"}, Count: 1, Strata: true, Phrase: "一二三"}, "31ae3947", "c6e0d5a1", "东\t丙 西\t丁 中\t戊"},
		{"All", assess.Draw{List: []string{"a", "b"}, Count: 2, Phrase: "x"}, "911169dd", "ed1ce8fa", "a b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(c.draw.Drawn(), " ")
			if h, s := c.draw.ListHash()[:8], c.draw.Seed()[:8]; h != c.hash || s != c.seed || got != c.result {
				t.Errorf("hash %q, seed %q, result %q", h, s, got)
			}
		})
	}
}

// anyDraw is a draw of up to 30 lines, in up to four strata or not.
func anyDraw(r *rand.Rand) *assess.Draw {
	d := &assess.Draw{Count: 1 + r.IntN(5), Strata: r.IntN(2) == 0, Phrase: fmt.Sprint("口令", r.Uint32())}
	for i := range d.Count + r.IntN(25) {
		line := fmt.Sprintf("单位%d", i)
		if d.Strata {
			line = fmt.Sprintf("层%d\t%s", r.IntN(4), line)
		}
		d.List = append(d.List, line)
	}
	return d
}

func TestDrawProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		d := anyDraw(r)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		got := d.Drawn()
		again := *d
		if again.Result = got; !slices.Equal(again.Drawn(), got) || !again.True() {
			t.Fatalf("the same draw gives another result: %+v", d)
		}
		at := -1
		for _, x := range got {
			i := slices.Index(d.List, x)
			if i <= at {
				t.Fatalf("%q is not of the list, or not in its order: %q", x, got)
			}
			at = i
		}
		whole, drawn := map[string]int{}, map[string]int{}
		stratum := func(x string) string {
			if s, _, cut := strings.Cut(x, "\t"); cut {
				return s
			}
			return ""
		}
		for _, x := range d.List {
			whole[stratum(x)]++
		}
		for _, x := range got {
			drawn[stratum(x)]++
		}
		for s, n := range whole {
			if drawn[s] != min(n, d.Count) {
				t.Fatalf("%d of %d drawn in %q, want %d", drawn[s], n, s, d.Count)
			}
		}
		if len(d.List) > 1 {
			moved := *d
			moved.List = append(slices.Clone(d.List[1:]), d.List[0])
			if moved.ListHash() == d.ListHash() || moved.Seed() == d.Seed() {
				t.Fatal("another order must have another hash")
			}
		}
	}
}

// Each line is drawn about as often as any other.
func TestDrawIsFair(t *testing.T) {
	d := assess.Draw{Count: 3, List: []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}}
	n := map[string]int{}
	for i := range 4000 {
		d.Phrase = fmt.Sprint(i)
		for _, x := range d.Drawn() {
			n[x]++
		}
	}
	for _, x := range d.List {
		if n[x] < 1080 || n[x] > 1320 { // 1200 expected, standard deviation 29
			t.Errorf("%s was drawn %d times of 4000", x, n[x])
		}
	}
}

func TestDrawIsChecked(t *testing.T) {
	for _, c := range []struct {
		name, want string
		draw       assess.Draw
	}{
		{"NoList", "draw.list", assess.Draw{Count: 1, Phrase: "x"}},
		{"NoPhrase", "draw.phrase", assess.Draw{Count: 1, Phrase: " ", List: []string{"a"}}},
		{"None", "draw.count", assess.Draw{Count: 0, Phrase: "x", List: []string{"a"}}},
		{"TooMany", "draw.count", assess.Draw{Count: 2, Phrase: "x", List: []string{"a"}}},
		{"Twice", "draw.twice", assess.Draw{Count: 1, Phrase: "x", List: []string{"a", "a"}}},
		{"LineBreak", "draw.line", assess.Draw{Count: 1, Phrase: "x", List: []string{"a\nb"}}},
		{"LineBreakInPhrase", "draw.line", assess.Draw{Count: 1, Phrase: "x\ny", List: []string{"a"}}},
		{"NoStratum", "draw.stratum", assess.Draw{Count: 1, Phrase: "x", List: []string{"东\ta", "b"}, Strata: true}},
		{"FewInAStratum", "", assess.Draw{Count: 2, Phrase: "x", List: []string{"东\ta"}, Strata: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.draw.Check()
			if c.want == "" && err != nil || c.want != "" && !errors.Is(err, words.Refuse(c.want)) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestParseList(t *testing.T) {
	got := assess.ParseList(" 甲\r\n\r\n东\t乙 \n　\n丙")
	if want := []string{"甲", "东\t乙", "丙"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	got = assess.WithStrata([]string{"东：甲：一", "东\t乙：二", "西 : 丙", "中　丁", "戊"})
	if want := []string{"东\t甲：一", "东\t乙：二", "西\t丙", "中\t丁", "戊"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestASecondDrawNeedsAReasonAndAnotherPhrase(t *testing.T) {
	r := round(t)
	d := r.View().District("yantian")
	var names []string
	for _, s := range d.Subdistricts {
		names = append(names, s.Name)
	}
	draw := func(phrase, why string) error {
		d = r.View().District("yantian")
		x := &assess.Draw{Title: "抽查街道", List: names, Count: 2, Phrase: phrase, Why: why, Day: "2006-11-20"}
		if err := assess.CheckDraw(d, x); err != nil {
			return err
		}
		return r.Apply(assess.PutDraw(d, x, fmt.Sprint("x", len(d.Draws))))
	}
	if err := draw("海阔天空", ""); err != nil {
		t.Fatal(err)
	}
	slices.Reverse(names)
	if err := draw("秋高气爽", ""); !errors.Is(err, words.Refuse("draw.again")) {
		t.Errorf("in another order it is the same list: %v", err)
	}
	if err := draw(" 海阔天空", "再抽"); !errors.Is(err, words.Refuse("draw.same")) {
		t.Errorf("%v", err)
	}
	if err := draw("秋高气爽", "有一个街道当天停电"); err != nil {
		t.Fatal(err)
	}
	d = r.View().District("yantian")
	if len(d.Draws) != 2 || !d.Draws[0].True() || len(d.Earlier(d.Draws[1])) != 1 || len(d.Earlier(d.Draws[0])) != 0 || d.Draws[1].Why == "" {
		t.Fatalf("%+v", d.Draws)
	}
	for _, s := range d.Subdistricts {
		if s.Drawn != slices.Contains(d.Draws[1].Result, s.Name) {
			t.Errorf("%s: marked %v, result %q", s.Name, s.Drawn, d.Draws[1].Result)
		}
	}
}

func TestPreparationIsHeldByWhatIsMissing(t *testing.T) {
	r := round(t)
	keys := func() (out []string) {
		for _, b := range r.View().District("yantian").Phases[assess.Preparation].Blockers {
			if b.Key != "block.task" && b.Key != "block.assign" {
				out = append(out, fmt.Sprint(b.Key, b.Args))
			}
		}
		return
	}
	do := func(e *assess.Edit) {
		t.Helper()
		if err := r.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	d := r.View().District("yantian")
	e := assess.New("edit.material")
	for _, m := range d.Materials[1:] {
		if m.State == "" {
			e.Writes = append(e.Writes, assess.SetMaterial(m, assess.MaterialGot, "").Writes...)
		}
	}
	do(e)
	do(assess.SetMaterial(d.Materials[0], "", "丢了"))
	if got := strings.Join(keys(), " "); got != "block.draw[] block.material[1] block.claim[42]" {
		t.Errorf("%s", got)
	}
	do(assess.SetMaterial(r.View().District("yantian").Materials[0], assess.MaterialNone, "丢了"))
	n := 0
	for _, s := range d.Scores {
		if s.Item.Bonus() || s.Item.Veto() || s.Claimed {
			continue
		}
		if n++; n > 1 {
			do(assess.SetClaim(d, s.Item.ID, s.Item.Points, ""))
		}
	}
	if got := strings.Join(keys(), " "); got != "block.draw[] block.claim[1]" {
		t.Errorf("%s", got)
	}
	x := &assess.Draw{Title: "街道", List: []string{"沙头角街道", "海山街道"}, Count: 1, Phrase: "x", Day: "2006-11-20"}
	do(assess.PutDraw(d, x, "x"))
	do(assess.SetClaim(d, "a1", 100, "自查"))
	if got := keys(); len(got) > 0 {
		t.Errorf("%s", got)
	}
	do(assess.ClearClaim(d, "a1"))
	do(assess.Fields("edit.draw", "d/yantian/draw/x", "phrase", "y z"))
	want := "block.claim[1]"
	if !r.View().District("yantian").Draws[0].True() { // one of two is drawn either way
		want += " block.drawfalse[街道]"
	}
	if got := strings.Join(keys(), " "); got != want {
		t.Errorf("%s", got)
	}
}

func TestClashes(t *testing.T) {
	day := func(time, where, who string) *assess.Visit {
		return &assess.Visit{Day: "2006-11-27", Time: time, Where: where, Who: who}
	}
	for _, c := range []struct {
		name string
		x, y *assess.Visit
		want string
	}{
		{"SameTime", day("9:00", "甲", "沈堃、何淼"), day("09:00", "乙", "何淼，罗𫍯"), "何淼"},
		{"Within", day("9:00-11:00", "甲", "沈堃"), day("10:30", "乙", "沈堃"), "沈堃"},
		{"OneAfterTheOther", day("9:00—10:30", "甲", "沈堃"), day("10:30", "乙", "沈堃"), ""},
		{"SamePlace", day("9:00", "甲", "沈堃"), day("9:00", "甲", "沈堃"), ""},
		{"Morning", day("上午", "甲", "沈堃"), day("11:30", "乙", "沈堃"), "沈堃"},
		{"MorningAndAfternoon", day("上午", "甲", "沈堃"), day("下午", "乙", "沈堃"), ""},
		{"AfternoonClock", day("下午2:30", "甲", "沈堃"), day("14:30", "乙", "沈堃"), "沈堃"},
		{"AllDay", day("全天", "甲", "沈堃"), day("下午", "乙", "沈堃"), "沈堃"},
		{"NoTime", day("", "甲", "沈堃"), day("9:00", "乙", "沈堃"), ""},
		{"OtherDay", &assess.Visit{Day: "2006-11-28", Time: "9:00", Who: "沈堃"}, day("9:00", "乙", "沈堃"), ""},
		{"NoTimeOfDay", day("27:00", "甲", "沈堃"), day("27:00", "乙", "沈堃"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, other := range []bool{false, true} {
				d, o := &assess.District{ID: "a", Schedule: []*assess.Visit{c.x, c.y}}, &assess.District{ID: "b"}
				if other {
					d.Schedule, o.Schedule = d.Schedule[:1], d.Schedule[1:]
				}
				var who []string
				for _, x := range assess.Clashes(&assess.Assessment{Districts: []*assess.District{d, o}}, d) {
					who = append(who, x.Who)
				}
				want := c.want
				if other && c.name == "SamePlace" {
					want = "沈堃" // two districts are two places, whatever they call them
				}
				if got := strings.Join(who, " "); got != want {
					t.Errorf("other %v: %q, want %q", other, got, want)
				}
			}
		})
	}
}
