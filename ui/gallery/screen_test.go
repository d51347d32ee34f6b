package gallery_test

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/marks"
	"kaohe/app/words"
	"kaohe/ui/gallery"
	"kaohe/ui/screen"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// files are those of a trial: all but the missing are here, and all answer at once.
type files struct {
	missing map[string]bool
	asked   []string // large pictures
	shown   []string
}

func (f *files) Thumb(sum string, _ int, done func(image.Image, error)) func() {
	if f.missing[sum] {
		done(nil, words.Refuse("evidence.missing", sum[:12]))
	} else {
		done(image.NewNRGBA(image.Rect(0, 0, 40, 30)), nil)
	}
	return func() {}
}
func (f *files) Large(sum string, turn, longest int, done func(image.Image, error)) func() {
	f.asked = append(f.asked, fmt.Sprint(sum[62:], " ", turn, " ", longest))
	if f.missing[sum] {
		done(nil, words.Refuse("evidence.missing", sum[:12]))
		return func() {}
	}
	size := image.Rect(0, 0, 400, 300)
	if turn%180 != 0 {
		size = image.Rect(0, 0, 300, 400)
	}
	done(image.NewNRGBA(size), nil)
	return func() {}
}
func (f *files) Facts(sum string, done func(screen.FileFacts, error)) func() {
	done(screen.FileFacts{Width: 4000, Height: 3000, Placed: true, Lat: -22.5431, Lon: 114.0579}, nil)
	return func() {}
}
func (f *files) Here(done func(map[string]bool, error)) {
	here := map[string]bool{}
	for i := range 20 {
		here[sum(i)] = !f.missing[sum(i)]
	}
	done(here, nil)
}
func (f *files) Show(_, name string) { f.shown = append(f.shown, name) }
func (f *files) Save(string, string) {}

func sum(i int) string { return fmt.Sprintf("%064x", i+1) }

// page is the page on 南山区 with three photos for item a1 and a PDF for nothing; the third photo is on another laptop.
type page struct {
	*uitest.Stage
	s     *gallery.Screen
	files *files
}

func open(t *testing.T) *page {
	t.Helper()
	p := &page{Stage: uitest.Small(t), files: &files{missing: map[string]bool{sum(2): true}}}
	var photos []assess.NewEvidence
	for i := range 3 {
		photos = append(photos, assess.NewEvidence{Sum: sum(i), Name: fmt.Sprintf("IMG_%d.JPG", i), Media: "image/jpeg", Size: 5 << 20, Taken: fmt.Sprintf("2006-11-16 09:3%d:00", 9-i),
			Caption: []string{"台账", "责任书", "仓库"}[i]})
	}
	d := p.View().District("ns")
	p.Must(p.Apply(assess.AddEvidence(d, assess.Onsite, ledger.Device{1}, assess.Supports{Items: []string{"a1"}}, photos...)))
	d = p.View().District("ns")
	p.Must(p.Apply(assess.AddEvidence(d, assess.Onsite, ledger.Device{1}, assess.Supports{}, assess.NewEvidence{Sum: sum(9), Name: "制度.pdf", Media: "application/pdf", Size: 9000})))
	k := p.Kit()
	k.Files = p.files
	p.s = gallery.New(k)
	p.W.OnChange, p.W.OnGo = p.s.Render, p.s.Reveal
	p.W.OnKey = func(name fyne.KeyName) { p.s.Key(name) }
	p.W.Show(p.s.Object(), 1060, 700)
	p.s.SetDistrict("ns")
	p.s.Reveal(assess.Place{District: "ns", Tab: assess.TabEvidence})
	return p
}

func (p *page) x(i int) *assess.Evidence {
	return p.View().District("ns").EvidenceOf(assess.Onsite, sum(i))
}

func (p *page) sees(texts ...string) {
	p.T.Helper()
	for _, text := range texts {
		if !uitest.Says(p.s.Object(), text) {
			p.T.Errorf("%q is not to be read among %q", text, uitest.Texts(p.s.Object()))
		}
	}
}

func TestAFileIsShownWithWhatItSupportsAndWhatIsKnownOfIt(t *testing.T) {
	p := open(t)
	p.sees("佐证2-1", "台账", "a1 项目a1", "4000 × 3000 像素", "拍摄位置 22.54310° S，114.05790° E（导出时可以去掉）", "顾彧", "拍摄时间 2006-11-16 09:39:00", "图片 JPG")
	p.Send(fyne.KeyEnd)
	p.sees("佐证2-4", "制度.pdf", "还没有关联任何项目、记录或考核发现。")
	p.Press(p.s.Object(), "打开")
	if got := fmt.Sprint(p.files.shown); got != "[制度.pdf]" {
		t.Errorf("opened %s", got)
	}
}

