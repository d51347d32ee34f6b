package assess

import (
	"fmt"
	"time"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/standard"
)

// Day is a date as 2006-12-30; empty when there is none. Days compare as strings.
type Day string

// DayOf is the day of t where t's clock is.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// office is the zone in which a moment that was signed becomes a day: that of the whole country, so that a paper reads the same and is
// checked with the same result wherever a laptop's clock thinks it is.
var office = time.FixedZone("UTC+8", 8*60*60)

// SignedDay is the day of a moment in a statement (Unix milliseconds).
func SignedDay(at int64) Day { return DayOf(time.UnixMilli(at).In(office)) }

// Valid tells whether d is empty or a real date.
func (d Day) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return d == "" || err == nil
}

// Date splits the day; zeros when it is empty or not a date.
func (d Day) Date() (year, month, day int) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, 0, 0
	}
	return t.Year(), int(t.Month()), t.Day()
}

// Prose is 2006年12月30日 (GB/T 9704-2012 7.3.5.4: Arabic figures, no leading zeros).
func (d Day) Prose() string {
	y, m, n := d.Date()
	if y == 0 {
		return string(d)
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, n)
}

// Person of the team, from the roster.
type Person struct {
	ID, Name, Agency string
	Role             Role
	Key              []byte // ed25519 public key; empty for one who never signs
	Box              []byte // SHA-256 of the box that holds its other half; empty where the card does not say
}

// Assessment is one round, as it stands.
type Assessment struct {
	Vault             ledger.Hash
	Title, City, Year string
	Bases             []string
	From, To          Day
	Reply             Day // when the districts' reports on rectification are due
	AsOf              Day // samples count days from here instead of from today
	Sample            bool
	Standard          *standard.Standard
	NextStandard      *standard.Standard // the draft of its next version; nil where there is none
	Editions          []*Edition         // how the standard was frozen and corrected, oldest first
	Checks            []*Check           // looked at in every drawn subdistrict
	Team              []*Person
	Districts         []*District
	Issues            map[string]Issue // by kind of document; see IssueFor
	Circular          *Circular
	Disputed          []ledger.Register
	Forks             int              // devices whose chain has two branches
	Held              []authority.Held // records that do not count, and why, oldest first
	Laptops           []authority.Laptop
	Former            []authority.Former // who was taken out of the team
}

// District is 被考核单位.
type District struct {
	ID, Name, Contact string
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
	Rank              int             // by Final among all districts; 0 while items are open
	Forced, ForcedWhy string          // a grade that an event forces, and the event
	NoHighlight       string          // why there is none
	Printed           Day             // when the findings were last printed in the summary phase
	Circulated        bool            // what the circular says of the district is settled
	Materials         []*Material
	Schedule          []*Visit
	Draws             []*Draw
	Looks             map[string]*Look // by entity; see LookAt
	Carried           []*Carried
	Last              map[string]*Last // by item ID
	Issues            map[string]Issue // this district's own, by kind
	Drafts            []*Draft
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

// Open tells whether the task still stands in the way.
func (t *Task) Open() bool { return !t.Done && t.Waived == "" }

// Score is 得分 of one item in one district.
type Score struct {
	Item       *standard.Item
	Entity     string
	Claim      standard.Points
	Claimed    bool
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
	Disputed   bool
	Low, High  standard.Points // of all heads of the mark, when disputed
	Final      standard.Points // after the rulings
	FinalWhy   string          // the finding whose ruling changed the mark
}

// Lost is what the mark lacks to the full mark; zero where nothing is marked or the item adds points.
func (s *Score) Lost() standard.Points {
	if !s.Marked || s.NA || s.Item.Bonus() || s.Item.Veto() {
		return 0
	}
	return max(0, s.Item.Points-s.Mark)
}

// Explained is the sum of the deductions.
func (s *Score) Explained() standard.Points {
	var sum standard.Points
	for _, d := range s.Deductions {
		sum += d.Amount
	}
	return sum
}

// Settled tells whether the item needs no mark any more.
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
	Method      standard.Method
	Date        Day
	Time, Place string
	Title       string
	Present     string // who was there, as written: names with 、 between
	Invited     int64  // how many were to come to a symposium, and how many came; zero is not written
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
	Question, Answer string
	Order            int64
}

