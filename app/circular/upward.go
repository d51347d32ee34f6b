package circular

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// Upward returns 考核情况报告, by which the office reports the assessment to its superior: the circular's text, which is written once, with a head,
// an addressee and an end of its own. Whom it goes to and who signs it (签发人) are settings of the document.
func (t *Text) Upward(a *assess.Assessment) report.Document {
	doc := report.Issued("upward", a, nil, "关于"+a.Title+"情况的报告", cmp.Or(a.AsOf, a.To))
	head, told, after := t.told(a)
	doc.Blocks = slices.Concat(doc.Blocks, head, report.To("upward", a, nil, ""), told, []report.Block{report.Para{Text: "特此报告。"}})
	annex := slices.IndexFunc(after, func(b report.Block) bool { _, is := b.(report.Annex); return is })
	if annex >= 0 {
		doc.Blocks = append(doc.Blocks, after[0]) // 附件说明
	}
	report.Close(&doc, a, nil)
	if annex >= 0 {
		doc.Blocks = append(doc.Blocks, after[annex:]...)
	}
	return doc
}

// told splits the circular's blocks: whether it is a draft, its text without title and addressee, and what follows the text.
func (t *Text) told(a *assess.Assessment) (head, text, after []report.Block) {
	blocks, number := t.Document(a).Blocks, a.IssueFor("circular", nil).Number
	for n, b := range blocks {
		switch x := b.(type) {
		case report.Title, report.Addressee:
		case report.Subtitle:
			if x.Text != number {
				head = append(head, x)
			}
		case report.Para:
			text = append(text, report.Para{Text: strings.Replace(x.Text, "通报如下：", "报告如下：", 1)})
		case report.Heading:
			text = append(text, x)
		default:
			return head, text, blocks[n:]
		}
	}
	return head, text, nil
}
