package assess

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// Comment is 批注: what a member of the team says about something in a district. The first of a thread has the replies to it. No signature
// covers comments, and no document shows them.
type Comment struct {
	ID, Entity string
	District   string // ID
	Person     string // whose it is, by ID
	On         string // what it is about, within the district: score/<item>, rec/<record>, find/<finding>, issue/<kind of document>, phase/<number>
	To         string // the ID of the comment to which it replies; empty for one that begins a thread
	Text       string
	Mentions   []string // person IDs
	At         time.Time
	Done       bool // 已解决; of the whole thread
	DoneBy     string
	Replies    []*Comment // oldest first
}

// writer returns who wrote the present value of a field, and when; nothing if nobody did.
func (r reader) writer(entity, field string) (person string, at time.Time) {
	heads := r.s.Heads(ledger.Register{Entity: entity, Field: field})
	if len(heads) == 0 {
		return "", at
	}
	last := heads[len(heads)-1].Rec
	return last.Author, last.Stamp.Time()
}

// comments reads the threads of a district. A reply whose first comment was removed begins a thread.
func (r reader) comments(d *District) []*Comment {
	written, first := map[ledger.OpID]*Comment{}, []ledger.Write(nil)
	parent := Path(d.Entity, "comment") + "/"
	for _, e := range r.s.Entities(parent) {
		person, id, _ := strings.Cut(e[len(parent):], "/")
		if stands, _ := r.fate(e); !stands || !schema.Parse(e).Is("comment") {
			continue
		}
		c := &Comment{ID: id, Entity: e, District: d.ID, Person: person, On: r.text(e, "on"), To: r.text(e, "to"), Text: r.text(e, "text"),
			Mentions: r.members(e, "person"), Done: r.flag(e, "done")}
		h := r.s.History(ledger.Register{Entity: e, Field: "text"})
		if len(h) == 0 {
			continue
		}
		c.At, written[h[0].ID()], first = h[0].Rec.Stamp.Time(), c, append(first, h[0])
		if c.Done {
			c.DoneBy, _ = r.writer(e, "done")
		}
	}
	var all, threads []*Comment
	for _, w := range r.s.Order(first) {
		all = append(all, written[w.ID()])
	}
	for _, c := range all {
		if first := firstOf(all, c); first != nil {
			first.Replies = append(first.Replies, c)
		} else {
			threads = append(threads, c)
		}
	}
	return threads
}

// firstOf returns the comment that begins the thread of a reply; nil for one that begins a thread itself. Replies are to those only.
func firstOf(all []*Comment, c *Comment) *Comment {
	for _, x := range all {
		if c.To != "" && x.ID == c.To && x.To == "" {
			return x
		}
	}
	return nil
}

// Comment returns the comment or reply with an ID, or nil.
func (d *District) Comment(id string) *Comment {
	for _, c := range d.Comments {
		if c.ID == id {
			return c
		}
		for _, x := range c.Replies {
			if x.ID == id {
				return x
			}
		}
	}
	return nil
}

// CommentsOn returns the threads about something; see Comment.On.
func (d *District) CommentsOn(on string) []*Comment {
	var out []*Comment
	for _, c := range d.Comments {
		if c.On == on {
			out = append(out, c)
		}
	}
	return out
}

// OpenComments counts the threads that are not resolved.
func (d *District) OpenComments() int {
	n := 0
	for _, c := range d.Comments {
		if !c.Done {
			n++
		}
	}
	return n
}

// OpenOn counts the threads about something that are not resolved.
func (d *District) OpenOn(on string) int {
	n := 0
	for _, c := range d.CommentsOn(on) {
		if !c.Done {
			n++
		}
	}
	return n
}

// Names tells whether a thread names a person who has not said anything in it since.
func (c *Comment) Names(person string) bool { return c.naming(person) != nil }

// naming returns what of a thread names a person who has not said anything in it since, the latest; nil if nothing does.
func (c *Comment) naming(person string) (last *Comment) {
	for _, x := range append([]*Comment{c}, c.Replies...) {
		if x.Person == person {
			last = nil
		} else if slices.Contains(x.Mentions, person) {
			last = x
		}
	}
	return last
}

// SubjectOf returns what a comment is about that is made where an entity of a district is shown; see Comment.On.
func SubjectOf(entity string) string {
	at := schema.Parse(entity)
	for _, kind := range []struct{ id, noun string }{{"item", "score"}, {"record", "rec"}, {"finding", "find"}, {"kind", "issue"}} {
		if id := at.ID(kind.id); id != "" {
			return Path(kind.noun, id)
		}
	}
	return SubjectPhase(max(at.Phase(), Preparation))
}

// SubjectPhase returns what a comment about a phase as a whole is about.
func SubjectPhase(p Phase) string { return Path("phase", path(p)) }

// PlaceOfSubject returns where that is shown what comments are about.
func PlaceOfSubject(d *District, on string) Place {
	for _, p := range Phases {
		if on == SubjectPhase(p) {
			return Place{District: d.ID, Phase: p}
		}
	}
	p := PlaceOf(Path(d.Entity, on))
	if p.Phase == 0 && p.Tab == "" {
		p = Place{District: d.ID, Phase: Preparation}
	}
	return p
}

