package table

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

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
	for _, name := range []string{"rules.json", "rules_seen.txt", "rules_held.txt"} {
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
				if lacks := got.rule.Lacks(p); len(lacks) > 0 && got.unsure.Key == "" {
					t.Errorf("%q lacks %v, and surely", x.Text, lacks)
				}
			}
			t.Logf("%d of %d right, %d marked unsure", right, len(texts), marked)
			if right*10 < len(texts)*9 {
				t.Errorf("only %d of %d are right", right, len(texts))
			}
		})
	}
}
