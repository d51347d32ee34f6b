package book

import (
	"slices"
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

func taskSheet() *sheet {
	s := &sheet{
		name: "准备事项", note: "各阶段要办的事项，办完的在“完成”一栏填“是”。", tag: "task",
		cols: []col{idCol(), orderCol(), districtCol(), c("阶段", "从下拉列表里选。", Choice, 8).name().of(phases),
			c("事项", "要办什么。", Long, 36).name().to("what"),
			c("责任人", "考核小组里的姓名。", Choice, 10).refers(aPerson).to("who"),
			c("期限", "写成“年-月-日”。", Date, 10).to("due"),
			c("完成", "填“是”或空着。", Yes, 6).to("done"),
			c("免办理由", "不用办的，写明理由。", Long, 20).to("waived")},
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "task", phases.code(in.text("阶段"))), nil
		},
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, t := range d.Tasks {
			add(t.Entity, s.id(t.ID), given(t.Order, true), x.district(d), phases.of(strconv.Itoa(int(t.Phase))), text(t.What), x.person(t.Who), day(t.Due),
				yes(t.Done), text(t.Waived))
		}
	})
	return s
}

const headMaterial = "材料名称"

func materialSheet() *sheet {
	return &sheet{
		name: "材料清单", note: "各区报送佐证材料的情况；要哪些材料由“评分标准”规定，另加的材料在程序里加。",
		cols: []col{districtCol(), itemCol(), c(headMaterial, "与“评分标准”的佐证材料清单一致，或是另加的材料。", Text, 30).name().to("name").by(putMaterial),
			c("状态", "从下拉列表里选；还没有看的空着。", Choice, 8).of(received).to("state"), c("备注", "缺什么、约定什么时候补。", Long, 24).to("note")},
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, m := range d.Materials {
				add(m.Entity, x.district(d), x.one(anItem, m.Item), text(m.Name), received.of(m.State), text(m.Note))
			}
		}),
		under: func(in *incoming) (string, error) {
			item, name := in.id(headItem), in.text(headMaterial)
			nth := in.t.nth(in.s.name, in.district(), item, name)
			if i := in.t.items[item]; i != nil {
				for n, m := range i.Materials {
					if tidy(m) == name {
						if nth--; nth < 0 {
							return in.material(i, n), nil
						}
					}
				}
			}
			own := assess.Path("d", in.district(), "mat", item, assess.MaterialID(name))
			if in.t.now.at[in.s.name][own] != nil || in.t.who == nil && in.t.plan.Head.Vault != "" {
				return own, nil
			}
			return "", words.Refuse("book.material", name)
		},
	}
}

// material is where the row's district keeps what it handed in of an item's n-th material.
func (in *incoming) material(i *standard.Item, n int) string {
	named, numbered := assess.MaterialIDs(i, n)
	at := func(id string) string { return assess.Path("d", in.district(), "mat", i.ID, id) }
	rows := in.t.now.at[in.s.name]
	if old := rows[at(numbered)]; rows[at(named)] == nil && old != nil && tidy(old[in.s.at(headMaterial)].Text) == tidy(i.Materials[n]) {
		return at(numbered)
	}
	return at(named)
}

// putMaterial writes the name of a material that the standard does not name.
func putMaterial(w *work, v value) {
	if own(w.in.entity) == assess.MaterialID(v.Text) {
		w.set(w.in.entity, "name", v.Text)
	}
}

// itemCells are columns that tell the reader which item the row is about.
func itemCells() []col {
	return []col{c("考核内容", "由程序填写。", Long, 36).locked(), c("分值", "由程序填写。", Points, 7).locked()}
}

func claimSheet() *sheet {
	return &sheet{
		name: "自评得分", note: "各区自查后给自己打的分。",
		cols: append(append([]col{districtCol(), itemCol()}, itemCells()...),
			c("自评得分", "可以有两位小数，不超过分值。", Points, 8).to("points").opt().checked(checkClaim), c("自评说明", "自评的依据。", Long, 36).to("note")),
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, s := range d.Scores {
				add(assess.Path(d.Entity, "claim", s.Item.ID), x.district(d), x.one(anItem, s.Item.ID), text(s.Item.Text), points(s.Item.Points),
					given(int64(s.Claim), s.Claimed), text(s.ClaimNote))
			}
		}),
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "claim", in.id(headItem)), nil
		},
	}
}