func TestWhatIsMissingSaysWhoHasItAndWhatToDo(t *testing.T) {
	p := open(t)
	p.Send(fyne.KeyRight, fyne.KeyRight)
	p.sees("佐证2-3", "本机没有", "请对方导出带佐证材料的数据包")
	p.Tap(uitest.All[*widgets.Chips](p.s.Object())[0], "本机没有")
	if got := rows(p); got != "佐证2-3" {
		t.Errorf("listed: %s", got)
	}
}

func TestNumbersThatWereGivenTwiceAreRenumberedInOneStep(t *testing.T) {
	p := open(t)
	p.Must(p.Apply(assess.Renumber(p.x(1).Entity, "2-1").Texts(p.x(9).Entity, "no", "2-1")))
	p.s.Render()
	p.sees("责任书、制度.pdf")
	p.Press(p.s.Object(), "重复的重新编号")
	if p.x(0).No != "2-1" || p.x(1).No != "2-4" || p.x(9).No != "2-5" {
		t.Errorf("%s, %s, %s", p.x(0).No, p.x(1).No, p.x(9).No)
	}
	if uitest.Says(p.s.Object(), "重复的重新编号") {
		t.Error("it is offered with nothing to do")
	}
}

// rows are the numbers that the page lists, as they are copied.
func rows(p *page) string {
	var out []string
	for _, l := range uitest.All[*widgets.Lines[gallery.Row]](p.s.Object()) {
		for _, r := range l.Rows() {
			out = append(out, r.No(&screen.Kit{Say: uitest.Words(p.T)}))
		}
	}
	return strings.Join(out, " ")
}

func TestACaptionIsWrittenWhereItStands(t *testing.T) {
	p := open(t)
	p.Type(p.s.Object(), "说明", "台账首页")
	if p.x(0).Caption != "台账首页" {
		t.Errorf("the caption is %q", p.x(0).Caption)
	}
}

func TestSeveralAreLinkedAndRemovedTogether(t *testing.T) {
	p := open(t)
	l := p.List(p.s.Object()).(*widgets.Lines[gallery.Row])
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.sees("选中了 4 份")
	p.Press(p.s.Object(), "关联…")
	p.Send("a2", fyne.KeyReturn)
	if p.x(0).Loose() || fmt.Sprint(p.x(9).Items) != "[a2]" || fmt.Sprint(p.x(1).Items) != "[a1 a2]" {
		t.Errorf("%v %v", p.x(9).Items, p.x(1).Items)
	}
	p.W.Canvas().Overlays().Top().Hide()
	p.Press(p.s.Object(), "删除…")
	if p.W.Warned == "" || !strings.Contains(p.W.Warned, "7 处关联") || len(p.View().District("ns").Evidence) != 0 {
		t.Errorf("%q, and %d are left", p.W.Warned, len(p.View().District("ns").Evidence))
	}
	p.Must(p.Undo())
	if len(p.View().District("ns").Evidence) != 4 {
		t.Error("they do not come back")
	}
}

// largely opens the large view of the photo at hand.
func (p *page) largely() {
	p.Send(fyne.KeyReturn)
	if !uitest.Says(p.s.Object(), "返回（Esc）") {
		p.T.Fatal("no large view")
	}
}

func TestTheLargeViewGoesThroughTheListAndTurnsForAll(t *testing.T) {
	p := open(t)
	p.largely()
	p.sees("1/4")
	p.Send(fyne.KeyRight)
	p.sees("2/4", "责任书")
	p.Send(fyne.KeyR)
	if p.x(1).Turn != 90 || !strings.HasPrefix(p.files.asked[len(p.files.asked)-1], "02 90 ") {
		t.Errorf("turned by %d, asked for %q", p.x(1).Turn, p.files.asked)
	}
	p.Send(fyne.KeyEscape)
	if uitest.Says(p.s.Object(), "返回（Esc）") {
		t.Error("Esc does not go back to the list")
	}
	p.sees("佐证2-2")
}

func (p *page) layer(i int) marks.Layer {
	p.T.Helper()
	l, err := marks.Decode(p.x(i).Layer)
	p.Must(err)
	return l
}

