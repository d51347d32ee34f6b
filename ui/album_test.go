package ui_test

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/ui"
	"kaohe/ui/screen"
)

// photos are the files of evidence of a trial, by their sums; a missing one is not among them.
type photos struct {
	images map[string]image.Image
	opened []string
	saved  []string

	exported []ui.Exhibition
}

func (h *system) Thumb(_ context.Context, _ ui.Vault, sum string, _ int) (image.Image, error) {
	if m := h.photos.images[sum]; m != nil {
		return m, nil
	}
	return nil, words.Refuse("evidence.missing", sum[:12])
}
func (h *system) Picture(ctx context.Context, v ui.Vault, sum string, turn, _ int) (image.Image, error) {
	return h.Thumb(ctx, v, sum, turn)
}
func (h *system) FileFacts(_ context.Context, _ ui.Vault, sum string) (screen.FileFacts, error) {
	if h.photos.images[sum] == nil {
		return screen.FileFacts{}, words.Refuse("evidence.missing", sum[:12])
	}
	return screen.FileFacts{Width: 4000, Height: 3000, Placed: true, Lat: 22.5431, Lon: 114.0579}, nil
}
func (h *system) FilesHere(context.Context, ui.Vault) (map[string]bool, error) {
	here := map[string]bool{}
	for sum := range h.photos.images {
		here[sum] = true
	}
	return here, nil
}
func (h *system) ShowFile(_ context.Context, _ ui.Vault, _, name string) error {
	h.photos.opened = append(h.photos.opened, name)
	return nil
}
func (h *system) SaveFile(_ context.Context, _ ui.Vault, _, path string, replace bool) error {
	if h.taken > 0 && !replace {
		return words.Refuse("output.exists", h.taken, path)
	}
	h.photos.saved = append(h.photos.saved, path)
	return nil
}

func (h *system) ExportEvidence(_ context.Context, _ ui.Vault, x ui.Exhibition, progress func(done, total int)) ([]words.Msg, error) {
	if h.taken > 0 && !x.Replace {
		return nil, words.Refuse("output.exists", h.taken, x.Path)
	}
	progress(1, 2)
	h.photos.exported = append(h.photos.exported, x)
	return []words.Msg{words.M("exhibit.done", "罗湖区", 3, x.Path), words.M("exhibit.left", "2-3", "IMG_0002.HEIC", "没有导出：HEIC")}, nil
}

// sum is the SHA-256 of a photo of a trial.
func sum(i int) string { return fmt.Sprintf("%064x", i+1) }

// evidence puts so many photos into a district's on-site phase; those from the number missing on are on another laptop only.
func (s *stage) evidence(district string, n, missing int) {
	s.t.Helper()
	v := s.system.v
	d := v.View().District(district)
	s.system.photos.images = map[string]image.Image{}
	e := assess.AddEvidence(d, assess.Onsite, ledger.Device{1}, assess.Supports{Items: []string{"a1"}}, photosOf(n)...)
	for i := range n {
		if i < missing {
			m := image.NewNRGBA(image.Rect(0, 0, 40, 30))
			for p := range m.Pix {
				m.Pix[p] = uint8(i * 40)
			}
			m.Set(0, 0, color.White)
			s.system.photos.images[sum(i)] = m
		}
	}
	if err := v.Apply(e); err != nil {
		s.t.Fatal(err)
	}
}

func photosOf(n int) (out []assess.NewEvidence) {
	for i := range n {
		out = append(out, assess.NewEvidence{Sum: sum(i), Name: fmt.Sprintf("IMG_%04d.JPG", i), Media: "image/jpeg", Size: 5 << 20, Taken: "2006-11-16 09:30:12",
			Caption: fmt.Sprintf("台账第 %d 页", i+1)})
	}
	return out
}

func TestTheEvidenceOfADistrictIsShownAndItsNeighboursBesideIt(t *testing.T) {
	s := newStage(t)
	s.evidence("luohu", 3, 2)
	s.open()
	s.at("luohu", assess.Onsite)
	s.key(fyne.KeyG, fyne.KeyModifierControl)
	s.mustSee("佐证2-1", "台账第 3 页", "本机没有")
	if !strings.Contains(s.system.v.Setting("route"), `"district":"luohu"`) {
		t.Error("the route is", s.system.v.Setting("route"))
	}
	s.key(fyne.KeyDown, fyne.KeyModifierAlt)
	if s.sees("佐证2-1") {
		t.Error("the next district shows the same evidence")
	}
}

