package assess

import (
	"maps"
	"slices"
)

// Issue is how a kind of document is issued (发文): the content of its head, addressee and colophon. It is set once for the round and can
// be set differently for one district's document. An empty field of the district's setting takes the round's value.
type Issue struct {
	Office    string // 发文机关; empty: the round's
	Number    string // 发文字号, whole: 深打假考〔2006〕12号
	Addressee string // 主送机关, without the colon
	CopyTo    string // 抄送机关
	Date      Day    // 成文日期
	Signer    string // 签发人
	Copy      string // 份号
	Secrecy   string // 密级和保密期限
	Urgency   string // 紧急程度
	Copies    string // 印数, as it is written in the colophon's last line
	Head      string // red, none; empty: as the kind usually has it
	Seal      string // yes, no; empty: as the kind usually has it
	Inquiries string // 附注: whom to ask, with a telephone; empty: letters name the secretary
	Pictures  string // of evidence, in an annex: none, 2 or 6 a page; empty: as the kind usually has it
	Drawing   string // what is drawn over pictures: no; empty: it is shown
}

// fields lists the registers of an Issue with the struct field in which each is kept.
func (x *Issue) fields() []struct {
	Name string
	At   *string
} {
	return []struct {
		Name string
		At   *string
	}{{"office", &x.Office}, {"number", &x.Number}, {"addressee", &x.Addressee}, {"copyto", &x.CopyTo}, {"date", (*string)(&x.Date)},
		{"signer", &x.Signer}, {"copy", &x.Copy}, {"secrecy", &x.Secrecy}, {"urgency", &x.Urgency}, {"copies", &x.Copies},
		{"head", &x.Head}, {"seal", &x.Seal}, {"inquiries", &x.Inquiries},
		{"pictures", &x.Pictures}, {"drawing", &x.Drawing}}
}

// IssueEntity returns the entity that holds the settings of a kind; a nil d means the round's.
func IssueEntity(kind string, d *District) string {
	if d == nil {
		return Path("issue", kind)
	}
	return Path(d.Entity, "issue", kind)
}

// SetIssue writes the fields in which x differs from old. It returns nil if nothing differs.
func SetIssue(kind string, d *District, old, x Issue) *Edit {
	e, at := New("edit.issue"), IssueEntity(kind, d)
	was := old.fields()
	for i, f := range x.fields() {
		if *f.At != *was[i].At {
			e.Texts(at, f.Name, *f.At)
		}
	}
	if len(e.Writes) == 0 {
		return nil
	}
	return e
}

// IssueFor returns how a kind of document is issued for a district: the district's settings, completed from the round's. d is nil for a
// document of the round.
func (a *Assessment) IssueFor(kind string, d *District) Issue {
	x := a.Issues[kind]
	if d != nil {
		own := d.Issues[kind]
		at := x.fields()
		for i, f := range own.fields() {
			if *f.At != "" {
				*at[i].At = *f.At
			}
		}
	}
	return x
}

// Picturing is the assessment with another number of pictures of evidence in one document than its settings say. district is an ID, empty for a document of
// the round.
func (a *Assessment) Picturing(kind, district, pictures string) *Assessment {
	out := *a
	d := a.District(district)
	issues := maps.Clone(a.Issues)
	if d != nil {
		issues = maps.Clone(d.Issues)
	}
	if issues == nil {
		issues = map[string]Issue{}
	}
	x := issues[kind]
	x.Pictures = pictures
	issues[kind] = x
	if d == nil {
		out.Issues = issues
		return &out
	}
	other := *d
	other.Issues = issues
	out.Districts = slices.Clone(a.Districts)
	out.Districts[slices.Index(a.Districts, d)] = &other
	return &out
}

func (r reader) issues(prefix string) map[string]Issue {
	out := map[string]Issue{}
	r.each(prefix, func(kind, e string, _ bool) {
		var x Issue
		for _, f := range x.fields() {
			*f.At = r.text(e, f.Name)
		}
		out[kind] = x
	})
	return out
}
