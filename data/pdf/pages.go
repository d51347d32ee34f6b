package pdf

import "math"

// page is a finished page: all positions are relative to its upper left corner.
type page struct {
	ink
	under    string // operators drawn before everything else
	marks    []bookmark
	unfolied bool // it has no page number
	foot     *foot
	lift     float64 // what stands below the foot
}

// paginator divides units into pages.
type paginator struct {
	sheet   *sheet
	pages   []*page
	y       float64 // from the top of the type area
	reserve float64 // that of the unit placed last
	origin  float64 // where the page's grid begins: below 版头 on the first page
	table   *table  // the table that has rows on the current page
	from    float64 // where these rows begin
	cutting bool    // the row that is being placed has to be cut
	foot    *foot   // of the pages that are being filled
}

const (
	hair      = 1e-6                 // for rounding of sums of heights
	leastPart = 3*tableLead + 2*padY // the first part of a row that is cut: at least three lines
	leastTail = 3 * tableLead        // the rest of such a row: at least three lines
)

func paginate(s *sheet, font *font, units, colophon []unit) []*page {
	p := fill(s, units, 0)
	if p.low()+heightOf(colophon) > p.area()+hair {
		if at := companion(p.area(), units, colophon); at > 0 {
			if q := fill(s, units, at); q.low()+heightOf(colophon) <= q.area()+hair {
				p = q
			}
		}
	}
	p.colophon(colophon)
	p.feet(font)
	return p.pages
}

// fill places units, group by group. The unit with the index at begins a page, unless at is 0.
func fill(s *sheet, units []unit, at int) *paginator {
	p := &paginator{sheet: s}
	p.turn()
	for i := 0; i < len(units); {
		if units[i].turn || at > 0 && i == at {
			p.begin(&units[i])
		}
		n := held(units, i, true)
		if p.room(units[i:n], p.y, p.table) > p.area()+hair && p.area()-p.y > p.area()/3 {
			n = held(units, i, false)
		}
		p.group(units[i:n])
		i = n
	}
	p.closeTable()
	return p
}

// held returns the end of the units that stay together from i on; wishes says whether wishes count too.
func held(units []unit, i int, wishes bool) int {
	for i++; i < len(units) && !units[i].turn && (units[i-1].keep || wishes && units[i-1].wish); {
		i++
	}
	return i
}

// begin begins a page for a unit, if the page has anything already, and the part that the unit begins or ends.
func (p *paginator) begin(u *unit) {
	if u.turn {
		p.foot = u.foot
	}
	if !p.last().none() && !u.first {
		p.turn()
	}
	p.last().foot = p.foot
}

// area returns the height of the page's type area above its foot.
func (p *paginator) area() float64 {
	if p.foot == nil {
		return p.sheet.areaH
	}
	return p.sheet.areaH - p.foot.height
}

func heightOf(units []unit) float64 {
	height := 0.0
	for _, u := range units {
		height += u.height
	}
	return height
}

// low returns where the last unit of the page ends, including what it reserves.
func (p *paginator) low() float64 { return p.y + p.reserve }

// turn begins a new page.
func (p *paginator) turn() {
	p.closeTable()
	p.pages = append(p.pages, &page{foot: p.foot})
	p.y, p.origin, p.reserve = 0, 0, 0
}

// last returns the page that is being filled.
func (p *paginator) last() *page { return p.pages[len(p.pages)-1] }

// blank tells whether the page has nothing but 版头.
func (p *paginator) blank() bool { return p.table == nil && p.y < p.origin+hair }

// group places units that belong together: on this page if they fit, else on the next if they fit there. If no page is large enough, as
// many as possible begin on one page; of a row at the end only its first part has to fit.
func (p *paginator) group(units []unit) {
	area := p.area() + hair
	crowded := p.room(units, p.y, p.table) > area && !p.blank()
	cut := crowded && p.divides(units)
	if crowded && !cut {
		least := append([]unit(nil), units...)
		if last := &least[len(least)-1]; last.row != nil {
			last.height = min(last.height, leastPart)
		}
		if p.room(units, 0, nil) <= area || p.room(least, p.y, p.table) > area {
			p.turn()
		}
	}
	for i := range units {
		p.cutting = cut && i == len(units)-1
		p.place(&units[i])
	}
}

// divides tells whether the last row of the units is to be cut although it would fit on the next page: if everything before it fits, and
// moving it would leave more than a third of the page empty. Both parts get at least three lines.
func (p *paginator) divides(units []unit) bool {
	last := units[len(units)-1]
	if last.row == nil || last.row == last.table.head {
		return false
	}
	y := p.room(units[:len(units)-1], p.y, p.table)
	if len(units) == 1 {
		y = p.room([]unit{{table: last.table, row: last.row}}, p.y, p.table)
	}
	avail := p.area() - y
	return p.y > p.origin+hair && p.area()-p.y > p.area()/3 && avail >= leastPart &&
		last.height >= leastPart+leastTail
}

