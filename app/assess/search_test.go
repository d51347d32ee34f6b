package assess_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/ledger"
	"kaohe/app/pinyin"
	"kaohe/app/schema"
)

// unsearched are texts that nobody would look for: the standard has its own page, and others are names of things, or few and short.
var unsearched = []string{"std ", "nstd ", "std/sec", "std/item", "std/method", "nstd/", "round ", "last mark", "last hash", "plan who", "sum forced", "issue ", "rec no", "qa no", "find no", "comment on", "evid media"}

func TestEveryTextOfARoundIsFound(t *testing.T) {
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			f := &n.Fields[j]
			name := n.Key + " " + f.Name
			if f.Kind != schema.Text && f.Kind != schema.Prose || slices.ContainsFunc(unsearched, func(p string) bool { return strings.HasPrefix(name, p) }) {
				continue
			}
			ops := assesstest.Ops()
			at := slices.IndexFunc(ops, func(o ledger.Op) bool { return o.Entity == assesstest.Entity(n) && o.Field == f.Name })
			ops[at].Value = ledger.Of("独一无二")
			s := ledger.New()
			s.Apply(&ledger.Record{ID: ledger.Hash{1}, Device: ledger.Device{1}, Seq: 1, Stamp: 1, Ops: ops})
			hits := assess.Search(assess.View(s, assesstest.Standing{}), "dywe", 10)
			if len(hits) == 0 {
				t.Errorf("%q is not found", name)
			} else if e := schema.Parse(hits[0].Place.Entity); n.District && e.District != assesstest.ID("district") && hits[0].Place.District == "" {
				t.Errorf("%q leads to %+v", name, hits[0].Place)
			}
		}
	}
}

func TestNamesAndWhatWasTypedComeFirst(t *testing.T) {
	a := &assess.Assessment{Team: []*assess.Person{{ID: "gu", Name: "顾区长"}}, Districts: []*assess.District{
		{ID: "a", Name: "南山区", Subdistricts: []*assess.Subdistrict{{Name: "区下街道"}, {Name: "qu"}}},
		{ID: "b", Name: "欧洲城", Contact: "ou"}}}
	texts := func(query string) (all []string) {
		for _, h := range assess.Search(a, query, 10, assess.Page{Name: "工作区"}) {
			all = append(all, h.Text)
		}
		return all
	}
	for query, want := range map[string][]string{
		"区":  {"工作区", "南山区", "顾区长", "区下街道"},
		"qu": {"工作区", "南山区", "顾区长", "qu", "区下街道"},
		"ou": {"欧洲城", "ou", "工作区", "南山区", "顾区长", "区下街道"}, // 区 is ou in a surname only
	} {
		if got := texts(query); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	if got := assess.Search(a, "区", 2); len(got) != 2 || got[0].Text != "南山区" {
		t.Errorf("two of them: %v", got)
	}
	if got := assess.Search(a, "  ", 2); got != nil {
		t.Errorf("nothing typed: %v", got)
	}
}

// BenchmarkSearch looks for a word and for pinyin that are nowhere, at each key, in 690,000 characters of notes in ten districts. The ratio
// is to matching the same texts and nothing else.
func BenchmarkSearch(b *testing.B) {
	note := strings.Repeat("层层签订责任书，把责任落实到每个街道、每个社区；但有两个街道的责任书没有签字盖章，责任没有落实到人。", 10)
	a := &assess.Assessment{}
	var notes []string
	for range 10 {
		d := &assess.District{Entity: "d/x", Name: "南山区"}
		for n := 0; n < 69_000; n += len([]rune(note)) {
			d.Records = append(d.Records, &assess.Record{Entity: "d/x/rec/r", Text: note})
			notes = append(notes, note)
		}
		a.Districts = append(a.Districts, d)
	}
	var word, sound, floor time.Duration
	for b.Loop() {
		start := time.Now()
		hits := len(assess.Search(a, "没有此词", 200))
		worded := time.Now()
		hits += len(assess.Search(a, "zrlsdaobuliao", 200))
		sounded := time.Now()
		if q := pinyin.Read("zrlsdaobuliao"); hits > 0 || slices.ContainsFunc(notes, func(t string) bool { return q.Fit(t) != pinyin.None }) {
			b.Fatal("found")
		}
		word, sound, floor = word+worded.Sub(start), sound+sounded.Sub(worded), floor+time.Since(sounded)
	}
	b.ReportMetric(float64(word.Microseconds())/float64(b.N)/1e3, "ms/word")
	b.ReportMetric(float64(sound.Microseconds())/float64(b.N)/1e3, "ms/pinyin")
	b.ReportMetric(float64(sound)/float64(floor), "ratio")
}
