package onsite

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: widgets.Ctrl}
}

func TestTheLastRecordsPlaceAndPeopleAreOfferedAndTakenByAKey(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.Briefing, "place", "区政府四楼会议室", "present", "沈堃、赵翾", "time", "09:00")
	d.record("r2", standard.Interview, "title", "没有写地点")
	d.record("r3", standard.Interview)
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r3"})
	for hint, want := range map[string]func() string{
		"区政府四楼会议室（Ctrl+D 沿用）": func() string { return d.ns().Record("r3").Place },
		"沈堃、赵翾（Ctrl+D 沿用）":    func() string { return d.ns().Record("r3").Present },
	} {
		box := uitest.Hinted(d.screen.Object(), hint)
		if box == nil {
			t.Fatalf("%q is not offered", hint)
		}
		if want() != "" {
			t.Fatal("filled in silently")
		}
		box.Focus()
		d.Send(ctrl(fyne.KeyD))
		if got := want(); got+"（Ctrl+D 沿用）" != hint || box.Text() != got {
			t.Errorf("%q is taken, %q shown", got, box.Text())
		}
	}
	d.box("标题").Focus()
	d.Send(ctrl(fyne.KeyD))
	if got := d.ns().Record("r3").Title; got != "" {
		t.Errorf("a title is a record's own, and not %q", got)
	}
}

// deducting has two records of a2, and the keyboard in the reason of a deduction from it.
func deducting(t *testing.T) *stage {
	d := newStage(t)
	for _, id := range []string{"r1", "r2"} {
		d.record(id, standard.Interview)
		d.Must(d.Apply(assess.Link("edit.link", "d/ns/rec/"+id, "item", "a2", true)))
	}
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	d.focusList()
	d.Send("-", "招商街道没有签")
	return d
}

func TestADeductionTakesItsItemsRecordsByAKey(t *testing.T) {
	d := deducting(t)
	d.screen.Leave()
	d.W.Shot("deduction-takes")
	d.Send(ctrl(fyne.KeyR))
	x := d.score("a2").Deductions[0]
	if len(x.Records) != 2 || x.Reason != "招商街道没有签" {
		t.Fatalf("%q rests on %d records", x.Reason, len(x.Records))
	}
	if d.button("取本项记录（Ctrl+R）") != nil {
		t.Error("there is nothing left to be taken, and yet the button")
	}
	d.Send("，也没有台账")
	if d.screen.Leave(); d.score("a2").Deductions[0].Reason != "招商街道没有签，也没有台账" {
		t.Errorf("the keyboard did not stay: %q", d.score("a2").Deductions[0].Reason)
	}
	d.Must(d.Undo())
	d.Must(d.Undo())
	if n := len(d.score("a2").Deductions[0].Records); n != 0 {
		t.Errorf("not one undo: %d records", n)
	}
}

func TestWithoutRecordsThatIsSaid(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	d.focusList()
	d.Send("-", ctrl(fyne.KeyR), ctrl(fyne.KeyT))
	if f := d.W.Failed; len(f) != 2 || !errors.Is(f[0], words.Refuse("onsite.norecords")) || !errors.Is(f[1], words.Refuse("onsite.noreason")) {
		t.Errorf("%v", f)
	}
}

func TestADeductionBecomesAProblemWithItsTextItemAndRecords(t *testing.T) {
	d := deducting(t)
	d.Send(ctrl(fyne.KeyR), ctrl(fyne.KeyT))
	all := d.ns().Of(assess.Problem)
	if len(all) != 1 || all[0].Named != "招商街道没有签" || len(all[0].Records) != 2 || len(all[0].Items) != 1 || all[0].Items[0] != "a2" {
		t.Fatalf("%+v", all)
	}
	d.Send(fyne.KeyEnd, "责任书") // the text has the keyboard
	if d.screen.Leave(); d.ns().Of(assess.Problem)[0].Named != "招商街道没有签责任书" {
		t.Errorf("%q", d.ns().Of(assess.Problem)[0].Named)
	}
	d.Must(d.Apply(assess.Fields("edit.finding", all[0].Entity, "named", "招商街道没有签")))
	d.at(assess.Place{Tab: assess.TabScore, Entity: d.score("a2").Deductions[0].Entity, Item: "a2"})
	d.tap("转为问题（Ctrl+T）")
	if n := len(d.ns().Of(assess.Problem)); n != 1 {
		t.Errorf("%d problems say the same", n)
	}
}

func TestAProblemTakesTheReasonsOfWhatWasTakenOffItsItems(t *testing.T) {
	d := deducting(t)
	d.screen.Leave()
	d.Must(d.Apply(assess.AddFinding(d.ns(), "f", assess.Problem).Set("d/ns/find/f", "item/a2", true)))
	d.at(assess.Place{Tab: assess.TabFinding, Entity: "d/ns/find/f"})
	d.Send(ctrl(fyne.KeyD))
	if got := d.ns().Finding("f").Named; got != "招商街道没有签。" {
		t.Errorf("%q; %q", got, d.texts())
	}
}
