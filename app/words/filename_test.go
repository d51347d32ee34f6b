package words_test

import (
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/words"
)

func TestFileNamesAreTakenByEverySystem(t *testing.T) {
	for text, want := range map[string]string{
		"南山区2006年度考核.pdf": "南山区2006年度考核.pdf",
		"a/b\\c:d.pdf":    "a_b_c_d.pdf",
		"CON":             "_CON",
		"nul.区.pdf":       "_nul.区.pdf",
		"com1 .txt":       "_com1 .txt",
		"COM¹":            "_COM¹",
		"COM10.txt":       "COM10.txt",
		"Lpt9.kaohe":      "_Lpt9.kaohe",
		"深圳. ":            "深圳__",
		"":                "_",
		"a\u202eb\n":      "a_b_",
	} {
		if got := words.FileName(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`(?i)(con|nul|aux|prn|com[0-9]|lpt1)? ?[.]?[a-z.]{0,3}[ .]{0,2}`)).Draw(t, "text")
		name := words.FileName(text)
		if !words.Portable(name) {
			t.Fatalf("%q became %q", text, name)
		}
		if words.Portable(text) && words.FileName(name) != name {
			t.Fatalf("%q changed again", name)
		}
	})
}
