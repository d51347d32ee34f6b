package diff3_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/diff3"
)

// show writes the parts on one line: agreed lines with spaces between, alternatives as {0:x y|1:-}.
func show(parts []diff3.Part) string {
	var out []string
	for _, p := range parts {
		out = append(out, p.Lines...)
		var or []string
		for _, a := range p.Or {
			var of []string
			for _, n := range a.Of {
				of = append(of, fmt.Sprint(n))
			}
			lines := strings.Join(a.Lines, " ")
			if lines == "" {
				lines = "-"
			}
			or = append(or, strings.Join(of, "")+":"+lines)
		}
		if len(or) > 0 {
			out = append(out, "{"+strings.Join(or, "|")+"}")
		}
	}
	return strings.Join(out, " ")
}

// joined is the merged text; ok is false if there are alternatives.
func joined(parts []diff3.Part) (text string, ok bool) {
	var lines []string
	for _, p := range parts {
		if len(p.Or) > 0 {
			return "", false
		}
		lines = append(lines, p.Lines...)
	}
	return strings.Join(lines, "\n"), true
}

func text(lines string) string { return strings.ReplaceAll(lines, " ", "\n") }

func TestMergesByHand(t *testing.T) {
	for _, c := range []struct {
		name, base string
		versions   []string
		want       string
	}{
		{"two paragraphs apart", "a b c", []string{"A b c", "a b C"}, "A b C"},
		{"two paragraphs in a row", "a b", []string{"A b", "a B"}, "A B"},
		{"one paragraph twice", "a b c", []string{"a X c", "a Y c"}, "a {0:X|1:Y} c"},
		{"one paragraph twice and others once", "a b c", []string{"A X c", "a Y C"}, "A {0:X|1:Y} C"},
		{"alike", "a b", []string{"a B", "a B"}, "a B"},
		{"alike among three", "a b", []string{"a B", "a C", "a B"}, "a {02:B|1:C}"},
		{"only one changed", "a b", []string{"a b", "a B"}, "a B"},
		{"removed and rewritten", "a b c", []string{"a c", "a B c"}, "a {0:-|1:B} c"},
		{"removed and another rewritten", "a b c d", []string{"a c d", "a b c D"}, "a c D"},
		{"both append", "a", []string{"a b", "a c"}, "a {0:b|1:c}"},
		{"both append alike", "a", []string{"a b", "a b"}, "a b"},
		{"begin and end", "a", []string{"x a", "a y"}, "x a y"},
		{"inserted after a rewritten one", "a b c", []string{"a B c", "a b x c"}, "a B x c"},
		{"inserted where one was removed", "a b c", []string{"a c", "a b x c"}, "a {0:-|1:b x} c"},
		{"from nothing", "", []string{"a", "b"}, "{0:a|1:b}"},
		{"from nothing, the same beginning", "", []string{"a b", "a c"}, "{0:a b|1:a c}"},
		{"all removed, and nothing else", "a b", []string{"", "a b"}, ""},
		{"three apart", "a b c d e", []string{"A b c d e", "a b C d e", "a b c d E"}, "A b C d E"},
		{"inserted beside one that is removed and rewritten", "a b", []string{"x a b", "A b", "b"}, "{0:x a|1:A|2:-} b"},
		{"a chain of touching ones", "a b c d", []string{"X d", "a Y d", "a b c d"}, "{0:X|1:a Y} d"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var versions []string
			for _, v := range c.versions {
				versions = append(versions, text(v))
			}
			if got := show(diff3.Merge(text(c.base), versions...)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestALastEmptyParagraphIsALineLikeAnother(t *testing.T) {
	if got, ok := joined(diff3.Merge("a\n", "A\n", "a\n\nb")); !ok || got != "A\n\nb" {
		t.Errorf("%q, whole: %v", got, ok)
	}
	if got, ok := joined(diff3.Merge("a\nb", "a\n\nb", "a\nB")); !ok || got != "a\n\nB" {
		t.Errorf("%q, whole: %v", got, ok)
	}
}

// lines of a base, some of them alike.
func drawLines(t *rapid.T, label, of string) []string {
	return rapid.SliceOfN(rapid.StringMatching("["+of+"]"), 0, 8).Draw(t, label)
}

// drawVersion changes some lines of a base; what it adds is of its own letters.
func drawVersion(t *rapid.T, label string, base []string, of string) string {
	var out []string
	for i, l := range base {
		switch rapid.SampledFrom([]string{"keep", "keep", "keep", "replace", "remove", "insert"}).Draw(t, fmt.Sprint(label, i)) {
		case "replace":
			out = append(out, drawLine(t, label, of))
		case "insert":
			out = append(out, drawLine(t, label, of), l)
		case "keep":
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func drawLine(t *rapid.T, label, of string) string {
	return rapid.StringMatching("["+of+"]{1,2}").Draw(t, label+" line")
}

func count(lines []string) map[string]int {
	n := map[string]int{}
	for _, l := range lines {
		n[l]++
	}
	return n
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

func TestNoLineIsInventedOrLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := drawLines(t, "base", "a-d")
		versions := []string{drawVersion(t, "one", base, "e-h"), drawVersion(t, "two", base, "i-l"), drawVersion(t, "three", base, "m-p")}
		parts := diff3.Merge(strings.Join(base, "\n"), versions...)
		var merged []string
		for _, p := range parts {
			merged = append(merged, p.Lines...)
			for _, a := range p.Or {
				merged = append(merged, a.Lines...)
			}
			if len(p.Or) == 1 || len(p.Or) > 0 && len(p.Lines) > 0 {
				t.Fatalf("a part of %+v", p)
			}
		}
		is, was := count(merged), count(base)
		for _, v := range versions {
			for l, n := range count(split(v)) {
				if was[l] == 0 && is[l] < n {
					t.Fatalf("%q of %q is lost in %q", l, v, show(parts))
				}
			}
		}
		for l := range is {
			if was[l] == 0 && !slices.ContainsFunc(versions, func(v string) bool { return slices.Contains(split(v), l) }) {
				t.Fatalf("%q is invented in %q", l, show(parts))
			}
		}
		for l, n := range was {
			least := n // a line stays as often as the versions that removed it leave it, all removals taken together
			for _, v := range versions {
				least -= max(0, n-count(split(v))[l])
			}
			if is[l] < least {
				t.Fatalf("%q of the base is there %d times in %q, though nobody removed it", l, is[l], show(parts))
			}
		}
	})
}

func TestAMergeIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := drawLines(t, "base", "a-d")
		one, two := drawVersion(t, "one", base, "e-h"), drawVersion(t, "two", base, "e-h")
		there, back := diff3.Merge(strings.Join(base, "\n"), one, two), diff3.Merge(strings.Join(base, "\n"), two, one)
		for _, p := range back {
			slices.Reverse(p.Or)
			for _, a := range p.Or {
				for i := range a.Of {
					a.Of[i] = 1 - a.Of[i]
				}
			}
		}
		if show(there) != show(back) {
			t.Fatalf("%q and %q", show(there), show(back))
		}
	})
}

func TestOneChangeIsTakenAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := drawLines(t, "base", "a-d")
		one := drawVersion(t, "one", base, "e-h")
		for _, versions := range [][]string{{one}, {one, one}, {one, strings.Join(base, "\n")}, {strings.Join(base, "\n"), one, one}} {
			if got, ok := joined(diff3.Merge(strings.Join(base, "\n"), versions...)); !ok || got != one {
				t.Fatalf("%q from %q, whole: %v", got, one, ok)
			}
		}
	})
}

// Each of two people changes lines of another part of a text, whose lines are all different; between the parts one line is left alone.
func TestChangesApartAreBothThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mark := func(lines []string, of string) []string {
			for i := range lines {
				lines[i] = of + fmt.Sprint(i)
			}
			return lines
		}
		head, tail := mark(drawLines(t, "head", "a"), "h"), mark(drawLines(t, "tail", "a"), "t")
		head2, tail2 := split(drawVersion(t, "one", head, "e-h")), split(drawVersion(t, "two", tail, "i-l"))
		join := func(head, tail []string) string {
			return strings.Join(slices.Concat(head, []string{"between"}, tail), "\n")
		}
		got, ok := joined(diff3.Merge(join(head, tail), join(head2, tail), join(head, tail2)))
		if !ok || got != join(head2, tail2) {
			t.Fatalf("%q, whole: %v, want %q", got, ok, join(head2, tail2))
		}
	})
}