func TestMarksAreDrawnMovedAndRemovedOneEditEach(t *testing.T) {
	p := open(t)
	p.largely()
	edits := len(p.W.Edits)
	p.Send(fyne.KeyA, fyne.KeyB)
	if l := p.layer(0); len(l) != 2 || l[0].Kind != marks.Arrow || l[1].Kind != marks.Box || len(p.W.Edits) != edits+2 {
		t.Fatalf("%+v by %d edits", l, len(p.W.Edits)-edits)
	}
	was := p.layer(0)[1]
	p.Send(fyne.KeyRight)
	if now := p.layer(0)[1]; now.From.X <= was.From.X || now.To.X-now.From.X != was.To.X-was.From.X || now.From.Y != was.From.Y {
		t.Errorf("from %+v to %+v", was, now)
	}
	p.Send(fyne.KeyDelete)
	if l := p.layer(0); len(l) != 1 || l[0].Kind != marks.Arrow {
		t.Errorf("left: %+v", l)
	}
	if p.x(0) == nil {
		t.Error("with the mark the file is gone")
	}
	p.W.Answer = "漏页"
	p.Send(fyne.KeyT)
	if l := p.layer(0); len(l) != 2 || l[1].Text != "漏页" {
		t.Errorf("%+v", l)
	}
	p.Must(p.Undo())
	if l := p.layer(0); len(l) != 1 {
		t.Errorf("after the undo: %+v", l)
	}
}

func TestADragDrawsWhereItBeganAndEndedOnATurnedPictureToo(t *testing.T) {
	p := open(t)
	p.Must(p.Apply(p.x(0).SetTurn(90)))
	p.largely()
	p.Press(p.s.Object(), "箭头")
	v := p.W.Canvas().Focused().(interface {
		fyne.Draggable
		desktop.Mouseable
		Size() fyne.Size
	})
	// The picture is 300 by 400 and as high as the view: its middle is that of the view.
	mid := fyne.NewPos(v.Size().Width/2, v.Size().Height/2)
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: mid}})
	to := mid.AddXY(0, v.Size().Height/4)
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(0, 5)})
	v.DragEnd()
	l := p.layer(0)
	if len(l) != 1 || l[0].From != (marks.Point{X: 5000, Y: 5000}) || abs(l[0].To.X-7500) > 20 || abs(l[0].To.Y-5000) > 20 {
		t.Errorf("%+v", l)
	}
}

func abs(x int) int { return max(x, -x) }

func TestAPairStandsSideBySide(t *testing.T) {
	p := open(t)
	p.Must(p.Apply(p.x(1).SetBefore(sum(0))))
	p.sees("整改后：佐证2-2 责任书")
	p.largely()
	p.Send(fyne.KeyP)
	p.sees("整改前", "整改后")
	p.Send(fyne.KeyRight)
	if uitest.Says(p.s.Object(), "整改后") && !uitest.Says(p.s.Object(), "整改前：佐证2-1") {
		t.Error("the next file stands in the place of one half")
	}
}

func TestAProblemShowsItsPairsWhereItIsRectified(t *testing.T) {
	p := open(t)
	p.Must(p.Apply(assess.AddFinding(p.View().District("ns"), "f", assess.Problem)))
	pairs := gallery.NewPairs(p.Kit())
	put := func() { d := p.View().District("ns"); pairs.Put(d, d.Finding("f")) }
	p.Must(p.Apply(p.x(1).SetBefore(sum(0))))
	if put(); pairs.Body.Visible() {
		t.Error("a pair of something else is shown")
	}
	p.Must(p.Apply(assess.SupportWith(p.x(1), assess.Supports{Findings: []string{"f"}}, true)))
	if put(); !pairs.Body.Visible() || !uitest.Says(pairs.Body, "2-1  台账") || !uitest.Says(pairs.Body, "2-2  责任书") {
		t.Errorf("%q", uitest.Texts(pairs.Body))
	}
}

func TestADistrictWithoutEvidenceSaysWhatBelongsThere(t *testing.T) {
	p := open(t)
	var asked []screen.Target
	p.s.OnAdd = func(t screen.Target) { asked = append(asked, t) }
	p.Must(p.Apply(assess.RemoveEvidence(p.View().District("ns").Evidence...)))
	p.sees("这里放照片、扫描件、录音、录像等佐证材料")
	p.Press(p.s.Object(), "添加文件…")
	if len(asked) != 1 || asked[0].District != "ns" || asked[0].Phase != p.View().District("ns").Current() {
		t.Errorf("%+v", asked)
	}
	p.s.SetDistrict("")
	p.s.New()
	if len(asked) != 1 || len(p.W.Failed) != 1 {
		t.Errorf("%+v, %v", asked, p.W.Failed)
	}
}

func TestTheGalleryOnScreen(t *testing.T) {
	p := open(t)
	p.W.Shot("gallery-tiles")
	p.largely()
	p.Send(fyne.KeyA)
	p.W.Shot("gallery-large")
}
