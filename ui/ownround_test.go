package ui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/lastround"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/roundplan"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/setup"
	"kaohe/ui/uitest"
)

// safety is a round of another field and city, as 新建考核 begins it: a blank standard with its own two items and a check written in, two
// districts with the usual checklists, a leader and a member.
func safety(t *testing.T) *vault {
	t.Helper()
	plan := &roundplan.Plan{Title: "2026年度落实安全生产责任制考核", City: "东江市安全生产委员会办公室", Year: "2026", From: "2026-09-01", To: "2026-11-30", Reply: "2027-01-15",
		Bases: []string{"东安委〔2026〕7号"}, Team: []roundplan.Mate{{ID: "lin", Name: "林岚", Agency: "市应急管理局", Role: assess.Leader, PIN: uitest.PIN},
			{ID: "he", Name: "何川", Agency: "市住建局", Role: assess.Member}}}
	plan.Table = roundplan.Blank(plan.Title, plan.Year)
	for n, name := range []string{"河东区", "东江国家级高新技术产业开发区管委会片区"} {
		a := &roundplan.Area{ID: fmt.Sprint("q", n), Name: name, Subdistricts: []roundplan.Sub{{ID: "a", Name: "青石街道"}, {ID: "b", Name: "柳湾街道"}}}
		for _, l := range setup.Usual() {
			a.Tasks = append(a.Tasks, roundplan.Task{Phase: l.Phase, What: l.What})
		}
		plan.Areas = append(plan.Areas, a)
	}
	log, keys, clock := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}, time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	f, ids := plan.Team[0], 0
	key, _, err := keys.Make(f.ID, f.PIN)
	must(err)
	sign, err := keys.Unlock(f.ID, f.PIN)
	must(err)
	must(log.Found(session.Genesis(session.Founding{Device: log.Own, DeviceName: "一号电脑", Round: plan.Round(false), Sign: sign, Now: clock,
		Founder: assess.Card{Person: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, Key: key}})))
	s, err := session.Open(session.Options{Log: log, Keys: keys, NewID: func() string { ids++; return fmt.Sprint("id", ids) },
		Now: func() time.Time { clock = clock.Add(time.Second); return clock }})
	must(err)
	must(lastround.Fresh(plan, plan.Table).Write(s, f.ID, f.PIN))
	e := assess.Fields("edit.standard", "std/sec/a", "title", "责任落实")
	for n, text := range []string{"签订安全生产责任书", "开展隐患排查治理"} {
		i := fmt.Sprint("std/item/i", n)
		e.Texts(i, "section", "a", "code", fmt.Sprint("1.", n+1), "text", text).Set(i, "order", n+1).Set(i, "points", 5000).Set(i, "rule", standard.Rule{Kind: standard.Free, Amount: 50, What: "酌情扣分"})
		e.Set(i, "methods", []string{"briefing", "symposium"}).Set(i, "materials", []string{"责任书"})
	}
	must(s.Apply(e))
	must(s.Apply(assess.AddCheck(s.View(), "c", "街道有专职安全员")))
	return &vault{Round: &roundplantest.Round{Session: s, Log: log, Keys: keys, Plan: plan}, settings: map[string]string{}}
}

