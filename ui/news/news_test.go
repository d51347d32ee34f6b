package news_test

import (
	"slices"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/ui/news"
	"kaohe/ui/uitest"
)

func TestRowsSayWhatWasWrittenWhereAndBesideWhat(t *testing.T) {
	s := uitest.Small(t)
	k := s.Kit()
	id := k.Session.NewID()
	d := s.View().District("ns")
	s.Must(s.Apply(s.View().AddComment(d, k.Session.Who(), "score/a1", id, "责任书只有复印件")))
	c := s.View().District("ns").Comment(id)
	change := func(entity, field string, was, is any) session.News {
		n := session.News{Person: "li", At: time.Now(), Entity: entity, District: assess.At(entity).District}
		n.Changes = append(n.Changes, session.Entry{Entity: entity, Field: field, Old: ledger.Of(was), New: ledger.Of(is)})
		return n
	}
	list := []session.News{change("d/ns/score/a1", "mark", int64(300), int64(250)), change("round", "title", "旧", "新"), change(c.Entity, "on", nil, c.On)}
	rows := news.Rows(k, list, "")
	if len(rows) != 3 || rows[0].Where != "南山区" || rows[0].Who != "李䶮" || rows[0].Place.Item != "a1" || rows[0].Phase != assess.Onsite || rows[1].Where == "南山区" {
		t.Fatalf("%+v", rows)
	}
	if got := rows[0].Lines(k); len(got) != 1 || got[0] != "得分：3.00分 → 2.50分" {
		t.Errorf("%q", got)
	}
	if got := rows[2].Lines(k); len(got) != 0 {
		t.Errorf("what a comment is about stands in its heading: %q", got)
	}
	if of := news.Rows(k, list, "ns"); len(of) != 2 || slices.ContainsFunc(of, func(r news.Row) bool { return r.District != "ns" }) {
		t.Errorf("of one district: %+v", of)
	}
}
