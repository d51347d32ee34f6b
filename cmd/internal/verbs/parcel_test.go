package verbs_test

import (
	"errors"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"kaohe/app/session"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// enrol VAULT NAME BY PIN PEOPLE... enrols the laptop whose keys lie in KAOHE_HOME.
func enrol(ts *testscript.TestScript, _ bool, args []string) {
	env, err := workspace.Usual("test")
	ts.Check(err)
	env.Keys = keys.Store{Dir: filepath.Join(ts.Getenv("KAOHE_HOME"), "devices"), Random: env.Random}
	d, err := workspace.Open(ts.MkAbs(args[0]), vault.ReadWrite, env)
	ts.Check(err)
	ts.Check(errors.Join(d.EnrolDevice(session.NewLaptop{Name: args[1], People: args[4:]}, args[2], args[3]), d.Close()))
}
