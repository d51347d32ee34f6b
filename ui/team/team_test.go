package team_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session/memory"
	"kaohe/app/words"
	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/team"
	"kaohe/ui/trial"
)

func open(s *trial.Stage) *team.Screen {
	v := team.New(s.Kit(), s)
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	return v
}

// secrets are the boxes for PINs, which are entries but not part's.
func secrets(o fyne.CanvasObject) []*piece.Secret { return trial.All[*piece.Secret](o) }

func TestCheck(t *testing.T) {
	good := team.Card{ID: "x", Name: "闻玥", Role: assess.Secretary, By: "gu", Proof: trial.PIN}
	for _, c := range []struct {
		name   string
		change func(*team.Card)
		box    team.Box
	}{
		{"Good", func(*team.Card) {}, ""},
		{"WithPIN", func(c *team.Card) { c.PIN, c.Again = "864208", "864208" }, ""},
		{"NoName", func(c *team.Card) { c.Name = " " }, team.BoxName},
		{"NoRole", func(c *team.Card) { c.Role = "" }, team.BoxRole},
		{"ShortPIN", func(c *team.Card) { c.PIN, c.Again = "123", "123" }, team.BoxPIN},
		{"PINsDiffer", func(c *team.Card) { c.PIN, c.Again = "864208", "864209" }, team.BoxAgain},
		{"OnlyAgain", func(c *team.Card) { c.Again = "864208" }, team.BoxPIN},
		{"NobodyAuthorises", func(c *team.Card) { c.By = "" }, team.BoxBy},
		{"NoProof", func(c *team.Card) { c.Proof = "" }, team.BoxProof},
	} {
		t.Run(c.name, func(t *testing.T) {
			card := good
			c.change(&card)
			bad := team.Check(card)
			if _, ok := bad[c.box]; c.box == "" && len(bad) > 0 || c.box != "" && (!ok || len(bad) != 1) {
				t.Fatalf("%+v", bad)
			}
		})
	}
}

func TestMatch(t *testing.T) {
	rows := []team.Row{{ID: "1", Name: "李䶮", Agency: "市工商局", Role: assess.Member}, {ID: "2", Name: "沈堃", Agency: "市质监局", Role: assess.Deputy}}
	say := trial.Words(t)
	for in, want := range map[string]string{"": "12", "李": "1", "质监": "2", "副组长": "2", "gsj": "1", "li": "1", "谁": ""} {
		got := ""
		for _, r := range team.Match(rows, say, in) {
			got += r.ID
		}
		if got != want {
			t.Errorf("%q finds %q, want %q", in, got, want)
		}
	}
}

func TestKeepersPutWhoIsHereFirst(t *testing.T) {
	rows := []team.Row{{ID: "a", Keeps: true}, {ID: "b"}, {ID: "c", Keeps: true, Here: true}}
	if k := team.Keepers(rows); len(k) != 2 || k[0].ID != "c" {
		t.Fatalf("%+v", k)
	}
}

func TestAPersonIsAddedWithAPIN(t *testing.T) {
	s := trial.Empty(t, nil)
	v := open(s)
	v.New()
	boxes := trial.All[*part.Field](v.Object())
	test.Type(boxes[0].Target(), "闻玥")
	test.Type(boxes[1].Target(), "市打假办")
	trial.All[*piece.Pick](v.Object())[0].Choose("secretary")
	for i, pin := range []string{"864208", "864208", "000000"} {
		test.Type(secrets(v.Object())[i], pin)
	}
	s.Press(v.Object(), "保存")
	if len(s.View().Team) != 2 || !slices.ContainsFunc(trial.Texts(v.Object()), func(x string) bool { return strings.HasPrefix(x, "口令不对") }) {
		t.Fatalf("a wrong PIN must be said beside its box: %q", trial.Texts(v.Object()))
	}
	test.Type(secrets(v.Object())[2], "x") // what was wrong stays, to be put right
	clear(secrets(v.Object())[2])
	test.Type(secrets(v.Object())[2], trial.PIN)
	s.Press(v.Object(), "保存")
	i := slices.IndexFunc(s.View().Team, func(p *assess.Person) bool { return p.Name == "闻玥" })
	if i < 0 || s.View().Team[i].Role != assess.Secretary || len(s.View().Team[i].Key) == 0 || s.View().Team[i].Agency != "市打假办" {
		t.Fatalf("%+v, failed %v", s.View().Team, s.W.Failed)
	}
	for _, x := range secrets(v.Object()) {
		if text(x) != "" {
			t.Fatal("a PIN stays in its box")
		}
	}
}

