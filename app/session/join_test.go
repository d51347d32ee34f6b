package session_test

import (
	"slices"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
)

// other is a laptop with a copy of the round and no key of anybody.
func (d *stage) other(n byte) *stage {
	log := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{n}, Records: slices.Clone(d.log.Records)}
	keys := memory.Keys{}
	return &stage{Session: open(d.t, log, keys), log: log, keys: keys, t: d.t}
}

// takes brings another laptop's records here, as a package does.
func (d *stage) takes(from *stage) {
	d.t.Helper()
	for _, r := range from.log.Records {
		if !slices.ContainsFunc(d.log.Records, func(x *ledger.Record) bool { return x.ID == r.ID }) {
			d.log.Records = append(d.log.Records, r)
		}
	}
	who := d.Who()
	d.Session = open(d.t, d.log, d.keys)
	if who != nil {
		d.must(d.Use(who.ID))
	}
}

func (d *stage) invited(person string) session.Invitation {
	d.t.Helper()
	i, err := d.Invite(person, session.UsualDays, "chen", "246810")
	d.must(err)
	return i
}

func remark(text string) *assess.Edit {
	return assess.Fields("edit.remark", "d/ns/score/a1", "remark", text)
}

func (d *stage) remark() string { return d.View().Districts[0].Score("a1").Remark }

func TestInvitedPersonJoinsWritesAndSignsWithoutWaiting(t *testing.T) {
	d := newStage(t)
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Deputy}, "chen", "246810"))
	i := d.invited("wen")
	far := d.other(2)
	far.must(far.Join(session.Joining{Person: "wen", Code: i.Code, Laptop: "闻玥的笔记本", PIN: "112233"}))
	if far.Who() == nil || far.Who().ID != "wen" || !far.Enrolled() {
		t.Fatalf("at the keyboard: %+v", far.Who())
	}
	far.must(far.Apply(remark("在另一台电脑上")))
	far.must(far.AddPerson(session.NewPerson{ID: "ma", Name: "马", Role: assess.Member}, "wen", "112233"))
	d.takes(far)
	x := d.View().Invitations
	if d.remark() != "在另一台电脑上" || len(d.View().Held) > 0 || d.View().Person("ma") == nil || len(x) != 1 || x[0].Used() == nil || x[0].Used().Name != "闻玥的笔记本" {
		t.Errorf("%q, held %+v, %+v", d.remark(), d.View().Held, x)
	}
	late := d.other(3)
	late.refused("invite.spent", late.Join(session.Joining{Person: "wen", Code: i.Code, Laptop: "三"}))
}

func TestJoiningIsRefusedWithWhatIsWrong(t *testing.T) {
	d := newStage(t)
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "112233"}, "chen", "246810"))
	i := d.invited("li")
	_, err := d.Invite("li", 0, "chen", "246810")
	d.refused("invite.days", err)
	_, err = d.Invite("nobody", 7, "chen", "246810")
	d.refused("person.unknown", err)
	_, err = d.Invite("chen", 7, "wen", "112233")
	d.refused("card.rank", err)
	d.refused("card.rank", d.MayInvite("chen", "wen"))
	d.refused("role", d.MayInvite("chen", "li"))
	far := d.other(2)
	join := func(person, code, laptop, pin string) error {
		return far.Join(session.Joining{Person: person, Code: code, Laptop: laptop, PIN: pin})
	}
	far.refused("invite.form", join("li", "what", "二", ""))
	far.refused("invite.form", join("wen", "what", "二", ""))
	far.refused("invite.wrong", join("wen", i.Code, "二", ""))
	far.refused("invite.wrong", join("li", "code-other", "二", ""))
	far.refused("person.unknown", join("ma", i.Code, "二", ""))
	far.refused("laptop.name", join("li", i.Code, " ", ""))
	far.refused("pin.short", join("li", i.Code, "二", "123"))
	d.refused("invite.enrolled", d.Join(session.Joining{Person: "li", Code: i.Code, Laptop: "一"}))

	d.refused("invite.unknown", d.Withdraw(session.Withdrawing{Invitation: ledger.Hash{1}}, "chen", "246810"))
	digest := d.View().Invitations[0].Digest
	d.refused("invite.keep", d.Withdraw(session.Withdrawing{Invitation: digest, Keep: ledger.Device{9}}, "chen", "246810"))
	d.must(d.Withdraw(session.Withdrawing{Invitation: digest, Reason: "不用了"}, "wen", "112233"))
	far = d.other(2)
	far.refused("invite.withdrawn", join("li", i.Code, "二", ""))

	again := d.invited("li")
	d.must(d.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Agency: "质监局", Role: assess.Leader}, "chen", "246810"))
	far = d.other(2)
	far.must(join("li", again.Code, "二", "998877")) // a leader invited, so that it reaches a leader
	third, err := d.Invite("li", 7, "wen", "112233", session.Credential{By: "chen", PIN: "246810"})
	d.must(err)
	far = d.other(3)
	far.must(join("li", third.Code, "三", ""))
}