const (
	headMark  = "考核得分"
	headRule  = "评分办法"
	headCount = "次数或数值"
	headFinal = "核定得分"
	headNA    = "不适用"
	headTaken = "扣分"
)

func scoreSheet() *sheet {
	return &sheet{
		name: headMark, note: "考核小组打的分。扣了分的，在“扣分”表写明依据。", field: true, after: applies,
		cols: append(append([]col{districtCol(), itemCol()}, itemCells()...),
			c(headMark, "按评分办法允许的分数填；不适用的空着。", Points, 8).to("mark").opt().checked(checkGiven),
			c(headCount, "逐次扣分、加分项写次数；按百分比、分档的写数值。只写这一栏的，得分由程序算。", Points, 8).opt().by(putCount).checked(checkCount).share(),
			c(headNA, "填“是”或空着。", Yes, 6).to("na"),
			c("不适用理由", "不适用的写明理由。", Long, 20).to("nareason"),
			c("一票否决", "出现否决情形的填“是”。", Yes, 6).to("veto"),
			c("备注", "需要说明的。", Long, 24).to("remark"),
			c(headFinal, "采纳反馈意见后改定的得分；没有改的空着。", Points, 8).to("finalmark:mark").opt().checked(checkMark),
			c("核定依据", "因哪条发现的反馈意见改分，写发现号；因“得分异议”改分的空着。", Text, 8).refers(aFinding).to("finalmark:why")),
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, s := range d.Scores {
				n := s.Count
				if whole(s.Item) {
					n *= 100
				}
				add(s.Entity, x.district(d), x.one(anItem, s.Item.ID), text(s.Item.Text), points(s.Item.Points), given(int64(s.Mark), s.Marked),
					given(n, s.Counted), yes(s.NA), text(s.NAReason), yes(s.Vetoed), text(s.Remark), given(int64(s.Final), s.Ruled),
					x.one(aFinding+d.ID, s.FinalWhy))
			}
		}),
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "score", in.id(headItem)), nil
		},
	}
}

// whole tells whether an item's rule counts occurrences.
func whole(i *standard.Item) bool {
	return i.Rule.Kind == standard.Each || i.Rule.Kind == standard.Bonus
}

// scored returns the item of the row, as it would be after the workbook is taken in.
func (w *work) scored() *standard.Item { return w.t.items[w.in.id(headItem)] }

// checkMark refuses a mark that the rule does not give. While a vault is founded from another one's workbook every mark is accepted as it
// was there: a deduction, or a newer version of the standard, can leave such a mark. Faults: book.marks, book.range.
func checkMark(w *work, v value) error {
	i := w.scored()
	if i == nil || !v.Is || w.t.who == nil && w.t.plan.Head.Vault != "" {
		return nil
	}
	p := standard.Points(v.Number)
	if list := i.Rule.Choices(i.Points); list != nil {
		said := ""
		for n, x := range list {
			if x == p {
				return nil
			}
			if n > 0 {
				said += "、"
			}
			said += x.String()
		}
		return words.Refuse("book.marks", p, i.Code, said)
	}
	if low, high := i.Rule.Range(i.Points); p < low || p > high {
		return words.Refuse("book.range", p, i.Code, low, high)
	}
	return nil
}

// checkClaim refuses a claim above what the item can give, as the window does. Fault: book.range.
func checkClaim(w *work, v value) error {
	i := w.scored()
	if err := positive(w, v); err != nil || i == nil || !v.Is || w.t.who == nil && w.t.plan.Head.Vault != "" {
		return err
	}
	if _, high := i.Rule.Range(i.Points); standard.Points(v.Number) > high {
		return words.Refuse("book.range", standard.Points(v.Number), i.Code, standard.Points(0), high)
	}
	return nil
}

func checkCount(w *work, v value) error {
	if i := w.scored(); i != nil && v.Is && whole(i) && v.Number%100 != 0 {
		return words.Refuse("book.whole", v.show(Points))
	}
	if err := positive(w, v); err != nil || w.get(headMark) != w.was[w.in.s.at(headMark)] { // a mark that is new says it itself
		return err
	}
	return agrees(w)
}

