package verbs

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// CommentLine is one line of `comments --json`: a thread of comments with its replies, or what was returned. Kind is comment or return. On is
// what it is about, as --on takes it. Of a thread Done tells that it is resolved, of what was returned that a leader or deputy cleared it. It
// is stable: fields may be added, none is renamed or removed.
type CommentLine struct {
	Said
	Kind     string `json:"kind"`
	District string `json:"district"` // ID
	On       string `json:"on"`
	Subject  string `json:"subject"`
	Done     bool   `json:"done"`
	DoneBy   string `json:"doneBy,omitempty"` // person ID, of a thread
	Replies  []Said `json:"replies,omitempty"`
	Answer   string `json:"answer,omitempty"` // to what was returned
	AnswerBy string `json:"answerBy,omitempty"`
}

// Said is a comment, a reply, or the reason for which something was returned.
type Said struct {
	ID       string   `json:"id"`
	Person   string   `json:"person"`
	Name     string   `json:"name"`
	At       string   `json:"at"`
	Text     string   `json:"text"`
	Mentions []string `json:"mentions,omitempty"` // person IDs
}

// comments lists what the team says about what stands in the districts, and what was returned; --open leaves out what is settled.
func (c *call) comments() error {
	asJSON := c.flags.Bool("json", false, "")
	open := c.flags.Bool("open", false, "")
	d, err := c.source()
	if err != nil {
		return err
	}
	defer d.Close()
	a, n := d.View(), 0
	for _, x := range a.Districts {
		for _, l := range c.linesOf(a, x) {
			switch {
			case *open && l.Done:
				continue
			case *asJSON:
				if err := c.json(l); err != nil {
					return err
				}
			default:
				c.printComment(a, x, l)
			}
			n++
		}
	}
	if n == 0 && !*asJSON {
		c.print("cli.comments.none")
	}
	return nil
}

// linesOf are what was returned in a district, and then the threads.
func (c *call) linesOf(a *assess.Assessment, d *assess.District) (out []CommentLine) {
	for _, x := range d.Returns {
		on := assess.SubjectPhase(x.Phase)
		if x.Item != "" {
			on = assess.Path("score", x.Item)
		}
		out = append(out, CommentLine{Said: Said{ID: x.ID, Person: x.By, Name: a.Name(x.By), At: instant(x.At), Text: x.Reason}, Kind: "return",
			District: d.ID, On: assess.Path(d.Entity, on), Subject: c.Say.Say(x.What(a)), Done: x.Cleared, Answer: x.Answer, AnswerBy: x.AnswerBy})
	}
	for _, x := range d.Comments {
		l := CommentLine{Said: said(a, x), Kind: "comment", District: d.ID, On: assess.Path(d.Entity, x.On), Subject: a.SubjectName(c.Say, d, x.On), Done: x.Done, DoneBy: x.DoneBy}
		for _, r := range x.Replies {
			l.Replies = append(l.Replies, said(a, r))
		}
		out = append(out, l)
	}
	return out
}

func said(a *assess.Assessment, x *assess.Comment) Said {
	return Said{ID: x.ID, Person: x.Person, Name: a.Name(x.Person), At: instant(x.At), Text: x.Text, Mentions: x.Mentions}
}

func (c *call) printComment(a *assess.Assessment, d *assess.District, l CommentLine) {
	key := "cli.comments." + l.Kind
	if l.Done {
		key += ".done"
	}
	c.print(key, short(l.ID), d.Name, l.Subject, l.Name, l.Text)
	for _, r := range l.Replies {
		c.print("cli.comments.reply", short(r.ID), r.Name, r.Text)
	}
	if l.Answer != "" {
		c.print("cli.comments.answer", a.Name(l.AnswerBy), l.Answer)
	}
}

// short is as much of an id as a person types.
func short(id string) string {
	r := []rune(id)
	return string(r[:min(len(r), 8)])
}

