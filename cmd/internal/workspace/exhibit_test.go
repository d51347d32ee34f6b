package workspace_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kaohe/app/assess"
	"kaohe/app/exhibit"
	"kaohe/app/intake"
	"kaohe/app/marks"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/picture"
)

// tagged is a photo that says where it was taken.
func tagged(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "data", "picture", "testdata", "progressive.jpg"))
	must(t, err)
	if info, err := picture.Look(bytes.NewReader(b)); err != nil || info.Place == nil {
		t.Fatal("the sample says no place")
	}
	return b
}

// shown has a round with a marked photo, a HEIC file and a text.
func shown(t *testing.T) *workspace.Workspace {
	t.Helper()
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	t.Cleanup(func() { _ = d.Close() })
	heic, err := os.ReadFile(filepath.Join("..", "..", "..", "data", "picture", "testdata", "photo.heic"))
	must(t, err)
	out, err := d.Take(context.Background(), onsite(intake.File{Name: "IMG_1.JPG", Bytes: tagged(t), Caption: "通道 堵塞"}, intake.File{Name: "IMG_2.HEIC", Bytes: heic},
		intake.File{Name: "纪要.txt", Bytes: []byte("会议纪要")}), nil)
	must(t, err)
	layer, err := marks.Layer{{Kind: marks.Box, From: marks.Point{X: 1000, Y: 1000}, To: marks.Point{X: 9000, Y: 9000}}}.Encode()
	must(t, err)
	must(t, d.Apply(d.View().District("ns").EvidenceOf(2, out.Added[0].Sum).SetLayer(layer)))
	return d
}

// checkedAt verifies what was given out.
func checkedAt(t *testing.T, path string, against *workspace.Workspace) *workspace.ExhibitCheck {
	t.Helper()
	x, err := workspace.OpenExhibit(path)
	must(t, err)
	if x == nil {
		t.Fatalf("%s is no exhibit", path)
	}
	defer x.Close()
	c, err := workspace.CheckExhibit(context.Background(), x, against, nil)
	must(t, err)
	return c
}

func TestPhotosAreGivenOutWithTheirMarksAndWithoutThePlaceIfWished(t *testing.T) {
	d := shown(t)
	for name, bare := range map[string]bool{"whole": false, "bare.zip": true, "bare": true} {
		path := filepath.Join(t.TempDir(), name)
		made, err := d.Exhibit(context.Background(), "ns", bare, workspace.Output{Path: path}, nil)
		must(t, err)
		if c := checkedAt(t, path, d); !c.OK() || c.Against != workspace.VaultSame || c.Left != len(made.Left) {
			t.Errorf("%s: %+v", name, c)
		}
		if bare != (len(made.Left) == 1 && strings.Contains(fmt.Sprint(made.Left[0].Why), "HEIC")) {
			t.Errorf("%s: %+v", name, made)
		}
		if name == "bare.zip" {
			continue
		}
		photo, err := os.ReadFile(filepath.Join(path, "佐证2-1 通道 堵塞.jpg"))
		must(t, err)
		info, err := picture.Look(bytes.NewReader(photo))
		must(t, err)
		if bare != (info.Place == nil) || bare == bytes.Equal(photo, tagged(t)) {
			t.Errorf("%s: %+v", name, info)
		}
		marked, err := os.ReadFile(filepath.Join(path, "佐证2-1 通道 堵塞（标注）.jpg"))
		must(t, err)
		img, err := jpeg.Decode(bytes.NewReader(marked))
		must(t, err)
		if img.Bounds().Dx() != 32 || img.Bounds().Dy() != 48 {
			t.Errorf("the copy with marks is %v", img.Bounds())
		}
	}
}

