package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/standard"
	builtin "kaohe/assets/standard"
	"kaohe/ui/printing"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// way is how one kind of blocker is ended: where it stands, what puts it there, what its link must show, and what a person does then.
type way struct {
	district string
	phase    assess.Phase
	makes    func(s *stage) // before the window opens; nil: it stands in the sample
	sees     string         // stands on the page that the link leads to
	ends     func(s *stage) // with the keyboard where the link has put it
}

// ways are those of every kind of blocker. A kind is a key of the catalogue below "block.": a new one needs words, and so a way.
var ways = map[string][]way{
	"task": {
		{"yantian", assess.Preparation, nil, "落实各一级指标的考核人员", space}, {"luohu", assess.Onsite, nil, "查阅案卷及移送案件台账", space},
		{"baoan", assess.Consultation, nil, "收取宝安区政府反馈意见", space}, {"futian", assess.Summary, nil, "撰写考核情况反馈", space},
		{"longgang", assess.Rectification, nil, "核查立行立改事项", space}},
	"order":    {{"nanshan", assess.Consultation, nil, "签字", func(s *stage) { s.press(fyne.KeyReturn); s.typed(uitest.PIN); s.press(fyne.KeyReturn) }}},
	"conflict": {{"luohu", assess.Onsite, twice, "1.1", settle}},
	"returned": {{"luohu", assess.Onsite, with("luohu", func(d *assess.District) *assess.Edit {
		return assess.ReturnItem(d, "a2", "r1", "依据不足")
	}), "已退回（顾彧）：依据不足", func(s *stage) { s.push("撤回退回") }}},
	"answered": {{"luohu", assess.Onsite, with("luohu", func(d *assess.District) *assess.Edit {
		return assess.ReturnItem(d, "a2", "r1", "依据不足").Set("d/luohu/return/2/r1", "answer", "补了名册")
	}), "答复（顾彧）：补了名册", func(s *stage) { s.push("确认") }}},

	"unfrozen": {{"ns", assess.Preparation, soft, "定稿", func(s *stage) { s.press(fyne.KeyReturn); s.typed(uitest.PIN); s.press(fyne.KeyReturn) }}},
	"assign":   {{"yantian", assess.Preparation, nil, "机构、人员和经费", enter}},
	"subdistricts": {{"yantian", assess.Preparation, with("yantian", func(d *assess.District) *assess.Edit {
		e := assess.New("edit.unsub")
		for _, x := range d.Subdistricts {
			e.Set(x.Entity, "gone", true)
		}
		return e
	}), "盐田区", func(s *stage) { s.typed("海山街道"); s.press(fyne.KeyReturn) }}},
	"draw": {{"yantian", assess.Preparation, nil, "抽签并记录", func(s *stage) { s.typed("三七二十一"); s.push("抽签并记录"); s.press(fyne.KeyReturn) }}},
	"drawfalse": {{"yantian", assess.Preparation, with("yantian", func(d *assess.District) *assess.Edit {
		x := assess.Path(d.Entity, "draw", "x")
		return assess.Fields("edit.draw", x, "title", "抽错的", "phrase", "一二三", "day", "2006-11-20").Set(x, "list", []string{"甲", "乙", "丙"}).Set(x, "count", 1).Set(x, "result", []string{"丁"})
	}), "抽错的", func(s *stage) { s.press(fyne.KeyReturn); s.press(fyne.KeyReturn) }}},
	"material": {{"yantian", assess.Preparation, nil, "1.3", runes("1")}},
	"claim":    {{"yantian", assess.Preparation, nil, "1.1", runes("=")}},

	"unmarked": {{"luohu", assess.Onsite, nil, "2.6", func(s *stage) { s.typed("2"); s.press(fyne.KeyReturn) }}},
	"nareason": {{"luohu", assess.Onsite, with("luohu", func(d *assess.District) *assess.Edit { return assess.SetNA(d.Score("a1"), "") }), "1.1",
		func(s *stage) { s.press(fyne.KeyReturn); s.typed("没有这项业务"); s.press(fyne.KeyReturn) }}},
	"unexplained": {{"luohu", assess.Onsite, nil, "6.2", func(s *stage) { s.push("增加扣分（-）"); s.typed("登记缺项"); s.Window().Canvas().Unfocus() }}},
	"overexplained": {{"luohu", assess.Onsite, with("luohu", func(d *assess.District) *assess.Edit {
		x := assess.Path(d.Entity, "ded", exact(d).Item.ID, "x")
		return assess.New("edit.deduct").Set(x, "amount", 5).Texts(x, "reason", "多写的")
	}), "多写的", func(s *stage) {
		knobs := uitest.All[*widgets.Knob](s.content())
		test.Tap(knobs[len(knobs)-1])
	}}},
	"reason": {{"luohu", assess.Onsite, nil, "3.1", func(s *stage) { s.typed("台账不全"); s.Window().Canvas().Unfocus() }}},
	"basis":  {{"luohu", assess.Onsite, nil, "2.4", func(s *stage) { s.press(fyne.KeyReturn); s.press(fyne.KeyReturn) }}},
	"method": {{"luohu", assess.Onsite, nil, "新建记录", func(s *stage) { s.press(fyne.KeyReturn); s.typed("5") }}},
	"visit":  {{"luohu", assess.Onsite, nil, "笋岗街道", func(s *stage) { s.push("新建检查记录") }}},
	"looks":  {{"luohu", assess.Onsite, nil, "东门街道", runes("1")}},
	"back":   {{"luohu", assess.Onsite, nil, "投诉举报办结后没有答复举报人", choose("fixed")}},
	"named": {{"luohu", assess.Onsite, with("luohu", func(d *assess.District) *assess.Edit { return assess.AddFinding(d, "x", assess.Highlight) }), "", func(s *stage) {
		s.typed("每月通报一次")
		s.Window().Canvas().Unfocus()
	}}},
	"findingbasis": {{"luohu", assess.Onsite, nil, "罗湖区尚未制定两法衔接工作制度", func(s *stage) {
		s.push("关联记录")
		s.press(fyne.KeyReturn)
	}}},

	"draft":    {{"nanshan", assess.Consultation, nil, "反馈期限", func(s *stage) { s.typed("2006-12-01"); s.push("发出征求意见稿…"); s.press(fyne.KeyReturn) }}},
	"response": {{"baoan", assess.Consultation, nil, "社区居委会责任书尚有八个百分点的缺口", choose("none")}},
	"ruling":   {{"baoan", assess.Consultation, nil, "石岩街道出租屋巡查基础工作不扎实", rule("reject", "核对过登记簿")}},
	"noeffect": {{"baoan", assess.Consultation, with("baoan", func(d *assess.District) *assess.Edit {
		return assess.Fields("edit.ruling", "d/baoan/resp/p2", "ruling", "accept")
	}), "石岩街道出租屋巡查基础工作不扎实", rule("reject", "核对过登记簿")}},
	"rulingreasons": {{"baoan", assess.Consultation, with("baoan", func(d *assess.District) *assess.Edit {
		return assess.Fields("edit.ruling", "d/baoan/resp/p2", "ruling", "reject")
	}), "石岩街道出租屋巡查基础工作不扎实", rule("reject", "核对过登记簿")}},
	"objection": {{"baoan", assess.Consultation, with("baoan", func(d *assess.District) *assess.Edit {
		return assess.Object(d, d.Score("a1"), "材料补齐了", "2006-11-18")
	}), "得分异议", rule("reject", "核对过登记簿")}},
	"objectionreasons": {{"baoan", assess.Consultation, with("baoan", func(d *assess.District) *assess.Edit {
		return assess.Object(d, d.Score("a1"), "材料补齐了", "2006-11-18").Texts("d/baoan/objection/a1", "ruling", "reject")
	}), "得分异议", rule("reject", "核对过登记簿")}},
	"untraced": {
		{"baoan", assess.Consultation, with("baoan", func(d *assess.District) *assess.Edit {
			return assess.New("edit.ruling").Set("d/baoan/finalmark/a1", "mark", 100).Texts("d/baoan/finalmark/a1", "why", "gone")
		}), "恢复现场得分", func(s *stage) { s.press(fyne.KeyReturn); s.press(fyne.KeyReturn) }},
		{"baoan", assess.Consultation, with("baoan", func(d *assess.District) *assess.Edit {
			return assess.Fields("edit.ruling", "d/baoan/resp/p2", "ruling", "reject", "reasons", "原来采纳过", "effectitem", "a1").Set("d/baoan/finalmark/a1", "mark", 100).Texts("d/baoan/finalmark/a1", "why", "p2")
		}), "石岩街道出租屋巡查基础工作不扎实", rule("partly", "核对过登记簿")}},

	"highlight": {{"luohu", assess.Summary, with("luohu", func(d *assess.District) *assess.Edit {
		e := assess.New("edit.unfinding")
		for _, f := range d.Of(assess.Highlight) {
			e.Set(f.Entity, "gone", true)
		}
		return e
	}), "发现定稿", func(s *stage) { s.typed("没有突出做法"); s.Window().Canvas().Unfocus() }}},
	"finalopen": {{"luohu", assess.Summary, nil, "2.6", func(s *stage) { s.typed("2"); s.press(fyne.KeyReturn) }}},
	"forcedwhy": {{"futian", assess.Summary, with("futian", func(d *assess.District) *assess.Edit {
		return assess.Fields("edit.grade", d.SumEntity(), "forced", "合格")
	}), "合格", func(s *stage) { s.typed("发生重大案件"); s.Window().Canvas().Unfocus() }}},
	"requirement": {{"futian", assess.Summary, with("futian", func(d *assess.District) *assess.Edit {
		return assess.Fields("edit.requirement", d.Finding("p1").Required(d), "deadline", "")
	}), "两法衔接停留在联席会议纪要", func(s *stage) { s.typed("2007-03-08"); s.Window().Canvas().Unfocus() }}},
	"circular": {{"futian", assess.Summary, nil, "还没有打印", space}},
	"printed":  {{"futian", assess.Summary, nil, "还没有打印", printed}},

	"rectify": {{"longgang", assess.Rectification, nil, "对街道的打假考核没有做到位", func(s *stage) { s.push("转入下轮…"); s.typed("来不及"); s.press(fyne.KeyReturn) }}},
	"longplan": {{"futian", assess.Rectification, rect("state", "closed", "mode", "long", "reported", "区政府办", "checker", "gu"), "两法衔接停留在联席会议纪要",
		takeUp}},
	"checker": {{"futian", assess.Rectification, rect("state", "closed", "reported", "gu", "checker", "gu"), "两法衔接停留在联席会议纪要", takeUp}},
	"proof":   {{"futian", assess.Rectification, rect("state", "closed", "reported", "区政府办", "checker", "gu", "checked", "看过了"), "两法衔接停留在联席会议纪要", takeUp}},
	"carried": {{"futian", assess.Rectification, rect("state", "carried"), "两法衔接停留在联席会议纪要", takeUp}},
}

