package breaker_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"kaohe/data/breaker"
)

// widths: a hanzi is 2 wide, ASCII 1, marks 0.
func widths(rs []rune) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		switch {
		case breaker.Ignorable(r) || unicode.Is(unicode.Mn, r):
		case r < 0x80:
			out[i] = 1
		default:
			out[i] = 2
		}
	}
	return out
}

// tails: stops may give up one of their two.
func tails(rs []rune) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		if strings.ContainsRune("，。、）”", r) {
			out[i] = 1
		}
	}
	return out
}

func split(s string, w float64, minLast int) []string {
	rs := []rune(s)
	var out []string
	for _, l := range breaker.New(rs, widths(rs)).Lines(breaker.Measure{First: w, Rest: w, MinLast: minLast}) {
		out = append(out, string(rs[l.From:l.To]))
	}
	return out
}

// TestBreaks marks each permitted place with |.
func TestBreaks(t *testing.T) {
	cases := map[string]string{
		"stops":          "考|核，|反|馈。",
		"brackets":       "（甲）|《乙》|“丙”|〔丁〕|【戊】|「己」",
		"closing pair":   "说：|“好。”|他",
		"dashes":         "甲——|乙……|丙",
		"percent":        "达|35%|的|99.5‰|与|12℃",
		"unit":           "扣|12.50分|计|1,250.75万|元",
		"date":           "自|2006年12月30日|至|3月8日|止",
		"document":       "深|府|办|〔2006〕112号|文",
		"article":        "第4条|第四条|第二十三款|共|三|十|条",
		"spaced unit":    "扣|12.5 分|计 |三|分|12  |分",
		"numbered":       "见|附|件1|和|记|录6、|7|（记录12）|（一|二|三|四|五|六）",
		"money":          "共|￥12.50|和|$3",
		"latin":          "用|GB/T |9704-2012|的|A4|纸",
		"words":          "the |quick |(brown) |fox",
		"straight":       "他|说|\"好\"|了",
		"negative":       "扣 |-5分",
		"stop in Latin":  "甲|Mr. |Li, |乙",
		"selector":       "葛\U000E0100|城",
		"combining":      "e\u0301a|甲",
		"middle dot":     "阿|凡|提·|买|买|提",
		"ellipsis quote": "“甲……”|乙",
		"address":        "见|http://www.a.cn/|b/|c.html|止",
		"no-break":       "甲\u00A0乙",
		"ideographic":    "甲　|乙",
		"iteration":      "人々|〇|㛃|䶮|𬭎",
	}
	for name, want := range cases {
		rs := []rune(strings.ReplaceAll(want, "|", ""))
		var got strings.Builder
		for i, ok := range breaker.Breaks(rs) {
			if ok {
				got.WriteByte('|')
			}
			got.WriteRune(rs[i])
		}
		if got.String() != want {
			t.Errorf("%s: got %s, want %s", name, got.String(), want)
		}
	}
}