func TestInvitationRunsOut(t *testing.T) {
	d := newStage(t)
	i, err := d.Invite("li", 1, "chen", "246810")
	d.must(err)
	log := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{2}, Records: slices.Clone(d.log.Records)}
	late, err := session.Open(session.Options{Log: log, Keys: memory.Keys{}, Now: func() time.Time { return i.Until.Add(time.Minute) }})
	d.must(err)
	d.refused("invite.expired", late.Join(session.Joining{Person: "li", Code: i.Code, Laptop: "二"}))
}

func TestOfficerDecidesWhichOfTwoLaptopsUsedTheInvitation(t *testing.T) {
	d := newStage(t)
	i := d.invited("li")
	one, two := d.other(2), d.other(3)
	for n, l := range []*stage{one, two} {
		l.must(l.Join(session.Joining{Person: "li", Code: i.Code, Laptop: string(rune('一' + n)), PIN: "112233"}))
		l.must(l.Apply(remark(string(rune('a' + n)))))
		d.takes(l)
	}
	d.must(d.Use("chen"))
	if todo := assess.Agenda(d.View(), d.Who(), d.Today()); !slices.ContainsFunc(todo, func(t assess.Todo) bool { return t.Msg.Key == "todo.contested" }) {
		t.Errorf("what the leader has to do: %+v", todo)
	}
	if x := d.View().Invitations[0]; x.Used() != nil || len(x.Uses) != 2 || len(d.View().Held) != 4 {
		t.Fatalf("%+v, %d held", x, len(d.View().Held))
	}
	d.must(d.Withdraw(session.Withdrawing{Invitation: d.View().Invitations[0].Digest, Keep: two.Own()}, "chen", "246810"))
	if x := d.View().Invitations[0]; x.Used() == nil || x.Used().Device != two.Own() || len(d.View().Held) != 2 || d.remark() != "b" {
		t.Fatalf("%+v, %d held, %q", x, len(d.View().Held), d.remark())
	}
	n, err := d.AdoptLaptop(one.Own(), "是同一人的另一台电脑", "chen", "246810")
	d.must(err)
	if n != 1 || len(d.View().Held) != 1 || d.View().Held[0].Why != authority.Withdrawn {
		t.Errorf("%d adopted, held %+v", n, d.View().Held)
	}
}

