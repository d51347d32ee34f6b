package circular

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

// What a file for editing carries, so that it can be taken back: a bookmark before each section and before what follows the text, and for
// each section a property, the stamp of the text that went out.
const (
	markPrefix  = "kaohe_"
	markEnd     = markPrefix + "end"
	stampPrefix = "kaohe.section."
	vaultName   = "kaohe.vault" // the property that says of which round it is
)

// KindName is the property that says of what kind a document is.
const KindName = "kaohe.kind"

// Marks returns the bookmarks of the circular's document, by the index of the block before which each is, and the properties.
func (t *Text) Marks(a *assess.Assessment, doc report.Document) (marks map[int]string, properties map[string]string) {
	marks, properties = map[int]string{}, map[string]string{vaultName: a.Vault.String()}
	begun, ended := false, false
	for i, b := range doc.Blocks {
		switch b := b.(type) {
		case report.Heading:
			if s := t.headed(b.Text); b.Level == 1 && s != nil {
				marks[i], begun = markPrefix+s.Key, true
			} else if s := t.inlined(b.Text); s != nil {
				marks[i] = markPrefix + s.Key
			}
		case report.Para:
			if s := t.inlined(b.Text); s != nil {
				marks[i] = markPrefix + s.Key
			} else if !begun {
				marks[i], begun = markPrefix+Opening, true
			}
		case report.Attachments, report.Signature, report.Annex:
			if begun && !ended {
				marks[i], ended = markEnd, true
			}
		}
	}
	for _, s := range t.Sections {
		if len(s.Paragraphs) > 0 {
			properties[stampPrefix+s.Key] = stamp(s.String())
		}
	}
	return marks, properties
}