func enter(s *stage) { s.press(fyne.KeyReturn) }

func space(s *stage) { s.typed(" ") }

func runes(text string) func(s *stage) { return func(s *stage) { s.typed(text) } }

func choose(key string) func(s *stage) {
	return func(s *stage) { s.Window().Canvas().Focused().(*widgets.Pick).Choose(key) }
}

func rule(ruling, reasons string) func(s *stage) {
	return func(s *stage) {
		uitest.Labelled(s.content(), s.say.Get("consult.ruling")).(*widgets.Pick).Choose(ruling)
		uitest.Labelled(s.content(), s.say.Get("field.reasons")).(*widgets.Field).Focus()
		s.typed(reasons)
		s.Window().Canvas().Unfocus()
		s.push(s.say.Get("consult.apply"))
	}
}

func takeUp(s *stage) {
	s.push(s.say.Get("rectify.takeup"))
	s.typed("重新核查")
	s.press(fyne.KeyReturn)
}

// with makes an edit of a district as a person can.
func with(district string, edit func(d *assess.District) *assess.Edit) func(s *stage) {
	return func(s *stage) {
		if err := s.system.v.Apply(edit(s.system.v.View().District(district))); err != nil {
			s.t.Fatal(err)
		}
	}
}

// rect writes a rectification as no guard would let it, which two laptops together can.
func rect(pairs ...string) func(s *stage) {
	return func(s *stage) {
		var ops []ledger.Op
		for i := 0; i < len(pairs); i += 2 {
			ops = append(ops, ledger.Op{Entity: "d/futian/rect/p1", Field: pairs[i], Value: ledger.Of(pairs[i+1])})
		}
		s.stray("gu", ops...)
	}
}

