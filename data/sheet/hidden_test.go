package sheet_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"kaohe/data/sheet"
)

func TestHiddenRowsAndColumnsAreMarked(t *testing.T) {
	m := maker{excelize.NewFile(), t}
	for i := range 4 {
		m.set("Sheet1", fmt.Sprintf("A%d", i+1), "看得见")
		m.set("Sheet1", fmt.Sprintf("D%d", i+1), "去年")
	}
	m.ok(m.SetRowVisible("Sheet1", 3, false))
	m.ok(m.SetColVisible("Sheet1", "C:D", false))
	b := m.bytes()
	g, err := sheet.Read(bytes.NewReader(b), int64(len(b)))
	m.ok(err)
	var hidden []int
	for _, r := range g.Sheets[0].Rows {
		if r.Hidden {
			hidden = append(hidden, r.N)
		}
	}
	if got := fmt.Sprint(hidden, g.Sheets[0].Folded); got != "[3] [[2 3]]" {
		t.Errorf("hidden are %s", got)
	}
}
