package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

func quiet(int, int) {}

// A backup that is opened as if it were the vault can be looked at, takes no edit and says why; the copy saved from it takes them.
func TestABackupIsReadAndItsCopyIsWorkedOn(t *testing.T) {
	env, dir := cheap(t), t.TempDir()
	d := found(t, filepath.Join(dir, "round.kaohe"), env)
	made := d.Backup(context.Background(), []string{workspace.Beside(d.Vault.Path()), filepath.Join(dir, "stick")}, quiet)
	if len(made) != 2 || made[0].Err != nil || !errors.Is(made[1].Err, words.Refuse("backup.gone")) {
		t.Fatalf("%+v", made)
	}
	must(t, d.Close())
	b, err := workspace.OpenAny(context.Background(), made[0].Path, env, nil)
	must(t, err)
	defer b.Close()
	must(t, b.Use("chen"))
	edit := assess.Fields("edit.round", "round", "city", "深圳")
	refused(t, "vault.backup", b.ReadOnly())
	refused(t, "vault.backup", b.Apply(edit))
	_, err = b.Sign("ns", assess.Preparation, "chen", pin)
	refused(t, "vault.backup", err)
	copied := filepath.Join(dir, "copy.kaohe")
	must(t, b.SaveCopy(context.Background(), copied, quiet))
	c, err := workspace.OpenAny(context.Background(), copied, env, nil)
	must(t, err)
	defer c.Close()
	must(t, c.ReadOnly())
	must(t, c.Use("chen"))
	must(t, c.Apply(edit)) // the laptop's own key goes on where it stopped
}

// What restoring takes away is told by whose it is and where it lies, and is just that.
func TestLossIsWhatTheBackupLacks(t *testing.T) {
	env, dir := cheap(t), t.TempDir()
	path := filepath.Join(dir, "round.kaohe")
	d := found(t, path, env)
	must(t, d.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Role: assess.Member}, "chen", pin))
	before := len(d.Log())
	from := d.Backup(context.Background(), []string{workspace.Beside(path)}, quiet)[0].Path
	must(t, d.Use("li"))
	must(t, d.Apply(assess.AddRecord(d.View().District("ns"), "r1", "briefing", "2006-10-12", "li", "a1")))
	must(t, d.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "place", "沙头角")))
	must(t, d.Use("chen"))
	must(t, d.Apply(assess.Fields("edit.round", "round", "city", "深圳")))
	for _, open := range []*workspace.Workspace{d, nil} {
		l, err := workspace.LossOf(path, from, open, env)
		must(t, err)
		if l.Lost != 3 || l.Stays != before || l.Returns != 0 || len(l.By) != 2 || l.By[0] != (workspace.Share{Name: "李䶮", Records: 2}) ||
			len(l.Districts) != 1 || l.Districts[0] != "南山区" || !l.Round || !l.Until.After(l.Since) {
			t.Fatalf("%+v", l)
		}
		if open != nil {
			must(t, d.Close())
		}
	}
	aside, err := workspace.Restore(context.Background(), path, from, env, quiet)
	must(t, err)
	r, err := workspace.OpenAny(context.Background(), path, env, nil)
	must(t, err)
	if n := len(r.Log()); n != before || r.Enrolled() {
		t.Fatalf("%d records, want %d; enrolled %v", n, before, r.Enrolled())
	}
	must(t, r.EnrolDevice(session.NewLaptop{Name: "旧电脑", People: []string{"chen"}}, "chen", pin))
	must(t, r.Use("chen"))
	must(t, r.Apply(assess.Fields("edit.round", "round", "city", "广州")))
	l, err := workspace.LossOf(aside, from, nil, env) // and the other way round nothing was lost with the file that was kept
	must(t, err)
	if l.Lost != 3 {
		t.Fatalf("%+v", l)
	}
	must(t, r.Close())
	kept, err := workspace.OpenAny(context.Background(), aside, env, nil)
	must(t, err)
	if !kept.Enrolled() {
		t.Error("the laptop's key no longer writes to the file that was kept")
	}
	must(t, kept.Close())
	must(t, os.Remove(path))
	aside, err = workspace.Restore(context.Background(), path, from, env, quiet)
	if err != nil || aside != "" {
		t.Errorf("of a file that is gone: %q %v", aside, err)
	}
}

// The window remembers wrong PINs over a restart.
func TestWrongPINsAreRememberedInTheVault(t *testing.T) {
	env, path := cheap(t), filepath.Join(t.TempDir(), "round.kaohe")
	must(t, found(t, path, env).Close())
	for range 4 {
		d, err := workspace.OpenAny(context.Background(), path, env, nil)
		must(t, err)
		_, err = d.Sign("ns", assess.Preparation, "chen", "000000")
		if err == nil {
			t.Fatal("signed with a wrong PIN")
		}
		must(t, d.Close())
	}
	d, err := workspace.OpenAny(context.Background(), path, env, nil)
	must(t, err)
	defer d.Close()
	if d.PINWait("chen") == 0 {
		t.Error("closing the window is a way round")
	}
}
