// Package sampletest gives the documents of the sample to the tests of what writes, reads and measures documents.
package sampletest

import (
	"errors"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/assets/sample"
	"kaohe/assets/standard"
)

// Each calls with every document that the sample can print now.
func Each(t testing.TB, with func(j report.Job, doc report.Document)) {
	t.Helper()
	r, err := roundplantest.Open(sample.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	zh, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	a := r.View()
	for _, k := range assess.Papers {
		for _, j := range report.Jobs(a, k) {
			doc, err := circular.Make(k.Key, a, a.District(j.District), zh)
			if err == nil {
				with(j, doc)
			} else if !errors.Is(err, words.Refuse("report.none")) {
				t.Fatal(err)
			}
		}
	}
}

// Kinds are one document of each kind, and of each kind of the round, by the keys of their kinds.
func Kinds(t testing.TB) map[string]report.Document {
	t.Helper()
	out := map[string]report.Document{}
	Each(t, func(j report.Job, doc report.Document) {
		name := j.Kind
		if j.District == "" {
			name += " of the round"
		}
		out[name] = doc
	})
	return out
}
