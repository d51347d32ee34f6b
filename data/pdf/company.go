package pdf

// enough is the text that each page should have, in lines or rows, so that it does not consist only of signatures, digests, notes, or the last
// row of a table.
const enough = 2

// text returns how many lines of text, or rows of a table, an item counts for. A long row is enough by itself; repeated heads are nothing.
func (it item) text() int {
	switch {
	case it.row == nil:
		return it.unit.text
	case it.row != it.unit.row && it.row == it.unit.table.head:
		return 0
	case it.row != it.unit.row:
		return enough // a part of a row
	}
	return it.unit.text
}

// earlier is asked where the unit i would begin the next page. If that page had not enough text, it returns the unit on this page that should
// begin it instead, so that both pages have; 0 if there is none, or no need.
func (p *paginator) earlier(i int) int {
	have, least := p.ahead(i), enough
	if items := p.last().items; len(p.pages) == 1 || len(items) > 0 && items[0].unit.turn {
		least = 1 // what has a title is no page by accident
	}
	for before := enough; before >= least; before-- {
		for want := enough; want > have; want-- {
			if at := p.movable(want-have, before); at > 0 && p.fits(at, p.held(i, false), 0) {
				return at
			}
		}
	}
	return 0
}

// ahead returns how much text stands on the page that the unit i begins. It stops counting at enough.
func (p *paginator) ahead(i int) int {
	q := &paginator{sheet: p.sheet, units: p.units, foot: p.foot, pages: []*page{nil, nil}}
	have := 0
	for i < len(p.units) && !p.units[i].turn {
		n := p.held(i, true)
		end := q.room(i, n, q.y, q.table)
		if end > q.area()+hair && q.y > 0 {
			break
		}
		for ; i < n; i++ {
			if have += p.units[i].text; have >= enough {
				return have
			}
			q.table = p.units[i].table
		}
		q.y = end
	}
	return have
}

// movable returns the last unit on this page that can begin a page, with at least need lines of text from it on, and least before it; 0 if there
// is none. A short table, or a signature and the text before it, are divided only if nothing else is possible.
func (p *paginator) movable(need, least int) int {
	items := p.last().items
	before := 0
	for _, it := range items {
		before += it.text()
	}
	after, divided := 0, 0
	for k := len(items) - 1; k > 0; k-- {
		it := items[k]
		before, after = before-it.text(), after+it.text()
		if before < least {
			break
		}
		prev := &p.units[it.index-1]
		if after < need || it.unit.empty || prev.keep || items[k-1].index == it.index {
			continue
		}
		if !prev.wish && !prev.near {
			return it.index
		}
		divided = max(divided, it.index)
	}
	return divided
}

// takeBack removes from this page the unit at and all that follow it.
func (p *paginator) takeBack(at int) {
	pg := p.last()
	n := len(pg.items)
	for n > 0 && pg.items[n-1].index >= at {
		n--
	}
	pg.items = pg.items[:n]
}

// share moves the end of the text to a new page on which 版记, which did not fit below it, has its place too. 版记 alone would need a sheet of its
// own, with an empty page before it in half of all cases (7.5).
func (p *paginator) share(height float64) {
	for want := enough; want >= 0; want-- {
		at := p.movable(want, want)
		if at > 0 && p.fits(at, len(p.units), height) {
			p.takeBack(at)
			p.turn()
			p.fill(at)
			return
		}
	}
}

// fits tells whether the units from at to n and something of a height fit on a page.
func (p *paginator) fits(at, n int, height float64) bool {
	q := &paginator{sheet: p.sheet, units: p.units, foot: p.foot, pages: []*page{nil, nil}}
	return q.room(at, n, 0, nil)+height <= q.area()+hair
}

// company keeps the units from start to end together, and with enough text before them, if it is near.
func (f *flow) company(start, end int) {
	if start >= end {
		return
	}
	for i := start; i < end-1; i++ {
		f.units[i].keep = true
	}
	have, height := 0, 0.0
	for i := start - 1; i >= 0 && have < enough && !f.units[i+1].turn; i-- {
		if height += f.units[i].height; height > f.sheet.areaH/3 {
			return
		}
		f.units[i].near = true
		have += f.units[i].text
	}
}
