package pdf

import "kaohe/data/ink"

// row places a row of a table, with the head above it on a new page. A row that is longer than a page, or has to be cut, is cut between
// lines.
func (p *paginator) row(i int) {
	u := &p.units[i]
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
			p.openTable(i, head > 0)
		}
		avail := p.area() - p.y
		if p.cutting {
			avail, p.cutting = min(avail, rest.height-leastTail), false
		}
		if rest.height <= avail+hair {
			p.putRow(i, rest)
			return
		}
		part, tail := rest.cut(avail)
		switch {
		case fits && p.y > p.from+head+hair, !fits && (part == nil || avail < leastPart) && p.y > p.from+head+hair:
			p.turn()
		case part == nil: // the head fills the page: nothing would ever fit below it
			p.putRow(i, rest)
			return
		default:
			p.putRow(i, part)
			rest = tail
			p.turn()
		}
	}
}

func (p *paginator) openTable(i int, withHead bool) {
	p.table, p.from = p.units[i].table, p.y
	if withHead {
		p.putRow(i, p.table.head)
	}
}

func (p *paginator) putRow(i int, r *row) {
	p.put(item{index: i, unit: &p.units[i], row: r, y: p.y})
	p.y, p.reserve = p.y+r.height, 0
}

// draw draws the items of a page. Rows of a table that follow each other have one frame around them.
func (pg *page) draw(s *sheet) {
	for i := 0; i < len(pg.items); {
		it := pg.items[i]
		if it.row == nil {
			for _, m := range it.unit.marks {
				m.Y = s.top + it.y
				pg.Marks = append(pg.Marks, m)
			}
			pg.Add(it.unit.Ink, s.left, s.top+it.y)
			i++
			continue
		}
		end := i
		for ; end < len(pg.items) && pg.items[end].row != nil && pg.items[end].unit.table == it.unit.table; end++ {
			pg.drawRow(s, pg.items[end], end > i)
		}
		last := pg.items[end-1]
		pg.frame(s.left, s.top+it.y, s.left+s.areaW, s.top+last.y+last.row.height)
		i = end
	}
}

func (pg *page) drawRow(s *sheet, it item, below bool) {
	r := it.row
	for _, c := range r.cells {
		top := r.pad
		if !r.top {
			top = (r.height - float64(len(c.lines))*tableLead) / 2
		}
		for i, l := range c.lines {
			pg.Add(ink.Ink{Runs: l}, s.left+c.x, s.top+it.y+top+float64(i)*tableLead)
		}
	}
	x, y := s.left, s.top+it.y
	if below {
		pg.Rules = append(pg.Rules, ink.Rule{X1: x, Y1: y, X2: x + s.areaW, Y2: y, Width: thinRule})
	}
	if !r.span {
		edges := it.unit.table.edges
		for _, e := range edges[1 : len(edges)-1] {
			pg.Rules = append(pg.Rules, ink.Rule{X1: x + e, Y1: y, X2: x + e, Y2: y + r.height, Width: thinRule})
		}
	}
}

// frame draws the frame around a table's rows.
func (pg *page) frame(x1, y1, x2, y2 float64) {
	for _, l := range [][4]float64{{x1, y1, x2, y1}, {x1, y2, x2, y2}, {x1, y1, x1, y2}, {x2, y1, x2, y2}} {
		pg.Rules = append(pg.Rules, ink.Rule{X1: l[0], Y1: l[1], X2: l[2], Y2: l[3], Width: outerRule})
	}
}

// cut splits a row into the lines that fit into avail and the rest; nil, nil if not even one line fits.
func (r *row) cut(avail float64) (head, tail *row) {
	n := int((avail - 2*r.pad) / tableLead)
	if n < 1 {
		return nil, nil
	}
	head, tail = &row{span: r.span, top: true, pad: r.pad}, &row{span: r.span, top: true, pad: r.pad}
	most := 1
	for _, c := range r.cells {
		k := min(n, len(c.lines))
		head.cells = append(head.cells, cell{x: c.x, lines: c.lines[:k]})
		tail.cells = append(tail.cells, cell{x: c.x, lines: c.lines[k:]})
		most = max(most, len(c.lines)-k)
	}
	head.height = float64(n)*tableLead + 2*r.pad
	tail.height = float64(most)*tableLead + 2*r.pad
	return head, tail
}
