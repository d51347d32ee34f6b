package backup_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/backup"
	"kaohe/data/vault"
)

type laptop struct{ key ed25519.PrivateKey }

func (l laptop) Device() ledger.Device { return ledger.Device(l.key.Public().(ed25519.PublicKey)) }
func (l laptop) Sign(m []byte) []byte  { return ed25519.Sign(l.key, m) }

func round(t *testing.T, path string, n byte) *vault.Vault {
	t.Helper()
	seed := sha256.Sum256([]byte{n})
	v, err := vault.Create(path, vault.Genesis{Signer: laptop{ed25519.NewKeyFromSeed(seed[:])}, Record: edit(0), CreatedBy: "test"})
	must(t, err)
	t.Cleanup(func() { _ = v.Close() })
	must(t, v.Load(func(*ledger.Record) error { return nil }))
	return v
}

func edit(n int) *ledger.Record {
	return &ledger.Record{Stamp: ledger.Stamp(n + 1), Schema: 1, Author: "gu", Label: "edit.mark", Ops: []ledger.Op{{Entity: "round", Field: "title", Value: ledger.Of(n)}}}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func quiet(int, int) {}

// Where backups lie beside the vault itself, another round's backups, a copy made by hand and a paper, only the vault's own old backups go.
func TestOnlyBackupsOfThisVaultAreTakenAway(t *testing.T) {
	dir := t.TempDir()
	v, other := round(t, filepath.Join(dir, "round.kaohe"), 1), round(t, filepath.Join(t.TempDir(), "other.kaohe"), 2)
	begin := time.Date(2026, 9, 1, 18, 0, 0, 0, time.UTC)
	make := func(v *vault.Vault, name string, at time.Time) backup.Copy {
		t.Helper()
		c, err := backup.Make(context.Background(), v, dir, name, at, quiet)
		must(t, err)
		return c
	}
	foreign := make(other, "round 备份 2026-09-01", begin.AddDate(0, 0, 1))
	foreign2, err := os.ReadFile(foreign.Path)
	must(t, err)
	byHand := filepath.Join(dir, "round 备份 by hand.kaohe")
	must(t, v.CopyTo(context.Background(), byHand, time.Time{}, quiet))
	must(t, os.WriteFile(filepath.Join(dir, "round 备份 2026-09-02.kaohe"), []byte("no vault"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "renamed by its owner.pdf"), nil, 0o600))
	first := make(v, "round 备份", begin)
	renamed := filepath.Join(dir, "anything.kaohe")
	must(t, os.Rename(first.Path, renamed)) // still a backup of this vault, whatever it is called
	for day := 1; day <= 20; day++ {
		_, err := v.Append(edit(day))
		must(t, err)
		made := make(v, "round 备份", begin.AddDate(0, 0, day))
		if again := make(v, "round 备份", begin.AddDate(0, 0, day).Add(time.Hour)); again != made {
			t.Fatalf("a second backup of the same records: %+v", again)
		}
	}
	found, err := backup.Found(dir, v.ID())
	must(t, err)
	if len(found) != 10 || found[0].Records != 21 || !found[0].At.Equal(begin.AddDate(0, 0, 20)) {
		t.Errorf("%d are left, the newest %+v", len(found), found[0])
	}
	if _, err := os.Stat(renamed); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the renamed one: %v", err)
	}
	for _, name := range []string{"round.kaohe", "round 备份 by hand.kaohe", "round 备份 2026-09-02.kaohe", "renamed by its owner.pdf"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if b, err := os.ReadFile(foreign.Path); err != nil || string(b) != string(foreign2) {
		t.Errorf("another round's backup: %v", err)
	}
	if all, err := backup.Found(dir, ledger.Hash{}); err != nil || len(all) != 11 {
		t.Errorf("%d of all rounds, %v", len(all), err)
	}
}

func TestAStickThatIsNotThereIsSaid(t *testing.T) {
	v := round(t, filepath.Join(t.TempDir(), "round.kaohe"), 1)
	gone := filepath.Join(t.TempDir(), "stick")
	if _, err := backup.Make(context.Background(), v, gone, "x", time.Now(), quiet); !errors.Is(err, words.Refuse("backup.gone")) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(gone); err == nil {
		t.Error("a folder was made where the stick is not")
	}
	if _, err := backup.Found(gone, v.ID()); !errors.Is(err, words.Refuse("backup.gone")) {
		t.Errorf("%v", err)
	}
}

// A backup that rotted on its disk is not taken for one: the same records are backed up again.
func TestARottenBackupIsMadeAgain(t *testing.T) {
	dir := t.TempDir()
	v := round(t, filepath.Join(t.TempDir(), "round.kaohe"), 1)
	first, err := backup.Make(context.Background(), v, dir, "x", time.Now(), quiet)
	must(t, err)
	b, err := os.ReadFile(first.Path)
	must(t, err)
	b[bytes.Index(b, []byte("edit.mark"))] ^= 1
	must(t, os.WriteFile(first.Path, b, 0o600))
	second, err := backup.Make(context.Background(), v, dir, "x", time.Now().Add(time.Minute), quiet)
	if err != nil || second.Path == first.Path {
		t.Fatalf("%+v %v", second, err)
	}
	must(t, v.ReadBack(context.Background(), second.Path, quiet))
	if err := v.ReadBack(context.Background(), first.Path, quiet); !errors.Is(err, words.Refuse("vault.copy")) {
		t.Errorf("%v", err)
	}
}
