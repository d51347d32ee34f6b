package onsite

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/settle"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// verdictLook is a verdict's sign.
var verdictLook = map[assess.Verdict]theme.State{assess.Conforms: theme.Done, assess.Partly: theme.Warning, assess.Fails: theme.Refused,
	assess.NotShown: theme.Overdue, assess.NoVerdict: theme.Idle}

// checklist is what is looked at in one drawn subdistrict: the checks, and the one at hand with its verdict and note.
type checklist struct {
	p      *page
	is     visited
	tally  *theme.Line
	visits *tags
	list   *widgets.Lines[lookRow]
	edit   *lookEdit
	body   *fyne.Container
}

func newChecklist(p *page) *checklist {
	c := &checklist{p: p, tally: theme.Text("", theme.Body, false, theme.Ink)}
	c.list = widgets.NewLines(widgets.Kind[lookRow]{New: func() widgets.View[lookRow] { return newLookView(p) },
		Key: func(r lookRow) string { return r.Check }, Height: theme.Rows2, Columns: lookColumns(p)})
	tabled := listpage.NewTabled(p.k, listpage.Tabled{Title: p.t("onsite.tab.visit"), Said: func() []string { return []string{p.name() + c.is.Name} },
		Table: c.list.Table, Pasting: c.pasting})
	listpage.On(tabled, c.list)
	c.list.OnMove = func(lookRow) { c.choose() }
	c.list.OnOpen = func(lookRow) { c.write() }
	c.list.OnRune = func(_ lookRow, r rune) bool { return c.rune(r) }
	c.visits = newTags(p.openRecord, nil, p.t("onsite.visit.record.new"), c.newRecord)
	c.visits.bare = true
	c.edit = newLookEdit(p, c.set)
	head := container.New(layout.Inset{Left: side + theme.Grid, Top: 6, Right: side, Bottom: 2}, layout.Stack(2, newRow(0, c.tally, tabled.Button()), c.visits))
	foot := container.New(layout.Inset{Left: side + theme.Grid, Top: 2, Right: side, Bottom: 6}, c.edit.body)
	c.body = layout.Fill(1, head, container.New(layout.Inset{Left: side}, c.list), foot)
	return c
}

// pasting is what a table that is pasted says of this subdistrict.
func (c *checklist) pasting() book.Pasting {
	return book.Pasting{Sheet: "街道检查", Heads: listpage.PastedHeads(lookColumns(c.p)), Given: map[string]string{book.District: c.p.name(), "街道": c.is.Name}}
}

// lookColumns are what is copied and printed of a check in a subdistrict.
func lookColumns(p *page) []widgets.Column[lookRow] {
	return []widgets.Column[lookRow]{
		{Name: p.t("onsite.visit.check"), Head: "要点", Cell: widgets.Plain(func(r lookRow) string { return r.Text })},
		{Name: p.t("field.verdict"), Head: "结论", Fills: true, Cell: widgets.Plain(func(r lookRow) string {
			if r.Verdict == assess.NoVerdict {
				return ""
			}
			return p.t("verdict." + string(r.Verdict))
		})},
		{Name: p.t("field.note"), Head: "说明", Cell: widgets.Plain(func(r lookRow) string { return r.Note })},
	}
}

func (c *checklist) put(st visitState, s *visited) {
	if c.is.ID != s.ID {
		c.flush()
		c.list.Put(nil)
	}
	c.is = *s
	locked := c.p.locked() != nil
	n := s.Tally
	c.tally.Put(c.p.t("onsite.visit.tally", n[assess.Conforms], n[assess.Partly], n[assess.Fails], n[assess.NotShown], n[assess.NoVerdict]))
	c.visits.Put(c.p.recordTags(s.Records, true))
	c.visits.Lock(locked)
	c.list.Put(s.Rows)
	c.edit.others = c.others(st)
	c.choose()
	c.body.Refresh()
}

// others says of each check what was found in the other subdistricts.
func (c *checklist) others(st visitState) map[string]string {
	out := map[string]string{}
	for i, check := range st.Checks {
		var said []string
		for j, s := range st.Subs {
			if v := check.Verdicts[j]; s.ID != c.is.ID && v != assess.NoVerdict {
				said = append(said, c.p.t("onsite.visit.other", s.Name, c.p.t("verdict."+string(v))))
			}
		}
		out[st.Checks[i].ID] = strings.Join(said, c.p.t("list.sep"))
	}
	return out
}

// choose shows the check at hand below the list.
func (c *checklist) choose() {
	if row, ok := c.list.Chosen(); ok {
		c.edit.put(row, assess.LookAt(c.p.d(), c.is.ID, row.Check), c.p.locked() != nil)
		c.body.Refresh()
	}
}

