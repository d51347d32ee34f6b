package workspace_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

func TestTheRecoverySheetIsOnePageAndThereOnce(t *testing.T) {
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	env, path := cheap(t), filepath.Join(t.TempDir(), "r.kaohe")
	d := found(t, path, env)
	must(t, d.Apply(assess.Fields("edit.round", "round", "title", strings.Repeat("二〇二六年度全市落实打假责任制", 3)+"考核")))
	printer := &workspace.Printer{Say: say, EmbeddedOnly: true}
	x, err := printer.RecoverySheet(t.Context(), d)
	must(t, err)
	if dir := os.Getenv("KAOHE_SHOTS"); dir != "" {
		must(t, os.WriteFile(filepath.Join(dir, "recovery.pdf"), x.Bytes, 0o600))
	}
	if x.Pages != 1 || len(x.Missing) > 0 {
		t.Fatalf("%d pages, without %q", x.Pages, string(x.Missing))
	}
	must(t, d.Close())
	d, err = workspace.Open(path, vault.ReadOnly, env)
	must(t, err)
	defer d.Close()
	_, err = printer.RecoverySheet(t.Context(), d)
	refused(t, "recovery.gone", err)
	if !d.Recoverable() {
		t.Fatal("the vault has lost its recovery key")
	}
}
