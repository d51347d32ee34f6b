// Package roundplan writes a whole round, described in the JSON files of assets/sample and assets/standard, into a new vault. It only uses
// a session, so that the sample contains nothing that a team could not have entered.
package roundplan

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// Table is a standard in a file. Points are decimal strings ("2.50"), and so are a tier's from and a rule's target and step.
type Table struct {
	Title    string           `json:"title"`
	Version  string           `json:"version"`
	Sample   bool             `json:"sample"`
	Rescale  bool             `json:"rescale"`
	Bonus    standard.Points  `json:"bonus"`
	Grades   []standard.Grade `json:"grades"` // {"Name": "优秀", "From": "90"}
	Checks   []TableCheck     `json:"checks"`
	Methods  []TableMethod    `json:"methods"` // all of them, in order; none: the usual ones
	Sections []TableSection   `json:"sections"`
}

// Blank is a standard without items for a round of its own: its title, the customary grades, and methods under names that suit any field.
func Blank(round, year string) *Table {
	t := &Table{Title: round + "评分标准", Version: year, Rescale: true,
		Grades: []standard.Grade{{Name: "优秀", From: 9000}, {Name: "良好", From: 8000}, {Name: "合格", From: 6000}, {Name: "不合格"}}}
	for _, m := range standard.Plain() {
		t.Methods = append(t.Methods, TableMethod{ID: m.ID, Name: m.Name, Form: m.Form})
	}
	return t
}

// TableMethod is one of the ways of looking into matters on site. Form is one of standard.Forms; for a usual method it is its ID.
type TableMethod struct {
	ID   string        `json:"id"`
	Name string        `json:"name"`
	Form standard.Form `json:"form"`
}

// TableSection is 一级指标.
type TableSection struct {
	ID    string      `json:"id"`
	Title string      `json:"title"`
	Items []TableItem `json:"items"`
}

// TableItem is 考核项目.
type TableItem struct {
	ID        string          `json:"id"`
	Code      string          `json:"code"`
	Text      string          `json:"text"`
	Points    standard.Points `json:"points"`
	Basis     string          `json:"basis"`
	Methods   []string        `json:"methods"` // IDs
	Materials []string        `json:"materials"`
	Key       bool            `json:"key"`
	KeyFloor  int64           `json:"keyfloor"` // percent
	Rule      TableRule       `json:"rule"`
}

// TableRule is a standard.Rule with decimal strings.
type TableRule struct {
	Kind   standard.Kind   `json:"kind"`
	What   string          `json:"what"`
	Unit   string          `json:"unit"`
	Amount standard.Points `json:"amount"`
	Floor  standard.Points `json:"floor"`
	Cap    standard.Points `json:"cap"`
	Step   standard.Points `json:"step"`
	Target standard.Points `json:"target"`
	Above  bool            `json:"above"`
	Tiers  []struct {
		From   standard.Points `json:"from"`
		Points standard.Points `json:"points"`
	} `json:"tiers"`
}

// Plan is a round: the file round.json, with a file for each of its districts.
type Plan struct {
	Title     string     `json:"title"`
	City      string     `json:"city"` // the office that issues documents
	Lead      string     `json:"lead"` // 牵头单位
	Purpose   string     `json:"purpose"`
	Year      string     `json:"year"`
	Bases     []string   `json:"bases"`
	From      assess.Day `json:"from"`
	To        assess.Day `json:"to"`
	Reply     assess.Day `json:"reply"`
	AsOf      assess.Day `json:"asof"`
	Table     *Table     `json:"-"`    // what a round that is no sample begins with; nil: the built-in standard
	Team      []Mate     `json:"team"` // the first is the founder, who must be a leader, a deputy or the secretary
	Districts []string   `json:"districts"`
	Circular  Circular   `json:"circular"`
	Areas     []*Area    `json:"-"`
}

// Circular is what was written for 通报.
type Circular struct {
	Themes []Theme `json:"themes"`
	Groups []Group `json:"groups"` // in the order in which they are said
}

// Theme is a theme that the standard proposes (problem-e), with its title if that was written by hand, and what is required.
type Theme struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Requirement string `json:"requirement"`
}

// Group is findings, each as "district/finding", that share a statement. The theme is empty for highlights.
type Group struct {
	ID       string             `json:"id"`
	Kind     assess.FindingKind `json:"kind"`
	Theme    string             `json:"theme"`
	Text     string             `json:"text"`
	Findings []string           `json:"findings"`
}

// Mate is a person of the team, who stand in the order of the plan. Those who sign or keep the roster need a PIN.
type Mate struct {
	ID     string      `json:"id"`
	Name   string      `json:"name"`
	Agency string      `json:"agency"`
	Post   string      `json:"post"`
	Role   assess.Role `json:"role"`
	PIN    string      `json:"pin"`
}

// Area is a district with everything that was recorded about it. Signed is the number of signed phases, from the first.
type Area struct {
	ID           string              `json:"id"`
	Name         string              `json:"name"`
	Government   string              `json:"government"` // how it is called in documents; empty: by its name
	Contact      string              `json:"contact"`
	Signed       int                 `json:"signed"`
	Signer       string              `json:"signer"`
	Subdistricts []Sub               `json:"subdistricts"`
	Assign       map[string][]string `json:"assign"` // section ID -> person IDs
	Tasks        []Task              `json:"tasks"`
	Claims       map[string]Claim    `json:"claims"` // by item ID
	Scores       map[string]Score    `json:"scores"` // by item ID
	Records      []Record            `json:"records"`
	Findings     []Finding           `json:"findings"`
	Draft        *Draft              `json:"draft"` // what was sent for an opinion; nil: nothing was sent
	Looks        Looks               `json:"looks"`
	Before       Before              `json:"before"`
	Prepared     Prepared            `json:"prepared"`
}

