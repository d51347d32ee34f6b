package verbs_test

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kaohe/assets/i18n"
	"kaohe/cmd/internal/desk"
	"kaohe/cmd/internal/verbs"
)

// kaohe is the program without its window, as a command of the scripts.
func kaohe() {
	say, err := i18n.Load(i18n.Choose(os.Getenv))
	if err != nil {
		panic(err)
	}
	env, err := desk.Usual("test")
	if err != nil {
		panic(err)
	}
	os.Exit(verbs.Run(context.Background(), os.Args[1:], verbs.Host{Out: os.Stdout, Err: os.Stderr, Say: say, Env: env}))
}

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"kaohe": kaohe}) }

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: func(e *testscript.Env) error {
		e.Setenv("KAOHE_HOME", e.WorkDir+"/.home")
		e.Setenv("LANG", "zh_CN.UTF-8")
		return nil
	}})
}
