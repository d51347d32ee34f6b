package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// The ink of a chart's bars: of a single one, and of its parts in turn.
const barInk = "2F6FB5"

var partInks = []string{"2F6FB5", "2E8B57", "C98A1B", "7A5AA6", "B5472F", "5A6B7B", "4FA3C7", "93B65A", "D98FA3", "8C6D4F"}

// tall returns the number of rows over which a chart of a sheet stretches.
func tall(s *book.Sheet) int { return 10 + 2*len(s.Rows) }

// charted returns the number of rows that the charts below a sheet take, with an empty one above each.
func charted(s *book.Sheet) int { return len(s.Charts) * (tall(s) + 1) }

// charts draws bars below the last row, a chart under the other.
func (x *writer) charts(s *book.Sheet, _ *excelize.StreamWriter) error {
	const wide, rowHigh = 900, 16 // pixels; no program has lower rows
	row, name := lastRow(s)+len(s.Foot)+2, quote(s.Name)
	cells := func(col int) string {
		return fmt.Sprintf("%s!%s:%s", name, absolute(FirstRow, col), absolute(FirstRow+len(s.Rows)-1, col))
	}
	for _, c := range s.Charts {
		face, gap, zero := excelize.Font{Family: bodyFace, Size: 10, Color: ink}, uint(60), 0.0
		chart := &excelize.Chart{Type: excelize.Bar, GapWidth: &gap, Dimension: excelize.ChartDimension{Width: wide, Height: uint(rowHigh * tall(s))},
			Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title, Font: &excelize.Font{Family: headFace, Size: 12, Bold: true, Color: ink}}}},
			XAxis: excelize.ChartAxis{ReverseOrder: true, Font: face}, YAxis: excelize.ChartAxis{Minimum: &zero, MajorGridLines: true, Font: face},
			Legend: excelize.ChartLegend{Position: "none"}, PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0.00"}}}
		if len(c.Columns) > 1 {
			chart.Type, chart.Legend, chart.PlotArea.ShowVal = excelize.BarStacked, excelize.ChartLegend{Position: "bottom"}, false
		}
		for n, col := range c.Columns {
			colour := barInk
			if len(c.Columns) > 1 {
				colour = partInks[n%len(partInks)]
			}
			chart.Series = append(chart.Series, excelize.ChartSeries{Name: name + "!" + absolute(FirstRow-1, col), Categories: cells(0), Values: cells(col), Fill: ground(colour)})
		}
		if err := x.file.AddChart(s.Name, cellName(row, 0), chart); err != nil {
			return err
		}
		row += tall(s) + 1
	}
	return nil
}