func TestWhatWasChangedInAnExhibitIsNamed(t *testing.T) {
	d := shown(t)
	dir := filepath.Join(t.TempDir(), "out")
	_, err := d.Exhibit(context.Background(), "ns", true, workspace.Output{Path: dir}, nil)
	must(t, err)
	faults := func(against *workspace.Workspace) (out []string) {
		for _, f := range checkedAt(t, dir, against).Bad {
			out = append(out, f.Fault+" "+f.Name)
		}
		return out
	}
	// Another picture, for which the sums were written anew, and a file in the sums that is not in the index.
	other := shot(t, 7)
	must(t, os.WriteFile(filepath.Join(dir, "佐证2-1 通道 堵塞.jpg"), other, 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "more.jpg"), other, 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "Thumbs.db"), other, 0o600))
	want := []string{"changed 佐证2-1 通道 堵塞.jpg", "extra more.jpg"}
	if runtime.GOOS != "windows" { // where links are for administrators
		must(t, os.Symlink("/etc/passwd", filepath.Join(dir, "link")))
		want = slices.Insert(want, 1, "extra link")
	}
	if got := faults(nil); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	must(t, os.RemoveAll(filepath.Join(dir, "link")))
	must(t, os.WriteFile(filepath.Join(dir, "佐证2-1 通道 堵塞（标注）.jpg"), other, 0o600))
	resum(t, dir)
	if got := faults(d); !slices.Equal(got, []string{"index 佐证2-1 通道 堵塞.jpg", "index more.jpg", "marked 佐证2-1 通道 堵塞（标注）.jpg"}) {
		t.Errorf("%q", got)
	}
	must(t, d.Apply(assess.SupportWith(d.View().District("ns").Evidence[2], assess.Supports{Items: []string{d.View().Standard.Items()[0].ID}}, true)))
	must(t, d.Apply(d.View().District("ns").Evidence[2].SetCaption("另一个")))
	must(t, os.Remove(filepath.Join(dir, "more.jpg")))
	if got := faults(d); !slices.Contains(got, "differs 纪要.txt") || !slices.Contains(got, "supports 纪要.txt") {
		t.Errorf("%q", got)
	}
}

// TestAnExportOverAnEarlierOneVerifies: what only the earlier one had goes, and what is somebody else's stays.
func TestAnExportOverAnEarlierOneVerifies(t *testing.T) {
	d := shown(t)
	dir := filepath.Join(t.TempDir(), "out")
	export := func() {
		_, err := d.Exhibit(context.Background(), "ns", false, workspace.Output{Path: dir, Replace: true}, nil)
		must(t, err)
	}
	export()
	for _, x := range d.View().District("ns").Evidence[1:] {
		must(t, d.Apply(x.SetCaption("改了说明")))
	}
	changed, mine := filepath.Join(dir, "佐证2-3 纪要.txt"), filepath.Join(dir, "我的.txt")
	must(t, os.WriteFile(changed, []byte("改过"), 0o600))
	must(t, os.WriteFile(mine, []byte("我的"), 0o600))
	export()
	if c := checkedAt(t, dir, d); len(c.Bad) != 2 || c.Bad[0].Fault != "extra" || c.Bad[1].Fault != "extra" {
		t.Errorf("%+v", c.Bad)
	}
	must(t, errors.Join(os.Remove(changed), os.Remove(mine)))
	if c := checkedAt(t, dir, d); !c.OK() {
		t.Errorf("%+v", c.Bad)
	}
}