func TestLines(t *testing.T) {
	cases := []struct {
		name, text string
		w          float64
		minLast    int
		want       []string
	}{
		{"pushed out", "一二三四五，六七", 10, 0, []string{"一二三四", "五，六七"}},
		{"opener pulled down", "一二三四（六七）", 10, 0, []string{"一二三四", "（六七）"}},
		{"hanging space", "abc defg hi", 7, 0, []string{"abc ", "defg hi"}},
		{"long word", "abcdefghij", 4, 0, []string{"abcd", "efgh", "ij"}},
		{"date in a narrow column", "2007年12月28日", 9, 0, []string{"2007年", "12月28日"}},
		{"only stops", "，，，，，", 4, 0, []string{"，，", "，，", "，"}},
		{"wider than the line", "甲乙", 1, 0, []string{"甲", "乙"}},
		{"company", "一二三四五六七八九", 16, 2, []string{"一二三四五六七", "八九"}},
		{"empty", "", 10, 2, nil},
	}
	for _, c := range cases {
		got := split(c.text, c.w, c.minLast)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBalanced(t *testing.T) {
	cases := []struct {
		text string
		w    float64
		want []string
	}{
		{"南山区考核情况反馈", 40, []string{"南山区考核情况反馈"}},
		{"南山区政府落实打假责任制考核情况反馈通知", 38, []string{"南山区政府落实打假责任制", "考核情况反馈通知"}},
		{"关于〔2006〕年度工作的通报", 20, []string{"关于〔2006〕", "年度工作的通报"}},
		{"深圳市人民政府办公厅关于印发《深圳市2006年度各区政府落实打假责任制考核评分标准》的通知", 36,
			[]string{"深圳市人民政府办公厅关于", "印发《深圳市2006年度各区政府", "落实打假责任制考核评分标准》的通知"}},
		{"关于转发《打假责任制考核评分标准》的通知", 36, []string{"关于转发", "《打假责任制考核评分标准》的通知"}},
		{"南山区政府落实“打假责任制”考核情况反馈意见采纳情况说明", 36, []string{"南山区政府落实“打假责任制”考核", "情况反馈意见采纳情况说明"}},
	}
	for _, c := range cases {
		rs := []rune(c.text)
		var got []string
		for _, l := range breaker.New(rs, widths(rs)).Balanced(c.w, 0) {
			got = append(got, string(rs[l.From:l.To]))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestTitleShape: of three lines or more the middle ones are not all shorter than first and last, and no listed word is torn, in titles made of
// the field's words.
func TestTitleShape(t *testing.T) {
	parts := []string{"深圳市", "人民政府", "办公厅", "关于", "2006年度", "打假责任制", "考核", "情况", "反馈", "意见", "的", "通报", "整改", "领导小组", "现场", "征求"}
	rapid.Check(t, func(t *rapid.T) {
		ws := rapid.SliceOfN(rapid.SampledFrom(parts), 4, 24).Draw(t, "words")
		rs := []rune(strings.Join(ws, ""))
		edges, at := map[int]bool{0: true}, 0
		for _, w := range ws {
			at += len([]rune(w))
			edges[at] = true
		}
		lines := breaker.New(rs, widths(rs)).Balanced(36, 0)
		for i, l := range lines {
			if !edges[l.To] {
				t.Fatalf("%s is torn behind %q", string(rs), string(rs[l.From:l.To]))
			}
			if i > 0 && i+1 < len(lines) && len(lines) == 3 && l.Natural < min(lines[0].Natural, lines[2].Natural)-4 {
				t.Fatalf("an hourglass: %+v", lines)
			}
		}
	})
}

const alphabet = "考核情况反馈的一二三〇㛃𬭎，。、；：？！）》」』】〕”’…—·%‰℃（《「『【〔“‘￥$№ 　abcXYZ0123456789.,-/\"年月日分万\u0301\U000E0100"

// TestLinesProperties: nothing is lost or moved, no line is wider than its measure, and none begins or ends with what may not stand there
// unless the line holds no permitted place at all.
func TestLinesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs := rapid.SliceOfN(rapid.SampledFrom([]rune(alphabet)), 0, 300).Draw(t, "text")
		m := breaker.Measure{
			First: rapid.Float64Range(2, 60).Draw(t, "first"), Rest: rapid.Float64Range(2, 60).Draw(t, "rest"),
			Gap: rapid.Float64Range(-0.1, 0.1).Draw(t, "gap"), MinLast: rapid.IntRange(0, 3).Draw(t, "minLast"), Easy: rapid.Float64Range(0, 0.5).Draw(t, "easy"),
		}
		text := breaker.New(rs, widths(rs))
		if rapid.Bool().Draw(t, "squeeze") {
			text.Squeezable(tails(rs))
		}
		ok := breaker.Breaks(rs)
		at := 0
		for n, l := range text.Lines(m) {
			if l.From != at || l.To <= l.From || l.End > l.To || l.End < l.From {
				t.Fatalf("line %d is %+v, but the text stands at %d", n, l, at)
			}
			at = l.To
			w := m.Rest
			if n == 0 {
				w = m.First
			}
			if l.Natural > w+1e-3 && l.End-l.From > 1 {
				t.Fatalf("line %q is %g wide, its measure %g", string(rs[l.From:l.End]), l.Natural, w)
			}
			if l.Squeeze != 0 && (l.Squeeze != 1 || tails(rs)[l.End-1] != 1) {
				t.Fatalf("line %q is squeezed by %g", string(rs[l.From:l.End]), l.Squeeze)
			}
			checkEdge(t, rs, ok, l)
			checkRuns(t, text, rs, l)
		}
		if at != len(rs) {
			t.Fatalf("lines end at %d of %d", at, len(rs))
		}
	})
}

func checkEdge(t *rapid.T, rs []rune, ok []bool, l breaker.Line) {
	if l.To == len(rs) || ok[l.To] {
		return
	}
	for i := l.From + 1; i < l.To; i++ {
		if ok[i] {
			t.Fatalf("line %q ends at a forbidden place although %d is permitted", string(rs[l.From:l.To]), i)
		}
	}
}

// checkRuns: the runs cover the seen part in order, and end where the line ends.
func checkRuns(t *rapid.T, text *breaker.Text, rs []rune, l breaker.Line) {
	const space = 0.25
	at, x := l.From, 0.0
	adv := widths(rs)
	for _, r := range text.Runs(l, space) {
		if r.From != at || r.To <= r.From || r.X < x-1e-9 || r.X > x+1e-9 {
			t.Fatalf("run %+v, text stands at %d, x %g", r, at, x)
		}
		for i := r.From; i < r.To; i++ {
			x += adv[i] + r.Space
		}
		at = r.To
	}
	if at != l.End {
		t.Fatalf("runs end at %d, line at %d", at, l.End)
	}
}

// TestForbidden: in ordinary text wide enough, no line starts or ends wrongly.
func TestForbidden(t *testing.T) {
	words := []string{"考核", "（见附表）", "《办法》", "“三级”", "，", "。", "12.50分", "35%", "〔2006〕12号", "——", "……", "GB/T", "、", "￥5"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 1, 80).Draw(t, "words") {
			if s := b.String(); strings.HasSuffix(s, w) || b.Len() > 0 && len(w) <= 6 && !strings.HasSuffix(s, "考核") {
				continue // no run of stops longer than a line
			}
			b.WriteString(w)
		}
		for n, l := range split(b.String(), 56, 2) {
			rs := []rune(l)
			if n > 0 && breaker.NoStart(rs[0]) {
				t.Fatalf("line starts wrongly: %q", l)
			}
			if breaker.NoEnd(rs[len(rs)-1]) && n > 0 {
				t.Fatalf("line ends wrongly: %q", l)
			}
		}
	})
}

