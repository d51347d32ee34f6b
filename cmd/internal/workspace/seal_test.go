package workspace_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/pdfread"
	"kaohe/data/vault"
)

const passphrase = "一句自己记得住的话"

// chain is a keychain in memory.
type chain map[ledger.Hash][32]byte

func (c chain) Usable() error                                     { return nil }
func (c chain) Key(of ledger.Hash) ([32]byte, bool, error)        { k, ok := c[of]; return k, ok, nil }
func (c chain) Keep(of ledger.Hash, key [32]byte) error           { c[of] = key; return nil }
func (c chain) Forget(of ledger.Hash) error                       { delete(c, of); return nil }
func (brokenChain) Usable() error                                 { return nil }
func (brokenChain) Key(ledger.Hash) (k [32]byte, f bool, e error) { return k, f, errors.New("locked") }
func (brokenChain) Keep(ledger.Hash, [32]byte) error              { return errors.New("locked") }
func (brokenChain) Forget(ledger.Hash) error                      { return errors.New("locked") }

type brokenChain struct{}

// told is what a day's work writes; each may stand in several places.
var told = []string{"陈喆", "王䶮", "南山区", "粤海街道", "台账三年未更新，属地责任不清", "p/wang", "unique ascii remark", "2026年度考核", "d/ns/sub", "改后的联络员", "撤销了的联络员", pin, "778899"}

// dayOf does a day's work in a round: edits, undo, a colleague with a PIN, another PIN, a signature, settings, a workbook, a preview.
func dayOf(t *testing.T, path string, env workspace.Env) {
	t.Helper()
	d := found(t, path, env)
	must(t, d.AddPerson(session.NewPerson{ID: "p/wang", Name: "王䶮", Agency: "市质监局", Role: assess.Deputy, PIN: "778899"}, "chen", pin))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", "改后的联络员")))
	must(t, d.Apply(assess.Fields("edit.record", "d/ns/rec/r", "method", "briefing", "text", told[4])))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", "撤销了的联络员")))
	must(t, d.Undo())
	must(t, d.Redo())
	must(t, d.AddPerson(session.NewPerson{ID: "p/wang", Name: "王䶮", Agency: "市质监局", Role: assess.Deputy, PIN: "998877"}, "chen", pin))
	_, err := d.Sign("ns", assess.Preparation, "chen", pin)
	must(t, err)
	must(t, d.Vault.SetSetting("who", "p/wang"))
	must(t, d.Vault.SetSetting("route", `{"page":"district","district":"d/ns/sub"}`))
	must(t, d.Vault.SetSetting("last", "unique ascii remark"))
	must(t, d.Vault.SetSetting("last", ""))
	book := filepath.Join(t.TempDir(), "out.xlsx") // what a person takes out is theirs to keep, and not looked at here
	must(t, workspace.SaveBook(workspace.Output{Path: book}, d.Export()))
	g, err := workspace.ReadBook(book)
	must(t, err)
	plan, err := d.Plan(g)
	must(t, err)
	must(t, d.TakeBook(plan, pin))
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	x, err := (&workspace.Printer{Say: say}).Print(t.Context(), d, report.Job{Kind: "score", District: "ns"}, nil)
	must(t, err)
	pages, err := pdfread.Open(t.Context(), x.Bytes)
	must(t, err)
	_, err = pages.Image(t.Context(), 0, 40)
	must(t, err)
	must(t, pages.Close())
	must(t, d.Close())
}

// showing gives what of told stands in any file below a folder, and in which.
func showing(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range told {
			for _, form := range []string{m, hex.EncodeToString([]byte(m))} {
				if bytes.Contains(b, []byte(form)) || strings.Contains(e.Name(), form) {
					found[m] = path
				}
			}
		}
		return err
	}))
	return found
}

func TestASealedRoundShowsNothingAnywhere(t *testing.T) {
	for _, seal := range []string{"", passphrase} {
		dir := t.TempDir()
		must(t, os.Mkdir(filepath.Join(dir, "tmp"), 0o700))
		t.Setenv("TMPDIR", filepath.Join(dir, "tmp"))
		env := cheap(t)
		env.Keys.Dir = filepath.Join(dir, "devices")
		env.Seal, env.Secret.Passphrase = seal, seal
		path := filepath.Join(dir, "round.kaohe")
		dayOf(t, path, env)
		found := showing(t, dir)
		if seal != "" && len(found) > 0 {
			t.Errorf("sealed, and shows %v", found)
		}
		if seal != "" {
			continue
		}
		for _, m := range told[:len(told)-2] { // but PINs, which stand nowhere
			if found[m] == "" {
				t.Errorf("%q stands nowhere in a round that is not sealed: the test looks for nothing", m)
			}
		}
		// Sealed afterwards, nothing of it is left under any name.
		env.Seal = passphrase
		d, err := workspace.SealVault(path, env, nil)
		must(t, err)
		must(t, d.Close())
		if found := showing(t, dir); len(found) > 0 {
			t.Errorf("sealed afterwards, and shows %v", found)
		}
	}
}

