// Package program is what the programs with a window and without one have in common: words, this laptop's environment, the verbs, and
// an end at Ctrl+C. A main adds its window, or none.
package program

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/crash"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
)

// version is set by the build, to what .ci/version says.
var version = "0.1.0"

// Window opens the window on a vault ("" for the start page) and returns when it is closed.
type Window func(vault string, env workspace.Env, catalogs map[string]words.Catalog, language string) error

// Run carries out the command line of this process and gives its exit status. Without a window (nil) only verbs work.
func Run(window Window) int {
	if window != nil && crash.Watcher(version) {
		return 0
	}
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
	if window != nil {
		h.Window = func(_ context.Context, vault string) error { return window(vault, env, catalogs, language) }
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return verbs.Run(ctx, os.Args[1:], h)
}
