package gallery

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/screen"
)

// Row is one file of evidence on the page.
type Row struct {
	D       *assess.District
	X       *assess.Evidence
	Links   []link
	Holders []string // names of the laptops that say that they hold the file
	Here    bool     // the file is on this laptop, or it is not known yet
	Mine    bool     // whoever is at the keyboard added it
	Pair    bool     // it shows the state before or after another
	Several bool     // districts are listed
}

// Key is what stays the same when the row changes.
func (r Row) Key() string { return r.X.Entity }

// No is the number as people cite it, among several districts behind the name of its own.
func (r Row) No(k *screen.Kit) string {
	no := k.T("gallery.no", r.X.Called())
	if r.Several {
		return r.D.Name + " " + no
	}
	return no
}

// Title is what the evidence shows, or else the name of its file.
func (r Row) Title() string { return cmp.Or(r.X.Caption, r.X.Name) }

// Text is what the box looks through.
func (r Row) Text() string {
	said := []string{r.X.No, r.X.Caption, r.X.Name, r.X.Taken}
	for _, l := range r.Links {
		said = append(said, l.text)
	}
	return strings.Join(said, "\n")
}

// Supported is what the evidence supports, in a line.
func (r Row) Supported(k *screen.Kit) string {
	var out []string
	for _, l := range r.Links {
		out = append(out, l.short)
	}
	return strings.Join(out, k.T("list.sep"))
}

// byNo orders by phase and then by the number in it.
func byNo(a, b Row) int {
	number := func(r Row) int {
		_, n, _ := strings.Cut(r.X.No, "-")
		i, err := strconv.Atoi(n)
		if err != nil {
			return 1 << 30 // behind those with a number
		}
		return i
	}
	return cmp.Or(cmp.Compare(a.D.Order, b.D.Order), cmp.Compare(a.X.Phase, b.X.Phase), cmp.Compare(number(a), number(b)), cmp.Compare(a.X.No, b.X.No))
}

// link is one thing that evidence supports, or could.
type link struct {
	set, id string
	kind    string // in words
	text    string
	short   string // for a line of several
	at      assess.Place
}

// sets are the kinds of things that evidence supports, in the order in which they are listed.
var sets = []string{"item", "deduction", "record", "document", "finding", "step"}

// supports is the link as an edit has it.
func (l link) supports() assess.Supports {
	ids := []string{l.id}
	switch l.set {
	case "item":
		return assess.Supports{Items: ids}
	case "deduction":
		return assess.Supports{Deductions: ids}
	case "record":
		return assess.Supports{Records: ids}
	case "document":
		return assess.Supports{Documents: ids}
	case "finding":
		return assess.Supports{Findings: ids}
	}
	return assess.Supports{Steps: ids}
}

// has tells whether evidence supports what the link leads to.
func (l link) has(x *assess.Evidence) bool {
	s := x.Supports()
	return slices.Contains(s.Of(l.set), l.id)
}

// brief is how many characters of a text stand in a line of several.
const brief = 12

// linkable are all things of a district that evidence can support, in the order of the work.
func linkable(k *screen.Kit, d *assess.District) []link {
	var out []link
	add := func(set, id, name, text string, at assess.Place) {
		out = append(out, link{set: set, id: id, kind: k.T("gallery.kind." + set), text: strings.TrimSpace(name + " " + text), short: cmp.Or(name, words.Begin(text, brief)), at: at})
	}
	for _, s := range d.Scores {
		add("item", s.Item.ID, s.Item.Code, s.Item.Text, assess.Place{District: d.ID, Phase: assess.Onsite, Tab: assess.TabScore, Item: s.Item.ID})
		for _, x := range s.Deductions {
			add("deduction", x.ID, k.T("gallery.deduction", s.Item.Code, x.Amount.String()), x.Reason, assess.PlaceOf(x.Entity))
		}
	}
	for _, r := range d.Records {
		add("record", r.ID, k.T("gallery.record", r.No), r.Title, assess.PlaceOf(r.Entity))
		for _, x := range r.Docs {
			add("document", x.ID, "", x.Title, assess.PlaceOf(x.Entity))
		}
	}
	for _, f := range d.Findings {
		add("finding", f.ID, "", f.FinalNamed, assess.PlaceOf(f.Entity))
		for _, s := range slices.Concat(f.Milestones, f.Progress) {
			add("step", s.ID, "", k.T("gallery.step", string(s.Day), s.Text), assess.PlaceOf(s.Entity))
		}
	}
	return out
}

// kindOf names the kind of a file by its media type, and the end of its name where that says more.
func kindOf(k *screen.Kit, x *assess.Evidence) string {
	end := strings.ToUpper(strings.TrimPrefix(path.Ext(x.Name), "."))
	for _, kind := range []struct{ begin, key string }{{"image/", "picture"}, {"video/", "video"}, {"audio/", "audio"}, {"application/pdf", "pdf"}} {
		if strings.HasPrefix(x.Media, kind.begin) {
			return strings.TrimSpace(k.T("gallery.media."+kind.key) + " " + end)
		}
	}
	return cmp.Or(end, k.T("gallery.media.other"))
}

// rows are the files of evidence of districts, in the order of their numbers.
func (s *Screen) rows(districts []*assess.District) []Row {
	a, who := s.k.Session.View(), s.k.Session.Who()
	var out []Row
	for _, d := range districts {
		links := map[string]link{}
		if len(d.Evidence) > 0 {
			for _, l := range linkable(s.k, d) {
				links[l.set+"/"+l.id] = l
			}
		}
		before := map[string]bool{}
		for _, x := range d.Evidence {
			if x.Before != "" {
				before[x.Before] = true
			}
		}
		for _, x := range d.Evidence {
			if s.phase != 0 && x.Phase != s.phase {
				continue
			}
			r := Row{D: d, X: x, Here: s.here == nil || s.here[x.ID], Pair: x.Before != "" || before[x.ID], Several: s.district == "",
				Mine: who != nil && s.author(x) == who.ID}
			supports := x.Supports()
			for _, set := range sets {
				for _, id := range supports.Of(set) {
					if l, ok := links[set+"/"+id]; ok {
						r.Links = append(r.Links, l)
					}
				}
			}
			for _, h := range a.HeldBy(x.ID) {
				r.Holders = append(r.Holders, s.called(h))
			}
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, byNo)
	return out
}

// called names a laptop with those who work on it.
func (s *Screen) called(h assess.Holder) string {
	if len(h.People) == 0 {
		return h.Laptop
	}
	return s.k.T("gallery.laptop", h.Laptop, joined(s.k, h.People))
}

// author is who wrote first of the evidence: its name is written when it is added. Who that was never changes.
func (s *Screen) author(x *assess.Evidence) string {
	if who, ok := s.authors[x.Entity]; ok {
		return who
	}
	h := s.k.Session.History(registerOf(x, "name"))
	if len(h) == 0 {
		return ""
	}
	s.authors[x.Entity] = h[0].Person
	return h[0].Person
}