// room returns where the units would end, including what they reserve, if they began at y behind rows of the table tb.
func (p *paginator) room(units []unit, y float64, tb *table) float64 {
	end := y
	for i, u := range units {
		if u.empty && y < hair && i == 0 && len(p.pages) > 1 {
			continue
		}
		if u.table == nil {
			tb = nil
		} else if u.table != tb {
			if tb = u.table; tb.head != nil && u.row != tb.head {
				y += tb.head.height
			}
		}
		if u.grid {
			y = p.snap(y)
		}
		y += u.height
		end = max(end, y+u.reserve)
	}
	return end
}

// snap returns the next line of the grid.
func (p *paginator) snap(y float64) float64 {
	return p.origin + math.Ceil((y-p.origin)/p.sheet.lead-1e-4)*p.sheet.lead
}

func (p *paginator) place(u *unit) {
	if u.table != p.table {
		p.closeTable()
	}
	if u.empty && p.y < hair && len(p.pages) > 1 {
		return // an empty line at the top of a page
	}
	if u.row != nil {
		p.row(u)
		return
	}
	y := p.y
	if u.grid {
		y = p.snap(y)
	}
	if y+u.height+u.reserve > p.area()+hair && y > p.origin+hair {
		if u.empty {
			p.y, p.reserve = p.area(), 0 // nothing may follow here, but an empty line does not justify a page
			return
		}
		p.turn()
		y = 0
	}
	pg := p.last()
	for _, m := range u.marks {
		m.y = p.sheet.top + y
		pg.marks = append(pg.marks, m)
	}
	p.put(u.ink, 0, y)
	p.y, p.reserve = y+u.height, u.reserve
	if u.origin {
		p.origin = p.y
	}
}

// put adds ink to the page; x, y is relative to the type area.
func (p *paginator) put(k ink, x, y float64) { p.last().add(k, p.sheet.left+x, p.sheet.top+y) }

// row places a row of a table, with the head above it on a new page. A row that is longer than a page, or has to be cut, is cut between
// lines.
func (p *paginator) row(u *unit) {
	head := 0.0
	if h := u.table.head; h != nil && u.row != h {
		head = h.height
	}
	rest := u.row
	for rest != nil {
		fits := !p.cutting && rest.height+head <= p.area()+hair // on a page of its own, and it has to be there
		if p.table == nil {
			need := rest.height
			if !fits {
				need = leastPart
			}
			if p.y > hair && p.y+head+need > p.area()+hair {
				p.turn()
			}
			p.openTable(u.table, head > 0)
		}
		avail := p.area() - p.y
		if p.cutting {
			avail, p.cutting = min(avail, rest.height-leastTail), false
		}
		if rest.height <= avail+hair {
			p.drawRow(rest)
			return
		}
		part, tail := rest.cut(avail)
		switch {
		case fits && p.y > p.from+head+hair, !fits && (part == nil || avail < leastPart) && p.y > p.from+head+hair:
			p.turn()
		case part == nil: // the head fills the page: nothing would ever fit below it
			p.drawRow(rest)
			return
		default:
			p.drawRow(part)
			rest = tail
			p.turn()
		}
	}
}

func (p *paginator) openTable(tb *table, withHead bool) {
	p.table, p.from = tb, p.y
	if withHead {
		p.drawRow(tb.head)
	}
}

func (p *paginator) drawRow(r *row) {
	pg := p.last()
	for _, c := range r.cells {
		top := padY
		if !r.top {
			top = (r.height - float64(len(c.lines))*tableLead) / 2
		}
		for i, l := range c.lines {
			p.put(ink{runs: l}, c.x, p.y+top+float64(i)*tableLead)
		}
	}
	x, y := p.sheet.left, p.sheet.top+p.y
	if p.y > p.from+hair {
		pg.rules = append(pg.rules, rule{x1: x, y1: y, x2: x + p.sheet.areaW, y2: y, width: thinRule})
	}
	if !r.span {
		for _, e := range p.table.edges[1 : len(p.table.edges)-1] {
			pg.rules = append(pg.rules, rule{x1: x + e, y1: y, x2: x + e, y2: y + r.height, width: thinRule})
		}
	}
	p.y, p.reserve = p.y+r.height, 0
}

// closeTable draws the frame around the table's rows on this page.
func (p *paginator) closeTable() {
	if p.table == nil {
		return
	}
	p.table = nil
	if p.y <= p.from+hair {
		return
	}
	x1, x2 := p.sheet.left, p.sheet.left+p.sheet.areaW
	y1, y2 := p.sheet.top+p.from, p.sheet.top+p.y
	pg := p.last()
	for _, l := range [][4]float64{{x1, y1, x2, y1}, {x1, y2, x2, y2}, {x1, y1, x1, y2}, {x2, y1, x2, y2}} {
		pg.rules = append(pg.rules, rule{x1: l[0], y1: l[1], x2: l[2], y2: l[3], width: outerRule})
	}
}
