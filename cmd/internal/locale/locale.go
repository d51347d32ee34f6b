// Package locale settles the language of the environment before Fyne looks at it.
//
// Fyne reads the locale while its package lang is initialised (fyne v2.7.1, lang/lang.go:172) and logs an error to standard error when it
// is C or POSIX, even for a verb that never opens a window. Go initialises packages in the order of their import paths as soon as what
// they import is initialised (Go specification, "Program initialization"); this one imports os and strings only, so its turn comes
// before that of text/template, without which lang can't start. A test of the real binary holds it.
package locale

import (
	"os"
	"strings"
)

func init() { settle(os.Getenv, os.Setenv) }

// settle gives the environment the locale of KAOHE_LANG, or Chinese where the locale says nothing.
func settle(get func(string) string, set func(k, v string) error) {
	want := map[string]string{"zh-Hans": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[get("KAOHE_LANG")]
	if want == "" && !silent(get) {
		return
	}
	if want == "" {
		want = "zh_CN.UTF-8"
	}
	for _, k := range []string{"LC_ALL", "LANG", "LANGUAGE"} {
		if err := set(k, want); err != nil {
			return // an environment that can't be written keeps its own locale
		}
	}
}

// silent tells whether the environment names no language: the first variable that is set decides, as in POSIX.
func silent(get func(string) string) bool {
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := get(k); v != "" {
			name, _, _ := strings.Cut(v, ".")
			return name == "C" || name == "POSIX"
		}
	}
	return true
}
