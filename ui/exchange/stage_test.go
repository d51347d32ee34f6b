package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/exchange"
	"kaohe/ui/uitest"
)

// office remembers what it was asked for.
type office struct {
	plan  *book.Plan
	asked []string
	err   error
	pin   string
	apply func(*assess.Edit) error // nil: nothing is written
	show  func()                   // what the shell does when a workbook was taken: Render
}

func (o *office) Plan() *book.Plan { return o.plan }
func (o *office) File() string {
	return "2006年度打假责任制考核-南山区-李䶮-现场填写表.xlsx"
}
func (o *office) Drop()      { o.plan, o.asked = nil, append(o.asked, "drop") }
func (o *office) PickBook()  { o.asked = append(o.asked, "book") }
func (o *office) PickTable() { o.asked = append(o.asked, "table") }
func (o *office) Export(k exchange.Kind, district, person string) {
	o.asked = append(o.asked, strings.Trim(fmt.Sprint("export ", k, " ", district, " ", person), " "))
}

func (o *office) NeedsPIN(p *book.Plan) bool {
	for _, l := range p.Lines {
		if l.Sheet == "考核小组" && l.Ticked {
			return true
		}
	}
	return false
}

func (o *office) Take(p *book.Plan, pin string) error {
	if o.NeedsPIN(p) {
		o.pin = pin
		if pin != uitest.PIN {
			return words.Refuse("pin.wrong", "顾彧")
		}
	}
	if o.err != nil {
		return o.err
	}
	names := "take"
	for _, l := range p.Lines {
		if l.Ticked {
			names += " " + l.Name
		}
	}
	e, err := p.Edit()
	if err == nil && o.apply != nil {
		err = o.apply(e)
	}
	if err != nil {
		return err
	}
	o.asked, o.plan = append(o.asked, names), nil
	o.show()
	return nil
}

const long = "该区虽已与八个街道办签订责任书，但其中两个街道办的责任书未经主要负责人签字，也没有写明完成时限；抽查的粤海街道办能够提供台账，招商街道办的台账只登记到八月份，九月以后的检查情况没有登记。"

// mixed has a line of each state, with long texts.
func mixed() *book.Plan {
	return &book.Plan{Same: 126,
		Problems: []book.Problem{{Sheet: "考核得分", Cell: "H3", Why: words.M("list.nomatch")}},
		Lines: []*book.Line{
			{Sheet: "考核小组", Row: 6, Name: "新来的同志", State: book.Added, Diffs: []book.Diff{{Cell: "A6", Column: "姓名", New: "新来的同志"}, {Cell: "B6", Column: "派出单位", New: "市工商局"}}},
			{Sheet: "现场记录", Row: 12, Name: "南山区 抽查街道办 2006-11-20", State: book.Added, Ticked: true, Diffs: []book.Diff{{Cell: "A12", Column: "区", New: "南山区"}, {Cell: "F12", Column: "内容", New: long}}},
			{Sheet: "考核得分", Row: 8, Name: "南山区 1.3", State: book.Changed, Ticked: true, Diffs: []book.Diff{{Cell: "D8", Column: "考核得分", Old: "5.00", New: "3.00"}, {Cell: "F8", Column: "备注", Old: "", New: "两个街道未签"}}},
			{Sheet: "考核发现", Row: 3, Name: "南山区 责任书没有签全", State: book.Conflict, Diffs: []book.Diff{{Cell: "E3", Column: "具体表述", Base: "两个街道没有签订责任书", Old: "两个街道办没有签订责任书，一个街道办签订不规范。", New: long, Conflict: true}, {Cell: "F3", Column: "涉及项目", Old: "1.3", New: "1.3、1.4"}}},
			{Sheet: "考核得分", Row: 9, Name: "南山区 1.4", State: book.Refused, Diffs: []book.Diff{{Cell: "D9", Column: "考核得分", New: "5分半", Why: words.Refuse("locked", "南山区", words.M("phase.onsite"), "顾彧", "2006-11-20")},
				{Why: words.Refuse("book.needs", "考核得分", 9, "考核小组", 6, "新来的同志")}}},
		}}
}

// many has n lines over three sheets.
func many(n int) *book.Plan {
	p := &book.Plan{}
	for i := range n {
		p.Lines = append(p.Lines, &book.Line{Sheet: []string{"考核得分", "扣分", "现场记录"}[i%3], Row: i + 4, Name: fmt.Sprintf("南山区 第%d行", i+1), State: book.State(i % 4), Ticked: i%4 < 2,
			Diffs: []book.Diff{{Cell: fmt.Sprintf("D%d", i+4), Column: "考核得分", Old: "5.00", New: "3.00"}}})
	}
	return p
}

func open(t testing.TB, p *book.Plan) (*uitest.Stage, *office, *exchange.Screen) {
	t.Helper()
	s, o := uitest.Small(t), &office{plan: p}
	v := exchange.New(s.Kit(), o)
	o.show = v.Render
	s.W.Show(v.Object(), 1080, 640)
	v.Render()
	return s, o, v
}

func says(o fyne.CanvasObject) string { return strings.Join(uitest.Texts(o), "\n") }

// shoot looks at an object at both sizes, and for words that no catalogue has.
func shoot(t *testing.T, s *uitest.Stage, o fyne.CanvasObject, render func(), name string) {
	t.Helper()
	for _, size := range [][2]float32{{1080, 680}, {824, 580}} {
		s.W.Show(o, size[0], size[1])
		render()
		s.W.Shot(fmt.Sprintf("%s-%.0f", name, size[0]))
	}
	for _, text := range uitest.Texts(o) {
		for _, key := range []string{"exchange.", "table.", "mapper.", "rule.", "fault."} {
			if strings.HasPrefix(text, key) {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
	s.W.Show(o, 1080, 640)
	render()
}

func key(s *uitest.Stage, name fyne.KeyName) {
	s.T.Helper()
	s.W.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// secret is the box for a PIN, if it is on screen.
func secret(o fyne.CanvasObject) *widget.Entry {
	for _, e := range uitest.All[fyne.Widget](o) {
		if b, ok := e.(interface{ Box() *widget.Entry }); ok {
			return b.Box()
		}
	}
	return nil
}
