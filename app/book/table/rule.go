package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"kaohe/app/standard"
	"kaohe/app/words"
)

// ruled is what a rule's text is read for: the item's own words, and what its points are.
type ruled struct {
	text, item string
	points     standard.Points
	scored     bool // it has points
	bonus      bool // it only adds
}

// reading is a rule as it is read. Unsure says why a person has to look at it; without a key there is no need.
type reading struct {
	rule   standard.Rule
	unsure words.Msg
}

func sure(r standard.Rule) reading { return reading{rule: r} }

func unsure(r standard.Rule, key string, args ...any) reading {
	return reading{r, words.M("table.unsure."+key, args...)}
}

// parsed is a text on its way: its clauses sorted by what they do.
type parsed struct {
	ruled
	norm, tail string
	clauses    []clause // without those that only bound the others
	by         map[effect][]clause
	most, low  standard.Points // the most that is lost or added; what is left at least. 0: not said
	bounded    bool            // a bound is said for a part only, or is no bound
}

var (
	listed    = regexp.MustCompile(`下列|以下|之一`)
	moneyless = regexp.MustCompile(`[扣加得减计给记]`)
	exception = regexp.MustCompile(`以此类推|依此类推|依次类推|加倍|翻倍|除外|情节|详见|见附|另扣|递增|递减|顺延|倍扣`)
)

// rule makes a rule of a text. What the grammar has no place for stays free and keeps its words; it is unsure if points stand in it.
func (x ruled) rule() reading {
	p := x.parse()
	r := p.combine()
	if r.rule.What == "" {
		r.rule.What = ending(cmp.Or(x.text, x.item))
	}
	if listed.MatchString(r.rule.What) && strings.Trim(p.tail, ",;。:") != "" && r.rule.Kind != standard.Free {
		r.rule.What += "：" + wide(p.tail)
	}
	if r.unsure.Key == "" && r.rule.Kind != standard.Free {
		if odd := exception.FindString(p.norm); odd != "" {
			r.unsure = words.M("table.unsure.words", odd)
		} else if p.bounded {
			r.unsure = words.M("table.unsure.bound")
		} else if figure.MatchString(p.tail) && strings.Contains(p.tail, "分") {
			r.unsure = words.M("table.unsure.words", wide(p.tail))
		}
	}
	if r.unsure.Key == "" && r.rule.Kind != standard.Free && x.points > 0 && len(r.rule.Lacks(x.points)) > 0 {
		r.unsure = words.M("table.unsure.words", r.rule.What)
	}
	return r
}

func (x ruled) parse() *parsed {
	p := &parsed{ruled: x, norm: normal(x.text), by: map[effect][]clause{}}
	all, tail := clauses(p.norm)
	p.tail = tail
	for i, c := range all {
		lossBefore := i > 0 && all[i-1].effect == deduct
		switch {
		case c.effect == zero && lossBefore && strings.Trim(c.cond, ",;。") == "":
			continue // 漏登一户扣0.3分，扣完本项分
		case c.effect == outOf && (c.amount == x.points || !x.scored):
			continue
		case c.effect == limit || c.effect == floor:
			p.bound(c)
			continue
		case x.scored && c.amount > 0 && c.amount == x.points && !x.bonus:
			c = p.whole(c)
		}
		p.clauses = append(p.clauses, c)
	}
	p.clauses = slices.DeleteFunc(p.clauses, p.twice)
	for _, c := range p.clauses {
		p.by[c.effect] = append(p.by[c.effect], c)
	}
	return p
}

// twice tells whether a clause says from the other side what another takes off: 每项0.5分, 缺一项扣0.5分.
func (p *parsed) twice(c clause) bool {
	each, _ := counted(c.cond)
	return each && c.effect == get && !p.bonus && slices.ContainsFunc(p.clauses, func(d clause) bool { return d.effect == deduct && d.amount == c.amount })
}

func (p *parsed) bound(c clause) {
	if said := strings.Trim(c.cond, ",;。()但且并"); said != "" && c.amount > 0 {
		p.bounded = true
	}
	switch {
	case c.amount == 0:
	case c.effect == floor:
		p.low = c.amount
	default:
		p.most = c.amount
	}
}

// whole makes what takes or gives all points of an item what it is: 扣5分 of five is 不得分.
func (p *parsed) whole(c clause) clause {
	_, named := counted(c.cond)
	_, percents := stepOf(c.cond)
	switch {
	case named || percents || c.each:
	case c.effect == deduct:
		c.effect = zero
	case c.effect == get:
		c.effect = full
	}
	return c
}

func (p *parsed) has(e ...effect) bool {
	return slices.ContainsFunc(e, func(e effect) bool { return len(p.by[e]) > 0 })
}

// only tells whether the clauses do nothing else.
func (p *parsed) only(e ...effect) bool {
	return !slices.ContainsFunc(p.clauses, func(c clause) bool { return !slices.Contains(e, c.effect) })
}

// free is a rule that an assessor applies by judgement.
func (p *parsed) free() standard.Rule {
	return standard.Rule{Kind: standard.Free, What: ending(p.text)}
}

// ending is a text without the stop at its end.
func ending(text string) string { return strings.TrimRight(text, "。；;，, ") }

