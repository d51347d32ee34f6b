package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/standard"
)

// Day is a date as 2006-12-30; empty when there is none. Days compare as strings.
type Day string

// DayOf returns the day of t in t's own time zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// office is the time zone in which the moment of a signature becomes a day. It is that of the whole country, so that a paper reads the
// same, and is checked with the same result, on a laptop whose clock is set to another zone.
var office = time.FixedZone("UTC+8", 8*60*60)

// SignedDay returns the day of a moment in a statement, in Unix milliseconds.
func SignedDay(at int64) Day { return DayOf(time.UnixMilli(at).In(office)) }

// Valid tells whether d is empty or a real date.
func (d Day) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return d == "" || err == nil
}

// Date returns the parts of the day; all are zero if it is empty or not a date.
func (d Day) Date() (year, month, day int) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, 0, 0
	}
	return t.Year(), int(t.Month()), t.Day()
}

// Prose returns the day as 2006年12月30日 (GB/T 9704-2012 7.3.5.4: Arabic figures, no leading zeros). What is not a date is returned as it is.
func (d Day) Prose() string {
	y, m, n := d.Date()
	if y == 0 {
		return string(d)
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, n)
}

// Person of the team, from the roster. Post and Order are their seat, which is daily work and in no card.
type Person struct {
	ID, Name, Agency string
	Role             Role
	Post             string // 职务, such as 副局长
	Order            int64  // 0 for somebody who was never given a place; they come first, by role
	Key              []byte // ed25519 public key; empty for a person who never signs
	Box              []byte // SHA-256 of the box with the private key; empty if the card does not say
}

// Assessment is one round at one moment, as View read it. It must not be changed.
type Assessment struct {
	Vault             ledger.Hash
	Title, City, Year string
	Lead              string // 牵头单位; empty: it is not said
	Purpose           string // why the round is held, as the circular says it behind 为; empty: it is not said
	Bases             []string
	From, To          Day
	Reply             Day // when the districts' reports on rectification are due
	AsOf              Day // the day that samples use instead of today
	Sample            bool
	Standard          *standard.Standard
	NextStandard      *standard.Standard // the draft of its next version; nil where there is none
	Editions          []*Edition         // how the standard was frozen and corrected, oldest first
	Checks            []*Check           // the checks made in every drawn subdistrict
	Team              []*Person
	Districts         []*District
	Issues            map[string]Issue // by kind of document; see IssueFor
	Circular          *Circular
	Disputed          []ledger.Register
	Forks             int              // laptops whose chain has two branches, of which nobody has said yet which count
	Held              []authority.Held // records that do not count, and why, oldest first
	Laptops           []authority.Laptop
	Former            []authority.Former         // who was taken out of the team
	Invitations       []authority.Invited        // oldest first
	Requests          []authority.Request        // laptops that ask to be enrolled, oldest first
	Holders           map[string][]ledger.Device // by the ID of evidence: the laptops that say of themselves that they hold its file
}

// District is 被考核单位 with everything that belongs to it.
type District struct {
	ID, Name, Contact string
	Government        string // as entered; Body is what documents say
	Entity            string
	Order             int64
	Subdistricts      []*Subdistrict
	Assigned          map[string][]string // section ID -> person IDs
	Tasks             []*Task
	Scores            []*Score // one per item, in the standard's order
	Records           []*Record
	Findings          []*Finding
	Result            standard.Result // as marked on site
	Claimed           standard.Result
	Final             standard.Result // after the rulings
	Rank              int             // place by Final among all districts; 0 while items are open or assessors disagree
	Forced, ForcedWhy string          // a grade that an event forces, and the event
	NoHighlight       string          // the stated reason for having no highlight
	Printed           Day             // the day on which the findings were last printed in the summary phase
	Circulated        bool            // the district's part of the circular is settled
	Materials         []*Material
	Schedule          []*Visit
	Draws             []*Draw
	Looks             map[string]*Look // by entity; see LookAt
	Carried           []*Carried
	Last              map[string]*Last // by item ID
	Issues            map[string]Issue // this district's own, by kind
	Drafts            []*Draft
	Returns           []*Returned
	Comments          []*Comment    // that begin a thread, oldest first
	Evidence          []*Evidence   // by phase, in each in the order of numbers as they were given
	counted           [6]counts     // by Phase: the numbers that evidence got
	Phases            [6]PhaseState // by Phase; 0 unused
}

// Subdistrict is 街道.
type Subdistrict struct {
	ID, Entity, Name string
	Drawn            bool
	Order            int64
}

// Task is 准备事项.
type Task struct {
	ID, Entity string
	Phase      Phase
	What       string
	Who        string // person ID
	Due        Day
	Done       bool
	Waived     string // reason
	Order      int64
}

// Open tells whether the task still blocks a signature: it is neither done nor waived.
func (t *Task) Open() bool { return !t.Done && t.Waived == "" }

