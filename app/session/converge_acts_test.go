package session_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
)

// pick is one of what there is; ok is false where there is nothing.
func pick[T any](x *exchange, all []T, what string) (one T, ok bool) {
	if len(all) == 0 {
		return one, false
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(x.T, what)], true
}

// even draws one of n numbers, at most 32, from 0 on, none more often than others: rapid's own ranges prefer the first.
func (x *exchange) even(n int, what string) (at int) {
	for range 6 {
		at <<= 1
		if rapid.Bool().Draw(x.T, what) {
			at++
		}
	}
	return at * n / 64
}

// talk has somebody comment on something, or answer, change, resolve or take back what was said.
func (x *exchange) talk(f *far, d *assess.District, text string) error {
	who, v := f.Who(), f.View()
	if who == nil {
		return nil
	}
	on := rapid.SampledFrom([]string{"score/a1", "rec/r", assess.SubjectPhase(assess.Preparation)}).Draw(x.T, "on")
	c, ok := pick(x, d.Comments, "comment")
	act := x.even(6, "talk")
	if !ok || act == 0 {
		return f.Apply(v.AddComment(d, who, on, f.NewID(), text+"@li @陈"))
	}
	switch act {
	case 1, 2:
		return f.Apply(v.ReplyTo(d, c, who, f.NewID(), text))
	case 3:
		return f.Apply(v.ChangeComment(c, text+"@lin"))
	case 4:
		return f.Apply(assess.ResolveComment(c, !c.Done))
	}
	return f.Apply(assess.RemoveComment(c))
}

// sendBack has somebody send an item or a phase back, or answer or settle what was.
func (x *exchange) sendBack(f *far, d *assess.District, text string) error {
	back, ok := pick(x, d.Returns, "returned")
	act := x.even(5, "send back")
	switch {
	case act == 0:
		return f.Apply(assess.ReturnPhase(d, assess.Preparation, f.NewID(), text))
	case act == 1 || !ok:
		return f.Apply(assess.ReturnItem(d, "a1", f.NewID(), text))
	case act == 2:
		return f.Apply(assess.AnswerReturn(back, text))
	case act == 3:
		return f.Apply(assess.ReturnAgain(back, text))
	}
	return f.Apply(assess.ClearReturn(back))
}

// consult has somebody note a problem, send the draft, write down what the district says to it, or rule on that.
func (x *exchange) consult(f *far, d *assess.District, text string) error {
	p, ok := pick(x, d.Standing(assess.Problem), "problem")
	act := x.even(4, "consult")
	switch {
	case act == 0 || !ok:
		e := assess.AddFinding(d, f.NewID(), assess.Problem, "named", text, "city", text)
		return f.Apply(e)
	case act == 1:
		return f.Apply(assess.SendDraft(d, f.NewID(), "2006-11-20", "2006-11-30", "chen"))
	case act == 2:
		return f.Apply(assess.Fields("edit.response", assess.Path(d.Entity, "resp", p.ID), "stance", "partly", "grounds", text))
	}
	return f.Apply(assess.Rule(d, p, "partly", text, assess.Effect{Named: text + "（改）", Item: "a1", Mark: 100}))
}

// prove has somebody add files as evidence, or describe, link, turn, pair, remove or renumber it, or say what the laptop holds.
func (x *exchange) prove(f *far, d *assess.District, text string) error {
	file := photo(rapid.SampledFrom([]string{"p", "q", "r"}).Draw(x.T, "file"))
	phase := rapid.SampledFrom([]assess.Phase{assess.Preparation, assess.Onsite}).Draw(x.T, "phase")
	on := assess.Supports{Items: []string{"a1"}}
	for _, r := range d.Records {
		on.Records = append(on.Records, r.ID)
	}
	one, ok := pick(x, d.Evidence, "evidence")
	act := x.even(10, "prove")
	switch {
	case act < 3 || act < 8 && !ok:
		file.Caption = text
		return f.Apply(assess.AddEvidence(d, phase, f.Own(), on, file, photo(text)))
	case act == 3:
		return f.Apply(one.SetCaption(text))
	case act == 4:
		return f.Apply(assess.SupportWith(one, on, rapid.Bool().Draw(x.T, "linked")))
	case act == 5:
		return f.Apply(one.SetTurn(90 * x.even(4, "turn")))
	case act == 6:
		return f.Apply(one.SetBefore(file.Sum))
	case act == 7:
		return f.Apply(assess.RemoveEvidence(one))
	case act == 8:
		if e := assess.RenumberEvidence(d, phase); e != nil {
			return f.Apply(e)
		}
	}
	_, err := f.Hold(rapid.Bool().Draw(x.T, "holds"), file.Sum)
	return err
}