// combine finds the kind of rule that all clauses together make.
func (p *parsed) combine() reading {
	switch {
	case p.has(veto):
		return p.veto()
	case p.bonus || p.has(gain) && p.only(gain):
		return p.adds()
	case len(p.clauses) == 0 && !(figure.MatchString(p.norm) && moneyless.MatchString(p.norm) && strings.Contains(p.norm, "分")):
		return sure(p.free())
	case p.has(judged) && p.only(judged):
		return sure(p.free())
	case p.has(judged, outOf):
	case p.has(deduct, gain) || len(p.by[get]) == 1 && p.steps(get) == 1:
		return p.counts()
	case p.has(share) && p.only(share, full, zero):
		return p.shares()
	default:
		return p.grades()
	}
	return unsure(p.free(), "mixed")
}

func (p *parsed) veto() reading {
	if !p.only(veto) || p.points > 0 {
		return unsure(p.free(), "veto")
	}
	var what []string
	for _, c := range p.by[veto] {
		if w := wide(strings.TrimSuffix(strings.Trim(c.cond, ",;。:"), "的")); w != "" {
			what = append(what, w)
		}
	}
	return sure(standard.Rule{Kind: standard.Veto, What: cmp.Or(strings.Join(what, "；"), p.item)})
}

// adds makes the rule of what only adds.
func (p *parsed) adds() reading {
	r := standard.Rule{Kind: standard.Bonus, Cap: p.most}
	var amounts []standard.Points
	var what []string
	for _, c := range p.clauses {
		if (c.effect == gain || c.effect == get) && c.amount > 0 {
			amounts = append(amounts, c.amount)
			what = append(what, situation(strings.TrimPrefix(c.cond, "加分项:")))
		}
	}
	r.What = strings.Trim(strings.Join(what, "；"), "；")
	if len(amounts) == 0 || !p.only(gain, get) {
		r.Amount, r.What = cmp.Or(slices.Min(append(amounts, within(p.points, p.scored))), p.points), ""
		if !p.scored && len(amounts) == 0 {
			r.Amount = p.most
		}
		if len(p.clauses) == 0 && p.most == 0 {
			return sure(r)
		}
		return unsure(r, "adds")
	}
	r.Amount = slices.Min(amounts)
	if r.Amount > within(p.points, p.scored) {
		return unsure(p.unbonus(r), "much")
	}
	if most := slices.Max(amounts); most != r.Amount {
		r.Cap = cmp.Or(r.Cap, most) // the best counts, or all of them: that is for a person
		return unsure(r, "adds")
	}
	return sure(r)
}

// unbonus keeps an item that adds more than it may; one that was taken for it by its words alone is free.
func (p *parsed) unbonus(r standard.Rule) standard.Rule {
	if p.bonus {
		return r
	}
	return p.free()
}

// steps is how many clauses of an effect count by percents.
func (p *parsed) steps(e effect) int {
	n := 0
	for _, c := range p.by[e] {
		if _, ok := stepOf(c.cond); ok {
			n++
		}
	}
	return n
}

// counts makes the rules that take off for each occurrence or each percent.
func (p *parsed) counts() reading {
	switch {
	case p.steps(deduct) > 0 || p.steps(get) > 0:
		return p.percents()
	case p.has(get, halved) && p.only(zero, halved, full, deduct, get):
		return p.grades()
	case !p.only(deduct, zero, full):
		return unsure(p.free(), "mixed")
	}
	r := standard.Rule{Kind: standard.Each}
	var what []string
	for _, c := range p.by[deduct] {
		each, _ := counted(c.cond)
		if !each && !c.each || r.Amount != 0 && r.Amount != c.amount {
			return p.grades()
		}
		r.Amount, r.Unit = c.amount, cmp.Or(r.Unit, unitOf(c.cond))
		what = append(what, situation(c.cond))
	}
	r.What = strings.Trim(strings.Join(what, "；"), "；")
	all := within(p.points, p.scored)
	if r.Amount <= 0 || r.Amount > all || p.most > all || p.low > all || p.most > 0 && p.most < r.Amount {
		return unsure(p.free(), "much")
	}
	r.Floor = p.floor()
	return p.beside(r)
}

// beside adds to a rule that counts what costs all points at once, which it can't say itself.
func (p *parsed) beside(r standard.Rule) reading {
	if !p.has(zero) {
		return sure(r)
	}
	for _, c := range p.by[zero] {
		if w := wide(c.cond); w != "" && !strings.Contains(r.What, w) {
			r.What = strings.TrimPrefix(r.What+"；"+w+"不得分", "；")
		}
	}
	return unsure(r, "beside")
}

func (p *parsed) floor() standard.Points {
	if p.low == 0 && p.most > 0 && p.scored {
		return p.points - p.most
	}
	return p.low
}

// situation is what is counted. Before a verb, “每” alone is said by the rule itself.
func situation(cond string) string {
	cond = wide(cond)
	at := max(strings.LastIndexAny(cond, "；"), strings.LastIndex(cond, "。"))
	head, last := "", cond
	if at >= 0 {
		at += len("；")
		head, last = cond[:at], cond[at:]
	}
	if m := verb.FindString(last); m != "" {
		last = strings.TrimPrefix(last, "每")
	}
	return head + strings.TrimRight(last, "，, ")
}

var verb = regexp.MustCompile(`^每[缺少漏差未有晚迟逾发出不推]`)
