package workspace_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
)

// shot is a small picture, another one for each n.
func shot(t testing.TB, n int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 16, 8))
	img.Pix[0], img.Pix[1] = uint8(n), uint8(n>>8)
	var b bytes.Buffer
	must(t, png.Encode(&b, img))
	return b.Bytes()
}

// shots are files in a folder, named after their numbers.
func shots(t testing.TB, n int) (dir string, files []intake.File) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("IMG_%03d.png", i))
		must(t, os.WriteFile(path, shot(t, i), 0o600))
		files = append(files, intake.File{Path: path})
	}
	return dir, files
}

func onsite(files ...intake.File) intake.Request {
	return intake.Request{District: "ns", Phase: assess.Onsite, Files: files}
}

// sums of all files that are evidence now.
func sums(o *intake.Outcome) (out []string) {
	for _, x := range slices.Concat(o.Added, o.Known) {
		out = append(out, x.Sum)
	}
	return out
}

func names(list []intake.Named) (out []string) {
	for _, x := range list {
		out = append(out, x.Name+"="+x.No)
	}
	return out
}

// kept tells whether an original is there and what it should be.
func kept(t *testing.T, d *workspace.Workspace, sum string) {
	t.Helper()
	s, ok := evidence.ParseSum(sum)
	if !ok {
		t.Fatalf("%s is no sum", sum)
	}
	must(t, d.Files.Check(context.Background(), s))
}

func TestFilesBecomeEvidenceOnceWithANumberAndAllThatTheySupport(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	d := found(t, path, env)
	must(t, d.Apply(assess.AddRecord(d.View().District("ns"), "r1", "briefing", "2026-11-20", "chen")))
	_, files := shots(t, 2)
	files[0].Supports, files[0].Caption, files[0].Turn = assess.Supports{Items: []string{"a1"}}, "责任书 原件", 90
	again := intake.File{Path: files[0].Path, Name: "副本.png", Supports: assess.Supports{Records: []string{"r1"}}}
	out, err := d.Take(context.Background(), onsite(files[0], files[1], again), nil)
	must(t, err)
	if got := names(out.Added); !slices.Equal(got, []string{"IMG_000.png=2-1", "IMG_001.png=2-2"}) {
		t.Errorf("added %q", got)
	}
	if got := names(out.Known); !slices.Equal(got, []string{"副本.png=2-1"}) {
		t.Errorf("known %q", got)
	}
	later, err := d.Take(context.Background(), onsite(intake.File{Name: "截图.png", Bytes: shot(t, 1), Caption: "台账"}, intake.File{Path: files[0].Path, Name: "a.png", Caption: "别的"}, intake.File{Name: "c.png", Bytes: shot(t, 2)}), nil)
	must(t, err)
	if !slices.Equal(names(later.Known), []string{"截图.png=2-2", "a.png=2-1"}) || !slices.Equal(names(later.Added), []string{"c.png=2-3"}) {
		t.Errorf("the second time added %q, known %q", names(later.Added), names(later.Known))
	}
	must(t, d.Close())
	d = reopen(t, path, env)
	x := d.View().District("ns").EvidenceOf(assess.Onsite, out.Added[0].Sum)
	if x == nil || x.Caption != "责任书 原件" || x.Media != "image/png" || x.Turn != 90 || !slices.Equal(x.Items, []string{"a1"}) || !slices.Equal(x.Records, []string{"r1"}) {
		t.Errorf("%+v", x)
	}
	if x := d.View().District("ns").EvidenceOf(assess.Onsite, out.Added[1].Sum); x.Caption != "台账" {
		t.Errorf("what was said of it later is lost: %+v", x)
	}
	if holders := d.View().Holders[x.ID]; !slices.Equal(holders, []ledger.Device{d.Own()}) {
		t.Errorf("held by %v", holders)
	}
	for _, sum := range slices.Concat(sums(out), sums(later)) {
		kept(t, d, sum)
	}
}

