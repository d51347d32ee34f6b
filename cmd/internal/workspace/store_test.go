package workspace_test

import (
	"context"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
	"kaohe/data/vault"
)

// photos makes texts evidence of the on-site phase of 南山区, captioned by themselves.
func photos(t testing.TB, d *workspace.Workspace, texts ...string) (sums []evidence.Sum) {
	t.Helper()
	var files []assess.NewEvidence
	for _, text := range texts {
		p, err := d.Files.Put(context.Background(), strings.NewReader(text), 1<<20)
		must(t, err)
		sums = append(sums, p.Sum)
		files = append(files, assess.NewEvidence{Sum: p.Sum.String(), Name: text + ".jpg", Media: "image/jpeg", Size: p.Size, Caption: text})
	}
	must(t, d.Apply(assess.AddEvidence(d.View().District("ns"), assess.Onsite, d.Own(), assess.Supports{}, files...)))
	return sums
}

// shows reads all files of a vault, and tells what is wrong.
func shows(t testing.TB, d *workspace.Workspace) (here int, bad []workspace.FileCheck) {
	t.Helper()
	c, err := d.CheckFiles(context.Background(), quiet)
	must(t, err)
	return c.Here, c.Bad
}

func TestFilesFollowTheVaultIntoItsSealAndOut(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	d := found(t, path, env)
	sums := photos(t, d, "沙头角市场", "台账")
	must(t, d.Files.PutCopy(evidence.Thumb, sums[0], []byte("沙头角的缩略图")))
	must(t, d.Close())
	env.Seal, env.Secret.Passphrase = passphrase, passphrase
	d, err := workspace.SealVault(path, env, nil)
	must(t, err)
	must(t, d.Plain)
	thumb, _ := d.Files.Copy(evidence.Thumb, sums[0])
	if here, bad := shows(t, d); here != 2 || bad != nil || string(thumb) != "沙头角的缩略图" {
		t.Errorf("sealed: %d are here, %v, %q", here, bad, thumb)
	}
	for name, text := range filesIn(t, path+evidence.Suffix) {
		if strings.Contains(text, "沙头角") || strings.Contains(text, "台账") || strings.Contains(name, sums[0].String()) {
			t.Errorf("%s is not sealed", name)
		}
	}
	// What a kill leaves plain is sealed by the next opening to write.
	_, err = evidence.Open(path, d.Vault.ID(), evidence.Options{}).Put(context.Background(), strings.NewReader("台账第二页"), 99)
	must(t, err)
	must(t, d.Vault.SetSetting("files.plain", "1"))
	must(t, d.Close())
	d = reopen(t, path, env)
	if must(t, d.Plain); d.Vault.Setting("files.plain") != "" {
		t.Error("it is still noted that plain files lie there")
	}
	for name, text := range filesIn(t, path+evidence.Suffix) {
		if strings.Contains(text, "台账") {
			t.Errorf("%s is not sealed", name)
		}
	}
	if !d.Files.Has(sha256.Sum256([]byte("台账第二页"))) {
		t.Error("a plain file was lost")
	}
	must(t, d.Close())
	d, err = workspace.UnsealVault(path, env, nil)
	must(t, err)
	defer d.Close()
	if here, bad := shows(t, d); here != 2 || bad != nil || !slices.Contains(slices.Collect(values(filesIn(t, path+evidence.Suffix))), "沙头角市场") {
		t.Errorf("unsealed: %d are here, %v", here, bad)
	}
}

func values(m map[string]string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// filesIn are the files below a folder, by their paths in it.
func filesIn(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			b, err := os.ReadFile(path)
			must(t, err)
			all[strings.TrimPrefix(path, dir)] = string(b)
		}
		return err
	}))
	return all
}

func TestFilesAreInEachBackupAndCopyOnceAndComeBack(t *testing.T) {
	for _, seal := range []string{"", passphrase} {
		env, dir, stick := cheap(t), t.TempDir(), t.TempDir()
		env.Seal, env.Secret.Passphrase = seal, seal
		path := filepath.Join(dir, "round.kaohe")
		d := found(t, path, env)
		photos(t, d, "photo", "ledger")
		folders := []string{workspace.Beside(path), stick}
		for _, made := range d.Backup(context.Background(), folders, quiet) {
			if must(t, made.Err); made.Files != 2 {
				t.Errorf("%+v", made)
			}
		}
		photos(t, d, "third")
		var from []string
		for _, made := range d.Backup(context.Background(), folders, quiet) {
			if must(t, made.Err); made.Files != 1 || made.Bytes < 5 {
				t.Errorf("%+v", made)
			}
			from = append(from, made.Path)
		}
		b, err := workspace.Open(from[1], vault.ReadOnly, env)
		must(t, err)
		if here, bad := shows(t, b); here != 3 || bad != nil {
			t.Errorf("the backup: %d are here, %v", here, bad)
		}
		copied := filepath.Join(t.TempDir(), "copy.kaohe")
		must(t, b.SaveCopy(context.Background(), copied, quiet))
		must(t, b.Close())
		c, err := workspace.Open(copied, vault.ReadOnly, env)
		must(t, err)
		if here, bad := shows(t, c); here != 3 || bad != nil {
			t.Errorf("the copy: %d are here, %v", here, bad)
		}
		must(t, c.Close())

		must(t, d.Close())
		must(t, os.RemoveAll(path+evidence.Suffix))
		for _, from := range from {
			_, err = workspace.Restore(context.Background(), path, from, env, quiet)
			must(t, err)
			d, err = workspace.Open(path, vault.ReadOnly, env)
			must(t, err)
			if here, bad := shows(t, d); here != 3 || bad != nil {
				t.Errorf("restored: %d are here, %v", here, bad)
			}
			must(t, d.Close())
			must(t, os.RemoveAll(path+evidence.Suffix))
		}
	}
}