func TestAChangeThatIsUndoneInTheLargeViewLeavesItOpen(t *testing.T) {
	s := newStage(t)
	s.evidence("luohu", 3, 3)
	s.open()
	s.Go(assess.Place{District: "luohu", Tab: assess.TabEvidence, Entity: assess.Path("d/luohu/evid/2", sum(1))})
	s.press(fyne.KeyReturn)
	s.mustSee("佐证2-2  台账第 2 页", "2/3")
	s.press(fyne.KeyR)
	if x := s.system.v.View().District("luohu").EvidenceOf(assess.Onsite, sum(1)); x.Turn != 90 {
		t.Fatalf("turned by %d", x.Turn)
	}
	s.shortcut(&fyne.ShortcutUndo{})
	if x := s.system.v.View().District("luohu").EvidenceOf(assess.Onsite, sum(1)); x.Turn != 0 {
		t.Errorf("still turned by %d", x.Turn)
	}
	s.mustSee("佐证2-2  台账第 2 页", "2/3")
}

func TestWhatMayRunIsOpenedOnlyAfterAQuestion(t *testing.T) {
	s := newStage(t).open()
	files := ui.Album(s.App)
	files.Show(sum(0), "现场照片.jpg")
	files.Show(sum(1), "说明.EXE . ")
	if got := fmt.Sprint(s.system.photos.opened); got != "[现场照片.jpg]" {
		t.Errorf("opened %s", got)
	}
	s.mustSee("这个文件可能会运行程序")
	s.press(fyne.KeyReturn)
	if len(s.system.photos.opened) != 2 {
		t.Errorf("opened %v", s.system.photos.opened)
	}
}

func TestThumbnailsAreKeptWithinABoundAndDrawnTheLatestFirst(t *testing.T) {
	s := newStage(t)
	var waiting []func()
	s.evidence("luohu", 5, 5)
	s.open()
	ui.SetSpawn(s.App, func(work, done func()) { waiting = append(waiting, func() { work(); done() }) })
	files := ui.Album(s.App)
	var came []int
	var stops []func()
	for i := range 5 {
		stops = append(stops, files.Thumb(sum(i), 0, func(image.Image, error) { came = append(came, i) }))
	}
	stops[2]()
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		next()
	}
	if got := fmt.Sprint(came); got != "[0 1 4 3]" { // two were begun at once
		t.Errorf("came %s", got)
	}
	at := false
	files.Thumb(sum(3), 0, func(image.Image, error) { at = true })
	if !at || len(waiting) > 0 {
		t.Error("a thumbnail that was drawn is drawn again")
	}
}

func TestEvidenceIsExportedAfterItWasAskedHow(t *testing.T) {
	s := newStage(t)
	s.evidence("luohu", 3, 3)
	s.open()
	s.Go(assess.Place{District: "luohu", Tab: assess.TabEvidence})
	s.menu("导出佐证材料…")
	s.mustSee("导出罗湖区的佐证材料", "HEIC")
	s.press(fyne.KeyEscape)
	ui.ExportEvidence(s.App, "out", ui.Exhibition{District: "luohu", Bare: true})
	s.mustSee("佐证材料已导出", "已导出罗湖区的3份佐证", "IMG_0002.HEIC")
	if x := s.system.photos.exported; len(x) != 1 || !x[0].Bare || x[0].Replace || !strings.HasPrefix(x[0].Path, filepath.Join("out", "罗湖区佐证材料 ")) {
		t.Errorf("%+v", x)
	}
	s.press(fyne.KeyEscape)
	s.system.taken = 1
	ui.ExportEvidence(s.App, "out", ui.Exhibition{})
	s.press(fyne.KeyReturn) // yes, replace it
	if x := s.system.photos.exported; len(x) != 2 || !x[1].Replace || !strings.Contains(x[1].Path, "各单位佐证材料") {
		t.Errorf("%+v", x)
	}
}
