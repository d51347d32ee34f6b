package rules

// Turn picks a tab.
func (s *Screen) Turn(tab string) { s.turn(tab) }

// Show chooses a row of the list and goes into its boxes.
func (s *Screen) Show(key string) { s.items().show(key, true) }

// ShowDiff chooses a row of the comparison.
func (s *Screen) ShowDiff(key string) {
	d := s.panes[tabDiff].(*diffPane)
	d.page.Choose(key)
}
