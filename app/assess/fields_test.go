package assess_test

import (
	"errors"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/ledger"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

// elsewhere are fields that View takes from whoever judges, not from registers.
func elsewhere(f *schema.Field, place string) bool {
	return f.Kind == schema.Statement || place == "recovery key" // keys and statements: app/authority
}

func TestAViewReadsWhatIsDeclaredAndAllOfIt(t *testing.T) {
	read := map[string]bool{}
	assess.ViewSeen(assesstest.State(), assesstest.Standing{}, func(entity, field string) {
		if f := schema.Parse(entity).Field(field); f == nil || f.Set {
			field += "/x"
		}
		place, declared := assesstest.Place(entity, field)
		if !declared {
			t.Errorf("View reads %s, which is declared nowhere", place)
		}
		read[place] = true
	})
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			f := &n.Fields[j]
			if place := assesstest.Name(n, f); read[place] == elsewhere(f, place) {
				t.Errorf("%s: declared, and read by View: %v", place, read[place])
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheSampleWritesWhatIsDeclaredAsWhatItIs(t *testing.T) {
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	must(t, err)
	a, who := &assess.Assessment{Standard: &standard.Standard{}}, assesstest.Leader()
	for _, rec := range r.Log.Records {
		for _, op := range rec.Ops {
			if f := schema.Parse(op.Entity).Field(op.Field); f != nil && f.Kind == schema.Statement {
				continue // made with a key, and judged where it is read
			}
			e := &assess.Edit{Writes: []assess.Write{{Entity: op.Entity, Field: op.Field, Value: op.Value}}}
			if err := assess.Permit(a, who, e); err != nil {
				t.Errorf("%s %s: %v", op.Entity, op.Field, err)
			}
		}
	}
}

func TestPermitRefusesAValueOfAnotherKind(t *testing.T) {
	a, who := assesstest.View(), assesstest.Leader()
	at := map[schema.Kind]string{}
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			at[n.Fields[j].Kind] = assesstest.Entity(n) + " " + n.Fields[j].Name
		}
	}
	at[schema.Flag], at[schema.Table] = "d/district1/score/item1 na", "std grades"
	for kind := schema.Text; kind < schema.Statement; kind++ {
		entity, field, _ := strings.Cut(at[kind], " ")
		f := schema.Parse(entity).Field(field)
		fits := map[string]bool{"null": true}
		switch kind {
		case schema.Text, schema.Prose, schema.Clock, schema.Ref:
			fits["text"], fits["day"], fits["empty"] = true, true, true
		case schema.Day:
			fits["day"], fits["empty"] = true, true
		case schema.Choice:
			fits["word"], fits["empty"] = true, true
		case schema.Flag:
			fits["flag"] = true
		case schema.Number, schema.Points, schema.Percent, schema.Measure, schema.Order:
			fits["number"] = true
		case schema.Lines:
			fits["lines"] = true
		case schema.Table:
			fits["lines"], fits["numbers"], fits["map"], fits["bytes"] = true, true, true, true
		}
		if fits["text"] {
			fits["word"] = true
		}
		word := "x"
		if kind == schema.Choice {
			word = f.One[0]
		}
		for name, v := range map[string]any{"null": nil, "text": "2006-13-30", "day": "2006-12-30", "empty": "", "word": word, "flag": true, "number": 7,
			"fraction": 7.5, "lines": []string{"a"}, "numbers": []int{1}, "map": map[int]int{1: 2}, "bytes": []byte{1}} {
			e := &assess.Edit{Writes: []assess.Write{{Entity: entity, Field: field, Value: ledger.Of(v)}}}
			err := assess.Permit(a, who, e)
			if fits[name] != (err == nil) || err != nil && !errors.Is(err, words.Refuse("kind")) {
				t.Errorf("%s %s (kind %d) with a %s: %v", entity, field, kind, name, err)
			}
		}
	}
}

// All that the constructors of edits write, on a round that has everything.
func TestConstructorsWriteWhatIsDeclared(t *testing.T) {
	a, who := assesstest.View(), assesstest.Leader()
	a.NextStandard.Version = "新版"
	d := a.Districts[0]
	f, r, s, x := d.Findings[0], d.Records[0], d.Scores[0], d.Scores[0].Deductions[0]
	edits := []*assess.Edit{
		assess.SetMethods(a.Standard, []*standard.Method{{ID: "n", Name: "走访企业", Form: standard.Interview}}),
		assess.SetMark(d, s, 50, "n"), assess.SetCount(d, s, 1, "n"), assess.ClearMark(s), assess.SetNA(s, "无此项"), assess.SetClaim(d, "item1", 50, "自评"),
		assess.ClearClaim(d, "item1"), assess.AddDeduction(d, s, 50, "缺", "n"), assess.ChangeDeduction(s, x, 50), assess.RemoveDeduction(s, x),
		assess.AddRecord(d, "n", string(standard.Interview), "2006-10-10", "person1", "item1"), assess.AddQA(d, r, "n", "问", "答"),
		assess.AddDoc(d, r, "n", "title", "文件"), assess.AddVisited(a, d, "n", "subdistrict1", "2006-10-10", "person1"),
		assess.AddFinding(d, "n", assess.Problem, "named", "问题"), assess.Link("edit.link", f.Entity, "item", "item1", true),
		assess.AddTask(d, assess.Onsite, "n", "办", "person1", "2006-10-10"), assess.SetTask(d.Tasks[0], true), assess.WaiveTask(d.Tasks[0], "免"),
		assess.AddCheck(a, "n", "要点"), assess.Fields("edit.look", assess.LookAt(d, "subdistrict1", "check1"), "verdict", string(assess.Partly), "note", "看"),
		assess.Fields("edit.back", d.Carried[0].Entity, "state", "part", "answer", "查"),
		assess.PutDraw(d, d.Draws[0], "n"), assess.SetMaterial(d.Materials[0], assess.MaterialPart, "缺"), assess.AddVisit(d, "n", "day", "2006-10-10"),
		assess.SendDraft(d, "n", "2006-10-10", "2006-10-20", "person1"), assess.AddProgress(d, f, "n", "2006-10-10", "做", "证", "person1"),
		assess.AddMilestone(d, f, "n", "2006-10-10", "到"), assess.SetMilestone(f.Milestones[0], true), assess.New("edit.circulated").Set(d.SumEntity(), "circulated", true),
		assess.Rule(d, f, "accept", "有理", assess.Effect{Named: "改", City: "改", Withdraw: true, Item: "item1", Mark: 50}),
		assess.Arrange(d, f, "mode", "long", "measures", "措施"), assess.SetIssue("score", nil, assess.Issue{}, a.Issues["score"]),
		assess.SetIssue("score", d, assess.Issue{}, d.Issues["score"]), assess.SetCircularText("problem", "文", []assess.Ground{{Text: "原"}}),
		assess.RestoreCircularText("problem"), assess.AddTheme(a, "n", assess.Problem, "主题"), assess.RemoveTheme(a.Circular.Made[0]),
		assess.PlaceFinding(d, f, "theme1"), assess.AddGroup(a, "n", assess.Problem, "theme1", "都", "district1/finding1"), assess.PutInGroup(d, f, "group1"),
		assess.RemoveGroup(a.Circular.Groups[0]), assess.JoinFinding(d, f, "district1/finding1"), assess.SetQuantifiers(60, 2),
		assess.AddSection(assess.OwnTable, a.Standard, "n", "指标"), assess.AddItem(assess.OwnTable, a.Standard, "section1", "", "n"),
		assess.RemoveItem(assess.OwnTable, a.Standard, "item1"), assess.RemoveSection(assess.OwnTable, a.Standard, "section1"),
		assess.BeginVersion(a), assess.DropVersion(a), assess.TakeVersion(a),
	}
	report, err := assess.Report(d, f, "区政府", assess.Entry{ID: "n", Day: "2006-10-10", Text: "做完"})
	must(t, err)
	carried, err := assess.CarryOver(d, f, "做不完")
	must(t, err)
	for n, e := range append(edits, report, carried) {
		if e == nil || len(e.Writes) == 0 {
			t.Errorf("edit %d writes nothing", n)
			continue
		}
		if err := assess.Permit(a, who, e); err != nil {
			t.Errorf("edit %d, %s: %v", n, e.Label, err)
		}
	}
}

// A new version copies, compares and signs every field of a standard.
func TestANewVersionHasEveryField(t *testing.T) {
	copied := map[string]bool{}
	for _, w := range assess.BeginVersion(assesstest.View()).Writes {
		place, _ := assesstest.Place(w.Entity, w.Field)
		copied[place] = true
	}
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			place := assesstest.Name(n, &n.Fields[j])
			own := place == "nstd frozen" // a draft is never frozen: taking it is
			if strings.HasPrefix(place, "nstd") && copied[place] == own {
				t.Errorf("%s: copied %v", place, copied[place])
			}
		}
	}
}

