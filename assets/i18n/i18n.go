// Package i18n embeds the program's sentences: a folder for each language, a flat JSON file for each room of the program.
//
// Caveat: a key stands in one file only, and every language has the same keys; a test holds both.
package i18n

import (
	"embed"
	"fmt"
	"maps"
	"strings"

	"kaohe/app/words"
)

//go:embed zh-Hans/*.json en/*.json
var files embed.FS

// Languages that the program speaks, the first being the default.
var Languages = []string{"zh-Hans", "en"}

// Load merges one language's files into a catalogue.
func Load(language string) (words.Catalog, error) {
	entries, err := files.ReadDir(language)
	if err != nil {
		return nil, fmt.Errorf("language %q: %w", language, err)
	}
	all := words.Catalog{}
	for _, e := range entries {
		b, err := files.ReadFile(language + "/" + e.Name())
		if err != nil {
			return nil, err
		}
		c, err := words.Load(b)
		if err != nil {
			return nil, fmt.Errorf("%s/%s: %w", language, e.Name(), err)
		}
		for k := range c {
			if _, twice := all[k]; twice {
				return nil, fmt.Errorf("%s/%s: %q stands in another file too", language, e.Name(), k)
			}
		}
		maps.Copy(all, c)
	}
	return all, nil
}

// Choose is the language for an environment: KAOHE_LANG if it names one, otherwise English where the locale is English, and Chinese
// everywhere else.
func Choose(getenv func(string) string) string {
	for _, l := range Languages {
		if getenv("KAOHE_LANG") == l {
			return l
		}
	}
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(k); v != "" {
			if strings.HasPrefix(v, "en") {
				return "en"
			}
			break
		}
	}
	return Languages[0]
}
