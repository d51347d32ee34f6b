package book

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

func itemSheet() *sheet {
	return &sheet{
		name: "评分标准", note: "一行一个考核项目。评分标准定稿以后，这里的改动不能导入，需要另立新版本。", tag: "item", kind: anItem,
		cols: []col{idCol(), orderCol(),
			c("编号", "如 1.3，不能重复；1.10 这样的编号，请把单元格设为文本。", Text, 6).name().to("code"),
			c("一级指标", "所属的一级指标名称；表里没有的会新建。", Text, 10).refers(aSection).to("section").need(),
			c("考核内容", "考核项目的文字。", Long, 30).to("text"),
			c("分值", "满分；加分项写最多加多少分；一票否决项写 0。表下的合计连加分项也算在内。", Points, 6).to("points").checked(positive).sum(),
			ruled(c("评分办法", "从下拉列表里选。", Choice, 12).of(kinds).need()),
			ruled(c("扣（加）分值", "逐次扣分、加分项：每次多少分；按百分比：每一步多少分；酌情扣分：每次调整多少分。", Points, 7).checked(positive)),
			ruled(c("步长", "按百分比扣分用：每差百分之几算一步。", Points, 6).checked(positive).share()),
			ruled(c("目标", "按百分比扣分用：达到百分之几得满分。", Points, 6).share()),
			ruled(c("超目标加分", "填“是”的，超过目标的部分按步长加分，最多加到上限。", Yes, 6)),
			ruled(c("上限", "最多扣（加）多少分；空着不限。", Points, 6).checked(positive)),
			ruled(c("下限", "最少得多少分；空着扣完为止。", Points, 6).checked(positive)),
			ruled(c("分档", "分档得分用，如：95→5；90→2.5。箭头左边是达到多少，右边是得多少分。", Text, 14).checked(checkTiers)),
			ruled(c("计量单位", "数的是什么，如：个街道、%。", Text, 7)),
			ruled(c("评分说明", "扣分或加分的具体情形。", Long, 20)),
			c("考核方式", "“考核方式”表里的名称，可以写几种，中间用顿号。", List, 12).refers(aMethod).by(putMethods),
			c("佐证材料清单", "一行写一种材料（在单元格里按 Alt+Enter 换行）。", Long, 18).by(func(w *work, v value) { w.set(w.in.entity, "materials", apart(v.Text)) }),
			c("依据条款", "文件和条款。", Long, 16).to("basis"),
			c("关键项", "填“是”或空着。", Yes, 6).to("key"),
			c("关键项底线", "关键项低于分值的百分之几算不达标，只填数字。", Count, 6).to("keyfloor").share()},
		rows: func(x *index) []row {
			var out []row
			for _, i := range x.a.Standard.Items() {
				out = append(out, row{assess.OwnTable.Item(i.ID), x.item(i)})
			}
			return out
		},
		under: func(*incoming) (string, error) { return "std/item", nil },
	}
}

func (x *index) item(i *standard.Item) []value {
	r := i.Rule
	how := make([]string, len(i.Methods))
	for n, id := range i.Methods {
		how[n] = x.names.show(aMethod, id)
	}
	return []value{{Cell: Cell{Text: "item:" + i.ID}}, given(i.Order, true), text(i.Code), x.one(aSection, i.Section), text(i.Text), points(i.Points),
		kinds.of(string(r.Kind)), some(r.Amount), some(standard.Points(r.Step)), some(standard.Points(r.Target)), yes(r.Above), some(r.Cap), some(r.Floor),
		tiers(r.Tiers), text(r.Unit), text(r.What), refers(strings.Join(how, "、"), i.Methods...), lines(i.Materials), text(i.Basis), yes(i.Key), given(i.KeyFloor, i.KeyFloor != 0)}
}

// ruled makes a column that is one part of the item's rule. The rule is one register, so the whole rule is written.
func ruled(x col) col {
	return x.by(func(w *work, _ value) { w.set(w.in.entity, "rule", w.rule()) })
}