// TestSqueeze: a stop that would just not fit gives up its blank half instead of pulling a character down.
func TestSqueeze(t *testing.T) {
	rs := []rune("一二三四，五六")
	got := breaker.New(rs, widths(rs)).Squeezable(tails(rs)).Lines(breaker.Measure{First: 9, Rest: 9})
	if len(got) != 2 || got[0].To != 5 || got[0].Squeeze != 1 || got[0].Natural != 9 {
		t.Errorf("got %+v", got)
	}
	rs = []rune("一二三四”，五六") // no break between ” and ，
	got = breaker.New(rs, widths(rs)).Squeezable(tails(rs)).Lines(breaker.Measure{First: 9, Rest: 9})
	if len(got) != 3 || got[0].To != 3 || got[0].Squeeze != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestFill(t *testing.T) {
	rs := []rune("考核 2006 情况")
	l := breaker.New(rs, widths(rs)).Lines(breaker.Measure{First: 20, Rest: 20})[0]
	if s, ok := l.Fill(20, 0, 1); !ok || l.Natural+s*float64(l.Loose) != 20 {
		t.Errorf("Fill gives %g, %v for %+v", s, ok, l)
	}
	if s, ok := l.Fill(200, 0, 1); ok || s != 0 {
		t.Errorf("a gap of %g was not refused", s)
	}
}