func TestValuesAreShownAsWhatTheyAre(t *testing.T) {
	a := assesstest.View()
	a.Standard.Items()[0].Code = "1.3"
	percent, tiers := *a.Standard.Items()[0], *a.Standard.Items()[0]
	percent.ID, percent.Rule = "item2", standard.Rule{Kind: standard.Percent}
	tiers.ID, tiers.Rule = "item3", standard.Rule{Kind: standard.Tiers, Unit: "万元"}
	a.Standard.Sections[0].Items = append(a.Standard.Sections[0].Items, &percent, &tiers)
	long := strings.Repeat("长", 70)
	for _, c := range []struct {
		entity, field string
		value         any
		zh, en        string
	}{
		{"d/district1/score/item1", "mark", 250, "2.50分", "2.50 points"},
		{"d/district1/score/item1", "mark", nil, "（空）", "(empty)"},
		{"d/district1/score/item1", "count", 3, "3个街道", "3个街道"},
		{"d/district1/score/item2", "count", 9750, "97.5%", "97.5%"},
		{"d/district1/score/item3", "count", 1250, "12.5万元", "12.5万元"},
		{"d/district1/score/item1", "na", true, "是", "Yes"},
		{"std/item/item1", "keyfloor", 60, "60%", "60%"},
		{"circ/rule", "over", 66, "66%", "66%"},
		{"std/item/item1", "methods", []string{"briefing", "document"}, "听取汇报、查阅资料", "Briefing、Document check"},
		{"std/item/item1", "materials", []string{"责任书", long}, "2项", "2 items"},
		{"std/item/item1", "section", "section1", "text title", "text title"},
		{"std", "grades", []standard.Grade{{Name: "优秀"}}, "1项", "1 items"},
		{"d/district1/rec/record1", "method", "symposium", "打假监督员座谈会", "Symposium"},
		{"d/district1/rec/record1", "recorder", "person1", "王组长", "王组长"},
		{"d/district1/rec/record1", "invited", 12, "12人", "12 people"},
		{"d/district1/rec/record1", "sub", "subdistrict1", "text name", "text name"},
		{"d/district1/rec/record1", "date", "2006-10-10", "2006-10-10", "2006-10-10"},
		{"d/district1/rec/record1", "time", "9:00-11:30", "9:00-11:30", "9:00-11:30"},
		{"d/district1/rec/record1", "item/item1", true, "在", "in it"},
		{"d/district1/mat/item1/0", "state", "got", "已收", "received"},
		{"d/district1/back/carried1", "state", "part", "部分整改", "Partly put right"},
		{"d/district1/issue/score", "head", "red", "要红头", "Red head"},
		{"d/district1/resp/finding1", "effectitem", "item1", "1.3", "1.3"},
		{"d/district1/finalmark/item1", "why", "finding1", "text named", "text named"},
		{"d/district1/rect/finding1", "reported", "区政府", "区政府", "区政府"},
		{"d/district1/rect/finding1", "state", "closed", "已销号", "Closed"},
		{"circ/place/district1/finding1", "with", "district1/finding1", "text named", "text named"},
		{"d/district1/comment/person1/comment1", "on", "phase/2", "现场考核", "On-site"},
		{"d/district1/comment/person1/comment1", "on", "score/item1", "1.3 text text", "1.3 text text"},
		{"circ/place/district1/finding1", "theme", "theme1", "text title", "text title"},
		{"recovery", "key", []byte{0xab, 0xcd, 1, 2, 3}, "abcd0102…", "abcd0102…"},
		{"d/district1/rec/record1", "method", "hologram", "hologram", "hologram"}, // a newer version's word
		{"d/district1/rec/record1", "mood", 7, "7", "7"},                          // and field
	} {
		for language, want := range map[string]string{"zh-Hans": c.zh, "en": c.en} {
			say, err := i18n.Load(language)
			must(t, err)
			if got := a.ShowValue(say, ledger.Register{Entity: c.entity, Field: c.field}, ledger.Of(c.value)); got != want {
				t.Errorf("%s %s in %s: %q, want %q", c.entity, c.field, language, got, want)
			}
		}
	}
}

