package workspace

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/session"
	"kaohe/app/words"
)

// mostNamed is how many conflicts a preview names one by one.
const mostNamed = 20

// Headline says whose a package is, and what speaks against its sender.
func (p *Parcel) Headline() []words.Msg {
	at, number := p.MadeAt().Format("2006-01-02 15:04"), Number(p.Digest)
	out := []words.Msg{words.M("merge.from", p.Path, number, p.Laptop, at, p.Records)}
	if p.Author != "" {
		out[0] = words.M("merge.from.author", p.Path, number, p.Laptop, at, p.Records, p.Incoming.After.Name(p.Author))
	}
	switch p.Sender {
	case SenderRemoved:
		out = append(out, words.M("merge.sender.removed", p.Laptop))
	case SenderUnknown:
		out = append(out, words.M("merge.sender.unknown", p.Laptop))
	}
	if d := p.Incoming.After.District(p.District); d != nil {
		out = append(out, words.M("merge.for.district", d.Name))
	}
	if p.Ahead > 0 {
		out = append(out, words.M("merge.ahead", p.Ahead))
	}
	return append(out, p.About...)
}

// Lines say what taking packages in would do, for the verb and for the page 交换.
func Lines(in *session.Incoming) []words.Msg {
	var out []words.Msg
	add := func(key string, args ...any) { out = append(out, words.M(key, args...)) }
	switch {
	case in.New+in.Known == 0:
		add("merge.empty")
	case in.New == 0:
		add("merge.nothing", in.Known)
	default:
		add("merge.new", in.New, in.Known)
	}
	a := in.After
	for _, g := range in.Gaps {
		add("merge.gap", cmp.Or(a.LaptopName(g.Device), g.Device.String()), g.From, g.To)
	}
	for _, x := range in.By {
		add("merge.by", a.Name(x.ID), x.Count)
	}
	for _, x := range in.In {
		if d := a.District(x.ID); d != nil {
			add("merge.in", d.Name, x.Count)
		} else {
			add("merge.round", x.Count)
		}
	}
	if n := len(in.Conflicts); n > 0 {
		add("merge.conflicts", n)
	}
	for _, at := range in.Conflicts[:min(len(in.Conflicts), mostNamed)] {
		add("merge.conflict", a.PageName(at.Entity), a.RegisterName(at))
	}
	if n := len(in.Settled); n > 0 {
		add("merge.settled", n)
	}
	for _, f := range in.Forks {
		add("merge.fork", cmp.Or(a.LaptopName(f.Device), f.Device.String()), f.Seq)
	}
	out = append(out, reasons("merge.held", in.Held)...)
	out = append(out, reasons("merge.falls", in.Falls)...)
	if n := len(in.Rises); n > 0 {
		add("merge.rises", n)
	}
	for _, l := range in.Late {
		add("merge.late", a.District(l.District).Name, words.M("phase."+l.Phase.Key()), l.Count)
	}
	for _, t := range in.Lacking {
		add("merge.lacking", cmp.Or(a.LaptopName(t.Device), t.Device.String()), t.Seq)
	}
	return out
}

// reasons counts held records by why they are.
func reasons(key string, held []authority.Held) (out []words.Msg) {
	count := map[authority.Reason]int{}
	var order []authority.Reason
	for _, h := range held {
		if count[h.Why]++; count[h.Why] == 1 {
			order = append(order, h.Why)
		}
	}
	slices.SortFunc(order, func(a, b authority.Reason) int { return strings.Compare(string(a), string(b)) })
	for _, why := range order {
		out = append(out, words.M(key, count[why], words.M("held."+string(why))))
	}
	return out
}