func (w *work) rule() standard.Rule {
	at := func(head string) standard.Points { return standard.Points(w.get(head).Number) }
	list, _ := parseTiers(w.get("分档").Text) // checked before
	return standard.Rule{Kind: standard.Kind(kinds.code(w.get("评分办法").Text)), Amount: at("扣（加）分值"), Step: int64(at("步长")), Target: int64(at("目标")),
		Above: w.get("超目标加分").Text != "", Floor: at("下限"), Cap: at("上限"), Tiers: list, Unit: w.get("计量单位").Text, What: w.get("评分说明").Text}
}

// item returns the item as it would be after the row is taken. Marks are checked against it.
func (w *work) item() *standard.Item {
	return &standard.Item{ID: own(w.in.entity), Code: w.get("编号").Text, Text: w.get("考核内容").Text, Points: standard.Points(w.get("分值").Number), Rule: w.rule(),
		Materials: apart(w.get("佐证材料清单").Text)}
}

// putMethods keeps the order in which the cell names them.
func putMethods(w *work, v value) {
	out := []string{}
	for _, label := range split(v.Text) {
		if id, err := w.t.find(aMethod, label); err == nil { // what it does not find was refused
			out = append(out, id)
		}
	}
	w.set(w.in.entity, "methods", out)
}

func methodSheet() *sheet {
	s := &sheet{
		name: "考核方式", note: "现场考核怎么看、怎么问；名称照考核通知写，可以增减，随评分标准定稿。每种方式都要有现场记录。", tag: "method", kind: aMethod,
		cols: []col{idCol(), orderCol(), c("名称", "如：听取汇报；不能重复。", Text, 20).name().to("name"),
			c("形式", "从下拉列表里选；提问交流、座谈会有问答，查阅资料有文件清单，抽查街道要写是哪个街道。", Choice, 12).of(forms).to("form").need()},
		under: func(*incoming) (string, error) { return "std/method", nil },
	}
	s.rows = func(x *index) []row {
		var out []row
		for _, m := range x.a.Standard.Methods {
			out = append(out, row{assess.MethodPath(m.ID), []value{s.id(m.ID), given(m.Order, true), text(m.Chinese()), forms.of(string(m.Form))}})
		}
		return out
	}
	return s
}

func tiers(list []standard.Tier) value {
	var out []string
	for _, t := range list {
		out = append(out, short(standard.Points(t.From))+"→"+short(t.Points))
	}
	return joined(out)
}

func parseTiers(s string) ([]standard.Tier, error) {
	var out []standard.Tier
	for _, p := range pieces(strings.NewReplacer("->", "→", "：", "→", ":", "→", "=", "→").Replace(s)) {
		from, to, cut := strings.Cut(p, "→")
		n, err := standard.ParsePoints(from)
		m, err2 := standard.ParsePoints(to)
		if !cut || err != nil || err2 != nil {
			return nil, words.Refuse("book.tiers", p)
		}
		out = append(out, standard.Tier{From: int64(n), Points: m})
	}
	return out, nil
}

func checkTiers(_ *work, v value) error {
	_, err := parseTiers(v.Text)
	return err
}

func sectionSheet() *sheet {
	return &sheet{
		name: "一级指标", note: "一级指标的顺序和加分上限；只在“评分标准”里写了名称的，会自动新建。", tag: "sec", kind: aSection,
		cols: []col{idCol(), orderCol(), c("一级指标", "名称，不能重复。", Text, 20).name().to("title"),
			c("加分上限", "这个指标的加分项合计最多加多少分；空着不限。", Points, 8).to("bonuscap").checked(positive)},
		rows: func(x *index) []row {
			var out []row
			for _, s := range x.a.Standard.Sections {
				out = append(out, row{assess.OwnTable.Section(s.ID), []value{{Cell: Cell{Text: "sec:" + s.ID}}, given(s.Order, true), text(s.Title), some(s.BonusCap)}})
			}
			return out
		},
		under: func(*incoming) (string, error) { return "std/sec", nil },
	}
}
