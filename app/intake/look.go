package intake

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
)

// Found is a file that lies in a folder.
type Found struct {
	Path  string
	Name  string
	Size  int64 // bytes
	Media string
	Taken string // 2006-01-02 15:04:05 by the camera's clock; empty if the file does not say
	Draws bool   // it is a picture that can be drawn
	Known string // the number of the evidence that it is already; empty: none
}

// Laid is a file of a look-through, and what was said of it.
type Laid struct {
	Found
	Group   int // of those that were taken without a long pause between them, from 1
	Wanted  bool
	Looked  bool // something was said of it, if only that it is not wanted
	Caption string
	Turn    int
	To      assess.Supports
}

// pause is how long nothing is taken between two groups.
const pause = 20 * time.Minute

// clock is how cameras write times.
const clock = "2006-01-02 15:04:05"

// Look is a look-through: files in their order, the one at hand, and what was done so far.
type Look struct {
	District *assess.District
	Phase    assess.Phase
	Known    int // how many were left out because they are evidence already
	Files    []Laid
	At       int // the one at hand; there is one unless Files is empty
	done     []step
}

// step is one file as it was before something was said of it.
type step struct {
	at  int
	was Laid
}

// NewLook begins a look-through at the first file: by time, those without one last and by name.
func NewLook(d *assess.District, p assess.Phase, found []Found) *Look {
	l := &Look{District: d, Phase: p}
	for _, f := range found {
		if f.Known != "" {
			l.Known++
			continue
		}
		l.Files = append(l.Files, Laid{Found: f, Wanted: true})
	}
	slices.SortStableFunc(l.Files, func(a, b Laid) int {
		if (a.Taken == "") != (b.Taken == "") {
			return cmp.Compare(b.Taken, a.Taken)
		}
		return cmp.Or(cmp.Compare(a.Taken, b.Taken), compareNames(a.Name, b.Name), cmp.Compare(a.Path, b.Path))
	})
	l.group()
	return l
}

// group numbers the groups: a new one begins after a pause, on another day, and where the times end.
func (l *Look) group() {
	n, last := 0, ""
	for i := range l.Files {
		f := &l.Files[i]
		if i == 0 || (f.Taken == "") != (last == "") || f.Taken != "" && apart(last, f.Taken) > pause {
			n++
		}
		f.Group, last = n, f.Taken
	}
}

// apart is the time between two times of cameras; very long where one is none.
func apart(a, b string) time.Duration {
	x, err := time.Parse(clock, a)
	y, err2 := time.Parse(clock, b)
	if err != nil || err2 != nil {
		return 1 << 62
	}
	return y.Sub(x).Abs()
}

// compareNames has IMG_9 before IMG_10.
func compareNames(a, b string) int {
	stem := func(s string) string { return strings.ToLower(strings.TrimSuffix(s, path.Ext(s))) }
	x, y := stem(a), stem(b)
	if digits(x) != digits(y) && strings.TrimRight(x, "0123456789") == strings.TrimRight(y, "0123456789") {
		return cmp.Compare(digits(x), digits(y))
	}
	return cmp.Compare(x, y)
}

// digits counts those at the end.
func digits(s string) int { return len(s) - len(strings.TrimRight(s, "0123456789")) }

// Now is the file at hand; nil where there is none.
func (l *Look) Now() *Laid {
	if len(l.Files) == 0 {
		return nil
	}
	return &l.Files[l.At]
}

// Go goes to a file.
func (l *Look) Go(at int) {
	if len(l.Files) > 0 {
		l.At = min(max(at, 0), len(l.Files)-1)
	}
}

// NextGroup goes to the first file of the next group (+1), or of this one and then of the one before (-1).
func (l *Look) NextGroup(dir int) {
	now := l.Now()
	if now == nil {
		return
	}
	first := func(group int) int {
		return slices.IndexFunc(l.Files, func(x Laid) bool { return x.Group == group })
	}
	to := first(now.Group + dir)
	if begin := first(now.Group); dir < 0 && begin != l.At {
		to = begin
	}
	if to >= 0 {
		l.At = to
	}
}

// change says something of the file at hand, which Undo takes back, and goes on where next is set.
func (l *Look) change(next bool, do func(*Laid)) {
	f := l.Now()
	if f == nil {
		return
	}
	l.done = append(l.done, step{l.At, *f})
	do(f) // which replaces lists and changes none
	f.Looked = true
	if next {
		l.Go(l.At + 1)
	}
}

