// Kaohe (考核通) leads an assessment of district governments through its five phases, on a laptop without a network. Without a verb it
// opens its window; package verbs lists the others.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"kaohe/app/words"
	"kaohe/assets/i18n"
	_ "kaohe/cmd/internal/locale" // before Fyne looks at the environment
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
)

// version is set by the Makefile.
var version = "0.1.0"

func main() { os.Exit(run()) }

func run() int {
	catalogs := map[string]words.Catalog{}
	for _, l := range i18n.Languages {
		c, err := i18n.Load(l)
		if err != nil {
			fmt.Fprintln(os.Stderr, err) // a defect of the build: there are no words yet to say it in
			return 1
		}
		catalogs[l] = c
	}
	language := i18n.Choose(os.Getenv)
	h := verbs.Host{Out: os.Stdout, Err: os.Stderr, Say: catalogs[language]}
	env, err := workspace.Usual(version)
	if err != nil {
		return h.Fail(err)
	}
	h.Env = env
	h.Window = func(ctx context.Context, vault string) error {
		return window(vault, env, catalogs, language)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return verbs.Run(ctx, os.Args[1:], h)
}
