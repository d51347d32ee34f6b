package onsite

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/uitest"
)

func TestANumberThatTwoLaptopsGaveIsSaidBesideTheRowAndGivenAnew(t *testing.T) {
	s := newStage(t)
	s.Second()
	s.Must(s.Apply(assess.AddRecord(s.View().District("ns"), "r1", "briefing", "2006-11-20", "li").Texts("d/ns/rec/r1", "no", "7", "title", "听取汇报")))
	theirs := ledger.Register{Entity: "d/ns/rec/r2"}
	s.Elsewhere("li", ledger.Op{Entity: theirs.Entity, Field: "method", Value: ledger.Of("interview")}, ledger.Op{Entity: theirs.Entity, Field: "order", Value: ledger.Of(int64(1000))},
		ledger.Op{Entity: theirs.Entity, Field: "no", Value: ledger.Of("7")}, ledger.Op{Entity: theirs.Entity, Field: "title", Value: ledger.Of("访谈")})
	s.show("ns", 1040, 640).at(assess.Place{Phase: assess.Onsite, Tab: assess.TabRecord, Entity: theirs.Entity})
	v := s.screen.Object()
	if texts := strings.Join(uitest.Texts(v), "\n"); !strings.Contains(texts, "编号7重复：“听取汇报”") {
		t.Fatal(texts)
	}
	s.Press(v, "改编为2")
	if d := s.View().District("ns"); d.Record("r1").No != "7" || d.Record("r2").No != "2" || len(s.View().Disputed) > 0 {
		t.Fatalf("%q and %q", d.Record("r1").No, d.Record("r2").No)
	}
	if texts := strings.Join(uitest.Texts(v), "\n"); strings.Contains(texts, "重复") {
		t.Fatal(texts)
	}
}
