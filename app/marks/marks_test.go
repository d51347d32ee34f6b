package marks_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/cbor"
	"kaohe/app/marks"
)

func point(t *rapid.T, name string) marks.Point {
	return marks.Point{X: rapid.IntRange(0, marks.Full).Draw(t, name+"x"), Y: rapid.IntRange(0, marks.Full).Draw(t, name+"y")}
}

func TestLayersReadBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l marks.Layer
		for range rapid.IntRange(1, 20).Draw(t, "n") {
			m := marks.Mark{Kind: marks.Kind(rapid.IntRange(1, 3).Draw(t, "kind")), From: point(t, "from"), To: point(t, "to")}
			if m.Kind == marks.Text {
				m.Text = rapid.StringN(1, 40, -1).Draw(t, "text")
			}
			l = append(l, m)
		}
		b, err := l.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := marks.Decode(b)
		if err != nil || !reflect.DeepEqual(got, l) {
			t.Fatalf("%v: %+v became %+v", err, l, got)
		}
	})
}

func TestMarksOfANewerVersionAreKeptAndNotDrawn(t *testing.T) {
	known := map[int]any{1: 2, 2: 0, 3: 0, 4: 10000, 5: 5000}
	newer := map[int]any{1: 2, 2: 0, 3: 0, 4: 10000, 5: 5000, 9: "thick"}
	kind := map[int]any{1: 77, 2: 0, 3: 0, 4: 1, 5: 1}
	b := cbor.Marshal([]any{known, newer, kind, "whatever"})
	l, err := marks.Decode(b)
	if err != nil || len(l) != 4 || l.Foreign() != 3 || l[0].Kind != marks.Box || l[0].To != (marks.Point{X: 10000, Y: 5000}) {
		t.Fatalf("%v: %+v", err, l)
	}
	if again, err := l.Encode(); err != nil || !bytes.Equal(again, b) {
		t.Errorf("%v: %x became %x", err, b, again)
	}
}

func TestLayersHaveBounds(t *testing.T) {
	for name, l := range map[string]marks.Layer{
		"outside":         {{Kind: marks.Box, To: marks.Point{X: marks.Full + 1}}},
		"negative":        {{Kind: marks.Arrow, From: marks.Point{X: -1}}},
		"no text":         {{Kind: marks.Text}},
		"long text":       {{Kind: marks.Text, Text: strings.Repeat("长", marks.MaxText+1)}},
		"text of a box":   {{Kind: marks.Box, Text: "?"}},
		"unknown kind":    {{Kind: 9}},
		"too many marks":  make(marks.Layer, marks.MaxMarks+1),
		"broken encoding": {{Kind: marks.Text, Text: "\xff"}},
	} {
		if b, err := l.Encode(); err == nil {
			t.Errorf("%s: %x", name, b)
		}
	}
	for name, b := range map[string][]byte{"no list": cbor.Marshal("x"), "cut": {0x82, 0x01}, "too many": cbor.Marshal(make([]int, marks.MaxMarks+1)), "too long": make([]byte, marks.MaxBytes+1)} {
		if l, err := marks.Decode(b); err == nil {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

func TestATurnIsTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, d := point(t, "p"), 90*rapid.IntRange(0, 3).Draw(t, "turn")
		if got := p.Turn(d).Turn(-d); got != p {
			t.Fatalf("%v by %d became %v", p, d, got)
		}
	})
	if got := (marks.Point{X: 0, Y: 0}).Turn(90); got != (marks.Point{X: marks.Full}) {
		t.Errorf("the upper left corner, turned clockwise, is at %v", got)
	}
}

func FuzzDecode(f *testing.F) {
	b, _ := marks.Layer{{Kind: marks.Arrow, To: marks.Point{X: 5, Y: 6}}, {Kind: marks.Text, Text: "此处"}}.Encode()
	f.Add(b)
	f.Add(cbor.Marshal([]any{map[int]any{1: 77}, "x"}))
	f.Add([]byte{0x80})
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := marks.Decode(b)
		if err != nil || len(l) == 0 {
			return
		}
		if again, err := l.Encode(); err != nil || !bytes.Equal(again, b) {
			t.Errorf("%v: %x became %x", err, b, again)
		}
	})
}