func TestOwnPINIsResetAndTheCardKept(t *testing.T) {
	s := trial.Empty(t, nil)
	v := open(s)
	for i, pin := range []string{"111222", "111222", trial.PIN} {
		test.Type(secrets(v.Object())[i], pin)
	}
	s.Press(v.Object(), "保存")
	if err := s.AddPerson((team.Card{ID: "li", Name: "李䶮", Role: assess.Deputy}).Person(), "gu", "111222"); err != nil {
		t.Fatalf("the new PIN does not open: %v, failed %v", err, s.W.Failed)
	}
	if p := s.View().Person("gu"); p.Name != "顾彧" || p.Role != assess.Leader || p.Agency != "市打假办" {
		t.Fatalf("%+v", p)
	}
}

func TestEmptyFormSaysEverythingThatIsMissing(t *testing.T) {
	s := trial.Empty(t, nil)
	v := open(s)
	v.New()
	s.Press(v.Object(), "保存")
	for _, want := range []string{"请填写姓名", "请输入授权人的口令"} {
		if !slices.Contains(trial.Texts(v.Object()), want) {
			t.Errorf("%q is not said", want)
		}
	}
	s.W.Shot("team-bad")
}

func TestRenderKeepsWhatIsBeingTyped(t *testing.T) {
	s := trial.Empty(t, nil)
	v := open(s)
	v.New()
	box := trial.All[*part.Field](v.Object())[0]
	test.Type(box.Target(), "闻玥")
	v.Render()
	if got := trial.All[*part.Field](v.Object())[0].Text(); got != "闻玥" {
		t.Fatalf("the box shows %q after a render", got)
	}
}

func TestAStrangeLaptopIsEnrolled(t *testing.T) {
	s := trial.Empty(t, nil)
	v := open(s)
	if trial.Button(v.Object(), "登记这台电脑") != nil {
		t.Fatal("an enrolled laptop is asked to enrol")
	}
	s.Log = &memory.Log{Vault: s.Log.Vault, Own: ledger.Device{2}, Records: s.Log.Records}
	s.Reload()
	v = open(s)
	s.W.Shot("team-enrol")
	s.Press(v.Object(), "登记这台电脑")
	if s.Enrolled() || !slices.Contains(trial.Texts(v.Object()), "请给这台电脑起个名字。") {
		t.Fatalf("%q", trial.Texts(v.Object()))
	}
	boxes, pins := trial.All[*part.Field](v.Object()), secrets(v.Object()) // those of the laptop come last
	test.Type(boxes[len(boxes)-1].Target(), "二号电脑")
	test.Type(pins[len(pins)-1], trial.PIN)
	s.Press(v.Object(), "登记这台电脑")
	if !s.Enrolled() || trial.Button(v.Object(), "登记这台电脑") != nil {
		t.Fatalf("enrolled %v; %q", s.Enrolled(), trial.Texts(v.Object()))
	}
}

func TestChooserByKeyboardAndByOneTap(t *testing.T) {
	s := trial.Empty(t, nil)
	var used []string
	c := team.NewChooser(s.Kit(), func(id string) error {
		if id == "li" && len(used) == 1 {
			return words.Refuse("person.unknown", id)
		}
		used = append(used, id)
		return nil
	})
	s.W.Show(c.Object(), 400, 420)
	s.W.Canvas().Focus(c.Focus())
	test.Type(c.Focus(), "gongshang")
	c.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Equal(used, []string{"li"}) {
		t.Fatalf("used %v", used)
	}
	c.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.ContainsFunc(trial.Texts(c.Object()), func(x string) bool { return strings.Contains(x, "名单里没有") }) {
		t.Fatalf("a refusal is not said: %q", trial.Texts(c.Object()))
	}
	clear(c.Focus())
	var tapped bool
	trial.Each(c.Object(), func(o fyne.CanvasObject) {
		if w, ok := o.(fyne.Tappable); ok && !tapped && typeName(o) == "*team.choice" {
			tapped = true
			test.Tap(w)
		}
	})
	if !slices.Equal(used, []string{"li", "gu"}) {
		t.Fatalf("used %v", used)
	}
}

func text(f fyne.Focusable) string { return entry(f).Text }

func clear(f fyne.Focusable) { entry(f).SetText("") }

// entry is the stock box inside one of ours.
func entry(f fyne.Focusable) *widget.Entry { return f.(interface{ Box() *widget.Entry }).Box() }
