package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
)

// A laptop lets go what the founding one said to hold, keeps what nobody else has, and is not sent again what it let go, unless all is asked for.
func TestALaptopLetsGoOnlyWhatAnotherSaidToHold(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one", "two")
	hand(t, here, there, workspace.PackOptions{})
	own := photos(t, there, "taken there")
	if x := there.Thinnable(""); len(x.Files) != 2 || x.Alone != 1 || len(x.By) != 1 || x.Bytes != 6 {
		t.Fatalf("%+v", x)
	}
	if x := there.Thinnable("1999-12-31"); len(x.Files) != 0 {
		t.Errorf("before a day on which nothing was there: %+v", x)
	}
	hand(t, there, here, workspace.PackOptions{Carry: workspace.CarryNone})
	if x := here.Thinnable(""); len(x.Files) != 0 || x.Kept != 2 || x.Alone != 0 {
		t.Errorf("the founding laptop: %+v", x)
	}
	n, size, err := there.Thin(nil, there.Thinnable(""))
	if err != nil || n != 2 || size != 6 || there.Files.Has(sums[0]) || !there.Files.Has(own[0]) || holding(there.View(), sums[0]) != 1 {
		t.Fatalf("%d, %d bytes, %v", n, size, err)
	}
	hand(t, there, here, workspace.PackOptions{})
	if _, m := hand(t, here, there, workspace.PackOptions{}); m.Files.Originals != 0 || m.Receipts != 0 {
		t.Errorf("what was let go comes again: %+v", m)
	}
	if _, m := hand(t, here, there, workspace.PackOptions{Carry: workspace.CarryAll}); m.Files.Originals != 2 || m.Receipts != 2 {
		t.Errorf("asked for: %+v", m)
	}
}

// Two that know of each other's originals and let go at once, unknown to each other, keep one.
func TestTwoThatLetGoAtOnceKeepOneOriginal(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one")
	hand(t, here, there, workspace.PackOptions{})
	hand(t, there, here, workspace.PackOptions{})
	for _, d := range []*workspace.Workspace{here, there} {
		_, _, err := d.Thin(nil, workspace.Thinning{Files: sums}) // whatever was shown before
		must(t, err)
	}
	if !here.Files.Has(sums[0]) || there.Files.Has(sums[0]) {
		t.Errorf("here %v, there %v", here.Files.Has(sums[0]), there.Files.Has(sums[0]))
	}
}

// What is stopped between the word and the deed is put right by the next receipts; and a file that was lost is no more said to be held.
func TestWhatALaptopSaysToHoldIsPutRight(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one")
	hand(t, here, there, workspace.PackOptions{})
	_, err := there.Hold(false, sums[0].String())
	must(t, err)
	if n, err := there.Receipts(nil); err != nil || n != 1 || holding(there.View(), sums[0]) != 2 {
		t.Errorf("%d, %v", n, err)
	}
	must(t, there.Files.Thin(sums[0]))
	if n, err := there.Receipts(nil); err != nil || n != 1 || holding(there.View(), sums[0]) != 1 {
		t.Errorf("lost: %d, %v", n, err)
	}
	if n, err := there.Receipts(nil); err != nil || n != 0 {
		t.Errorf("again: %d, %v", n, err)
	}
}

func TestThinningThatIsStoppedLosesNothingAndKeepsSmallerCopies(t *testing.T) {
	here, there := pair(t)
	photos(t, here, "no picture")
	sum := onePicture(t, here)
	hand(t, here, there, workspace.PackOptions{})
	stop := func(int, int) error { return context.Canceled }
	if n, _, err := there.Thin(stop, there.Thinnable("")); n != 0 || !errors.Is(err, context.Canceled) || !there.Files.Has(sum) || holding(there.View(), sum) != 2 {
		t.Errorf("%d, %v", n, err)
	}
	n, _, err := there.Thin(nil, there.Thinnable(""))
	if _, small := there.Files.Copy(evidence.Small, sum); n != 2 || err != nil || there.Files.Has(sum) || !small {
		t.Errorf("%d, %v", n, err)
	}
}

// onePicture is one of 2000 pixels, as evidence.
func onePicture(t *testing.T, d *workspace.Workspace) evidence.Sum {
	t.Helper()
	put, err := d.Files.Put(t.Context(), jpegOf(t, 2000), 1<<20)
	must(t, err)
	must(t, d.Apply(assess.AddEvidence(d.View().District("ns"), assess.Onsite, d.Own(), assess.Supports{}, assess.NewEvidence{Sum: put.Sum.String(), Name: "a.jpg", Media: "image/jpeg", Size: put.Size})))
	return put.Sum
}

// Colleagues let theirs go because of what is said to be held here: it is read first, where this run did not put it.
func TestAFileThatIsNotWholeIsNotSaidToBeHeld(t *testing.T) {
	here, there := pair(t)
	sums := photos(t, here, "one", "two")
	hand(t, here, there, workspace.PackOptions{})
	_, err := there.Hold(false, sums[0].String(), sums[1].String())
	must(t, err)
	folder, _, err := there.Files.Folder()
	must(t, err)
	name := sums[0].String()
	must(t, os.WriteFile(filepath.Join(folder, "original", name[:2], name), []byte("cut"), 0o600))
	stopped := errors.New("stopped")
	if n, err := there.Receipts(func(int, int) error { return stopped }); !errors.Is(err, stopped) || n != 0 {
		t.Errorf("stopped: %d, %v", n, err)
	}
	if n, err := there.Receipts(nil); err != nil || n != 1 || holding(there.View(), sums[0]) != 1 || holding(there.View(), sums[1]) != 2 {
		t.Errorf("%d, %v", n, err)
	}
}