// checkGiven refuses a mark that neither the rule nor the count typed beside it gives. Faults: those of checkMark and agrees.
func checkGiven(w *work, v value) error {
	if err := checkMark(w, v); err != nil {
		return err
	}
	return agrees(w)
}

// agrees refuses a mark that is typed beside a count that gives another one. A mark that the vault has may differ from its count: a deduction
// lowers it. Fault: book.counted.
func agrees(w *work) error {
	i, mark, count := w.scored(), w.get(headMark), w.get(headCount)
	typed := w.in.touched[w.in.s.at(headMark)] && w.in.touched[w.in.s.at(headCount)]
	if i == nil || !typed || !mark.Is || !count.Is || !i.Rule.Measured() || unfinished(i) || w.t.who == nil && w.t.plan.Head.Vault != "" {
		return nil
	}
	if p, _ := i.Rule.Mark(i.Points, counted(i, count)); p != standard.Points(mark.Number) {
		return words.Refuse("book.counted", standard.Points(mark.Number), i.Code, count.show(Points), p)
	}
	return nil
}

// unfinished tells whether an item's rule lacks what a mark is computed from; then it blocks the standard, and gives no marks yet.
func unfinished(i *standard.Item) bool {
	return slices.ContainsFunc(i.Rule.Lacks(i.Points), func(l standard.Lack) bool { return l.Field != "what" })
}

// counted returns what a cell's count is to an item's rule.
func counted(i *standard.Item, v value) int64 {
	if whole(i) {
		return v.Number / 100
	}
	return v.Number
}

// putCount writes a count, and the mark that the rule gives for it unless the workbook has another mark.
func putCount(w *work, v value) {
	i := w.scored()
	if !v.Is || i == nil {
		w.set(w.in.entity, "count", nil)
		return
	}
	n := counted(i, v)
	w.set(w.in.entity, "count", n)
	if mark := w.in.s.at(headMark); i.Rule.Measured() && !w.in.touched[mark] {
		p, _ := i.Rule.Mark(i.Points, n)
		w.follow(headMark, points(p))
	}
}

// applies keeps mark and 不适用 consistent if the workbook changes only one of them: an item with a mark applies.
func applies(w *work) {
	mark, na := w.in.s.at(headMark), w.in.s.at(headNA)
	switch {
	case w.in.touched[na] && w.get(headNA).Text != "" && !w.in.touched[mark] && w.was[mark].Is:
		w.follow(headMark, value{})
	case !w.in.touched[na] && w.was[na].Text != "" && (w.in.touched[mark] && w.get(headMark).Is || w.in.touched[w.in.s.at(headCount)]):
		w.follow(headNA, value{})
	}
	if w.t.pasted() && w.get(headMark).Is && w.get(headMark) != w.was[mark] {
		follow(w, standard.Points(w.get(headMark).Number))
	}
}

// follow writes the deduction that a pasted mark makes, as a mark that is typed on the page does.
func follow(w *work, mark standard.Points) {
	d := w.t.now.a.District(w.in.district())
	if d == nil {
		return
	}
	s := d.Score(w.in.id(headItem))
	if s == nil {
		return
	}
	for _, x := range assess.SetMark(d, s, mark, w.t.seed("follow", s.Entity)).Writes {
		if key := x.Entity + "\n" + x.Field; !w.have[key] {
			w.have[key] = true
			w.out = append(w.out, x)
		}
	}
}

func deductionSheet() *sheet {
	s := &sheet{
		name: "扣分", note: "每一处扣分写一行，写明理由和依据的记录；得分另填在“考核得分”，两处要对得上。", tag: "ded", field: true,
		cols: []col{idCol(), orderCol(), districtCol(), itemCol(),
			c(headTaken, "扣多少分，写正数。", Points, 7).to("amount").checked(positive),
			c("扣分依据", "为什么扣分。", Long, 40).to("reason").tells(),
			c("依据记录", "记录号，几条的中间用顿号。", List, 12).refers(aRecord).to("record")},
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "ded", in.id(headItem)), nil
		},
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, sc := range d.Scores {
			for _, k := range sc.Deductions {
				add(k.Entity, s.id(k.ID), given(k.Order, true), x.district(d), x.one(anItem, sc.Item.ID), points(k.Amount), text(k.Reason), x.records(d, k.Records))
			}
		}
	})
	return s
}
