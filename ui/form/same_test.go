package form_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// rowed are three tasks, a form each, below each other; of the first only who does it is said, and by when.
type rowed struct {
	*uitest.Stage
	forms []*form.Form
}

func rows(t *testing.T) *rowed {
	d := &rowed{Stage: uitest.Small(t)}
	for _, id := range []string{"t2", "t3"} {
		d.Must(d.Apply(assess.AddTask(d.View().District("ns"), assess.Preparation, id, "事项"+id, "", "")))
	}
	page := layout.Stack(4)
	for range 3 {
		i := len(d.forms)
		f := form.New(d.Kit(), "d/task", "edit.task", form.Box("what"), form.Pick("who").None("checklist.nobody"), form.Box("due").Offered())
		f.OnSame = func(field string) string {
			if i == 0 {
				return ""
			}
			return d.forms[i-1].Field(field).Text()
		}
		f.Below = func(string) []*form.Form { return d.forms[i+1:] }
		d.forms = append(d.forms, f)
		page.Add(f.Rows(2))
	}
	d.W.OnChange = d.put
	d.W.Show(page, 400, 900)
	d.put()
	return d
}

func (d *rowed) put() {
	for i, f := range d.forms {
		f.Put([]string{"d/ns/task/1/t1", "d/ns/task/1/t2", "d/ns/task/1/t3"}[i])
	}
}

func (d *rowed) press(row int, field string, mod fyne.KeyModifier) {
	d.forms[row].Focus(field)
	d.Send(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: mod})
}

func (d *rowed) said() string {
	var out []string
	for _, x := range d.View().District("ns").Tasks {
		out = append(out, x.Who+string(x.Due))
	}
	return strings.Join(out, " ")
}

func TestABoxTakesWhatTheRowAboveSays(t *testing.T) {
	d := rows(t)
	if uitest.Hinted(d.W.Win.Content(), "2006-11-01（Ctrl+D 沿用）") == nil {
		t.Error("what would be taken is not shown")
	}
	d.press(1, "due", widgets.Ctrl)
	d.press(2, "due", widgets.Ctrl)
	d.press(1, "who", widgets.Ctrl)
	d.press(0, "due", widgets.Ctrl) // nothing is above
	if got := d.said(); got != "li2006-11-01 li2006-11-01 2006-11-01" {
		t.Errorf("%q, %v", got, d.W.Failed)
	}
}

func TestTheRowsBelowGetWhatABoxSaysAsOneEdit(t *testing.T) {
	d := rows(t)
	d.Must(d.Apply(assess.Fields("edit.task", "d/ns/task/1/t3", "due", "2006-12-01")))
	d.W.Deny = true
	d.press(0, "due", widgets.Ctrl|widgets.Shift)
	if got, want := d.W.Warned, "把“2006-11-01”填到下面 2 行。其中 1 行现在写的不一样，会被替换。"; got != want || d.said() != "li2006-11-01  2006-12-01" {
		t.Fatalf("%q; %q", got, d.said())
	}
	d.W.Deny = false
	uitest.Type(uitest.Holding(d.W.Win.Content(), "2006-11-01"), "2006-11-05")
	d.press(0, "due", widgets.Ctrl|widgets.Shift) // with what is typed, too
	if got := d.said(); got != "li2006-11-05 2006-11-05 2006-11-05" {
		t.Errorf("%q, %v", got, d.W.Failed)
	}
	d.Must(d.Undo())
	if got := d.said(); got != "li2006-11-05  2006-12-01" {
		t.Errorf("not one undo: %q", got)
	}
	d.press(2, "due", widgets.Ctrl|widgets.Shift)
	d.forms[0].Shut(true).Put("d/ns/task/1/t1")
	if len(d.W.Failed) > 0 {
		t.Error(d.W.Failed)
	}
}

func TestWhatHasNothingToGiveSaysSo(t *testing.T) {
	d := rows(t)
	d.press(1, "due", widgets.Ctrl|widgets.Shift)
	if f := d.W.Failed; len(f) != 1 || !errors.Is(f[0], words.Refuse("fill.none")) {
		t.Errorf("%v", f)
	}
}