func (s *stage) stray(author string, ops ...ledger.Op) {
	own, _ := s.system.v.Log.Device()
	if err := s.system.v.Stray(own, author, ops...); err != nil {
		s.t.Fatal(err)
	}
}

// exact is the first item that is marked and whose deductions, if it has any, are what it lost.
func exact(d *assess.District) *assess.Score {
	i := slices.IndexFunc(d.Scores, func(s *assess.Score) bool {
		return s.Marked && s.Mark > 0 && !s.Item.Bonus() && s.Lost() == s.Explained() && s.Lost() > 0 && s.Item.Rule.Kind == standard.Free
	})
	return d.Scores[i]
}

// twice are two marks for one item.
func twice(s *stage) {
	s.stray("gu", ledger.Op{Entity: "d/luohu/score/a1", Field: "mark", Value: ledger.Of(int64(10))})
}

// soft is a small round whose standard is not frozen.
func soft(s *stage) {
	table, err := roundplan.ReadTable(builtin.Builtin)
	if err != nil {
		s.t.Fatal(err)
	}
	app := fyne.CurrentApp()
	d := uitest.Draft(s.t)
	fyne.SetCurrentApp(app) // the window's, and not the draft's
	d.Must(d.Apply(table.Edit(false)))
	s.system.v = &vault{Round: &roundplantest.Round{Session: d.Session, Log: d.Log}, settings: map[string]string{}}
}

