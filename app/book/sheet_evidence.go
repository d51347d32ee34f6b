package book

import (
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

const headPhase = "阶段"

// evidenceSheet lists the files that are evidence. What they are said to show and what they support can be written here; a file comes in by the
// program only, so that a row of its own is refused, and a workbook without evidence goes without the sheet.
func evidenceSheet() *sheet {
	s := &sheet{
		name: "佐证", note: "程序里的照片和文件，一行一件；在这里可以改说明和关联，文件本身要在程序里添加。", tag: "evid", made: true,
		cols: []col{idCol(), districtCol(), c(headPhase, "哪个阶段的佐证，由程序填写。", Choice, 8).name().of(phases),
			c("佐证号", "由程序填写。", Text, 8).locked(), c("说明", "照片或文件说明了什么。", Long, 40).to("caption"),
			c("拍摄时间", "由程序填写。", Text, 18).locked(),
			c("考核项目", "项目编号，如：1.1、1.3。", List, 12).refers(anItem).to("item"),
			c("依据记录", "记录号，几条的中间用顿号。", List, 12).refers(aRecord).to("record"),
			c("考核发现", "发现号，几条的中间用顿号。", List, 12).refers(aFinding).to("finding"),
			c("其他关联", "扣分、抽查文件和整改进展，在程序里关联。", Long, 30).locked(),
			c("整改前", "和它对照的整改前的佐证号，由程序填写。", Text, 8).locked(),
			c("文件名", "由程序填写。", Text, 24).locked(), c("大小", "由程序填写。", Text, 10).locked(),
			c("SHA-256", "文件内容的校验值，由程序填写。", Text, 30).locked()},
		under: evidenceAt,
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, e := range d.Evidence {
			before := ""
			for _, o := range d.Evidence {
				if o.ID == e.Before && before == "" {
					before = o.Called()
				}
			}
			add(e.Entity, s.id(e.ID), x.district(d), phases.of(strconv.Itoa(int(e.Phase))), text(e.No), text(e.Caption), text(e.Taken), x.many(anItem, e.Items),
				x.many(aRecord+d.ID, e.Records), x.many(aFinding+d.ID, e.Findings), text(besides(d, e)), text(before), text(e.Name), text(words.Size(e.Size)), text(e.ID))
		}
	})
	return s
}

// evidenceAt returns the path above a row's evidence. Fault: book.evidence (it is none of the vault's).
func evidenceAt(in *incoming) (string, error) {
	above := assess.Path("d", in.district(), "evid", phases.code(in.text(headPhase)))
	id, _ := in.mark()
	for _, x := range []*index{in.t.now, in.t.was} {
		if x != nil && x.at[in.s.name][assess.Path(above, id)] != nil {
			return above, nil
		}
	}
	return "", words.Refuse("book.evidence")
}

// besides says what evidence supports that has no number by which a cell could name it.
func besides(d *assess.District, e *assess.Evidence) string {
	var out []string
	for _, k := range []struct {
		kind, says string
		ids        []string
	}{{"deduction", "扣分", e.Deductions}, {"document", "抽查文件", e.Documents}, {"step", "整改进展", e.Steps}} {
		for _, id := range k.ids {
			out = append(out, k.says+"："+d.Called(k.kind, id))
		}
	}
	return strings.Join(out, "\n")
}