// resum writes the sums of a folder anew.
func resum(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var sums []exhibit.Sum
	for _, e := range entries {
		if e.Name() == exhibit.Sums || e.Name() == "Thumbs.db" {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		sums = append(sums, exhibit.Sum{Hash: sumOf(b), Name: e.Name()})
	}
	var out bytes.Buffer
	must(t, exhibit.WriteSums(&out, sums))
	must(t, os.WriteFile(filepath.Join(dir, exhibit.Sums), out.Bytes(), 0o600))
}

func TestAStoppedExportLeavesNothing(t *testing.T) {
	d := shown(t)
	for _, name := range []string{"out", "out.zip"} {
		path := filepath.Join(t.TempDir(), name)
		ctx, cancel := context.WithCancel(context.Background())
		_, err := d.Exhibit(ctx, "ns", false, workspace.Output{Path: path}, func(done, _ int) {
			if done == 2 {
				cancel()
			}
		})
		if _, there := os.Stat(path); !errors.Is(err, context.Canceled) || !errors.Is(there, os.ErrNotExist) {
			t.Errorf("%s: %v, %v", name, err, there)
		}
	}
}

// TestArchivesThatWereMadeAnewAreRead: by Windows, in a folder, packed, with names in GBK.
func TestArchivesThatWereMadeAnewAreRead(t *testing.T) {
	d := shown(t)
	dir := t.TempDir()
	path, again := filepath.Join(dir, "a.zip"), filepath.Join(dir, "b.zip")
	_, err := d.Exhibit(context.Background(), "ns", false, workspace.Output{Path: path}, nil)
	must(t, err)
	old, err := zip.OpenReader(path)
	must(t, err)
	defer old.Close()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range old.File {
		name, err := simplifiedchinese.GBK.NewEncoder().String("佐证/" + f.Name)
		must(t, err)
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		must(t, err)
		r, err := f.Open()
		must(t, err)
		_, err = io.Copy(w, r)
		must(t, err)
	}
	must(t, z.Close())
	must(t, os.WriteFile(again, b.Bytes(), 0o600))
	if c := checkedAt(t, again, d); !c.OK() || c.Files != 5 {
		t.Errorf("%+v", c)
	}
}

// TestAnArchiveHasOneFileOfAName: which of two another program shows, nobody knows.
func TestAnArchiveHasOneFileOfAName(t *testing.T) {
	d := shown(t)
	dir := t.TempDir()
	_, err := d.Exhibit(context.Background(), "ns", false, workspace.Output{Path: filepath.Join(dir, "out")}, nil)
	must(t, err)
	const text = "佐证2-3 纪要.txt"
	for name, c := range map[string]struct{ root, other, want string }{
		"twice.zip":   {"", text, "twice " + text},
		"outside.zip": {"佐证/", text, "extra ../" + text},
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(c.other)
		must(t, err)
		_, err = w.Write([]byte("别的"))
		must(t, err)
		all, err := os.ReadDir(filepath.Join(dir, "out"))
		must(t, err)
		for _, e := range all {
			file, err := os.ReadFile(filepath.Join(dir, "out", e.Name()))
			must(t, err)
			w, err := z.Create(c.root + e.Name())
			must(t, err)
			_, err = w.Write(file)
			must(t, err)
		}
		must(t, z.Close())
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, b.Bytes(), 0o600))
		check := checkedAt(t, path, d)
		if len(check.Bad) != 1 || check.Bad[0].Fault+" "+check.Bad[0].Name != c.want {
			t.Errorf("%s: %+v", name, check.Bad)
		}
		if lines := check.Lines(); lines[len(lines)-1].Key != "exhibit.check.vault.index" {
			t.Errorf("%s: %v", name, lines)
		}
	}
}

func TestABombIsNotUnpacked(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(exhibit.Sums)
	must(t, err)
	_, err = w.Write([]byte(strings.Repeat("0", 64) + "  x\n"))
	must(t, err)
	raw, err := z.CreateRaw(&zip.FileHeader{Name: "x", Method: zip.Deflate, UncompressedSize64: 5 << 30, CompressedSize64: 4})
	must(t, err)
	_, err = raw.Write([]byte("bomb"))
	must(t, err)
	must(t, z.Close())
	path := filepath.Join(t.TempDir(), "bomb.zip")
	must(t, os.WriteFile(path, b.Bytes(), 0o600))
	_, err = workspace.OpenExhibit(path)
	refused(t, "exhibit.large", err)
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