// SubjectName names what comments are about, without the district: 打分 1.3, 现场考核.
func (a *Assessment) SubjectName(say words.Catalog, d *District, on string) string {
	for _, p := range Phases {
		if on == SubjectPhase(p) {
			return say.Get("phase." + p.Key())
		}
	}
	if kind, isPaper := strings.CutPrefix(on, "issue/"); isPaper {
		return say.Get("paper." + kind)
	}
	if id, isItem := strings.CutPrefix(on, "score/"); isItem {
		if i := a.Standard.Item(id); i != nil {
			return i.Code + " " + i.Text
		}
	}
	return strings.TrimSpace(strings.TrimPrefix(a.EntityName(say, Path(d.Entity, on)), d.Name))
}

// Mentioned returns whom of the team a text names behind an @, by ID: by name alone, or with the agency where two have one name.
func (a *Assessment) Mentioned(text string) []string {
	var out []string
	for i, c := range text {
		if c != '@' {
			continue
		}
		best, named := 0, []string(nil)
		for _, p := range a.Team {
			switch n := callLength(text[i+1:], p); {
			case n == 0 || n < best:
			case n > best:
				best, named = n, []string{p.ID}
			default:
				named = append(named, p.ID)
			}
		}
		for _, id := range named {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// callLength returns how many characters of the beginning of a text call a person; 0 if they call somebody else.
func callLength(text string, p *Person) int {
	rest, ok := strings.CutPrefix(text, p.Name)
	if !ok || p.Name == "" {
		return 0
	}
	n := utf8.RuneCountInString(p.Name)
	for _, agency := range []string{"（" + p.Agency + "）", "(" + p.Agency + ")"} {
		if p.Agency != "" && strings.HasPrefix(rest, agency) {
			return n + utf8.RuneCountInString(agency)
		}
	}
	return n
}

// AtName is how a person is named in a comment: by name, and by the agency too where another has the name.
func (a *Assessment) AtName(p *Person) string {
	if slices.ContainsFunc(a.Team, func(x *Person) bool { return x.ID != p.ID && x.Name == p.Name }) {
		return "@" + p.Name + "（" + p.Agency + "）"
	}
	return "@" + p.Name
}

// AddComment begins a thread; who is whose it is.
func (a *Assessment) AddComment(d *District, who *Person, on, newID, text string) *Edit {
	e := Path(d.Entity, "comment", who.ID, newID)
	return New("edit.comment").Texts(e, "on", on, "text", text).mention(e, nil, a.Mentioned(text))
}

// ReplyTo adds a reply to a thread.
func (a *Assessment) ReplyTo(d *District, c *Comment, who *Person, newID, text string) *Edit {
	e := Path(d.Entity, "comment", who.ID, newID)
	return New("edit.reply").Texts(e, "on", c.On, "to", c.ID, "text", text).mention(e, nil, a.Mentioned(text))
}

// ChangeComment writes another text, and names those whom it names now.
func (a *Assessment) ChangeComment(c *Comment, text string) *Edit {
	return Fields("edit.comment", c.Entity, "text", text).mention(c.Entity, c.Mentions, a.Mentioned(text))
}

func (e *Edit) mention(entity string, was, is []string) *Edit {
	for _, id := range was {
		if !slices.Contains(is, id) {
			e.Set(entity, "person/"+id, false)
		}
	}
	for _, id := range is {
		if !slices.Contains(was, id) {
			e.Set(entity, "person/"+id, true)
		}
	}
	return e
}

// ResolveComment says that a thread is resolved, or that it is not.
func ResolveComment(c *Comment, done bool) *Edit {
	if done {
		return New("edit.resolve").Set(c.Entity, "done", true)
	}
	return New("edit.unresolve").Set(c.Entity, "done", false)
}

// RemoveComment takes a comment back; the replies to it stay.
func RemoveComment(c *Comment) *Edit { return Remove("edit.uncomment", c.Entity) }

// talk looks at comments, and at what was returned.
func (s *search) talk() {
	for _, c := range s.d.Comments {
		for _, x := range append([]*Comment{c}, c.Replies...) {
			s.of(x.Entity, "noun.comment", x.Text)
		}
	}
	for _, x := range s.d.Returns {
		s.of(x.Entity, "noun.return", x.Reason, x.Answer)
	}
}

// Comments are told one by one while there are few, with how they begin.
const (
	fewComments   = 5
	commentLength = 24
)

// comments adds the threads that name the person, and those of the person that are not resolved.
func (g *agenda) comments() {
	var named, own []*Comment
	for _, d := range g.a.Districts {
		for _, c := range d.Comments {
			switch {
			case c.Done:
			case c.Names(g.who.ID):
				named = append(named, c)
			case c.Person == g.who.ID:
				own = append(own, c)
			}
		}
	}
	g.talks(named, "named.one", "named", func(c *Comment) []any {
		x := c.naming(g.who.ID)
		return []any{g.a.Name(x.Person), words.Begin(x.Text, commentLength)}
	})
	g.talks(own, "comment", "comments", func(c *Comment) []any { return []any{words.Begin(c.Text, commentLength)} })
}

// talks adds a line for each of a few comments, and else one for each district, which counts them.
func (g *agenda) talks(list []*Comment, one, many string, says func(*Comment) []any) {
	if len(list) <= fewComments {
		for _, c := range list {
			g.add(TodoComment, PlaceOf(c.Entity), one, append([]any{g.a.District(c.District).Name}, says(c)...)...)
		}
		return
	}
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(c *Comment) bool { return c.District != list[0].District })
		if n < 0 {
			n = len(list)
		}
		g.add(TodoComment, PlaceOf(list[0].Entity), many, g.a.District(list[0].District).Name, n)
		list = list[n:]
	}
}
