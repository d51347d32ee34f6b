package words_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kaohe/app/words"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"honest text stays", "南山区 “1.2” → 5.00·李𠮷（示例）é", "南山区 “1.2” → 5.00·李𠮷（示例）é"},
		{"the form of a Han character in a name stays", "葛\U000E0100城", "葛\U000E0100城"},
		{"what a disk lost stays", "\uFFFD", "\uFFFD"},
		{"nothing", "", ""},
		{"a line feed is no line", "甲\n2006 乙", "甲␊2006 乙"},
		{"a carriage return does not go back", "甲\r乙", "甲␍乙"},
		{"a tab is no column", "甲\t乙", "甲␉乙"},
		{"escape codes do nothing", "\x1b[2K\x1b[1A", "␛[2K␛[1A"},
		{"zero, bell, delete", "\x00\a\x7f", "␀␇␡"},
		{"the escape codes of eight bits", "\u009b2K\u0085", `\u{009B}2K\u{0085}`},
		{"their bytes, which are no UTF-8", "a\x9b2K\xff", `a\x{9B}2K\x{FF}`},
		{"separators", "a\u2028b\u2029", `a\u{2028}b\u{2029}`},
		{"bidi controls", "a\u202etxt\u2066\u200f\u061c", `a\u{202E}txt\u{2066}\u{200F}\u{061C}`},
		{"zero width", "a\u200b\u200d\ufeff\u00ad\u3164", `a\u{200B}\u{200D}\u{FEFF}\u{00AD}\u{3164}`},
		{"tags", "a\U000e0041", `a\u{E0041}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := words.Visible(c.in); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Every character that there is comes out as what a terminal shows in a place of its own, or as it was.
func TestVisibleLeavesNothingThatActs(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		got := words.Visible(string(r))
		if strings.ContainsFunc(got, words.Hidden) || strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("%U came out as %q", r, got)
		}
		if unicode.In(r, unicode.Han, unicode.Nd, unicode.P, unicode.Co, unicode.Variation_Selector) && got != string(r) {
			t.Errorf("%U is honest and came out as %q", r, got)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, shown string }{
		{"a name", "南山区", ""},
		{"paragraphs", "一、情况\n二、问题", ""},
		{"nothing", "", ""},
		{"what the web leaves in between", "甲\u200b乙\ufeff", ""},
		{"a tab", "甲\t乙", "␉"},
		{"a carriage return", "甲\r\n乙", "␍"},
		{"an escape code", "\x1b[2K", "␛"},
		{"NEL", "甲\u0085", `\u{0085}`},
		{"a line separator", "甲\u2028乙", `\u{2028}`},
		{"reversed text", "甲\u202e乙", `\u{202E}`},
		{"a mark of direction", "甲\u200f乙", `\u{200F}`},
		{"no UTF-8", "甲\x9b", `\x{9B}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := words.Clean(c.in)
			var f *words.Fault
			switch {
			case c.shown == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.shown != "" && (!errors.As(err, &f) || f.Code() != "text.control" || f.Args[0] != c.shown):
				t.Errorf("%v, want text.control %s", err, c.shown)
			}
		})
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("甲\x1b[2K\r\n\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := words.Visible(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, words.Hidden) {
			t.Fatalf("%q became %q", s, got)
		}
		if words.Visible(got) != got {
			t.Fatalf("%q is not shown as it is", got)
		}
	})
}
