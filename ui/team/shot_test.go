package team_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/assets/i18n"
	"kaohe/ui/team"
	"kaohe/ui/uitest"
)

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := team.New(s.Kit(), s)
	for _, size := range [][2]float32{{1080, 680}, {824, 580}} {
		v.Render()
		s.W.Show(v.Object(), size[0], size[1])
		v.Render()
		s.W.Shot(fmt.Sprintf("team-%.0f", size[0]))
	}
	v.New()
	s.W.Shot("team-new-824")
	for _, text := range uitest.Texts(v.Object()) {
		if strings.HasPrefix(text, "team.") {
			t.Errorf("untranslated: %q", text)
		}
	}
	c := team.NewChooser(s.Kit(), s.Own(), func(string) error { return nil })
	s.W.Show(c.Object(), 420, 400)
	s.W.Canvas().Focus(c.Focus())
	s.W.Shot("chooser")
}

// A large team with long names, in both languages and sizes of window; nothing untranslated is shown.
func TestALargeTeamIsShownInBothLanguages(t *testing.T) {
	s := uitest.Sample(t)
	for i, name := range []string{"市打假办会议室公用电脑（联想，二〇二一年配发）", "南山组电脑", "福田组电脑", "罗湖组电脑", "宝安组电脑", "龙岗组电脑", "盐田组电脑", "备用电脑"} {
		var people []string
		if i > 0 {
			people = []string{"li", "luo", "he", "wen"}[:1+i%4]
		}
		far(s, byte(2+i), name, people...)
	}
	s.Must(s.Remove(session.Removal{Device: ledger.Device{9}, Reason: "在出租车上丢失，已报案"}, "gu", uitest.PIN))
	s.Must(s.Remove(session.Removal{Person: "zhao", Reason: "调离"}, "gu", uitest.PIN))
	for _, language := range i18n.Languages {
		say, err := i18n.Load(language)
		s.Must(err)
		k := s.Kit()
		k.Say = say
		v := team.New(k, s)
		s.W.OnChange = v.Render
		for _, size := range [][2]float32{{1080, 680}, {824, 580}} {
			shot := func(what string) {
				s.W.Shot(fmt.Sprintf("large-%s-%.0f-%s", language, size[0], what))
				for _, text := range uitest.Texts(v.Object()) {
					if strings.HasPrefix(text, "team.") || strings.HasPrefix(text, "value.") {
						t.Errorf("untranslated: %q", text)
					}
				}
			}
			v.Render()
			s.W.Show(v.Object(), size[0], size[1])
			v.Render()
			shot("list")
			for i, d := range []byte{1, 2, 4, 9} {
				v.Reveal(assess.Place{Entity: "device/" + ledger.Device{d}.String()})
				shot(fmt.Sprint("laptop", i))
			}
			v.Reveal(assess.Place{Entity: "person/li"})
			s.Press(v.Object(), say.Get("team.remove"))
			shot("remove")
			v.Key(fyne.KeyEscape)
			v.Key(fyne.KeyEscape)
		}
	}
}
