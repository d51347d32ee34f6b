package ui_test

import (
	"testing"

	"kaohe/app/words"
	"kaohe/ui"
)

// The dialog says the verdict's own word: 核验通过 of nothing but what was proved.
func TestVerifyingSaysItsWord(t *testing.T) {
	for word, want := range map[string]string{ui.VerifyGood: "a.pdf：核验通过", ui.VerifySigned: "a.pdf：仅签字有效", ui.VerifyUnsigned: "a.pdf：没有签字证明",
		ui.VerifyNoted: "a.pdf：记录和签字有效，另有情况待处理", ui.VerifyRepeats: "a.pdf：抽签可以照此复算", ui.VerifyDenied: "a.pdf：核验不通过",
		ui.VerifyNewer: "a.pdf：有的签字要用新版考核通核验"} {
		t.Run(word, func(t *testing.T) {
			s := newStage(t).open()
			ui.ShowVerdict(s.App, "out/a.pdf", ui.Verdict{Word: word, Lines: []words.Msg{words.M("paper.check.covered")}})
			s.mustSee(want)
			if word != ui.VerifyGood && s.sees("核验通过") {
				t.Error("says that it is verified")
			}
		})
	}
}
