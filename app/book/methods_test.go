package book_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
)

// named are a standard's methods with their forms.
func named(s *standard.Standard) string {
	var out []string
	for _, m := range s.Methods {
		out = append(out, m.Chinese()+"/"+string(m.Form))
	}
	return strings.Join(out, " ")
}

// spare is small without the sheet of methods, as an earlier version wrote it.
func spare() typed {
	w := small()
	w.Sheets = slices.DeleteFunc(w.Sheets, func(s book.GridSheet) bool { return s.Name == "考核方式" })
	return w
}

func TestAWorkbookNamesTheRoundsMethods(t *testing.T) {
	for name, c := range map[string]struct {
		book typed
		want string
	}{
		"the template's":  {small(), "听取汇报/briefing 提问交流/interview 查阅资料/document 抽查街道办/subdistrict 座谈会/symposium"},
		"without a sheet": {spare(), "听取汇报/briefing 提问交流/interview 查阅资料/document 抽查街道办/subdistrict 打假监督员座谈会/symposium"},
		"its own": {func() typed {
			w := small()
			w.put("考核方式", 4, "名称", "企业座谈会")
			w.row("考核方式", "名称", "暗访", "形式", "抽查街道")
			w.row("现场记录", "被考核单位", "南山区", "记录号", "2", "方式", "暗访", "街道", "沙头街道")
			w.put("评分标准", 0, "考核方式", "企业座谈会、暗访")
			return w
		}(), "听取汇报/briefing 提问交流/interview 查阅资料/document 抽查街道办/subdistrict 企业座谈会/symposium 暗访/subdistrict"},
	} {
		t.Run(name, func(t *testing.T) {
			a := found(t, into(t, c.book.Grid)).View()
			if got := named(a.Standard); got != c.want {
				t.Errorf("methods %s", got)
			}
			if name != "its own" {
				return
			}
			r, i := a.Districts[0].Records[1], a.Standard.Items()[0]
			if r.Form != standard.SubdistrictCheck || len(a.Districts[0].Visits(r.Subdistrict)) != 1 || len(i.Methods) != 2 || i.Methods[0] != "symposium" || i.Methods[1] != r.Method {
				t.Errorf("record %+v, item %v", r, i.Methods)
			}
		})
	}
}

func TestAMethodThatTheRoundDoesNotNameIsRefusedByItsCell(t *testing.T) {
	w := small()
	w.put("现场记录", 0, "方式", "开会")
	w.put("评分标准", 0, "考核方式", "听取汇报、开会")
	var out []string
	for _, l := range book.Take(&assess.Assessment{}, nil, w.Grid, nil, "2006-11-20").Lines {
		for _, d := range l.Diffs {
			if d.Why != nil && d.Column != "" {
				out = append(out, fmt.Sprint(l.Sheet, " ", d.Column, " ", d.Why))
			}
		}
	}
	if got := strings.Join(out, "; "); got != "评分标准 考核方式 book.unknown[开会 考核方式]; 现场记录 方式 book.unknown[开会 考核方式]" {
		t.Error(got)
	}
}

func TestTheUsualMethodsComeBackUnchanged(t *testing.T) {
	r := sampled(t)
	b := book.Export(r.View(), frontier(r.Log))
	i := slices.IndexFunc(b.Sheets, func(s book.Sheet) bool { return s.Name == "考核方式" })
	if n := len(b.Sheets[i].Rows); n != 5 {
		t.Fatalf("%d methods", n)
	}
	w := typed{grid(b)}
	if p := book.Take(r.View(), nil, w.Grid, r.Who(), r.Today()); len(p.Lines) != 0 {
		t.Errorf("an export changes %s", states(p))
	}
}
