package widgets

// span is what is selected of a list besides the chosen row.
type span struct {
	from  int // the other end of the selected rows; -1: the chosen row is alone
	all   bool
	shift bool // is held
}

var single = span{from: -1}

// Selected are the selected rows without headings, the chosen one among them, from above.
func (l *Lines[T]) Selected() []T {
	var out []T
	for i, r := range l.rows {
		if l.selected(i) && !l.head(i) {
			out = append(out, r)
		}
	}
	return out
}

func (l *Lines[T]) selected(i int) bool {
	if l.span.all || i == l.at {
		return true
	}
	return l.at >= 0 && l.span.from >= 0 && i >= min(l.span.from, l.at) && i <= max(l.span.from, l.at)
}

// selects draws the rows anew where more than the chosen one was or will be selected.
func (l *Lines[T]) selects(s span) {
	was := l.span
	l.span = s
	if was.all || was.from >= 0 || s.all || s.from >= 0 {
		l.pane.update(true)
	}
}
