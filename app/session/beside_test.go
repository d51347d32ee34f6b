package session_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
)

// adds are, by noun, what adds one more in the program. x is an ID that was never given before.
var adds = map[string]func(a *assess.Assessment, d *assess.District, x string) *assess.Edit{
	"std/sec": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.AddSection(assess.OwnTable, a.Standard, x, "一"+x)
	},
	"std/item": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.AddItem(assess.OwnTable, a.Standard, "a", "", x)
	},
	"std/visit": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.AddCheck(a, x, "看"+x)
	},
	"std/method": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.SetMethods(a.Standard, append(slices.Clone(a.Standard.Methods), &standard.Method{ID: x, Name: "问" + x, Form: standard.Interview}))
	},
	"circ/theme": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.AddTheme(a, x, assess.Problem, "题"+x)
	},
	"circ/group": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.AddGroup(a, x, assess.Problem, "problem-a", "都"+x)
	},
	"d/": func(a *assess.Assessment, _ *assess.District, x string) *assess.Edit {
		return assess.Fields("edit.district", assess.Path("d", x), "name", "区"+x).Set(assess.Path("d", x), "order", int64(1000))
	},
	"d/sub": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.Fields("edit.district", assess.Path(d.Entity, "sub", x), "name", "街道"+x)
	},
	"d/task": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddTask(d, assess.Preparation, x, "做"+x, "li", "")
	},
	"d/mat": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddMaterial("a1", "材料"+x, d)
	},
	"d/plan": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddVisit(d, x, "what", "去"+x)
	},
	// From names of their own: two draws from the same are one conflict, in which one is kept whole.
	"d/draw": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.PutDraw(d, &assess.Draw{Title: "抽" + x, List: []string{"甲", "乙" + x}, Count: 1, Phrase: x}, x)
	},
	"d/ded": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddDeduction(d, d.Score("a1"), 50, "扣"+x, x)
	},
	"d/rec": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddRecord(d, x, string(standard.Briefing), "2006-10-12", "li", "a1")
	},
	"d/qa": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddQA(d, d.Record("interview"), x, "问"+x, "答")
	},
	"d/doc": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddDoc(d, d.Record("document"), x, "title", "文"+x)
	},
	"d/find": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddFinding(d, x, assess.Problem, "named", "现"+x)
	},
	"d/draft": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.SendDraft(d, x, "2006-11-20", "2006-12-01", "li")
	},
	"d/comment": func(a *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return a.AddComment(d, a.Person("chen"), "d/ns/rec/interview", x, "说"+x)
	},
	"d/evid": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		f := photo(x)
		f.Caption = "照片" + x
		own := ledger.Device{x[len(x)-1] - '0'} // zz1 is added on the first laptop, aa2 on the second
		return assess.AddEvidence(d, assess.Onsite, own, assess.Supports{Items: []string{"a1"}}, f)
	},
	"d/return": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.ReturnPhase(d, assess.Onsite, x, "退"+x)
	},
	"d/prog": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddProgress(d, d.Finding("f"), x, "2006-11-20", "进"+x, "", "li")
	},
	"d/mile": func(_ *assess.Assessment, d *assess.District, x string) *assess.Edit {
		return assess.AddMilestone(d, d.Finding("f"), x, "2006-11-20", "节"+x)
	},
}

// alone tells, for the nouns of which nobody adds one more, why two laptops may write the same.
var alone = map[string]string{
	"round": "there is one", "std": "there is one", "nstd": "there is one", "recovery": "there is one", "circ/rule": "there is one", "d/sum": "one for a district",
	"nstd/sec": "as std/sec", "nstd/item": "as std/item",
	"issue": "one for a kind of document", "d/issue": "one for a kind of document", "circ/text": "one for a section", "circ/place": "one for a finding",
	"seat": "one for a person", "hold": "one for a laptop", "d/assign": "one for a section", "d/claim": "one for an item", "d/score": "one for an item", "d/objection": "one for an item",
	"d/finalmark": "one for an item", "d/last": "the last round's, and written once", "d/back": "the last round's, and written once",
	"d/look": "one for a check in a subdistrict", "d/resp": "one for a finding", "d/final": "one for a finding", "d/req": "one for a finding", "d/rect": "one for a finding",
	"person": "cards: TestTwoLaptopsThatEachEnterAPerson", "device": "its key names it", "invite": "a statement, with an ID of its own", "withdraw": "a statement, with an ID of its own",
	"ask": "one for a laptop", "revoke": "a statement, with an ID of its own",
	"adopt": "a statement on one record", "std/sign": "a statement, with an ID of its own", "d/sign": "a statement, with an ID of its own",
}

// alongside gives two laptops the same round, lets each do something without the other, and returns what each reads with all records, in its own
// order of arrival.
func alongside(t *testing.T, do func(s *session.Session, n int)) (here, there *assess.Assessment) {
	t.Helper()
	d := newStage(t)
	d.must(d.Apply(assess.AddRecord(d.ns(), "interview", string(standard.Interview), "2006-10-12", "li", "a1")))
	d.must(d.Apply(assess.AddRecord(d.ns(), "document", string(standard.DocumentCheck), "2006-10-12", "li", "a1")))
	d.must(d.Apply(assess.AddFinding(d.ns(), "f", assess.Problem, "named", "台账不全")))
	second(t, d)
	common := len(d.log.Records)
	far := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{2}, Records: slices.Clone(d.log.Records)}
	for n, log := range []*memory.Log{d.log, far} {
		s := open(t, log, d.keys)
		d.must(s.Use("chen"))
		do(s, n)
	}
	one, two := slices.Clone(d.log.Records[common:]), far.Records[common:]
	d.log.Records, far.Records = append(d.log.Records, two...), append(far.Records, one...)
	return open(t, d.log, d.keys).View(), open(t, far, d.keys).View()
}

