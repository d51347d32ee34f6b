package table

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/standard"
)

// ruleText is a rule's text with what a person would make of it.
type ruleText struct {
	Text   string `json:"text"`
	Points int64  `json:"points"`
	Kind   string `json:"kind"`
	// Only what the text gives: hundredths.
	Amount int64      `json:"as_amount"`
	Step   int64      `json:"as_step"`
	Target int64      `json:"as_target"`
	Floor  int64      `json:"-"`
	Cap    int64      `json:"as_cap"`
	Tiers  [][2]int64 `json:"as_tiers"`
}

func readRuleTexts(t *testing.T, name string) []ruleText {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []ruleText
	if strings.HasSuffix(name, ".json") {
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(line, "|", 3)
		words := strings.Fields(parts[1])
		x := ruleText{Text: parts[2], Points: hundredths(t, parts[0]) / 100, Kind: words[0]}
		for _, w := range words[1:] {
			key, value, _ := strings.Cut(w, "=")
			if key == "tiers" {
				for _, tier := range strings.Split(value, ",") {
					from, points, _ := strings.Cut(tier, ":")
					x.Tiers = append(x.Tiers, [2]int64{hundredths(t, from), hundredths(t, points)})
				}
				continue
			}
			*map[string]*int64{"amount": &x.Amount, "step": &x.Step, "target": &x.Target, "floor": &x.Floor, "cap": &x.Cap}[key] = hundredths(t, value)
		}
		out = append(out, x)
	}
	return out
}

func hundredths(t *testing.T, s string) int64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(f*100 + 0.5)
}

// wrong tells where a rule differs from what a text says.
func (x ruleText) wrong(r standard.Rule) string {
	var out []string
	differs := func(name string, want, got int64) {
		if want != 0 && want != got {
			out = append(out, fmt.Sprintf("%s %d, not %d", name, got, want))
		}
	}
	if string(r.Kind) != x.Kind {
		return fmt.Sprintf("%s, not %s", r.Kind, x.Kind)
	}
	differs("amount", x.Amount, int64(r.Amount))
	differs("step", x.Step, r.Step)
	differs("target", x.Target, r.Target)
	differs("cap", x.Cap, int64(r.Cap))
	if x.Kind == string(standard.Each) {
		if x.Floor != int64(r.Floor) {
			out = append(out, fmt.Sprintf("floor %d, not %d", r.Floor, x.Floor))
		}
	}
	var tiers [][2]int64
	for _, t := range r.Tiers {
		tiers = append(tiers, [2]int64{t.From, int64(t.Points)})
	}
	if x.Tiers != nil && fmt.Sprint(tiers) != fmt.Sprint(x.Tiers) {
		out = append(out, fmt.Sprintf("tiers %v, not %v", tiers, x.Tiers))
	}
	return strings.Join(out, "; ")
}

// Of texts as departments write them nine in ten are read right, and what is read wrong says that it is unsure.
func TestRuleTextsAreReadRightOrMarkedUnsure(t *testing.T) {
	for _, name := range []string{"rules.json", "rules_seen.txt", "rules_held.txt", "rules_more.txt", "rules_office.txt"} {
		t.Run(name, func(t *testing.T) {
			texts, right, marked := readRuleTexts(t, name), 0, 0
			for _, x := range texts {
				p := standard.Points(x.Points * 100)
				got := ruled{text: x.Text, points: p, scored: p > 0}.rule()
				wrong := x.wrong(got.rule)
				if got.unsure.Key != "" {
					marked++
				}
				switch {
				case wrong == "":
					right++
				case got.unsure.Key == "":
					t.Errorf("%q is read as %s, and surely", x.Text, wrong)
				default:
					t.Logf("%q is read as %s (%s)", x.Text, wrong, got.unsure.Key)
				}
				usable(t, x.Text, p, got)
			}
			t.Logf("%d of %d right, %d marked unsure", right, len(texts), marked)
			if right*10 < len(texts)*9 {
				t.Errorf("only %d of %d are right", right, len(texts))
			}
		})
	}
}

// usable is what holds for any reading: what is sure can be used as it is, and no mark leaves the item's range.
func usable(t testing.TB, text string, p standard.Points, got reading) {
	t.Helper()
	if lacks := got.rule.Lacks(p); len(lacks) > 0 && got.unsure.Key == "" && p > 0 && got.rule.Kind != standard.Free { // a free rule of no words is told at its item
		t.Errorf("%q lacks %v, and surely", text, lacks)
	}
	low, high := got.rule.Range(p)
	for _, n := range []int64{0, 1, 3, 9000, 10000} {
		if m, _ := got.rule.Mark(p, n); m < min(low, 0) || m > max(high, p) {
			t.Errorf("%q gives %v of %v for %d", text, m, p, n)
		}
	}
}

func FuzzRule(f *testing.F) {
	for _, text := range []string{"≥95%得满分，90%~95%得3分，低于90%不得分。", "每低1个百分点扣0.2分，最多扣2分", "①未签不得分；②每缺一次扣一分", "按比例得分", "得分=完成率×10"} {
		f.Add(text, "抽查率≥95%", int64(500), true, false)
	}
	f.Fuzz(func(t *testing.T, text, item string, points int64, scored, bonus bool) {
		if points < 0 || points > mostPoints*100 {
			return
		}
		p := standard.Points(points)
		usable(t, text, p, ruled{text: text, item: item, points: p, scored: scored, bonus: bonus}.rule())
	})
}

// Whatever clauses meet in a text, what is read surely can be used.
func TestMixedClausesAreUsableOrUnsure(t *testing.T) {
	parts := []string{"每缺一次扣1分", "扣完为止", "最多扣2分", "未签不得分", "得满分", "≥95%得5分", "90%-95%得3分", "每低1个百分点扣0.5分", "否则不得分", "酌情扣分", "加1分",
		"每项加0.5分", "最多加2分", "一票否决", "减半", "部分落实得2.5分", "按比例得分", "最低得1分", "达到98%", "查阅资料", "每高1个百分点加0.5分", "扣5分", "得9分", "0分", "①", "（含5万）", "低于90%"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 6).Draw(t, "parts"), rapid.SampledFrom([]string{"，", "；", "。", ""}).Draw(t, "between"))
		p := standard.Points(rapid.SampledFrom([]int64{0, 1, 300, 500}).Draw(t, "points"))
		got := ruled{text: text, item: "项目", points: p, scored: p > 0, bonus: rapid.Bool().Draw(t, "bonus")}.rule()
		if lacks := got.rule.Lacks(p); len(lacks) > 0 && got.unsure.Key == "" && p > 0 && got.rule.Kind != standard.Free { // a free rule of no words is told at its item
			t.Fatalf("%q lacks %v, and surely", text, lacks)
		}
		if got.unsure.Key == "" && got.rule.Kind == standard.Veto && p > 0 {
			t.Fatalf("%q of an item with points is a veto", text)
		}
	})
}
