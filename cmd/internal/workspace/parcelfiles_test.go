package workspace_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
	"kaohe/data/pack"
)

// pair are two laptops of one round, both enrolled; the second has nothing yet of what the first takes in.
func pair(t *testing.T) (here, there *workspace.Workspace) {
	t.Helper()
	here, there, _ = laptops(t, 0)
	must(t, there.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
	return here, there
}

func holding(a *assess.Assessment, sum evidence.Sum) int { return len(a.Holders[sum.String()]) }

func noted(notes []words.Msg, key string) (args []any) {
	i := slices.IndexFunc(notes, func(m words.Msg) bool { return m.Key == key })
	if i < 0 {
		return nil
	}
	return notes[i].Args
}

func TestFilesTravelWithAPackageAndTheReceiptComesBack(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "photo", "ledger")
	p, m := hand(t, here, there, workspace.PackOptions{})
	if m.Files.Originals != 2 || m.Files.Bytes != 11 || m.Files.Why != nil || m.Files.Left != 0 || m.Receipts != 2 || m.Unsaid != nil || noted(p.About, "merge.files") == nil {
		t.Errorf("%+v, %v", m, p.About)
	}
	for _, sum := range sums {
		if must(t, there.Files.Check(context.Background(), sum)); holding(there.View(), sum) != 2 || holding(here.View(), sum) != 1 {
			t.Errorf("holders there %d, here %d", holding(there.View(), sum), holding(here.View(), sum))
		}
	}
	hand(t, there, here, workspace.PackOptions{})
	if holding(here.View(), sums[0]) != 2 {
		t.Error("the receipt did not come back")
	}
	photos(t, here, "third")
	path := filepath.Join(t.TempDir(), "again.kpack")
	packed, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	if packed.Files != 1 || noted(packed.Notes, "packed.files.known") == nil {
		t.Errorf("what the colleague has goes again: %d files, %v", packed.Files, packed.Notes)
	}
	if packed, err = here.Pack(path, workspace.PackOptions{Carry: workspace.CarryAll, Replace: true}); err != nil || packed.Files != 3 {
		t.Errorf("all: %d files, %v", packed.Files, err)
	}
	// Undo takes the person's own work back, not the receipt.
	must(t, there.Apply(assess.Fields("edit.district", "d/ns", "contact", "王")))
	_, err = there.Receipts(nil)
	must(t, err)
	if done, _, err := there.Recall(); err != nil || done.Label != "edit.district" {
		t.Errorf("the last action is %q, %v", done.Label, err)
	}
}

func TestRecordsWithoutTheirFilesAreTakenAndTheFilesComeLater(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "photo")
	p, m := hand(t, here, there, workspace.PackOptions{Carry: workspace.CarryNone})
	if m.New == 0 || there.Files.Has(sums[0]) || len(there.View().District("ns").Evidence) != 1 || holding(there.View(), sums[0]) != 1 || noted(p.About, "merge.files.missing") == nil {
		t.Errorf("%+v, %v", m, p.About)
	}
	if len(p.Files) != 1 || p.Files[0].Travels != pack.Absent {
		t.Errorf("its absence is not listed: %+v", p.Files)
	}
	_, m = hand(t, here, there, workspace.PackOptions{})
	if m.Files.Originals != 1 || m.New != 0 || m.Receipts != 1 || holding(there.View(), sums[0]) != 2 {
		t.Errorf("%+v", m)
	}
}

// jpegOf is a picture of so many pixels in each direction.
func jpegOf(t *testing.T, side int) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, side, side)), nil))
	return &b
}

func TestSmallerCopiesGoFirstAndOriginalsLater(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "no picture at all")
	sums[0] = onePicture(t, here)
	_, m := hand(t, here, there, workspace.PackOptions{Carry: workspace.CarrySmall})
	small, found := there.Files.Copy(evidence.Small, sums[0])
	if m.Files.Small != 1 || m.Files.Originals != 0 || m.Receipts != 0 || !found || there.Files.Has(sums[0]) {
		t.Fatalf("%+v", m)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(small)); err != nil || c.Width != 1600 {
		t.Errorf("%d pixels, %v", c.Width, err)
	}
	if _, m = hand(t, here, there, workspace.PackOptions{}); m.Files.Originals != 2 || m.Receipts != 2 {
		t.Errorf("%+v", m)
	}
}