// Score is 得分 of one item in one district.
type Score struct {
	Item       *standard.Item
	Entity     string
	Claim      standard.Points
	Claimed    bool
	Claims     standard.Range // of the claims in conflict, or Claim alone
	ClaimNote  string
	Mark       standard.Points
	Marked     bool
	Count      int64 // what was counted or measured, for rules that turn it into the mark
	Counted    bool
	NA         bool
	NAReason   string
	Vetoed     bool
	Remark     string
	Deductions []*Deduction
	Records    []*Record
	Disputed   bool            // assessors disagree on Mark, or on NA
	MaybeNA    bool            // assessors disagree on whether the item applies: some gave marks, others 不适用
	Range      standard.Range  // of the marks in conflict, or Mark alone
	Final      standard.Points // after the rulings
	Unsettled  bool            // there is a disagreement on Final: that on Mark, or on what a ruling made of it
	FinalRange standard.Range  // as Range, of Final
	Ruled      bool            // a ruling set Final
	FinalWhy   string          // ID of the finding whose ruling did; empty if it was the one on Objection
	Objection  *Response       // to the mark itself; nil if the district does not object
}

// Lost returns the points between the mark and the full mark. It is zero for items that are unmarked, 不适用, a bonus or a veto.
func (s *Score) Lost() standard.Points {
	if !s.Marked || s.NA || s.Item.Bonus() || s.Item.Veto() {
		return 0
	}
	return max(0, s.Item.Points-s.Mark)
}

// Returned returns by how many points a ruling raised the mark given on site; below zero it lowered it. Deductions explain the mark given on
// site, so that the full mark less the deductions and with what was returned is the final mark.
func (s *Score) Returned() standard.Points {
	if !s.Ruled || !s.Marked || s.NA {
		return 0
	}
	return s.Final - s.Mark
}

// FinalLost returns the points between the final mark and the full mark, as Lost does for the mark given on site.
func (s *Score) FinalLost() standard.Points {
	if !s.Marked && !s.Ruled || s.NA || s.Item.Bonus() || s.Item.Veto() {
		return 0
	}
	return max(0, s.Item.Points-s.Final)
}

// Explained returns the sum of all deductions.
func (s *Score) Explained() standard.Points {
	var sum standard.Points
	for _, d := range s.Deductions {
		sum += d.Amount
	}
	return sum
}

// Settled tells whether the item needs no mark: it has one, is 不适用, or is a veto or bonus item.
func (s *Score) Settled() bool { return s.Marked || s.NA || s.Item.Veto() || s.Item.Bonus() }

// Deduction is 扣分 with 扣分依据.
type Deduction struct {
	ID, Entity string
	Amount     standard.Points
	Reason     string
	Records    []*Record
	Order      int64
}

// Record is 现场记录.
type Record struct {
	ID, Entity  string
	No          string // what people call it by within its district: as its writer numbered it, else its place
	Numbered    bool   // its writer numbered it
	Method      string // ID
	Form        standard.Form
	Date        Day
	Time, Place string
	Title       string
	Present     string // the people present, as written: names separated by 、
	Invited     int64  // how many were invited to a symposium, and how many came; zero is not printed
	Attended    int64
	Recorder    string // person ID
	Subdistrict string
	Text        string
	Items       []string
	QA          []*Exchange
	Docs        []*Document
	Revived     bool
	Order       int64
}

// Exchange is one question with its answer.
type Exchange struct {
	ID, Entity       string
	No               string // as Record.No, within the record
	Numbered         bool   // as Record.Numbered
	Question, Answer string
	Order            int64
}

// Verdict is the result of looking at a document.
type Verdict string

// The four verdicts.
const (
	Conforms  Verdict = "yes"     // 符合
	Partly    Verdict = "partly"  // 基本符合
	Fails     Verdict = "no"      // 不符合
	NotShown  Verdict = "missing" // 未提供
	NoVerdict Verdict = ""
)

// Verdicts lists the four verdicts in order.
var Verdicts = []Verdict{Conforms, Partly, Fails, NotShown}

// Document is one row of a 文件抽查 register.
type Document struct {
	ID, Entity            string
	Title, Number, Issuer string
	Date                  Day
	Wanted                string
	Verdict               Verdict
	Remark                string
	Order                 int64
}

// FindingKind tells the three kinds of findings apart.
type FindingKind string

// The three kinds of 考核发现.
const (
	Achievement FindingKind = "achievement"
	Highlight   FindingKind = "highlight"
	Problem     FindingKind = "problem"
)

// FindingKinds lists the kinds in the order of a report.
var FindingKinds = []FindingKind{Achievement, Highlight, Problem}

// Finding is 考核发现: Named for the district's own report, City without its name for the circular.
type Finding struct {
	ID, Entity    string
	No            string // as Record.No
	Numbered      bool   // as Record.Numbered
	Kind          FindingKind
	Named, City   string
	Items         []string
	Records       []*Record
	Requirement   string // what must be done about a problem
	Deadline      Day
	Responsible   string
	Response      *Response
	Rectification *Rectified
	Revived       bool
	Order         int64
	FinalNamed    string // the texts after rulings and editing
	FinalCity     string
	FinalWhy      string // ID of the finding whose ruling changed it, which is its own; empty: none
	Withdrawn     bool
	Progress      []*Step
	Milestones    []*Step
}