// comment writes a comment, replies to one, or says that a thread is resolved or that it is not.
func (c *call) comment() error {
	district, on, text := c.flags.String("district", "", ""), c.flags.String("on", "", ""), c.flags.String("text", "", "")
	reply, resolve, reopen := c.flags.String("reply", "", ""), c.flags.String("resolve", "", ""), c.flags.String("reopen", "", "")
	return c.asPerson([]*string{on, reply, resolve, reopen}, "--on, --reply, --resolve, --reopen", func(d *workspace.Workspace, who *assess.Person) (*assess.Edit, error) {
		if *resolve+*reopen == "" {
			if err := c.needs("text"); err != nil {
				return nil, err
			}
		}
		a := d.View()
		if *on != "" {
			x, subject, err := c.subject(a, *district, *on)
			if err != nil {
				return nil, err
			}
			return a.AddComment(x, who, subject, d.NewID(), words.Tidy(*text)), nil
		}
		x, thread, err := threadBy(a, cmp.Or(*reply, *resolve, *reopen))
		switch {
		case err != nil:
			return nil, err
		case *reply != "":
			return a.ReplyTo(x, thread, who, d.NewID(), words.Tidy(*text)), nil
		case thread.Done == (*resolve != ""):
			return nil, words.Refuse(map[bool]string{true: "comment.done", false: "comment.open"}[thread.Done], a.Name(thread.Person))
		}
		return assess.ResolveComment(thread, *resolve != ""), nil
	})
}

// returning sends a phase or an item back, answers that, or settles it.
func (c *call) returning() error {
	district, phase, item := c.flags.String("district", "", ""), c.flags.String("phase", "", ""), c.flags.String("item", "", "")
	reason, answer, text := c.flags.String("reason", "", ""), c.flags.String("answer", "", ""), c.flags.String("text", "", "")
	again, settle := c.flags.String("again", "", ""), c.flags.String("clear", "", "")
	return c.asPerson([]*string{phase, item, answer, again, settle}, "--phase, --item, --answer, --again, --clear", func(d *workspace.Workspace, _ *assess.Person) (*assess.Edit, error) {
		a := d.View()
		if *answer+*again+*settle != "" {
			x, err := returnBy(a, cmp.Or(*answer, *again, *settle))
			switch {
			case err != nil:
				return nil, err
			case *answer != "":
				return assess.AnswerReturn(x, words.Tidy(*text)), c.needs("text")
			case *again != "":
				return assess.ReturnAgain(x, words.Tidy(*reason)), c.needs("reason")
			}
			return assess.ClearReturn(x), nil
		}
		if err := c.needs("district", "reason"); err != nil {
			return nil, err
		}
		x, err := c.district(a, *district)
		if err != nil {
			return nil, err
		}
		if *item != "" {
			i, err := itemBy(a, *item)
			if err != nil {
				return nil, err
			}
			if x.PendingItem(i.ID) != nil {
				return nil, words.Refuse("return.pending", i.Code)
			}
			return assess.ReturnItem(x, i.ID, d.NewID(), words.Tidy(*reason)), nil
		}
		p, err := c.phase(*phase)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(x.Pending(p), func(r *assess.Returned) bool { return r.Item == "" }) {
			return nil, words.Refuse("return.pending", words.M("phase."+p.Key()))
		}
		return assess.ReturnPhase(x, p, d.NewID(), words.Tidy(*reason)), nil
	})
}