func TestOfACutPackageTheWholeFilesAreTaken(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one", "two", "three")
	path := filepath.Join(t.TempDir(), "x.kpack")
	_, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	b, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, b[:len(b)-30], 0o600))
	c, err := workspace.CheckPackage(path, "", cheap(t), there)
	must(t, err)
	if c.Word() != workspace.Partly || c.Files != 3 || c.Bad != 1 || c.Refusal() == nil {
		t.Errorf("verified: %s, %d bad of %d, %v", c.Word(), c.Bad, c.Files, c.Refusal())
	}
	if said := c.Lines(); said[0].Key != "package.check.what.files" || noted(said, "merge.files.short") == nil {
		t.Errorf("a file that was cut is called whole: %v", said)
	}
	must(t, os.WriteFile(path+"+", append(bytes.Clone(b), "more"...), 0o600))
	if _, err := workspace.CheckPackage(path+"+", "", cheap(t), there); !errors.Is(err, words.Refuse("pack.damaged")) || !strings.Contains(fmt.Sprint(err), "damage.pack.more") {
		t.Errorf("what follows the files: %v", err)
	}
	p, err := there.OpenParcel(nil, path, "")
	must(t, err)
	m, err := there.Merge(nil, p)
	must(t, err)
	if m.Files.Originals != 2 || m.Files.Bad != 1 || m.Receipts != 2 || p.Short != 30 || noted(p.About, "merge.files.short") == nil {
		t.Errorf("%+v, %v", m, p.About)
	}
	if there.Files.Has(sums[2]) || holding(there.View(), sums[2]) != 1 {
		t.Error("the one that was cut is taken for whole")
	}
}

func TestAStickThatIsPulledBeforeTheFilesAreReadLeavesTheRecords(t *testing.T) {
	here, there := pair(t)
	photos(t, here, "photo")
	path := filepath.Join(t.TempDir(), "x.kpack")
	_, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	for _, name := range []string{"another", "pulled"} {
		p, err := there.OpenParcel(nil, path, "")
		must(t, err)
		if must(t, os.Remove(path)); name == "another" {
			_, err := here.Pack(path, workspace.PackOptions{})
			must(t, err)
		}
		m, err := there.Merge(nil, p)
		var why *words.Fault
		if err != nil || !errors.As(m.Files.Why, &why) || m.Files.Left != 1 || len(there.View().District("ns").Evidence) != 1 {
			t.Errorf("%s: %v, %+v", name, err, m)
		}
	}
}

func TestFilesThatNoEvidenceNamesAreNotTaken(t *testing.T) {
	here, there := pair(t)
	photos(t, here, "photo")
	must(t, here.Undo())
	must(t, here.Redo())
	path := filepath.Join(t.TempDir(), "x.kpack")
	_, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	hand(t, here, there, workspace.PackOptions{Carry: workspace.CarryNone})
	x := there.View().District("ns").Evidence[0]
	must(t, there.Apply(assess.New("edit.remove").Set(x.Entity, "gone", true)))
	p, err := there.OpenParcel(nil, path, "")
	must(t, err)
	m, err := there.Merge(nil, p)
	if err != nil || m.Files.Foreign != 1 || there.Files.Has(sha256.Sum256([]byte("photo"))) {
		t.Errorf("%+v, %v", m.Files, err)
	}
}

func TestTakingFilesInCanBeStoppedAndGoesOn(t *testing.T) {
	here, there := pair(t)
	photos(t, here, "one", "two")
	path := filepath.Join(t.TempDir(), "x.kpack")
	_, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	p, err := there.OpenParcel(nil, path, "")
	must(t, err)
	n := 0
	_, err = there.Merge(func(int, int) error {
		if n++; n > 3 {
			return context.Canceled
		}
		return nil
	}, p)
	if !errors.Is(err, context.Canceled) || len(there.View().District("ns").Evidence) != 0 {
		t.Fatalf("%v", err)
	}
	m, err := there.Merge(nil, p)
	if err != nil || m.Files.Originals != 1 || m.Receipts != 2 {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestAPackageMendsWhatIsDamagedHere: one that has all originals, although the sender knows that they are here.
func TestAPackageMendsWhatIsDamagedHere(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one", "two")
	hand(t, here, there, workspace.PackOptions{})
	folder, _, err := there.Files.Folder()
	must(t, err)
	name := sums[0].String()
	must(t, os.WriteFile(filepath.Join(folder, "original", name[:2], name), []byte("oen"), 0o600))
	if _, m := hand(t, here, there, workspace.PackOptions{Carry: workspace.CarryAll}); m.Files.Originals != 1 || m.Files.Bytes != 3 {
		t.Errorf("%+v", m)
	}
	must(t, there.Files.Check(context.Background(), sums[0]))
}

func TestADamagedOriginalIsLeftOutOfThePackage(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one", "two")
	folder, _, err := here.Files.Folder()
	must(t, err)
	name := sums[0].String()
	must(t, os.WriteFile(filepath.Join(folder, "original", name[:2], name), []byte("oen"), 0o600))
	path := filepath.Join(t.TempDir(), "x.kpack")
	packed, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	if packed.Files != 1 || noted(packed.Notes, "packed.files.damaged") == nil {
		t.Errorf("%+v", packed)
	}
	p, err := there.OpenParcel(nil, path, "")
	must(t, err)
	if m, err := there.Merge(nil, p); err != nil || m.Files.Originals != 1 {
		t.Errorf("%+v, %v", m, err)
	}
}