func same(t *testing.T, a, b *assess.Assessment) string {
	t.Helper()
	one, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	two, err := json.Marshal(b)
	if err != nil || string(one) != string(two) {
		t.Fatalf("the two laptops read differently: %v", err)
	}
	return string(one)
}

// Two people who each add one of anything on two laptops never disagree: both are there, in the same order on both.
func TestTwoLaptopsThatEachAddOneOfAnythingHaveBoth(t *testing.T) {
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		key := n.Key
		if n.District {
			key = "d/" + key
		}
		add := adds[key]
		if (add == nil) == (alone[key] == "") {
			t.Errorf("%s: say how one is added, or why nobody adds one", key)
		}
		if add == nil {
			continue
		}
		t.Run(strings.ReplaceAll(key, "/", "."), func(t *testing.T) {
			ids := []string{"zz1", "aa2"}
			here, there := alongside(t, func(s *session.Session, n int) {
				if err := s.Apply(add(s.View(), s.View().District("ns"), ids[n])); err != nil {
					t.Fatal(err)
				}
			})
			if len(here.Disputed) > 0 || len(here.Held) > 0 {
				t.Errorf("in conflict %v, held %v", here.Disputed, here.Held)
			}
			text := same(t, here, there)
			for _, x := range ids {
				if key == "d/mat" {
					x = "材料" + x
				}
				if !strings.Contains(text, x) {
					t.Errorf("%s is not there", x)
				}
			}
		})
	}
}

func TestTwoLaptopsThatEachEnterAPersonHaveBoth(t *testing.T) {
	here, there := alongside(t, func(s *session.Session, n int) {
		p := session.NewPerson{ID: session.NewID(), Name: []string{"甲", "乙"}[n], Role: assess.Member}
		if err := s.AddPerson(p, "chen", "246810"); err != nil {
			t.Fatal(err)
		}
	})
	same(t, here, there)
	if len(here.Team) != 4 || len(here.Disputed) > 0 || len(here.Held) > 0 {
		t.Errorf("%d in the team, in conflict %v, held %v", len(here.Team), here.Disputed, here.Held)
	}
}

// Rows that two laptops put at the same place are moved past each other all the same.
func TestARowMovesPastOneThatAnotherLaptopPutAtTheSamePlace(t *testing.T) {
	add := adds["d/qa"]
	here, _ := alongside(t, func(s *session.Session, n int) {
		if err := s.Apply(add(s.View(), s.View().District("ns"), []string{"q1", "q2"}[n])); err != nil {
			t.Fatal(err)
		}
	})
	r := here.District("ns").Record("interview")
	for _, dir := range []int{1, -1} {
		e := assess.MoveQA(r, r.QA[(1-dir)/2].ID, dir)
		if len(e.Writes) == 0 {
			t.Fatal("nothing is written")
		}
		at := map[string]int64{r.QA[0].Entity: r.QA[0].Order, r.QA[1].Entity: r.QA[1].Order}
		for _, w := range e.Writes {
			n, err := ledger.As[int64](w.Value)
			if err != nil {
				t.Fatal(err)
			}
			at[w.Entity] = n
		}
		if at[r.QA[0].Entity] <= at[r.QA[1].Entity] {
			t.Errorf("moved by %d: %v", dir, at)
		}
	}
}

// A number that two people gave without knowing of each other stays on both rows, each row says what else has it, and is given another.
func TestANumberThatWasGivenTwiceIsNamedOnBothAndGivenAnew(t *testing.T) {
	for key, entity := range map[string]func(string) string{
		"d/rec":  func(x string) string { return "d/ns/rec/" + x },
		"d/find": func(x string) string { return "d/ns/find/" + x },
		"d/qa":   func(x string) string { return "d/ns/qa/interview/" + x },
	} {
		for _, written := range []bool{true, false} {
			here, _ := alongside(t, func(s *session.Session, n int) {
				x := []string{"x1", "x2"}[n]
				e := adds[key](s.View(), s.View().District("ns"), x)
				if written {
					e.Texts(entity(x), "no", "9")
				}
				if err := s.Apply(e); err != nil {
					t.Fatal(err)
				}
			})
			d := here.District("ns")
			for _, x := range []string{"x1", "x2"} {
				twin, ok := d.Twice(entity(x))
				if !ok || len(twin.Others) != 1 || twin.Written != written || (twin.No == "9") != written || twin.Free == twin.No || twin.Free == "" {
					t.Errorf("%s %s, written: %v: %+v, %v", key, x, written, twin, ok)
				}
			}
			if key != "d/qa" {
				for _, x := range d.Records[:1] {
					if twin, ok := d.Twice(x.Entity); ok {
						t.Errorf("%s: %+v", x.Entity, twin)
					}
				}
			}
		}
	}
}

func TestTwoLaptopsThatPutItemsInBothHaveEachWithACodeOfItsOwn(t *testing.T) {
	here, there := alongside(t, func(s *session.Session, n int) {
		after := []string{"a1", ""}[n] // one in the middle, the other at the end
		for _, x := range []string{"x", "y"} {
			if err := s.Apply(assess.AddItem(assess.OwnTable, s.View().Standard, "a", after, x+after)); err != nil {
				t.Fatal(err)
			}
		}
	})
	same(t, here, there)
	if len(here.Disputed) > 0 {
		t.Errorf("%v", here.Disputed)
	}
	for i, x := range here.Standard.Sections[0].Items {
		if want := "1." + strconv.Itoa(i+1); x.Code != want && !strings.HasPrefix(x.Code, "a") { // a1 and the like came from outside
			t.Errorf("%s is %s, want %s", x.ID, x.Code, want)
		}
	}
}