func (s *stage) blockers(w way, kind string) []assess.Blocker {
	return slices.DeleteFunc(slices.Clone(s.system.v.View().District(w.district).Phases[w.phase].Blockers), func(b assess.Blocker) bool { return b.Key != "block."+kind })
}

func TestWalkEveryBlockerLeadsToWhereItEnds(t *testing.T) {
	for key := range newStage(t).say {
		kind, ok := strings.CutPrefix(key, "block.")
		if !ok {
			continue
		}
		if len(ways[kind]) == 0 {
			t.Errorf("no way is known to end %q", key)
		}
		for n, w := range ways[kind] {
			t.Run(fmt.Sprint(kind, n), func(t *testing.T) { walk(t, kind, w) })
		}
	}
}

// printed looks at the document that the button shows, and sends it to the printer.
func printed(s *stage) {
	s.system.office = printing.Printers{Names: []string{"前台"}}
	enter(s)
	s.key(fyne.KeyP, fyne.KeyModifierControl)
	s.press(fyne.KeyReturn)
}

// walk follows the link of the first blocker of a kind and ends it there.
func walk(t *testing.T, kind string, w way) {
	s := newStage(t)
	if w.makes != nil {
		w.makes(s)
	}
	s.open()
	list := s.blockers(w, kind)
	if len(list) == 0 {
		t.Fatal("nothing to end")
	}
	s.Go(list[0].Place)
	focused, _ := s.Window().Canvas().Focused().(fyne.CanvasObject)
	switch {
	case focused == nil:
		t.Fatal("nothing has the keyboard")
	case !slices.Contains(uitest.All[fyne.CanvasObject](s.content()), focused):
		t.Fatalf("a %T that can't be seen has the keyboard", focused)
	case !s.sees(w.sees):
		t.Fatalf("%q is not to be seen", w.sees)
	}
	w.ends(s)
	for _, b := range s.blockers(w, kind) {
		if b.Place == list[0].Place && s.say.Say(b.Msg) == s.say.Say(list[0].Msg) {
			t.Errorf("it still stands: %s, with a %T at the keyboard; %+v", s.say.Say(b.Msg), focused, b.Place)
		}
	}
}
