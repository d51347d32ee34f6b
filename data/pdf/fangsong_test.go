package pdf

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/report"
	"kaohe/assets/fonts"
	"kaohe/data/sfnt"
)

// fake is a computer with these font files.
type fake [][]byte

func (f fake) Candidates() [][]byte { return f }

// makeFang is a font that calls itself name and has the characters of the test text but one, taken from the 楷 face.
func makeFang(t *testing.T, name, chars string) []byte {
	t.Helper()
	kai, err := sfnt.Parse(fonts.KaiRegular, 0)
	if err != nil {
		t.Fatal(err)
	}
	var slots []sfnt.Slot
	seen := map[rune]bool{}
	for _, r := range chars {
		if id, ok := kai.Glyph(r); ok && !seen[r] {
			seen[r] = true
			slots = append(slots, sfnt.Slot{Code: r, Face: kai, Glyph: id})
		}
	}
	ttf, _, err := sfnt.Build(name, slots)
	if err != nil {
		t.Fatal(err)
	}
	return ttf
}

const common = "的一是在不了有和人这中大为上个国我以要他，。"

// TestFangSong: the computer's 仿宋 is used where it has the character, the embedded 宋 elsewhere; whatever is no usable 仿宋 is passed over.
func TestFangSong(t *testing.T) {
	good := makeFang(t, "STFangsong", common)
	cases := map[string]struct {
		files fake
		want  string
	}{
		"none":        {nil, ""},
		"good":        {fake{good}, "STFangsong"},
		"after bad":   {fake{nil, []byte("OTTO"), good[:90], fonts.SerifRegular, good}, "STFangsong"},
		"other name":  {fake{makeFang(t, "STKaiti", common)}, ""},
		"lacks hanzi": {fake{makeFang(t, "FangSong", "的一")}, ""},
		"chinese":     {fake{makeFang(t, "仿宋_GB2312", common)}, "仿宋_GB2312"},
	}
	for name, c := range cases {
		f := Embedded()
		f.System = c.files
		p, err := New(f)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		res, err := p.Write(context.Background(), &b, doc(report.Para{Text: "我国人要䶮𬭎。"}), Options{})
		if err != nil || res.Face != c.want || len(res.Missing) > 0 {
			t.Errorf("%s: %+v, %v", name, res, err)
		}
		if got := text(t, b.Bytes()); got != "我国人要䶮𬭎。" {
			t.Errorf("%s: %q", name, got)
		}
		res, err = p.Write(context.Background(), &b, doc(report.Para{Text: "我"}), Options{EmbeddedOnly: true})
		if err != nil || res.Face != "" {
			t.Errorf("%s, embedded only: %+v, %v", name, res, err)
		}
	}
}

// TestFolders finds files by name at any depth, simfang first, and leaves others alone.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/FZFSK.TTF", "simfang.ttf", "b/c/STFangsong.ttf", "simkai.ttf", "仿宋.txt", "仿宋_GB2312.ttf"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, b := range (Folders{dir, filepath.Join(dir, "none")}).Candidates() {
		got = append(got, string(b))
	}
	want := []string{"simfang.ttf", "a/FZFSK.TTF", "b/c/STFangsong.ttf", "仿宋_GB2312.ttf"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d is %q, want %q", i, got[i], want[i])
		}
	}
	_ = Folders(nil).Candidates() // this computer's own: must not fail, whatever is there
}
