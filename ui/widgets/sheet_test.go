package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// register is an owner of a Sheet as a screen would be: it keeps rows and puts them back.
type register struct {
	*Sheet
	rows [][]string
	log  []string
}

func newRegister(t *testing.T, rows ...[]string) *register {
	r := &register{rows: rows}
	r.Sheet = NewSheet(SheetCol{Title: "标题"}, SheetCol{Title: "日期", Width: 110, Kind: Day, Bad: "不是日期"},
		SheetCol{Title: "结论", Width: 100, Kind: Choice, Choices: []string{"合格", "缺件"}})
	r.OnCell = func(row, col int, text string) {
		r.log = append(r.log, fmt.Sprintf("%d,%d=%s", row, col, text))
		r.rows[row][col] = text
		r.Put(r.rows)
	}
	r.OnNew = func(row []string) {
		r.log = append(r.log, "new "+strings.Join(row, "/"))
		r.rows = append(r.rows, row)
		r.Put(r.rows)
	}
	r.Put(rows)
	lay(t, r.Sheet, 700, 300)
	r.Focus()
	return r
}

func (r *register) keys(k ...fyne.KeyName) { press(r.Target(), k...) }
func (r *register) write(s string)         { test.Type(r.Target(), s) }

func TestSheetThirtyRowsFromTheKeyboard(t *testing.T) {
	r := newRegister(t)
	for i := range 30 {
		r.write(fmt.Sprint("文件", i))
		r.keys(fyne.KeyReturn)
		r.write("20061230")
		r.keys(fyne.KeyReturn)
		r.write("2") // a choice goes on by itself, to the next row
	}
	if len(r.rows) != 30 {
		t.Fatalf("%d rows: %q", len(r.rows), r.log)
	}
	for i, row := range r.rows {
		if got := strings.Join(row, "/"); got != fmt.Sprintf("文件%d/2006-12-30/缺件", i) {
			t.Fatalf("row %d is %q", i, got)
		}
	}
	if at, ok := r.Row(); ok || at != 30 {
		t.Errorf("the box is on row %d", at)
	}
}

func TestSheetKeepsTheFirstCellOfANewRowAtOnce(t *testing.T) {
	r := newRegister(t)
	r.write("甲")
	r.keys(fyne.KeyTab)
	r.write("２００６年１月２日")
	r.keys(fyne.KeyTab)
	want(t, r.log, "new 甲//", "0,1=2006-01-02")
}

func TestSheetEditsReplacesAndTakesBack(t *testing.T) {
	r := newRegister(t, []string{"甲", "2006-01-01", "合格"}, []string{"乙", "", ""})
	r.write("丙")
	r.keys(fyne.KeyEscape)
	want(t, r.log)
	r.keys(fyne.KeyF2)
	r.write("一")
	r.keys(fyne.KeyDown)
	r.write("丁")
	r.keys(fyne.KeyUp)
	want(t, r.log, "0,0=甲一", "1,0=丁")
	r.keys(fyne.KeyRight, fyne.KeyRight, fyne.KeyDelete)
	want(t, r.log, "0,0=甲一", "1,0=丁", "0,2=")
}

func TestSheetRefusesAndStays(t *testing.T) {
	r := newRegister(t, []string{"甲", "2006-01-01", "合格"})
	r.keys(fyne.KeyRight)
	r.write("明天")
	r.keys(fyne.KeyDown)
	if at, _ := r.Row(); at != 0 || r.Told() != "不是日期" {
		t.Errorf("row %d, foot %q", at, r.Told())
	}
	want(t, r.log)
	if r.Flush() {
		t.Error("Flush took it")
	}
	r.keys(fyne.KeyEscape, fyne.KeyDown)
	if at, _ := r.Row(); at != 1 {
		t.Errorf("row %d", at)
	}
}

func TestSheetShiftTabAndTapWalkBack(t *testing.T) {
	r := newRegister(t, []string{"甲", "", ""}, []string{"乙", "", ""})
	r.Go(1, 0)
	r.edit.box.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	r.keys(fyne.KeyTab)
	r.edit.box.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if d := r.Sheet; d.r != 0 || d.c != 2 {
		t.Errorf("at %d,%d", d.r, d.c)
	}
	r.view.pane.rows[1].obj.(*sheetRow).tap(sheetNumber + 5)
	if d := r.Sheet; d.r != 1 || d.c != 0 {
		t.Errorf("at %d,%d", d.r, d.c)
	}
}

func TestSheetDeleteAsksItsOwner(t *testing.T) {
	r := newRegister(t, []string{"甲", "", ""})
	r.OnDelete = func(row int) { r.log = append(r.log, fmt.Sprint("delete ", row)) }
	combo(r.Target(), Ctrl, fyne.KeyDelete)
	r.New()
	combo(r.Target(), Ctrl, fyne.KeyDelete) // nothing there
	want(t, r.log, "delete 0")
}

func TestSheetLockedCanBeWalkedOnly(t *testing.T) {
	r := newRegister(t, []string{"甲", "", "合格"}, []string{"乙", "", ""})
	r.Lock("已签字")
	r.write("丙")
	r.keys(fyne.KeyBackspace, fyne.KeyRight, fyne.KeyRight)
	r.write("2")
	r.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	want(t, r.log)
	if at, ok := r.Row(); at != 1 || !ok {
		t.Errorf("row %d", at)
	}
	if r.Told() != "已签字" {
		t.Errorf("foot %q", r.Told())
	}
}

func TestSheetPutKeepsTheRowByKeyAndWhatIsTyped(t *testing.T) {
	r := newRegister(t)
	r.Put([][]string{{"甲"}, {"乙"}}, "a", "b")
	r.Go(1, 0)
	r.write("乙二")
	r.Put([][]string{{"新"}, {"甲"}, {"乙"}}, "n", "a", "b")
	if at, _ := r.Row(); at != 2 || r.edit.box.Text != "乙二" {
		t.Errorf("row %d, box %q", at, r.edit.box.Text)
	}
}

func TestSheetRecyclesItsRows(t *testing.T) {
	r := newRegister(t)
	rows := make([][]string, 500)
	for i := range rows {
		rows[i] = []string{fmt.Sprint("文件", i)}
	}
	r.Put(rows)
	if n := len(r.view.pane.rows); n > 15 {
		t.Errorf("%d row widgets for 300 units of height", n)
	}
	r.Go(480, 0)
	row := r.view.pane.rows[480%len(r.view.pane.rows)]
	if got := row.obj.(*sheetRow).cells[0].String(); got != "文件480" {
		t.Errorf("row 480 shows %q", got)
	}
	r.Put(rows[:3])
	if at, _ := r.Row(); at != 3 {
		t.Errorf("row %d after the register shrank", at)
	}
}