func TestTheKeychainOpensWhatItWasToldToRemember(t *testing.T) {
	path, env, kept := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t), chain{}
	env.Chain, env.Seal = kept, passphrase
	d := found(t, path, env)
	must(t, d.Close())
	_, err := workspace.Open(path, vault.ReadWrite, env)
	refused(t, "vault.sealed", err)
	env.Secret.Passphrase = "another sentence"
	_, err = workspace.Open(path, vault.ReadWrite, env)
	refused(t, "passphrase.wrong", err)
	env.Secret.Passphrase = passphrase
	d = reopen(t, path, env)
	must(t, d.Remember())
	must(t, d.Close())
	env.Secret = workspace.Secret{}
	d = reopen(t, path, env)
	refused(t, "vault.sealed", d.ChangePassphrase(workspace.Secret{}, "another sentence")) // the keychain does not speak for a person
	must(t, d.Close())

	for name, c := range map[string]workspace.Keychain{"of another sealing": chain{d.Vault.ID(): {9}}, "broken": brokenChain{}, "none": nil} {
		env.Chain = c
		_, err = workspace.Open(path, vault.ReadWrite, env)
		if refused(t, "vault.sealed", err); err == nil {
			t.Error(name)
		}
	}
	env.Chain = kept
	d, err = workspace.UnsealVault(path, env, nil)
	must(t, err)
	must(t, d.Close())
	if len(kept) != 0 {
		t.Error("the key of an unsealed vault is still remembered")
	}
}

// TestTheLaptopGoesOnAcrossSealing: under the same key, whichever step of a conversion is the last.
func TestTheLaptopGoesOnAcrossSealing(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	path := filepath.Join(dir, "a.kaohe")
	env.Seal = passphrase
	sealed := env
	sealed.Secret.Passphrase = passphrase
	plain := env
	plain.Seal = ""
	n := 0
	write := func(env workspace.Env) {
		t.Helper()
		n++
		d := reopen(t, path, env)
		must(t, d.Use("chen"))
		must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", strings.Repeat("一", n))))
		must(t, d.Close())
	}
	must(t, found(t, path, plain).Close())
	write(plain)
	before, err := os.ReadFile(path)
	must(t, err)
	device := func(name string) []byte {
		files, err := filepath.Glob(filepath.Join(env.Keys.Dir, "*.key"))
		must(t, err)
		if len(files) != 1 {
			t.Fatalf("%s: %v", name, files)
		}
		b, err := os.ReadFile(files[0])
		must(t, err)
		return b
	}
	bare := device("before")
	d, err := workspace.SealVault(path, env, nil)
	must(t, err)
	want := d.View()
	code := d.Recovery
	must(t, d.Close())
	if reflect.DeepEqual(device("sealed"), bare) {
		t.Error("the laptop's key is not sealed")
	}
	after, err := os.ReadFile(path)
	must(t, err)
	file := filepath.Join(env.Keys.Dir, d.Vault.ID().String()+".key")
	must(t, os.WriteFile(file, bare, 0o600)) // killed when the vault was sealed and the key was not
	write(sealed)
	if reflect.DeepEqual(device("after an edit"), bare) {
		t.Error("the laptop's key is still not sealed")
	}
	if _, err = workspace.Open(path, vault.ReadWrite, plain); err == nil {
		t.Error("opened without a passphrase")
	}
	must(t, os.WriteFile(path, after, 0o600))
	byCode := env
	byCode.Secret.Recovery = code
	if got := reopen(t, path, byCode); !reflect.DeepEqual(got.View(), want) {
		t.Error("by the recovery code there is something else")
	} else {
		must(t, got.Close())
	}
	// The older copy, not sealed, is only read.
	must(t, os.WriteFile(path, before, 0o600))
	if d := reopen(t, path, plain); d.Enrolled() {
		t.Error("the copy that was not sealed goes on under the sealed vault's key")
	} else {
		must(t, d.Close())
	}
}
