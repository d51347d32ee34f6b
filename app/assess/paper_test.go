package assess_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/assets/i18n"
)

func TestAPaperIsCalledTheSameEverywhere(t *testing.T) {
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range assess.Papers {
		if got := say.Get("paper." + p.Key); got != p.Name {
			t.Errorf("%s is %s in workbooks and %s on the screen", p.Key, p.Name, got)
		}
		if p.Phase == 0 || i > 0 && assess.Papers[i-1].Phase > p.Phase {
			t.Errorf("%s stands below the wrong phase", p.Key)
		}
		if !strings.HasSuffix(p.Name, p.Ends) || !p.Each && !p.Round {
			t.Errorf("%+v", p)
		}
		if got, ok := assess.PaperOf(p.Key); !ok || got != p {
			t.Errorf("%s is not found: %+v", p.Key, got)
		}
	}
	if p, ok := assess.PaperOf("memo"); ok || p != (assess.Paper{Key: "memo"}) {
		t.Errorf("what there is not: %+v", p)
	}
}

// A kind that no phase offered would be found by nobody who is at work on a district.
func TestEachPhaseOffersPapersAndEachPaperOfADistrictBelongsToOne(t *testing.T) {
	offered := map[string]bool{}
	for _, p := range assess.Phases {
		papers := assess.PapersOf(p)
		if len(papers) == 0 || len(papers) > 6 { // the on-site phase has sheets for each way of working
			t.Errorf("%s offers %d", p.Key(), len(papers))
		}
		for _, k := range papers {
			if !k.Each {
				t.Errorf("%s offers %s, of which a district has none", p.Key(), k.Key)
			}
			offered[k.Key] = true
		}
	}
	for _, k := range assess.Papers {
		if k.Each && !offered[k.Key] {
			t.Errorf("no phase offers %s", k.Key)
		}
	}
}
