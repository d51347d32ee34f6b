package start_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/ui/start"
	"kaohe/ui/uitest"
)

// actions remember what was asked of them.
type actions struct {
	recent []start.Recent
	asked  []string
	made   []start.NewRound
	last   string // what PickLast answers
	joined []start.Joining
}

func (d *actions) PickPackage(then func(string)) { then("/usb/考核组.kpack") }
func (d *actions) LaptopName() string            { return "laptop-7" }
func (d *actions) Join(j start.Joining)          { d.joined = append(d.joined, j) }
func (d *actions) CheckCode(code string) error {
	if strings.ReplaceAll(code, "-", "") != "CODE" {
		return words.Refuse("invite.form")
	}
	return nil
}

func (d *actions) Recent() []start.Recent     { return d.recent }
func (d *actions) Open(path string)           { d.asked = append(d.asked, "open "+path) }
func (d *actions) PickAndOpen()               { d.asked = append(d.asked, "pick") }
func (d *actions) Sample()                    { d.asked = append(d.asked, "sample") }
func (d *actions) Create(r start.NewRound)    { d.made = append(d.made, r) }
func (d *actions) FromBook()                  { d.made = append(d.made, start.NewRound{Title: "book"}) }
func (d *actions) Template()                  {}
func (d *actions) Gather()                    { d.made = append(d.made, start.NewRound{Title: "gather"}) }
func (d *actions) PickLast(then func(string)) { then(d.last) }
func (d *actions) Forget(path string) {
	for i, r := range d.recent {
		if r.Path == path {
			d.recent = append(d.recent[:i:i], d.recent[i+1:]...)
			return
		}
	}
}

func TestPageIsShownAtBothSizes(t *testing.T) {
	s := uitest.Empty(t, nil)
	d := &actions{recent: []start.Recent{
		{Path: "/home/u/文档/2006年度落实打假责任制考核.kaohe", Title: "2006年度落实打假责任制考核", Opened: "2006-11-20"},
		{Path: "/media/usb/备份/2005年度落实打假责任制考核（复核）.kaohe", Title: "2005年度落实打假责任制考核（复核）", Opened: "2005-12-01", Missing: true}}}
	v := start.New(s.Kit(), d)
	for _, size := range [][2]float32{{1280, 800}, {1024, 700}} {
		v.Render()
		s.W.Show(v.Object(), size[0], size[1])
		v.Render()
		s.W.Shot(fmt.Sprintf("start-%.0f", size[0]))
	}
	s.Press(v.Object(), "新建考核…")
	s.W.Shot("start-form")
	s.Press(v.Object(), "建立考核文件…")
	s.W.Shot("start-form-bad")
	for _, text := range uitest.Texts(v.Object()) {
		if strings.HasPrefix(text, "start.") {
			t.Errorf("untranslated: %q", text)
		}
	}
}
