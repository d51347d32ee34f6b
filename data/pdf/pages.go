package pdf

import "kaohe/data/ink"
import "math"

// page is a finished page: all positions are relative to its upper left corner.
type page struct {
	ink.Page
	unfolied bool // it has no page number
	foot     *foot
	lift     float64 // what stands below the foot
	items    []item  // of the text and 版记
}

// item is a unit, or a row or a part of one, at its place on a page; y is from the top of the type area.
type item struct {
	index int // of the unit
	unit  *unit
	row   *row // nil: not of a table
	y     float64
}

// paginator divides units into pages. What is on the page that is being filled can still be taken back.
type paginator struct {
	sheet   *sheet
	units   []unit
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

func paginate(s *sheet, font *ink.Font, units, colophon []unit) []*page {
	p := &paginator{sheet: s, units: units}
	p.turn()
	p.fill(0)
	if height := heightOf(colophon); height > 0 && p.low()+height > p.area()+hair {
		p.share(height)
	}
	p.colophon(colophon)
	p.feet(font)
	for _, pg := range p.pages {
		pg.draw(s)
	}
	return p.pages
}

// fill places units from one on, group by group.
func (p *paginator) fill(from int) {
	for i := from; i < len(p.units); {
		u := &p.units[i]
		if u.turn {
			p.begin(u)
		}
		n := p.held(i, true)
		if p.room(i, n, p.y, p.table) > p.area()+hair && p.area()-p.y > p.area()/3 {
			n = p.held(i, false)
		}
		if p.crowded(i, n) {
			if at := p.earlier(i); at > 0 {
				p.takeBack(at)
				p.turn()
				i = at
				continue
			}
		}
		i = p.group(i, n)
	}
}

// held returns the end of the units that stay together from i on; wishes says whether wishes count too.
func (p *paginator) held(i int, wishes bool) int {
	for i++; i < len(p.units) && !p.units[i].turn && (p.units[i-1].keep || p.units[i-1].near || wishes && p.units[i-1].wish); {
		i++
	}
	return i
}

// begin begins a page for a unit, if the page shows anything already, and the part that the unit begins or ends.
func (p *paginator) begin(u *unit) {
	p.foot = u.foot
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
	p.pages = append(p.pages, &page{foot: p.foot})
	p.y, p.origin, p.reserve, p.table = 0, 0, 0, nil
}

// last returns the page that is being filled.
func (p *paginator) last() *page { return p.pages[len(p.pages)-1] }

// none tells whether nothing can be seen on a page.
func (pg *page) none() bool {
	for _, it := range pg.items {
		if it.row != nil || !it.unit.None() {
			return false
		}
	}
	return pg.Ink.None()
}

// blank tells whether the page has nothing but 版头.
func (p *paginator) blank() bool { return p.table == nil && p.y < p.origin+hair }

// crowded tells whether the units from i to n do not fit on this page, nor does a part of a row at their end.
func (p *paginator) crowded(i, n int) bool {
	return p.room(i, n, p.y, p.table) > p.area()+hair && !p.blank() && !p.divides(i, n)
}

// group places units that belong together: on this page if they fit, else on the next if they fit there. If no page is large enough, as
// many as possible begin on one page; of a row at the end only its first part has to fit. It returns the next unit to be placed.
func (p *paginator) group(i, n int) int {
	area := p.area() + hair
	cut := !p.blank() && p.room(i, n, p.y, p.table) > area && p.divides(i, n)
	if p.crowded(i, n) {
		last := p.units[n-1]
		least := p.room(i, n, p.y, p.table)
		if last.row != nil {
			least -= last.height - min(last.height, leastPart)
		}
		if p.room(i, n, 0, nil) <= area || least > area {
			p.turn()
		}
	}
	for k := i; k < n; k++ {
		if k > i && p.crowded(k, k+1) {
			if at := p.earlier(k); at > 0 {
				p.takeBack(at)
				p.turn()
				return at
			}
		}
		p.cutting = cut && k == n-1
		p.place(k)
	}
	return n
}

// divides tells whether the last row of the units is to be cut although it would fit on the next page: if everything before it fits, and
// moving it would leave more than a third of the page empty. Both parts get at least three lines.
func (p *paginator) divides(i, n int) bool {
	last := p.units[n-1]
	if last.row == nil || last.row == last.table.head {
		return false
	}
	y := p.room(i, n-1, p.y, p.table)
	if n == i+1 && last.table != p.table && last.table.head != nil {
		y += last.table.head.height
	}
	avail := p.area() - y
	return p.y > p.origin+hair && p.area()-p.y > p.area()/3 && avail >= leastPart &&
		last.height >= leastPart+leastTail
}

// room returns where the units from i to n would end, including what they reserve, if they began at y behind rows of the table tb.
func (p *paginator) room(i, n int, y float64, tb *table) float64 {
	end := y
	for k := i; k < n; k++ {
		u := &p.units[k]
		if u.empty && y < hair && k == i && len(p.pages) > 1 {
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

func (p *paginator) place(i int) {
	u := &p.units[i]
	if u.table != p.table {
		p.table = nil
	}
	if u.empty && p.y < hair && len(p.pages) > 1 {
		return // an empty line at the top of a page
	}
	if u.row != nil {
		p.row(i)
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
	p.put(item{index: i, unit: u, y: y})
	p.y, p.reserve = y+u.height, u.reserve
	if u.origin {
		p.origin = p.y
	}
}

func (p *paginator) put(it item) { p.last().items = append(p.last().items, it) }
