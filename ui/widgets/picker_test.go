package widgets_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

type pickRow struct{ key, name string }

// picking shows a picker of districts and notes what was picked; 盐田区 is refused.
func picking(t *testing.T, count bool) (*widgets.Picker[pickRow], *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	got := &[]string{}
	name := func(r pickRow) string { return r.name }
	p := widgets.NewPicker(widgets.Picking[pickRow]{
		Kind: widgets.Kind[pickRow]{Height: 32, Key: func(r pickRow) string { return r.key }, Columns: []widgets.Column[pickRow]{{Name: "区", Cell: widgets.Plain(name)}},
			New: func() widgets.View[pickRow] {
				line := theme.Text("", theme.Body, false, theme.Ink)
				return widgets.NewRow(container.NewStack(line), func(r pickRow) { line.Put(r.name) })
			}},
		Rows: func() []pickRow {
			return []pickRow{{"ft", "福田区"}, {"lh", "罗湖区"}, {"ns", "南山区"}, {"yt", "盐田区"}}
		},
		Text: name, Count: count, Width: 200,
		Pick: func(r pickRow) string {
			if *got = append(*got, r.key); r.key == "yt" {
				return "不能选"
			}
			return ""
		}})
	w := test.NewTempWindow(t, p.Object())
	w.Resize(fyne.NewSize(300, 400))
	w.Canvas().Focus(p.Focus())
	return p, got
}

func TestAPickerFindsByAPartByPinyinAndByItsInitials(t *testing.T) {
	for typed, want := range map[string]string{"": "ft", "南山": "ns", "luohu": "lh", "nsq": "ns", "没有": ""} {
		p, got := picking(t, false)
		test.Type(p.Focus(), typed)
		p.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if strings.Join(*got, " ") != want {
			t.Errorf("%q picks %q, not %q", typed, *got, want)
		}
	}
}

func TestAPickerIsWalkedWhileOneTypes(t *testing.T) {
	p, got := picking(t, false)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn} {
		p.Focus().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if !slices.Equal(*got, []string{"lh"}) {
		t.Errorf("picked %q", *got)
	}
}

func TestFewRowsArePickedByNumber(t *testing.T) {
	p, got := picking(t, true)
	test.Type(p.Focus(), "3")
	test.Type(p.Focus(), "９")
	test.Type(p.Focus(), "１")
	if !slices.Equal(*got, []string{"ns", "ft"}) {
		t.Errorf("picked %q", *got)
	}
}