func TestTwoRoundsOfOneNameAreBackedUpIntoOneFolder(t *testing.T) {
	stick := t.TempDir()
	for i, text := range []string{"photo of one", "photo of the other"} {
		env := cheap(t)
		env.Random = rand.NewChaCha8([32]byte{byte(i)}) // else they are one round
		d := found(t, filepath.Join(t.TempDir(), "round.kaohe"), env)
		photos(t, d, text)
		for range 2 {
			made := d.Backup(context.Background(), []string{stick}, quiet)[0]
			must(t, made.Err)
			b, err := workspace.Open(made.Path, vault.ReadOnly, env)
			must(t, err)
			if here, bad := shows(t, b); here != 1 || bad != nil {
				t.Errorf("%s: %d are here, %v", text, here, bad)
			}
			must(t, b.Close())
			photos(t, d, text) // a record more, so that the next backup is another file
		}
		must(t, d.Close())
	}
	if folders, _ := filepath.Glob(filepath.Join(stick, "*"+evidence.Suffix)); len(folders) != 2 {
		t.Errorf("%v", folders)
	}
}

// TestAThinnedOriginalMakesRoom: on the laptop's disk nothing keeps its bytes, and elsewhere the backups do.
func TestAThinnedOriginalMakesRoom(t *testing.T) {
	env, dir, stick := cheap(t), t.TempDir(), t.TempDir()
	d := found(t, filepath.Join(dir, "round.kaohe"), env)
	defer d.Close()
	sums := photos(t, d, "photo of the market")
	for _, made := range d.Backup(context.Background(), []string{workspace.Beside(d.Vault.Path()), stick}, quiet) {
		must(t, made.Err)
	}
	must(t, d.Files.Thin(sums[0]))
	must(t, d.Files.Thin(sums[0]))
	has := func(dir string) bool {
		return slices.Contains(slices.Collect(values(filesIn(t, dir))), "photo of the market")
	}
	if d.Files.Has(sums[0]) || has(dir) || !has(stick) {
		t.Errorf("here %v, on the stick %v", has(dir), has(stick))
	}
}

func TestACopyThatFailsLeavesNoFiles(t *testing.T) {
	env, dir := cheap(t), t.TempDir()
	d := found(t, filepath.Join(dir, "round.kaohe"), env)
	defer d.Close()
	photos(t, d, "photo")
	ctx, stop := context.WithCancel(context.Background())
	to := filepath.Join(t.TempDir(), "copy.kaohe")
	err := d.SaveCopy(ctx, to, func(done, total int) {
		if done > total/2 {
			stop()
		}
	})
	if err == nil {
		t.Error("a copy that was stopped was made")
	}
	if left, _ := os.ReadDir(filepath.Dir(to)); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	taken := filepath.Join(dir, "taken.kaohe")
	must(t, os.WriteFile(taken, nil, 0o600))
	refused(t, "vault.exists", d.SaveCopy(context.Background(), taken, quiet))
}

// What is missing or damaged is told with its number, its caption and who has it.
func TestVerifyNamesWhatIsMissingAndDamagedAndWhoHasIt(t *testing.T) {
	env := cheap(t)
	path := filepath.Join(t.TempDir(), "round.kaohe")
	d := found(t, path, env)
	defer d.Close()
	sums := photos(t, d, "photo", "ledger", "third")
	if c, err := d.CheckFiles(context.Background(), quiet); err != nil || !c.Clean() || c.Here != 3 || c.Bytes != 16 {
		t.Errorf("%+v, %v", c, err)
	}
	must(t, d.Files.PutCopy(evidence.Small, sums[0], []byte("smaller")))
	must(t, d.Files.Thin(sums[0]))
	must(t, os.WriteFile(filepath.Join(path+evidence.Suffix, "original", sums[1].String()[:2], sums[1].String()), []byte("LEDGER"), 0o600))
	put(t, d.Files, "never named")
	c, err := d.CheckFiles(context.Background(), quiet)
	must(t, err)
	if len(c.Bad) != 2 || c.Bad[0].Fault != "missing" || !c.Bad[0].Small || c.Bad[1].Fault != "damaged" || c.Bad[1].Named[0].No != "2-2" || c.Unnamed != 1 || c.OK() {
		t.Errorf("%+v", c)
	}
	var said []string
	for _, m := range c.Lines() {
		said = append(said, catalogue(t).Say(m))
	}
	for _, want := range []string{"原件共 3 份，这里有 1 份", "缺原件：南山区 佐证2-1 photo", "缩小的副本", "已损坏：南山区 佐证2-2 ledger", "另有 1 份"} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("%q is not said:\n%s", want, strings.Join(said, "\n"))
		}
	}
	if all := d.FilesHere(); all.Here != 2 || len(all.Bad) != 1 {
		t.Errorf("unread: %+v", all)
	}
	must(t, os.RemoveAll(path+evidence.Suffix))
	must(t, os.Mkdir(path+evidence.Suffix, 0o700))
	if c, err := d.CheckFiles(context.Background(), quiet); err != nil || c.Here != 0 || !isFault(c.Fault, "evidence.foreign") || c.OK() {
		t.Errorf("%+v, %v", c, err)
	}
}

func put(t testing.TB, s *evidence.Store, text string) {
	t.Helper()
	_, err := s.Put(context.Background(), strings.NewReader(text), 1<<20)
	must(t, err)
}

func isFault(err error, code string) bool {
	f, ok := err.(*words.Fault)
	return ok && f.Code() == code
}

func catalogue(t testing.TB) words.Catalog {
	t.Helper()
	say, err := i18n.Load(i18n.Languages[0])
	must(t, err)
	return say
}