func TestFieldsAndPlacesHaveNames(t *testing.T) {
	a := assesstest.View()
	a.Standard.Items()[0].Code = "1.3"
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	for _, c := range []struct{ entity, field, where, what string }{
		{"d/district1/rec/record1", "item/item1", "text name 记录 text no text title", "关联项目 1.3"},
		{"d/district1/ded/item1/deduction1", "record/record1", "text name 扣分 1.3 text reason", "关联记录 text no"},
		{"d/district1/assign/section1", "person/person1", "text name 分工 text title", "考核人员 王组长"},
		{"d/district1/rec/record1", "item/gone", "text name 记录 text no text title", "关联项目 gone"},
		{"d/district1/score/item1", "why/mark", "text name 打分 1.3", "选定理由"},
		{"d/district1/score/item1", "gone", "text name 打分 1.3", "去留"},
		{"d/district1/final/finding1", "why", "text name 定稿 text named", "改动依据"},
		{"d/district1/draw/draw1", "why", "text name 抽签 text title", "重抽原因"},
		{"d/district1/look/subdistrict1/check1", "verdict", "text name 抽查情况 text name text text", "结论"},
		{"d/district1/issue/score", "number", "text name 发文设置 考核评分表", "发文字号"},
		{"d/district1/evid/1/" + assesstest.ID("file"), "deduction/deduction1", "text name 佐证text no text caption", "关联扣分 text reason"},
		{"d/district1/evid/1/" + assesstest.ID("file"), "before", "text name 佐证text no text caption", "整改前的佐证"},
		{"hold/device1", "file/" + assesstest.ID("file"), "电脑存有的佐证", "文件 text nametext no"},
		{"d/district1", "name", "text name", "名称"},
		{"round", "city", "考核", "组织单位"},
		{"circ/place/district1/finding1", "theme", "通报 text name text named", "通报主题"},
		{"person/person1", "card", "王组长", "登记卡"},
		{"d/district1/mood/1", "hue", "d/district1/mood/1", "hue"},
	} {
		if got := a.EntityName(say, c.entity); got != c.where {
			t.Errorf("%s: %q, want %q", c.entity, got, c.where)
		}
		if got := a.FieldName(say, ledger.Register{Entity: c.entity, Field: c.field}); got != c.what {
			t.Errorf("%s %s: %q, want %q", c.entity, c.field, got, c.what)
		}
	}
}