// toggle adds an ID to a list, or takes it out.
func toggle(list []string, id string) []string {
	if i := slices.Index(list, id); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), id)
}

// LayRecord lays the file at hand to a record, or takes it off there. A file that was laid goes on to the next.
func (l *Look) LayRecord(id string) {
	f := l.Now()
	l.change(f != nil && !slices.Contains(f.To.Records, id), func(f *Laid) { f.Wanted, f.To.Records = true, toggle(f.To.Records, id) })
}

// LayItem lays the file at hand to an item, or takes it off there, and stays.
func (l *Look) LayItem(id string) {
	l.change(false, func(f *Laid) { f.Wanted, f.To.Items = true, toggle(f.To.Items, id) })
}

// LayFinding lays the file at hand to a finding, or takes it off there, and stays.
func (l *Look) LayFinding(id string) {
	l.change(false, func(f *Laid) { f.Wanted, f.To.Findings = true, toggle(f.To.Findings, id) })
}

// LayTo lays the file at hand to things, besides what it is laid to, and goes on.
func (l *Look) LayTo(to assess.Supports) {
	l.change(true, func(f *Laid) { f.Wanted, f.To = true, f.To.And(to) })
}

// Same lays the file at hand to what the one before it was laid to, and goes on.
func (l *Look) Same() {
	if l.At > 0 {
		l.change(true, func(f *Laid) { f.Wanted, f.To = true, l.Files[l.At-1].To })
	}
}

// Keep has the file at hand be taken as it is, and goes on.
func (l *Look) Keep() { l.change(true, func(f *Laid) { f.Wanted = true }) }

// Skip leaves the file at hand out, and goes on; of one that is left out it says that it is wanted after all.
func (l *Look) Skip() {
	f := l.Now()
	l.change(f != nil && f.Wanted, func(f *Laid) { f.Wanted = !f.Wanted })
}

// Turn turns the file at hand by a quarter, clockwise.
func (l *Look) Turn() { l.change(false, func(f *Laid) { f.Turn = (f.Turn + 90) % 360 }) }

// SetCaption says what the file at hand shows.
func (l *Look) SetCaption(text string) {
	if f := l.Now(); f != nil && f.Caption != text {
		l.change(false, func(f *Laid) { f.Caption = text })
	}
}

// CanUndo tells whether anything can be taken back.
func (l *Look) CanUndo() bool { return len(l.done) > 0 }

// Undo takes back what was said last, and goes to the file of which it was.
func (l *Look) Undo() {
	if !l.CanUndo() {
		return
	}
	s := l.done[len(l.done)-1]
	l.done = l.done[:len(l.done)-1]
	l.Files[s.at], l.At = s.was, s.at
}

// Tally counts the files: to be taken, of these laid to nothing, and left out.
func (l *Look) Tally() (wanted, loose, out int) {
	for _, f := range l.Files {
		switch {
		case !f.Wanted:
			out++
		default:
			wanted++
			if bare(f.To) {
				loose++
			}
		}
	}
	return wanted, loose, out
}

func bare(s assess.Supports) bool {
	return len(s.Items)+len(s.Deductions)+len(s.Records)+len(s.Documents)+len(s.Findings)+len(s.Steps) == 0
}

// Near lists the district's records as one would look for them: those of the day on which the file at hand was taken, the nearest in time first,
// and then those of other days, the newest first. A record without a time stands behind those of its day that have one.
func (l *Look) Near() []*assess.Record {
	if l.District == nil {
		return nil
	}
	list := slices.Clone(l.District.Records)
	taken := ""
	if f := l.Now(); f != nil {
		taken = f.Taken
	}
	day, _, _ := strings.Cut(taken, " ")
	slices.SortStableFunc(list, func(a, b *assess.Record) int {
		mine, theirs := string(a.Date) == day, string(b.Date) == day
		switch {
		case mine != theirs:
			if mine {
				return -1
			}
			return 1
		case mine:
			return cmp.Compare(apart(taken, when(a)), apart(taken, when(b)))
		}
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Time, a.Time))
	})
	return list
}

// when a record was made, as cameras write times; no time where it has none.
func when(r *assess.Record) string { return string(r.Date) + " " + r.Time + ":00" }

// Request asks for what is wanted.
func (l *Look) Request() Request {
	r := Request{District: l.District.ID, Phase: l.Phase}
	for _, f := range l.Files {
		if f.Wanted {
			r.Files = append(r.Files, File{Path: f.Path, Name: f.Name, Supports: f.To, Caption: f.Caption, Turn: f.Turn})
		}
	}
	return r
}