func TestLaptopThatAskedWorksAndIsAdoptedInOneStep(t *testing.T) {
	d := newStage(t)
	far := d.other(2)
	far.must(far.Use("li"))
	far.refused("device.unknown", far.Apply(remark("x")))
	far.refused("laptop.name", far.Ask(session.Asking{Person: "li"}))
	far.refused("person.name", far.Ask(session.Asking{Laptop: "二"}))
	far.must(far.Ask(session.Asking{Person: "li", Laptop: "二", PIN: "112233"}))
	far.must(far.Apply(remark("第一稿")))
	far.must(far.Apply(remark("第二稿")))
	if far.remark() != "第二稿" || len(far.View().Held) != 3 || len(far.View().Disputed) > 0 || far.Asked() == nil || far.Asked().Writes != 2 {
		t.Fatalf("on the own screen: %q, %d held, %+v", far.remark(), len(far.View().Held), far.Asked())
	}
	far.refused("device.unknown", far.AddPerson(session.NewPerson{ID: "x", Name: "x", Role: assess.Member}, "li", "112233"))
	far.must(far.Use("chen"))
	far.refused("device.person", far.Apply(remark("x")))
	far.must(far.Use("li"))
	far.must(far.Undo())
	if far.remark() != "第一稿" {
		t.Errorf("undone: %q", far.remark())
	}
	reopened := open(t, far.log, far.keys)
	if got := reopened.View().Districts[0].Score("a1").Remark; got != "第一稿" {
		t.Errorf("opened again: %q", got)
	}

	if in := far.Preview(d.log.Records...); in.After.Districts[0].Score("a1").Remark != "第一稿" {
		t.Errorf("a preview shows %q", in.After.Districts[0].Score("a1").Remark)
	}
	d.takes(far)
	if todo := assess.Agenda(d.View(), d.Who(), d.Today()); !slices.ContainsFunc(todo, func(t assess.Todo) bool { return t.Msg.Key == "todo.requests" }) {
		t.Errorf("what the leader has to do: %+v", todo)
	}
	if d.remark() != "" || len(d.View().Requests) != 1 || d.View().Requests[0].Name != "李䶮" {
		t.Fatalf("before anybody admits it: %q, %+v", d.remark(), d.View().Requests)
	}
	_, err := d.Admit(session.Admission{Device: ledger.Device{9}, Person: "li"}, "chen", "246810")
	d.refused("ask.unknown", err)
	n, err := d.Admit(session.Admission{Device: far.Own(), Person: "li", Reason: "电话核对过"}, "chen", "246810")
	d.must(err)
	if n != 4 || d.remark() != "第一稿" || len(d.View().Held) > 0 || len(d.View().Requests) > 0 || len(d.View().Disputed) > 0 {
		t.Fatalf("%d adopted, %q, held %+v, requests %+v", n, d.remark(), d.View().Held, d.View().Requests)
	}
	far.must(far.Apply(remark("还没有收到同意")))
	far.takes(d)
	far.must(far.Use("li"))
	far.must(far.Apply(remark("收到了")))
	_, err = far.Invite("li", 7, "li", "112233")
	far.refused("role", err)
	far.must(far.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Agency: "质监局", Role: assess.Member, PIN: "445566"}, "li", "112233")) // the key that was asked for
	d.takes(far)
	if len(d.View().Held) != 1 {
		t.Fatalf("held %+v", d.View().Held)
	}
	if n, err := d.AdoptLaptop(far.Own(), "核对过", "chen", "246810"); err != nil || n != 1 || d.remark() != "收到了" {
		t.Errorf("%d, %v, %q", n, err, d.remark())
	}
	_, err = d.AdoptLaptop(far.Own(), "核对过", "chen", "246810")
	d.refused("adopt.none", err)
}

func TestSecretaryAdmitsAndALeaderAdopts(t *testing.T) {
	d := newStage(t)
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "112233"}, "chen", "246810"))
	far := d.other(2)
	far.must(far.Ask(session.Asking{Name: "新来的", Laptop: "二"}))
	d.takes(far)
	_, err := d.Admit(session.Admission{Device: far.Own(), Person: "li", Reason: "x"}, "wen", "112233")
	d.refused("role", err)
	n, err := d.Admit(session.Admission{Device: far.Own(), Person: "li"}, "wen", "112233")
	d.must(err)
	if n != 0 || !slices.ContainsFunc(d.View().Laptops, func(l authority.Laptop) bool { return l.Device == far.Own() && l.Takes("li") }) {
		t.Errorf("%d adopted, %+v", n, d.View().Laptops)
	}
	boss := d.other(3)
	boss.must(boss.Ask(session.Asking{Person: "chen", Laptop: "三", PIN: "998877"}))
	d.takes(boss)
	_, err = d.Admit(session.Admission{Device: boss.Own(), Person: "chen"}, "wen", "112233")
	d.refused("card.rank", err)
}

func TestTakenOutLaptopAsksAgain(t *testing.T) {
	d := newStage(t)
	far := d.other(2)
	far.must(far.Ask(session.Asking{Person: "li", Laptop: "二"}))
	d.takes(far)
	_, err := d.Admit(session.Admission{Device: far.Own(), Person: "li", Reason: "x"}, "chen", "246810")
	d.must(err)
	d.must(d.Remove(session.Removal{Device: far.Own(), Reason: "丢失"}, "chen", "246810"))
	if len(d.View().Requests) > 0 {
		t.Error("the old request stands")
	}
	far.takes(d)
	far.must(far.Ask(session.Asking{Person: "li", Laptop: "二"}))
	d.takes(far)
	if len(d.View().Requests) != 1 {
		t.Error("the new request does not show")
	}
}
