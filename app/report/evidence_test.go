package report_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
)

// cited is a bench with evidence for everything of a district, with a number of pictures a page; empty leaves it to the kind.
func cited(t *testing.T, pictures string) *bench {
	t.Helper()
	b := newBench(t)
	put := func(entity, field string, v any) {
		b.base = append(b.base, ledger.Op{Entity: entity, Field: field, Value: ledger.Of(v)})
	}
	b.evidence(b.round.View().District("longgang"), false, put)
	b.base = slices.DeleteFunc(b.base, func(op ledger.Op) bool { return op.Field == "pictures" })
	for _, k := range assess.Papers {
		put(assess.Path("issue", k.Key), "pictures", pictures)
	}
	return b
}

func (b *bench) paper(kind string) report.Document {
	b.t.Helper()
	a := b.view()
	doc, err := report.Make(kind, a, a.District("longgang"), b.say)
	if err != nil {
		b.t.Fatal(err)
	}
	return doc
}

func blocksOf[B report.Block](doc report.Document) (out []B) {
	for _, b := range doc.Blocks {
		if x, is := b.(B); is {
			out = append(out, x)
		}
	}
	return out
}

// The state before and after stand beside one another, in the order of numbers; what is no picture is in the table.
func TestAnAnnexShowsPairsAndListsWhatIsNoPicture(t *testing.T) {
	doc := cited(t, "2").paper("findings")
	rows := blocksOf[report.Pictures](doc)
	if len(rows) != 1 || rows[0].Across != 2 || rows[0].Down != 2 || len(rows[0].Items) != 2 {
		t.Fatalf("rows %+v", rows)
	}
	before, after := rows[0].Items[0], rows[0].Items[1]
	if before.Sum[0] != 0xaa || after.Sum[0] != 0xbb || before.Turn != 90 || before.Called != "佐证2-1" {
		t.Errorf("%+v, %+v", before, after)
	}
	if want := "佐证2-1（整改前）　照片a"; before.Caption[0] != want || !strings.HasPrefix(after.Caption[0], "佐证5-1（整改后）") {
		t.Errorf("captions %q, %q, want %q first", before.Caption, after.Caption, want)
	}
	if want := "拍摄时间（相机）：2006-11-20 10:00:00"; before.Caption[1] != want || !strings.Contains(before.Caption[2], "问题1") {
		t.Errorf("caption %q", before.Caption)
	}
	tables := blocksOf[report.Table](doc)
	last := tables[len(tables)-1]
	if len(last.Rows) != 2 || last.Rows[0].Cells[3] != "c.pdf" || last.Rows[0].Cells[5] != strings.Repeat("c", 16) || last.Rows[0].Cells[4] != "123 kB" {
		t.Errorf("listed %+v", last.Rows)
	}
}

// Where a letter has other annexes, its text and its list of annexes count the one of evidence too.
func TestAnnexesAreCountedWithTheOneOfEvidence(t *testing.T) {
	for kind, want := range map[string][]string{"findings": {"附件1", "附件2"}, "consultation": {"附件1", "附件2", "附件3"}, "notice": {"附件"}} {
		doc := cited(t, "6").paper(kind)
		var labels []string
		for _, a := range blocksOf[report.Annex](doc) {
			labels = append(labels, a.Label)
		}
		if !slices.Equal(labels, want) {
			t.Errorf("%s: annexes %q, want %q", kind, labels, want)
		}
		names := blocksOf[report.Attachments](doc)
		if len(names) != 1 || len(names[0].Names) != len(want) || names[0].Names[len(want)-1] != "佐证材料" {
			t.Errorf("%s: 附件说明 %+v", kind, names)
		}
	}
}

// Every kind that shows what evidence supports cites it, and has an annex only where it is wanted.
func TestDocumentsCiteEvidence(t *testing.T) {
	const annex = "佐证材料"
	b, bare := cited(t, "none"), newBench(t)
	for _, k := range assess.Papers {
		if !k.Each || !report.Needs(report.Edition, k.Key, true, "evid/2 no") {
			continue
		}
		a := b.view()
		doc, err := report.Make(k.Key, a, a.District("longgang"), b.say)
		if err != nil {
			t.Fatalf("%s: %v", k.Key, err)
		}
		if text := plain(doc); !strings.Contains(text, "佐证2-1") && k.Key != "urging" { // which cites for steps, of which the district has none
			t.Errorf("%s does not cite evidence", k.Key)
		}
		if slices.ContainsFunc(blocksOf[report.Annex](doc), func(x report.Annex) bool { return x.Title == annex }) {
			t.Errorf("%s has an annex that its settings don't want", k.Key)
		}
		if without := bare.paper(k.Key); strings.Contains(plain(without), "（佐证") {
			t.Errorf("%s of a district without evidence cites some", k.Key)
		}
	}
}

// A kind has the pictures that it usually has, or those that its settings say.
func TestWhetherADocumentHasPicturesFollowsFromItsKindAndSettings(t *testing.T) {
	usual := cited(t, "")
	for kind, want := range map[string]bool{"findings": true, "records": true, "closing": true, "score": false, "ledger": false} {
		if got := len(blocksOf[report.Pictures](usual.paper(kind))) > 0; got != want {
			t.Errorf("%s: pictures %v", kind, got)
		}
	}
	six := blocksOf[report.Pictures](cited(t, "6").paper("score"))
	if len(six) == 0 || !reflect.DeepEqual([]int{six[0].Across, six[0].Down}, []int{3, 2}) {
		t.Errorf("six on a landscape page: %+v", six)
	}
}