// holdersLast holds who has what against its definition: of each laptop's own word the last that counts.
func (x *exchange) holdersLast(f *far) {
	a, _ := f.seen()
	held := map[ledger.Hash]bool{}
	for _, h := range a.Held {
		held[h.Record.ID] = true
	}
	says := map[string]map[ledger.Device]bool{}
	for _, r := range f.Log() {
		for _, op := range r.Ops {
			file, is := strings.CutPrefix(op.Field, "file/")
			if held[r.ID] || !is || op.Entity != "hold/"+r.Device.String() {
				continue
			}
			if says[file] == nil {
				says[file] = map[ledger.Device]bool{}
			}
			says[file][r.Device] = op.Value == ledger.Of(true)
		}
	}
	for _, file := range slices.Concat(slices.Collect(maps.Keys(says)), slices.Collect(maps.Keys(a.Holders))) {
		is := map[ledger.Device]bool{}
		for _, d := range a.Holders[file] {
			is[d] = true
		}
		maps.DeleteFunc(says[file], func(_ ledger.Device, holds bool) bool { return !holds })
		if !maps.Equal(is, says[file]) {
			x.Fatalf("%s is held by %v, and should be by %v", file, is, says[file])
		}
	}
}

// let has an officer let somebody in, or shut a door: an invitation, its end, a laptop that asked.
func (x *exchange) let(f *far, by, text string) error {
	switch v := f.View(); x.even(4, "let") {
	case 0, 1:
		who := x.person("invited")
		i, err := f.Invite(who, session.MostDays, by, pins[by])
		if err == nil {
			x.invited = append(x.invited, session.Joining{Person: who, Code: i.Code})
		}
		return err
	case 2:
		if i, ok := pick(x, v.Invitations, "invitation"); ok {
			w := session.Withdrawing{Invitation: i.Digest, Reason: text}
			if use, used := pick(x, i.Uses, "used by"); used && rapid.Bool().Draw(x.T, "keeps one") {
				w.Keep = use.Device
			}
			return f.Withdraw(w, by, pins[by])
		}
	default:
		if r, ok := pick(x, v.Requests, "asked"); ok {
			_, err := f.Admit(session.Admission{Device: r.Device, Person: x.person("admitted"), Reason: text}, by, pins[by])
			return err
		}
	}
	return nil
}

// newcomer comes with a copy of somebody's log, and joins by a code, maybe used before or unknown there or another's, or asks.
func (x *exchange) newcomer(from *far) error {
	x.came++
	log := &memory.Log{Vault: from.log.Vault, Own: ledger.Device{0x80 + byte(x.came)}, Records: slices.Clone(from.log.Records)}
	f := reopened(log, memory.Keys{}, 0)
	x.all = append(x.all, f)
	person, name := x.person("newcomer"), fmt.Sprint("新", x.came)
	j, ok := pick(x, x.invited, "code")
	if !ok {
		return f.Ask(session.Asking{Person: person, Laptop: name, PIN: "998877"})
	}
	if j.Laptop, j.PIN = name, "998877"; x.even(8, "whose code") == 0 {
		j.Person = person
	}
	return f.Join(j)
}

// seen is what a laptop sees; of one that asked, what others do, because it shows its own records before an officer admits it.
func (f *far) seen() (*assess.Assessment, *ledger.State) {
	if f.Asked() == nil {
		return f.View(), f.State()
	}
	reader := reopened(&memory.Log{Vault: f.log.Vault, Records: f.log.Records}, memory.Keys{}, 0)
	return reader.View(), reader.State()
}