// asPerson makes an edit in the name of --person, says what it was and by which number comments and returns that it begins are known. Of
// the flags in one, exactly one must stand; names says which they are.
func (c *call) asPerson(one []*string, names string, edit func(*workspace.Workspace, *assess.Person) (*assess.Edit, error)) error {
	name := c.flags.String("person", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("person"); err != nil {
		return err
	}
	n := 0
	for _, f := range one {
		if *f != "" {
			n++
		}
	}
	if n != 1 {
		return misuse{words.M("cli.oneof", c.flags.Name(), names)}
	}
	return c.on(path, vault.ReadWrite, func(d *workspace.Workspace) error {
		who, err := person(d.View(), *name)
		if err != nil {
			return err
		}
		e, err := edit(d, who)
		if err != nil {
			return err
		}
		if err := d.ApplyAs(who.ID, e); err != nil {
			return err
		}
		at := assess.At(e.Writes[0].Entity)
		c.print("cli.written", who.Name, c.Say.Get(e.Label), short(cmp.Or(at.ID("comment"), at.ID("return"))))
		return nil
	})
}

// subject reads what a comment is to be about: in a district the code of an item, the number of a record, a phase or a kind of document;
// or an entity's path as the log has it, which names its district itself. Faults: subject.unknown, district.unknown.
func (c *call) subject(a *assess.Assessment, district, on string) (*assess.District, string, error) {
	if at := assess.At(on); at.Noun != nil && at.District != "" {
		if d := a.District(at.District); d != nil && at.Key != "" {
			return d, assess.SubjectOf(on), exists(d, on)
		}
		return nil, "", words.Refuse("subject.unknown", on)
	}
	if err := c.needs("district"); err != nil {
		return nil, "", err
	}
	d, err := c.district(a, district)
	if err != nil {
		return nil, "", err
	}
	if i, err := itemBy(a, on); err == nil {
		return d, assess.Path("score", i.ID), nil
	}
	if p, err := c.phase(on); err == nil {
		return d, assess.SubjectPhase(p), nil
	}
	for _, r := range d.Records {
		if r.No == on {
			return d, assess.Path("rec", r.ID), nil
		}
	}
	for _, k := range assess.Papers {
		if k.Each && (on == k.Key || on == c.Say.Get("paper."+k.Key)) {
			return d, assess.Path("issue", k.Key), nil
		}
	}
	return nil, "", words.Refuse("subject.unknown", on)
}

// exists refuses an entity of a district that is about an item, a record, a finding or a kind of document that there is not.
func exists(d *assess.District, entity string) error {
	at := assess.At(entity)
	_, paper := assess.PaperOf(at.ID("kind"))
	if id := at.ID("item"); id != "" && d.Score(id) == nil || at.ID("kind") != "" && !paper {
		return words.Refuse("subject.unknown", entity)
	}
	if id := at.ID("record"); id != "" && d.Record(id) == nil {
		return words.Refuse("subject.unknown", entity)
	}
	if id := at.ID("finding"); id != "" && d.Finding(id) == nil {
		return words.Refuse("subject.unknown", entity)
	}
	return nil
}

// threadBy finds the one thread that begins with a comment, or holds a reply, whose id begins so. Faults: comment.unknown, id.several.
func threadBy(a *assess.Assessment, prefix string) (in *assess.District, found *assess.Comment, err error) {
	n := 0
	for _, d := range a.Districts {
		for _, t := range d.Comments {
			for _, x := range append([]*assess.Comment{t}, t.Replies...) {
				if strings.HasPrefix(x.ID, prefix) {
					in, found, n = d, t, n+1
				}
			}
		}
	}
	return in, found, single(n, "comment.unknown", prefix)
}

// returnBy finds the one thing returned whose id begins so. Faults: return.unknown, id.several.
func returnBy(a *assess.Assessment, prefix string) (found *assess.Returned, err error) {
	n := 0
	for _, d := range a.Districts {
		for _, x := range d.Returns {
			if strings.HasPrefix(x.ID, prefix) {
				found, n = x, n+1
			}
		}
	}
	return found, single(n, "return.unknown", prefix)
}

func single(n int, unknown, prefix string) error {
	switch n {
	case 0:
		return words.Refuse(unknown, prefix)
	case 1:
		return nil
	}
	return words.Refuse("id.several", prefix, n)
}