// rune on the list: 1 to 4 are the verdicts of the selected checks, from one alone they go on to the next; 0 takes the verdict back.
func (c *checklist) rune(r rune) bool {
	n, err := strconv.Atoi(widgets.HalfWidth(string(r)))
	if err != nil || n > len(assess.Verdicts) {
		return false
	}
	if n == 0 {
		c.set(assess.NoVerdict)
	} else if c.set(assess.Verdicts[n-1]) && len(c.list.Selected()) == 1 {
		c.list.Next(1)
	}
	return true
}

func (c *checklist) set(v assess.Verdict) bool {
	c.flush()
	rows := c.list.Selected()
	e := assess.New("edit.look")
	for _, r := range rows {
		if r.Verdict != v {
			e.Texts(assess.LookAt(c.p.d(), c.is.ID, r.Check), "verdict", string(v))
		}
	}
	if len(e.Writes) == 0 {
		return len(rows) > 0
	}
	return c.p.k.Do(e)
}

// goTo chooses a check and gives the list the keyboard.
func (c *checklist) goTo(check string) {
	c.list.Choose(check)
	c.choose()
	c.list.Focus()
}

// write goes to the note.
func (c *checklist) write() { c.edit.note.Focus("note") }

func (c *checklist) flush() { c.edit.note.Flush() }

func (c *checklist) newRecord() { c.p.recordVisit(c.is.ID) }

// recordVisit starts the record of a check in a subdistrict, given by ID.
func (p *page) recordVisit(sub string) {
	recorder, id := "", p.k.Session.NewID()
	if who := p.k.Session.Who(); who != nil {
		recorder = who.ID
	}
	if p.k.Do(assess.AddVisited(p.view(), p.d(), id, sub, p.k.Session.Today(), recorder)) {
		p.openRecord(id)
	}
}

// lookEdit is the check at hand: its whole text, the verdict and the note, and what others were found to be.
type lookEdit struct {
	p       *page
	text    *para
	chips   *widgets.Chips
	note    *form.Form
	other   *fact
	diff    *settle.Notice
	others  map[string]string // by check
	verdict assess.Verdict
	body    *fyne.Container
}

func newLookEdit(p *page, set func(assess.Verdict) bool) *lookEdit {
	e := &lookEdit{p: p, text: newPara(widget.MediumImportance), chips: widgets.NewChips(), note: form.New(p.k, "d/look", "edit.look", form.Box("note").Says("onsite.visit.note").Lines(2).Hint("onsite.visit.note.hint")),
		other: newFact(p.t("onsite.visit.others")), diff: settle.NewNotice(p.k)}
	e.chips.OnToggle = func(key string, on bool) {
		v := assess.Verdict(key)
		if !on {
			v = assess.NoVerdict
		}
		set(v)
		e.turn()
	}
	keys := theme.Text(p.t("onsite.visit.keys"), theme.Small, false, theme.Ink2).Whole()
	e.body = layout.Stack(theme.Grid, theme.NewBox(theme.Rule).Least(0, 1), e.diff.Banner, e.text, layout.Flow(theme.Grid*3, e.chips, keys), boxed(e.note, "note"), e.other)
	var chips []widgets.Chip
	for n, v := range assess.Verdicts {
		chips = append(chips, widgets.Chip{Key: string(v), Name: p.t("onsite.numbered", n+1, p.t("verdict."+string(v))), Count: -1})
	}
	e.chips.Put(chips...)
	return e
}

func (e *lookEdit) put(r lookRow, entity string, locked bool) {
	e.verdict = r.Verdict
	e.text.Put(e.p.t("onsite.numbered", r.Number, r.Text))
	e.turn()
	e.note.Put(entity)
	e.diff.Put(entity)
	e.other.Put(e.others[r.Check])
}

func (e *lookEdit) turn() {
	for _, v := range assess.Verdicts {
		e.chips.Turn(string(v), v == e.verdict)
	}
}

// newLookView is a row of the checklist.
func newLookView(p *page) widgets.View[lookRow] {
	number, text := theme.Num("", theme.Body, true, theme.Ink2), theme.Text("", theme.Body, false, theme.Ink)
	second, badge := theme.Text("", theme.Small, false, theme.Ink2), widgets.NewBadge(theme.Idle, p.t("verdict."))
	return widgets.NewRow(twoLined(wide(24, number), text, second, badge), func(r lookRow) {
		number.Put(strconv.Itoa(r.Number))
		text.Put(r.Text)
		second.Put(r.Note)
		widgets.Visible(second, r.Note != "")
		badge.Set(verdictLook[r.Verdict], p.t("verdict."+string(r.Verdict)))
	})
}