// ends are what a person writes to end a blocker of each kind that such a round meets.
func ends(t *testing.T, s *session.Session, d *assess.District, b assess.Blocker) {
	t.Helper()
	at, today := assess.At(b.Place.Entity), assess.Day("2026-10-08")
	find := d.Finding(at.ID("finding"))
	var e *assess.Edit
	var err error
	switch strings.TrimPrefix(b.Key, "block.") {
	case "task":
		i := slices.IndexFunc(d.Tasks, func(x *assess.Task) bool { return x.Entity == b.Place.Entity })
		e = assess.SetTask(d.Tasks[i], true)
	case "unfrozen":
		err = s.Freeze("lin", uitest.PIN)
	case "assign":
		e = assess.New("edit.assign").Set(b.Place.Entity, "person/he", true)
	case "draw":
		x := &assess.Draw{Title: "抽查街道", Phrase: "二十八", Count: 1, Day: today, Person: "lin", List: []string{"青石街道", "柳湾街道"}}
		e = assess.PutDraw(d, x, s.NewID())
	case "material":
		e = assess.New("edit.material")
		for _, m := range d.Materials {
			e.Texts(m.Entity, "state", assess.MaterialGot)
		}
	case "claim":
		e = assess.New("edit.claim")
		for _, x := range d.Scores {
			e.Set(assess.Path(d.Entity, "claim", x.Item.ID), "points", int64(x.Item.Points))
		}
	case "unmarked":
		e = assess.SetMark(d, d.Score(b.Place.Item), 5000, s.NewID())
	case "method":
		have := func(m *standard.Method) bool {
			return !slices.ContainsFunc(d.Records, func(r *assess.Record) bool { return r.Method == m.ID })
		}
		e = assess.AddRecord(d, s.NewID(), s.View().Standard.Methods[slices.IndexFunc(s.View().Standard.Methods, have)].ID, today, "he")
	case "visit":
		e = assess.AddVisited(s.View(), d, s.NewID(), at.ID("subdistrict"), today, "he")
	case "looks":
		e = assess.Fields("edit.look", assess.LookAt(d, at.ID("subdistrict"), "c"), "verdict", "yes")
	case "draft":
		e = assess.SendDraft(d, s.NewID(), today, "2026-10-20", "lin")
	case "response":
		e = assess.Fields("edit.response", b.Place.Entity, "stance", "none")
	case "requirement":
		e = assess.Fields("edit.requirement", b.Place.Entity, "requirement", "补签责任书", "deadline", "2027-01-10", "responsible", d.Name)
	case "circular":
		e = assess.New("edit.circulated").Set(d.SumEntity(), "circulated", true)
	case "printed":
		e = assess.SetPrinted(d, today)
	case "proof":
		e = assess.AddProgress(d, find, s.NewID(), today, "已整改", "现场照片", "lin")
	case "rectify":
		if e, err = assess.Report(d, find, d.Name, assess.Entry{}); err == nil {
			err, e = s.Apply(e), nil
		}
		if err == nil {
			d = s.View().District(d.ID)
			e, err = assess.Close(s.View(), d, d.Finding(find.ID), s.Who(), "现场看过")
		}
	default:
		t.Fatalf("a round of one's own meets %s", b.Key)
	}
	if err == nil && e != nil {
		err = s.Apply(e)
	}
	if err != nil {
		t.Fatalf("%s: %v", b.Key, err)
	}
}