func TestWhatCanNotBeTakenIsNamedWithItsReasonAndTheRestIsTaken(t *testing.T) {
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	defer d.Close()
	dir, files := shots(t, 1)
	empty, shortcut := filepath.Join(dir, "空.jpg"), filepath.Join(dir, "照片.LNK")
	must(t, os.WriteFile(empty, nil, 0o600))
	must(t, os.WriteFile(shortcut, []byte("L"), 0o600))
	list := []intake.File{{Path: empty}, {Path: shortcut}, {Path: dir}, {Path: filepath.Join(dir, "没有.jpg")}, files[0]}
	out, err := d.Take(context.Background(), onsite(list...), nil)
	must(t, err)
	if len(out.Added) != 1 || len(out.Left) != 0 || len(out.Refused) != 4 {
		t.Fatalf("%+v", out)
	}
	for i, code := range []string{"evidence.empty", "evidence.shortcut", "evidence.folder", "file.read"} {
		if x := out.Refused[i]; !errors.Is(x.Err, words.Refuse(code)) || x.Name != filepath.Base(list[i].Path) {
			t.Errorf("%s: %v, not %s", x.Name, x.Err, code)
		}
	}
}

func TestNothingIsCopiedWhereItCouldNotBeNamed(t *testing.T) {
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	defer d.Close()
	_, files := shots(t, 1)
	must(t, d.Use(""))
	_, err := d.Take(context.Background(), onsite(files...), nil)
	refused(t, "who", err)
	r := onsite(files...)
	r.Person, r.District = "chen", "none"
	_, err = d.Take(context.Background(), r, nil)
	refused(t, "district.unknown", err)
	if _, there, _ := d.Files.Folder(); there {
		t.Error("there is a folder for nothing")
	}
	_, stranger, _ := laptops(t, 0)
	_, err = stranger.Take(context.Background(), onsite(files...), nil)
	refused(t, "device.unknown", err)
	if _, there, _ := stranger.Files.Folder(); there {
		t.Error("a laptop that may not write has copied it all the same")
	}
	r.District = "ns"
	if out, err := d.Take(context.Background(), r, nil); err != nil || len(out.Added) != 1 {
		t.Errorf("in the name of a person: %+v, %v", out, err)
	}
}

func TestWhatWasKeptBeforeTheEndIsEvidenceAndTheRestIsNamed(t *testing.T) {
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	defer d.Close()
	_, files := shots(t, 5)
	ctx, cancel := context.WithCancel(context.Background())
	out, err := d.Take(ctx, onsite(files...), func(done, _ int) {
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	if len(out.Added) != 3 || !slices.Equal(out.Left, []string{"IMG_003.png", "IMG_004.png"}) || len(d.View().District("ns").Evidence) != 3 {
		t.Errorf("%+v", out)
	}
	for _, sum := range sums(out) {
		kept(t, d, sum)
	}
}

func TestALongTakeIsOneActionForEachHundredFiles(t *testing.T) {
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	defer d.Close()
	var files []intake.File
	for i := range 130 {
		files = append(files, intake.File{Name: fmt.Sprint(i, ".png"), Bytes: shot(t, i)})
	}
	out, err := d.Take(context.Background(), onsite(files...), nil)
	must(t, err)
	must(t, d.Undo())
	if n := len(d.View().District("ns").Evidence); len(out.Added) != 130 || out.Added[129].No != "2-130" || n != 100 {
		t.Errorf("%d added, %d after an undo", len(out.Added), n)
	}
}

func TestAFolderIsScannedForWhatIsNotEvidenceYet(t *testing.T) {
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	defer d.Close()
	dir, files := shots(t, 2)
	_, err := d.Take(context.Background(), onsite(files[1]), nil)
	must(t, err)
	must(t, os.MkdirAll(filepath.Join(dir, "100MEDIA"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "100MEDIA", "录音.mp3"), []byte("ID3\x03"), 0o600))
	for _, name := range []string{".nomedia", "Thumbs.db"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600))
	}
	list, err := d.Scan(context.Background(), dir, "ns", assess.Onsite, nil)
	must(t, err)
	var got []string
	for _, f := range list {
		got = append(got, strings.Join([]string{f.Name, f.Media, f.Known, fmt.Sprint(f.Draws)}, " "))
	}
	if want := []string{"录音.mp3 audio/mpeg  false", "IMG_000.png image/png  true", "IMG_001.png image/png 2-1 true"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	_, err = d.Scan(context.Background(), t.TempDir(), "ns", assess.Onsite, nil)
	refused(t, "intake.none", err)
}
