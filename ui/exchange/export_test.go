package exchange

import (
	"kaohe/ui/widgets"
)

// ListOf is the list of rows.
func ListOf(s *Screen) *widgets.Lines[Row] { return s.plan.page.List }

// Toggle lists only the rows in one state.
func Toggle(s *Screen, state string) { s.plan.page.Turn(state, true) }

// Turn shows a tab beside the grid.
func Turn(m *Mapper, tab string) {
	m.side.tabs.Pick(tab)
	m.side.tabs.OnPick(tab)
}

// GridLines are the rows of the grid.
func GridLines(m *Mapper) []*gridLine { return m.grid.rows }

// Columns are the choices above the columns, HeadRow that of the head.
func Columns(m *Mapper) []*widgets.Pick { return m.grid.picks }

// HeadRow is the choice of the head.
func HeadRow(m *Mapper) *widgets.Pick { return m.headPick }