// Verdict on a document.
type Verdict string

// The four verdicts.
const (
	Conforms  Verdict = "yes"     // 符合
	Partly    Verdict = "partly"  // 基本符合
	Fails     Verdict = "no"      // 不符合
	NotShown  Verdict = "missing" // 未提供
	NoVerdict Verdict = ""
)

// Verdicts in order.
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

// FindingKinds in the order of a report.
var FindingKinds = []FindingKind{Achievement, Highlight, Problem}

// Finding is 考核发现: Named for the district's own report, City without its name for the circular.
type Finding struct {
	ID, Entity    string
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
	FinalNamed    string // the texts as they stand after rulings and editing
	FinalCity     string
	FinalWhy      string // the finding whose ruling changed it: its own, or none
	Withdrawn     bool
	Progress      []*Step
	Milestones    []*Step
}

// Methods by which the finding was found, in the customary order, from the records it rests on.
func (f *Finding) Methods() []standard.Method {
	var out []standard.Method
	for _, m := range standard.Methods {
		for _, r := range f.Records {
			if r.Method == m {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// Required is the entity of the problem's requirement, deadline and responsible office. It is apart from the finding, because it may
// still be written when the on-site phase is signed; the summary's signature covers it.
func (f *Finding) Required(d *District) string { return Path(d.Entity, "req", f.ID) }

// Response is 反馈意见 with 采纳情况; nil on a finding until there is one.
type Response struct {
	Stance  string // none 无异议, partly 部分异议, full 异议, late 逾期未反馈
	Grounds string
	Ruling  string // accept 采纳, partly 部分采纳, reject 不采纳
	Reasons string
	Day     Day    // when it came
	Proof   string // material handed in
	Item    string // whose mark the ruling changes
}

// Ruled tells whether nothing more is to be decided.
func (r *Response) Ruled() bool {
	return r != nil && (r.Stance == "none" || r.Stance == "late" || r.Stance != "" && r.Ruling != "")
}

// Rectified is 整改事项: how far the requirement of a problem is.
type Rectified struct {
	Mode     string // now 立行立改, term 限期整改, long 长期整改
	Measures string
	State    string // open, reported, closed 销号, carried 转入下轮
	Reported string // person or office that reported it done
	Checker  string // person ID who closed it
	Reason   string // why it is carried into the next round
}

// Closed tells whether nothing is left to do in this round.
func (r *Rectified) Closed() bool { return r != nil && (r.State == "closed" || r.State == "carried") }

// Today is the day from which the round counts: the sample's own, or now's.
func (a *Assessment) Today(now time.Time) Day {
	if a.AsOf != "" {
		return a.AsOf
	}
	return DayOf(now)
}

// District by ID; nil if there is none.
func (a *Assessment) District(id string) *District {
	for _, d := range a.Districts {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// Person by ID; nil if there is none.
func (a *Assessment) Person(id string) *Person {
	for _, p := range a.Team {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Name of a person, also of one who was taken out; the id itself where the roster never had one.
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

// Score of an item; nil if the standard has none such.
func (d *District) Score(item string) *Score {
	for _, s := range d.Scores {
		if s.Item.ID == item {
			return s
		}
	}
	return nil
}

// Record by ID; nil if there is none.
func (d *District) Record(id string) *Record {
	for _, r := range d.Records {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Finding by ID; nil if there is none.
func (d *District) Finding(id string) *Finding {
	for _, f := range d.Findings {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Of lists the findings of one kind.
func (d *District) Of(kind FindingKind) []*Finding {
	var out []*Finding
	for _, f := range d.Findings {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	return out
}

// Number of a record within its district, from 1: 记录 3.
func (d *District) Number(r *Record) int {
	for i, x := range d.Records {
		if x == r {
			return i + 1
		}
	}
	return 0
}