// raise makes a problem and a highlight that rest on the first record.
func raise(t *testing.T, s *session.Session, id string) {
	t.Helper()
	d := s.View().District(id)
	for kind, text := range map[assess.FindingKind]string{assess.Problem: "两家企业没有签订责任书", assess.Highlight: "网格员每周巡查"} {
		x := s.NewID()
		if kind == assess.Problem {
			r := d.Records[slices.IndexFunc(d.Records, func(r *assess.Record) bool { return r.Form == standard.DocumentCheck })]
			if err := s.Apply(assess.AddDoc(d, r, s.NewID(), "title", "隐患台账", "verdict", "partly")); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Apply(assess.AddFinding(d, x, kind, "named", text, "city", text).Set(assess.Path(d.Entity, "find", x), "record/"+d.Records[0].ID, true)); err != nil {
			t.Fatal(err)
		}
	}
}

// through takes a district from where it is to the end, phase by phase.
func through(t *testing.T, s *session.Session, id string) {
	t.Helper()
	for _, p := range assess.Phases {
		for range 200 {
			d := s.View().District(id)
			if len(d.Phases[p].Blockers) == 0 {
				break
			}
			ends(t, s, d, d.Phases[p].Blockers[0])
		}
		if p == assess.Onsite {
			raise(t, s, id)
		}
		if _, err := s.Sign(id, p, "lin", uitest.PIN); err != nil {
			t.Fatalf("%s: %v %v", p.Key(), err, s.View().District(id).Phases[p].Blockers)
		}
	}
}

func TestANewRoundReachesTheEndWithItsDefaults(t *testing.T) {
	v := safety(t)
	for _, d := range v.View().Districts {
		through(t, v.Session, d.ID)
		for _, p := range assess.Phases {
			if st := v.View().District(d.ID).Phases[p]; st.Status != assess.SignedOff {
				t.Errorf("%s %s: %v", d.Name, p.Key(), st.Blockers)
			}
		}
	}
}

// foreign is what belongs to the round that the program's sample was made from, and to no other.
var foreign = regexp.MustCompile(`打假|2006|深圳|南山|示例|仅供演示`)

func TestWalkAnotherFieldsRoundShowsAndPrintsNothingOfTheSample(t *testing.T) {
	v := safety(t)
	shows(t, v, "new")
	through(t, v.Session, "q0")
	shows(t, v, "closed")
	say := newStage(t).say
	for _, k := range assess.Papers {
		printed := 0
		for _, j := range report.Jobs(v.View(), k) {
			doc, err := document(v.View(), j, say)
			if err != nil {
				continue // this district has nothing of that kind yet
			}
			printed++
			if text := fmt.Sprintf("%+v", doc); foreign.MatchString(text) {
				t.Errorf("%s of %q: %q", k.Key, j.District, foreign.FindAllString(text, -1))
			}
		}
		if printed == 0 && k.Key != "lookback" && k.Key != "urging" { // it has no round before, and leaves nothing open
			t.Errorf("no %s was printed", k.Key)
		}
	}
}

func document(a *assess.Assessment, j report.Job, say words.Catalog) (report.Document, error) {
	d := a.District(j.District)
	switch {
	case j.Kind == "circular":
		return circular.Compose(a).Document(a), nil
	case j.Kind == "upward":
		return circular.Compose(a).Upward(a), nil
	case j.Draw != "":
		return report.Draw(a, d, d.Draws[0], say), nil
	}
	return report.Make(j.Kind, a, d, say)
}

// shows looks at every page of the window, at what boxes hint at as well.
func shows(t *testing.T, v *vault, when string) {
	t.Helper()
	s := newStage(t)
	s.now = time.Date(2026, 10, 8, 10, 0, 0, 0, time.UTC)
	s.system.v = v
	s.open()
	look := func(place assess.Place) {
		s.Go(place)
		texts := uitest.Texts(s.content())
		for _, r := range uitest.All[*widget.RichText](s.content()) { // the text of a box, or its hint
			texts = append(texts, r.String())
		}
		for _, text := range texts {
			if foreign.MatchString(text) {
				t.Errorf("%s, %+v: %q", when, place, text)
			}
		}
	}
	tabs := map[assess.Phase][]string{assess.Preparation: {"task", "assign", "material", "claim", "plan", "draw"}, assess.Onsite: {"score", "record", "document", "visit", "finding", "day", "task"},
		assess.Consultation: {"task"}, assess.Summary: {"task"}, assess.Rectification: {"task", "items"}}
	d := v.View().District("q0")
	for p, list := range tabs {
		for _, tab := range list {
			look(assess.Place{District: d.ID, Phase: p, Tab: tab})
		}
	}
	for _, entity := range []string{"draft", "resp/x", "sum/0", "final/x", "req/x"} {
		noun := assess.At(assess.Path(d.Entity, entity))
		look(assess.Place{District: d.ID, Phase: noun.Phase(), Entity: assess.Path(d.Entity, entity)})
	}
	for _, tab := range []string{"overview", "matrix", "ledger", "standard", "setup", "team", "papers", "circular", "exchange", "parcels", "conflicts", "held"} {
		look(assess.Place{Tab: tab})
	}
	for _, entity := range []string{"std", "d/q0", "person/lin", "d/q0/assign/a", "d/q0/task/1/x"} {
		look(assess.Place{Tab: "setup", Entity: entity})
	}
	look(assess.Place{Tab: "standard", Entity: "std/visit/c"})
}