// Prepared is what the preparation left besides tasks and claims. Materials are by item and number ("a3/1"). One that is not listed counts
// as received if the preparation is signed, else as not looked at.
type Prepared struct {
	Materials map[string]Material `json:"materials"`
	Schedule  []Visit             `json:"schedule"`
	Draws     []Draw              `json:"draws"`
}

// Material is the state of a material: got, part or none.
type Material struct {
	State string `json:"state"`
	Note  string `json:"note"`
}

// Visit is a line of the schedule.
type Visit struct {
	Day   assess.Day `json:"day"`
	Time  string     `json:"time"`
	What  string     `json:"what"`
	Where string     `json:"where"`
	Who   string     `json:"who"`
}

// Draw is made from the district's subdistricts when the round is written. It must give those that are marked as drawn.
type Draw struct {
	Title  string     `json:"title"`
	Phrase string     `json:"phrase"`
	Count  int        `json:"count"`
	Day    assess.Day `json:"day"`
	Person string     `json:"person"`
}

// Draft is 征求意见稿: when it was sent, until when the district may answer, and who sent it (a person's ID).
type Draft struct {
	Sent   assess.Day `json:"sent"`
	Reply  assess.Day `json:"reply"`
	Person string     `json:"person"`
}

// Sub is a subdistrict.
type Sub struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Drawn bool   `json:"drawn"`
}

// Task is a line of a checklist. Who is a person's ID.
type Task struct {
	Phase  assess.Phase `json:"phase"`
	What   string       `json:"what"`
	Who    string       `json:"who"`
	Due    assess.Day   `json:"due"`
	Done   bool         `json:"done"`
	Waived string       `json:"waived"`
}

// Claim is 自评得分.
type Claim struct {
	Points standard.Points `json:"points"`
	Note   string          `json:"note"`
}

// Score is the mark of an item: by count (for rules that measure), by mark, or 不适用 with a reason. Deductions must add up to the points
// that are lost.
type Score struct {
	Mark       *standard.Points `json:"mark"`
	Count      *standard.Points `json:"count"`
	NA         string           `json:"na"`
	Remark     string           `json:"remark"`
	Deductions []Deduction      `json:"deductions"`
}

// Deduction rests on records, given by their IDs.
type Deduction struct {
	Amount  standard.Points `json:"amount"`
	Reason  string          `json:"reason"`
	Records []string        `json:"records"`
}

// Record is 现场记录.
type Record struct {
	ID       string     `json:"id"`
	Method   string     `json:"method"` // ID
	Date     assess.Day `json:"date"`
	Time     string     `json:"time"`
	Place    string     `json:"place"`
	Title    string     `json:"title"`
	Present  string     `json:"present"`
	Recorder string     `json:"recorder"`
	Sub      string     `json:"sub"`
	Invited  int64      `json:"invited"` // to a symposium: how many
	Attended int64      `json:"attended"`
	Text     string     `json:"text"`
	Items    []string   `json:"items"`
	QA       []struct {
		Q string `json:"q"`
		A string `json:"a"`
	} `json:"qa"`
	Docs []struct {
		Title   string         `json:"title"`
		Number  string         `json:"number"`
		Issuer  string         `json:"issuer"`
		Date    assess.Day     `json:"date"`
		Wanted  string         `json:"wanted"`
		Verdict assess.Verdict `json:"verdict"`
		Remark  string         `json:"remark"`
	} `json:"docs"`
}

// Finding is 考核发现, with what became of a problem.
type Finding struct {
	ID          string             `json:"id"`
	Kind        assess.FindingKind `json:"kind"`
	Named       string             `json:"named"`
	City        string             `json:"city"`
	Items       []string           `json:"items"`
	Records     []string           `json:"records"`
	Requirement string             `json:"requirement"`
	Deadline    assess.Day         `json:"deadline"`
	Responsible string             `json:"responsible"`
	Response    *assess.Response   `json:"response"`
	Effect      assess.Effect      `json:"effect"` // what the ruling changes
	Rect        *assess.Rectified  `json:"rect"`
	Progress    []assess.Step      `json:"progress"`
	Milestones  []assess.Step      `json:"milestones"`
}

// ReadTable reads and checks a standard.
func ReadTable(b []byte) (*Table, error) {
	var t Table
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("standard: %w", err)
	}
	seen := map[string]bool{}
	for _, m := range t.Methods {
		if m.ID == "" || seen[m.ID] || !slices.Contains(standard.Forms, m.Form) {
			return nil, fmt.Errorf("standard: method %q: missing or repeated id, or unknown form %q", m.ID, m.Form)
		}
		seen[m.ID] = true
	}
	clear(seen)
	for _, s := range t.Sections {
		for _, i := range s.Items {
			if i.ID == "" || seen[i.ID] || !slices.Contains(standard.Kinds, i.Rule.Kind) {
				return nil, fmt.Errorf("standard: item %q: missing or repeated id, or unknown rule %q", i.ID, i.Rule.Kind)
			}
			seen[i.ID] = true
		}
	}
	return &t, nil
}

// ReadPlan reads round.json and the districts that it names from a folder.
func ReadPlan(dir fs.FS) (*Plan, error) {
	var p Plan
	if err := readJSON(dir, "round.json", &p); err != nil {
		return nil, err
	}
	for _, id := range p.Districts {
		var a Area
		if err := readJSON(dir, path.Join(id+".json"), &a); err != nil {
			return nil, err
		}
		p.Areas = append(p.Areas, &a)
	}
	return &p, nil
}

func readJSON(dir fs.FS, name string, v any) error {
	b, err := fs.ReadFile(dir, name)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