// What the schema says to name an entity by stands in its name.
func TestEntitiesAreNamedAsTheSchemaSays(t *testing.T) {
	a := assesstest.View()
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		f := n.Field(n.Named)
		if f == nil || len(n.IDs) == 0 || strings.HasPrefix(n.Key, "nstd") { // one alone needs no name; a draft's are the standard's
			continue
		}
		if got, want := a.EntityName(say, assesstest.Entity(n)), assesstest.Value(n, f).(string); !strings.Contains(got, want) {
			t.Errorf("%s is called %q, without %q", assesstest.Entity(n), got, want)
		}
	}
}

// A path without a district's id would lie under no signature: nothing is read there.
func TestNoDistrictStandsWithoutAnID(t *testing.T) {
	s := assesstest.State()
	s.Apply(&ledger.Record{ID: ledger.Hash{2}, Device: ledger.Device{2}, Seq: 1, Stamp: 2, Ops: []ledger.Op{
		{Entity: "d/", Field: "name", Value: ledger.Of("无名区")}, {Entity: "d//score/item1", Field: "mark", Value: ledger.Of(100)}}})
	if a := assess.View(s, assesstest.Standing{}); len(a.Districts) != 1 || a.Districts[0].ID != "district1" {
		t.Errorf("%d districts", len(a.Districts))
	}
	for _, e := range []string{"d/", "d//score/item1", "d/district1/"} {
		err := assess.Permit(assesstest.View(), assesstest.Leader(), assess.Fields("edit.mark", e, "name", "x"))
		if !errors.Is(err, words.Refuse("undeclared")) {
			t.Errorf("%s: %v", e, err)
		}
	}
}
