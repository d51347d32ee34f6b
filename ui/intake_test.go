package ui_test

import (
	"context"
	"fmt"
	"image"
	"path"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/ui"
)

// card is what lies in folders and in the clipboard of a trial.
type card struct {
	asked  []intake.Request
	lies   []intake.Found
	copied []intake.File
}

func (h *system) TakeFiles(_ context.Context, v ui.Vault, r intake.Request, _ func(done, total int)) (*intake.Outcome, error) {
	h.card.asked = append(h.card.asked, r)
	out, d := &intake.Outcome{}, v.View().District(r.District)
	var files []assess.NewEvidence
	for _, f := range r.Files {
		name := f.Name
		if name == "" {
			name = path.Base(f.Path)
		}
		if path.Ext(name) == "" {
			out.Refused = append(out.Refused, intake.Refused{Name: name, Err: words.Refuse("evidence.folder")})
			continue
		}
		files = append(files, assess.NewEvidence{Sum: sum(100 + len(d.Evidence) + len(files)), Name: name, Media: "image/png", Caption: f.Caption, Turn: f.Turn, To: f.Supports})
	}
	if len(files) == 0 {
		return out, nil
	}
	err := v.Apply(assess.AddEvidence(d, r.Phase, v.Own(), assess.Supports{}, files...))
	for _, f := range files {
		if x := v.View().District(r.District).EvidenceOf(r.Phase, f.Sum); x != nil {
			out.Added = append(out.Added, intake.Named{Name: f.Name, Sum: f.Sum, No: x.No})
		}
	}
	return out, err
}
func (h *system) ScanFolder(context.Context, ui.Vault, string, string, assess.Phase, func(done, total int)) ([]intake.Found, error) {
	return h.card.lies, nil
}
func (h *system) Sketch(_ context.Context, path string, _, _ int) (image.Image, error) {
	if strings.Contains(path, "broken") {
		return nil, words.Refuse("picture.broken")
	}
	return image.NewGray(image.Rect(0, 0, 40, 30)), nil
}
func (h *system) Clipboard(context.Context) ([]intake.File, error) {
	if len(h.card.copied) == 0 {
		return nil, words.Refuse("clipboard.empty")
	}
	return h.card.copied, nil
}

// atRecord opens the window at the first record of a district.
func atRecord(t *testing.T) (s *stage, r *assess.Record) {
	t.Helper()
	s = newStage(t).open()
	d := s.system.v.View().District("nanshan")
	r = d.Records[0]
	s.Go(assess.Place{District: d.ID, Phase: assess.Onsite, Tab: assess.TabRecord, Entity: r.Entity})
	return s, r
}

func (s *stage) evidenceOf(record string) []*assess.Evidence {
	return s.system.v.View().District("nanshan").Supporting("record", record)
}

func TestWhatIsDroppedSupportsTheRecordAtHand(t *testing.T) {
	s, r := atRecord(t)
	ui.Dropped(s.App, "/card/IMG_1.jpg", "/card/IMG_2.jpg")
	if list := s.evidenceOf(r.ID); len(list) != 2 || list[0].Phase != assess.Onsite {
		t.Fatalf("%d files support it", len(list))
	}
	s.mustSee("已添加2份佐证", "支撑记录"+r.No, "2-1", "2-2")
	ui.Dropped(s.App, "/card/IMG_3.jpg", "a.kpack")
	s.mustSee("不能这样打开")
	if n := len(s.system.card.asked); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestAPictureThatWasCopiedIsPastedUnlessABoxHasTextToPaste(t *testing.T) {
	s, r := atRecord(t)
	s.system.card.copied = []intake.File{{Bytes: []byte("png")}}
	clip := test.NewClipboard()
	clip.SetContent("")
	s.shortcut(&fyne.ShortcutPaste{Clipboard: clip})
	list := s.evidenceOf(r.ID)
	if len(list) != 1 || !strings.HasPrefix(list[0].Name, "截图 2") || path.Ext(list[0].Name) != ".png" {
		t.Fatalf("%v", list)
	}
	s.system.card.copied = nil
	s.shortcut(&fyne.ShortcutPaste{Clipboard: clip})
	s.mustSee("剪贴板里没有图片")
}

func TestAFolderIsLookedThroughWithTheKeyboardAndTakenInAtTheEnd(t *testing.T) {
	s, r := atRecord(t)
	for i := range 4 {
		s.system.card.lies = append(s.system.card.lies, intake.Found{Path: fmt.Sprintf("/card/IMG_%d.jpg", i), Name: fmt.Sprintf("IMG_%d.jpg", i), Draws: true,
			Taken: fmt.Sprintf("%s 09:0%d:00", r.Date, i)})
	}
	s.system.card.lies = append(s.system.card.lies, intake.Found{Name: "old.jpg", Known: "2-9"})
	ui.Dropped(s.App, "/card/DCIM")
	s.mustSee("从手机文件夹导入", "1/4", "IMG_0.jpg", "已收过1份")
	for _, k := range []fyne.KeyName{fyne.Key1, fyne.KeyEqual, fyne.KeyDelete, fyne.KeyR} {
		s.press(k)
	}
	s.press(fyne.KeyReturn)
	s.typed("责任书原件")
	s.press(fyne.KeyReturn)
	s.mustSee("收进3份", "不收1份")
	s.press(fyne.KeyEscape)
	s.mustSee("结束导入")
	s.press(fyne.KeyEscape)
	s.key(fyne.KeyReturn, fyne.KeyModifierControl)
	asked := s.system.card.asked
	files := asked[len(asked)-1].Files
	if len(files) != 3 || files[2].Caption != "责任书原件" || files[2].Turn != 90 || len(files[0].Supports.Records) != 1 ||
		!slices.Equal(files[0].Supports.Records, files[1].Supports.Records) {
		t.Fatalf("%+v", files)
	}
	if s.sees("从手机文件夹导入") {
		t.Error("it is still there")
	}
	if n := len(s.evidenceOf(files[0].Supports.Records[0])); n != 2 {
		t.Errorf("%d files support the record", n)
	}
}

func TestWhereNothingIsAtHandADroppedFileIsNotTaken(t *testing.T) {
	s := newStage(t).open()
	s.Go(assess.Place{})
	ui.Dropped(s.App, "/card/IMG_1.jpg")
	s.mustSee("不能这样打开")
	if len(s.system.card.asked) > 0 {
		t.Error("it was taken")
	}
}
