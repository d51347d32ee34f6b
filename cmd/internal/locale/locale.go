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

// settle names the language in LANGUAGE, which decides the words and nothing else: LC_ALL and LANG also decide how the C library reads
// what an input method sends, and must not name a locale that is not installed. Where they say C, C.UTF-8 takes its place, which
// every glibc has since 2.35 and Debian for longer.
func settle(get func(string) string, set func(k, v string) error) {
	want := map[string]string{"zh-Hans": "zh_CN", "en": "en_US"}[get("KAOHE_LANG")]
	name, silent := deciding(get)
	if want == "" && !silent {
		return
	}
	if want == "" {
		want = "zh_CN"
	}
	if plain, _, _ := strings.Cut(get(name), "."); silent && plain == get(name) {
		if set(name, "C.UTF-8") != nil {
			return // an environment that can't be written keeps its own locale
		}
	}
	_ = set("LANGUAGE", want) // as above: there is nobody to tell before main
}

// deciding is the variable that names the locale, the first that is set as in POSIX, and whether it names no language.
func deciding(get func(string) string) (name string, silent bool) {
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := get(k); v != "" {
			plain, _, _ := strings.Cut(v, ".")
			return k, plain == "C" || plain == "POSIX"
		}
	}
	return "LANG", true
}