// plainLines returns a text without blank lines and blanks at the ends of lines, as it is printed.
func plainLines(text string) string {
	var out []string
	for _, l := range report.Paragraphs(words.Tidy(text)) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func stamp(text string) string {
	sum := sha256.Sum256([]byte(plainLines(text)))
	return hex.EncodeToString(sum[:8])
}

// headed returns the section with a heading, whatever its number; nil if there is none.
func (t *Text) headed(text string) *Section {
	title := strings.TrimSpace(sectionNumber.ReplaceAllString(strings.TrimSpace(text), ""))
	for _, s := range t.Sections {
		if s.Title != "" && title == s.Title {
			return s
		}
	}
	return nil
}

// inlined returns the section without a title whose text begins with a heading, whatever its number; nil if there is none.
func (t *Text) inlined(text string) *Section {
	for _, s := range t.Sections {
		if s.inline() && normal(text) == normal(s.Paragraphs[0].String()) {
			return s
		}
	}
	return nil
}

// sectionNumber is the number of a section's heading.
var sectionNumber = regexp.MustCompile(`^[一二三四五六七八九十]+、`)

// File is an edited file, as it is when its tracked changes are accepted.
type File struct {
	Lines      []Line
	Properties map[string]string // those that it still has
	Tracked    int               // tracked changes
	Comments   int
}

// Line is a paragraph of an edited file.
type Line struct {
	Text  string
	Marks []string // bookmarks in it
	Table bool     // it is in a table, and not taken
}

// Change is a section that comes back with another text.
type Change struct {
	Key   string
	Text  string // the whole new text
	Diff  []DiffLine
	Clash bool // the section was changed here too since the file was made, so that taking it drops that
	edit  *assess.Edit
}

// DiffLine is a paragraph that the change removes from what stands, or adds.
type DiffLine struct {
	Added bool
	Text  string
}

// Taken is what an edited file would change.
type Taken struct {
	Changes []Change
	Same    int // sections that come back as they are, or as they went out

	Notes []words.Msg // what else a person has to know of the file: what of it is not taken, and what was done with tracked changes
}

// Clashes counts the sections that were changed here too since the file was made.
func (x *Taken) Clashes() (n int) {
	for _, c := range x.Changes {
		if c.Clash {
			n++
		}
	}
	return n
}

// Take compares an edited file with the text. Sections are found by their headings, and where a heading was rewritten by the bookmark at it.
// Faults: circular.foreign (it is another document, or no section is found), circular.other (the file is of another round).
func (t *Text) Take(a *assess.Assessment, f *File) (*Taken, error) {
	if of, known := f.Properties[vaultName]; known && of != a.Vault.String() {
		return nil, words.Refuse("circular.other")
	}
	parts, out := t.divide(f.Lines), &Taken{}
	if kind, known := f.Properties[KindName]; known && kind != "circular" || len(parts) == 0 {
		return nil, words.Refuse("circular.foreign")
	}
	tables := false
	for _, s := range t.Sections {
		lines, came := parts[s.Key]
		if _, sent := f.Properties[stampPrefix+s.Key]; !came && !sent {
			continue
		}
		var texts []string
		for _, l := range lines {
			tables = tables || l.Table
			if !l.Table {
				texts = append(texts, l.Text)
			}
		}
		out.take(s, plainLines(strings.Join(texts, "\n")), f.Properties)
	}
	out.note(f.Tracked > 0, "circular.take.tracked", f.Tracked)
	out.note(f.Comments > 0, "circular.take.comments", f.Comments)
	out.note(tables, "circular.take.tables")
	for _, h := range t.retitled(f.Lines) {
		out.note(true, "circular.take.retitled", h)
	}
	return out, nil
}

func (x *Taken) note(is bool, key string, args ...any) {
	if is {
		x.Notes = append(x.Notes, words.M(key, args...))
	}
}

// take compares one section.
func (x *Taken) take(s *Section, text string, properties map[string]string) {
	now := plainLines(s.String())
	sent, known := properties[stampPrefix+s.Key]
	switch {
	case text == now, known && stamp(text) == sent:
		x.Same++
		return
	case text == "": // a section that is to have nothing is emptied on the page, where one sees what goes
		x.note(true, "circular.take.gone", words.M("circular.section."+s.Key))
		return
	case text == plainLines(s.Generated()):
		text = s.Generated()
	}
	x.Changes = append(x.Changes, Change{Key: s.Key, Text: text, Diff: diff(now, text), Clash: known && stamp(now) != sent, edit: s.Write(text)})
}

// Edit is the edit that takes changes; nil for none.
func Edit(changes []Change) *assess.Edit {
	e := assess.New("edit.circtake")
	for _, c := range changes {
		if c.edit != nil {
			e.Writes = append(e.Writes, c.edit.Writes...)
		}
	}
	if len(e.Writes) == 0 {
		return nil
	}
	return e
}

// diff returns the paragraphs that differ.
func diff(old, now string) []DiffLine {
	u, err := udiff.ToUnifiedDiff("", "", old+"\n", udiff.Lines(old+"\n", now+"\n"), 0)
	if err != nil { // of edits that do not fit the text, which these do
		return []DiffLine{{false, old}, {true, now}}
	}
	var out []DiffLine
	for _, h := range u.Hunks {
		for _, l := range h.Lines {
			if l.Kind != udiff.Equal {
				out = append(out, DiffLine{l.Kind == udiff.Insert, strings.TrimSuffix(l.Content, "\n")})
			}
		}
	}
	return out
}

// divide returns the paragraphs of each section that is found, without its title.
func (t *Text) divide(file []Line) map[string][]Line {
	begins, end := t.begin(file)
	first := len(file)
	for i := range begins {
		first = min(first, i)
	}
	parts := map[string][]Line{}
	if at := opening(file, first); at >= 0 && len(begins) > 0 {
		parts[Opening] = file[at:first]
	}
	end = t.end(file, begins, end)
	at := ""
	for i, l := range file[:end] {
		if key := begins[i]; key != "" {
			at = key
			parts[at] = nil
			if !t.Section(key).inline() { // whose heading is part of its text
				continue
			}
		}
		if at != "" {
			parts[at] = append(parts[at], l)
		}
	}
	return parts
}

// begin returns the sections by the index of the line with which each begins, found by its heading or else by its bookmark, and where a bookmark
// says that the text ends.
func (t *Text) begin(file []Line) (begins map[int]string, end int) {
	begins, end = map[int]string{}, len(file)
	found := map[string]bool{}
	for i, l := range file {
		if s := t.headed(l.Text); s != nil && !found[s.Key] && sectionNumber.MatchString(strings.TrimSpace(l.Text)) {
			begins[i], found[s.Key] = s.Key, true
		} else if s := t.inlined(l.Text); s != nil && !found[s.Key] {
			begins[i], found[s.Key] = s.Key, true
		}
	}
	for i, l := range file {
		for _, m := range l.Marks {
			key, ours := strings.CutPrefix(m, markPrefix)
			switch {
			case m == markEnd:
				end = min(end, i)
			case ours && key != Opening && t.Section(key) != nil && !found[key] && begins[i] == "":
				begins[i], found[key] = key, true
			}
		}
	}
	return begins, end
}

// opening returns where the opening begins: behind 主送机关, or else at its bookmark; -1 if there is neither before the first heading.
func opening(file []Line, first int) int {
	at := -1
	for i, l := range file[:first] {
		if at < 0 && strings.HasSuffix(strings.TrimSpace(l.Text), "：") {
			at = i + 1
		}
	}
	if at < 0 {
		at = slices.IndexFunc(file[:first], func(l Line) bool { return slices.Contains(l.Marks, markPrefix+Opening) })
	}
	return at
}

var (
	attached = regexp.MustCompile(`^\s*附件[：:]`)
	dateOnly = regexp.MustCompile(`^\s*\d{4}年\d{1,2}月\d{1,2}日\s*$`)
)

// end returns where the text ends: at its bookmark; else at 附件：, or at the office above the date.
func (t *Text) end(file []Line, begins map[int]string, marked int) int {
	last := 0
	for i := range begins {
		last = max(last, i)
	}
	if marked > last && marked < len(file) {
		return marked
	}
	for i := last + 1; i < len(file); i++ {
		switch {
		case attached.MatchString(file[i].Text):
			return i
		case dateOnly.MatchString(file[i].Text):
			for i--; i > last+1 && strings.TrimSpace(file[i].Text) == ""; i-- {
				continue
			}
			return i
		}
	}
	return len(file)
}

// retitled returns the headings at a section's bookmark that are not the section's.
func (t *Text) retitled(file []Line) (out []string) {
	for _, l := range file {
		for _, m := range l.Marks {
			s := t.Section(strings.TrimPrefix(m, markPrefix))
			if s != nil && s.Title != "" && t.headed(l.Text) != s && sectionNumber.MatchString(strings.TrimSpace(l.Text)) {
				out = append(out, strings.TrimSpace(l.Text))
			}
		}
	}
	return out
}
