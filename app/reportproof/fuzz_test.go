package reportproof_test

import (
	"errors"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/cbor"
	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/app/words"
)

// A row of pictures that no document has is refused before it is laid out.
func TestPicturesOfATreeAreWithinBounds(t *testing.T) {
	for name, row := range map[string]report.Pictures{"no pictures": {Across: 1, Down: 2}, "too many beside one another": {Across: 4, Down: 1, Items: make([]report.Picture, 4)},
		"more than across": {Across: 1, Down: 2, Items: make([]report.Picture, 2)}, "no rows": {Across: 1, Items: make([]report.Picture, 1)},
		"a turn": {Across: 1, Down: 2, Items: []report.Picture{{Turn: 45}}}, "a layer": {Across: 1, Down: 2, Items: []report.Picture{{Layer: make([]byte, 1<<18+1)}}}} {
		c := reportproof.Carried{Format: 2, Kind: "findings", Edition: 5, Layout: 2, Tree: treeOf(report.Document{Kind: "findings", Blocks: []report.Block{row}})}
		if _, err := c.Document(); !errors.Is(err, words.Refuse("carried.damaged")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever a tree says, it is a document whose numbers can be laid out, or it is refused.
func FuzzTree(f *testing.F) {
	doc := report.Document{Kind: "score", Title: "评分表", Head: &report.Head{Office: "市打假办"}, Blocks: []report.Block{report.Title{Text: "评分表"},
		report.Table{Columns: []report.Column{{Head: "编号", Width: 100}}, Rows: []report.Row{{Cells: []string{"1.1"}}}}, report.Gap{Lines: 1},
		report.Chart{Categories: []string{"甲"}, Series: []report.Series{{Name: "得分", Values: []int64{report.Missing}}}},
		report.Pictures{Across: 2, Down: 3, Items: []report.Picture{{Sum: [32]byte{1}, Turn: 90, Called: "佐证2-1", Caption: []string{"台账"}}}}}}
	c := reportproof.Carried{Format: 2, Kind: "score", Edition: 1, Layout: 1}
	c.Tree = treeOf(doc)
	f.Add(c.Tree)
	f.Add(cbor.Marshal([]any{map[int]any{1: "score"}, []any{[]any{7, map[int]any{1: 1 << 62}}}}))
	f.Add(cbor.Marshal([]any{map[int]any{1: "score"}, []any{[]any{5, map[int]any{2: []any{map[int]any{2: -1.5}}}}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		x := c
		x.Tree = b
		doc, err := x.Document()
		if err != nil {
			return
		}
		if len(doc.Blocks) == 0 || !reportproof.Same(doc, doc) {
			t.Fatalf("%+v", doc)
		}
		x.Tree = treeOf(doc)
		if again, err := x.Document(); err != nil || !reportproof.Same(doc, again) {
			t.Fatalf("%v: comes out otherwise", err)
		}
	})
}

func treeOf(doc report.Document) []byte { return reportproof.New(doc, assess.Proof{}).Tree }