// Methods returns the methods of the records that the finding rests on, in the customary order.
func (f *Finding) Methods(s *standard.Standard) []*standard.Method {
	var out []*standard.Method
	for _, m := range s.Methods {
		if slices.ContainsFunc(f.Records, func(r *Record) bool { return r.Method == m.ID }) {
			out = append(out, m)
		}
	}
	for _, r := range f.Records {
		if !slices.ContainsFunc(out, func(m *standard.Method) bool { return m.ID == r.Method }) {
			out = append(out, s.Method(r.Method)) // that the round has no more
		}
	}
	return out
}

// Required returns the entity of the problem's requirement, deadline and responsible office. It is apart from the finding because it may
// still be written after the on-site phase is signed; the summary's signature covers it.
func (f *Finding) Required(d *District) string { return Path(d.Entity, "req", f.ID) }

// Response is 反馈意见 with 采纳情况, to a finding or to a mark. What got none has nil.
type Response struct {
	Stance  string // none 无异议, partly 部分异议, full 异议, late 逾期未反馈; to a mark only partly or full
	Grounds string
	Ruling  string // accept 采纳, partly 部分采纳, reject 不采纳
	Reasons string
	Day     Day    // when it came
	Proof   string // material handed in
	Item    string // whose mark the ruling on a finding changes
}

// Ruled tells whether no decision is left: the district agrees or was late, or its objection has a ruling.
func (r *Response) Ruled() bool {
	return r != nil && (r.Stance == "none" || r.Stance == "late" || r.Stance != "" && r.Ruling != "")
}

// Rectified is 整改事项: how far the requirement of a problem is met.
type Rectified struct {
	Mode     string // now 立行立改, term 限期整改, long 长期整改
	Measures string
	State    string // open, reported, closed 销号, carried 转入下轮
	Reported string // person ID or the name of an office
	Checker  string // person ID who closed it
	Checked  string // what the checker saw, before it was closed; empty in rounds of earlier versions
	Reason   string // why it is carried into the next round
}

// Closed tells whether nothing is left to do in this round. It may be called on nil.
func (r *Rectified) Closed() bool { return r != nil && (r.State == "closed" || r.State == "carried") }

// Today returns the day from which deadlines are counted: the sample's own day, else that of now.
func (a *Assessment) Today(now time.Time) Day {
	if a.AsOf != "" {
		return a.AsOf
	}
	return DayOf(now)
}

// District returns the district with an ID, or nil.
func (a *Assessment) District(id string) *District {
	for _, d := range a.Districts {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// Person returns the member of the team with an ID, or nil.
func (a *Assessment) Person(id string) *Person {
	for _, p := range a.Team {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Calls tells whether people can mean a person of a name and an agency by s: the name alone, or with the agency as 李明@市工商局 or
// 李明（市工商局）.
func Calls(s, name, agency string) bool {
	if s == name {
		return true
	}
	rest, named := strings.CutPrefix(s, name)
	return named && agency != "" && slices.Contains([]string{"@" + agency, "（" + agency + "）", "(" + agency + ")"}, rest)
}

// Unit returns a person's agency and post as they stand behind a name: 市监察局副局长.
func (p *Person) Unit() string { return p.Agency + p.Post }

// Name returns the name of a person, including those who were taken out, or the id itself if the roster never had such a person.
func (a *Assessment) Name(id string) string {
	if p := a.Person(id); p != nil {
		return p.Name
	}
	for _, f := range a.Former {
		if f.Person == id && f.Name != "" {
			return f.Name
		}
	}
	return id
}

// Score returns the score of an item, or nil if the standard has no such item.
func (d *District) Score(item string) *Score {
	for _, s := range d.Scores {
		if s.Item.ID == item {
			return s
		}
	}
	return nil
}

// Record returns the record with an ID, or nil.
func (d *District) Record(id string) *Record {
	for _, r := range d.Records {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Finding returns the finding with an ID, or nil.
func (d *District) Finding(id string) *Finding {
	for _, f := range d.Findings {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Of returns the findings of one kind.
func (d *District) Of(kind FindingKind) []*Finding {
	var out []*Finding
	for _, f := range d.Findings {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	return out
}

// Numbers returns what people call the rows of a list by. It is the number that somebody wrote for a row, else its place from 1 or, where
// another row has that number, the next that is free.
func Numbers(written []string) []string {
	taken := map[string]bool{}
	for _, no := range written {
		taken[no] = true
	}
	out := slices.Clone(written)
	for i := range out {
		for n := i + 1; out[i] == ""; n++ {
			if no := strconv.Itoa(n); !taken[no] {
				out[i], taken[no] = no, true
			}
		}
	}
	return out
}
