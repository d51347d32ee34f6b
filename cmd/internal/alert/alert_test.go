package alert

import (
	"strings"
	"testing"

	"golang.org/x/image/font"

	"kaohe/assets/fonts"
)

func TestLinesFitAndKeepPunctuation(t *testing.T) {
	f, err := face(fonts.SansRegular, 14)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"请让电脑管理员安装显卡驱动或软件包 libgl1-mesa-dri，再重新打开。使用远程桌面（或虚拟机）的，请直接在电脑上打开。",
		"Have the graphics driver or the package libgl1-mesa-dri installed, then open it again.",
	} {
		for width := 120; width < 500; width++ {
			lines := wrap(text, f, width)
			for _, l := range lines {
				if w := font.MeasureString(f, l).Ceil(); w > width {
					t.Fatalf("%q is %d wide, not at most %d", l, w, width)
				}
				if strings.ContainsRune("，。）", []rune(l)[0]) || strings.HasSuffix(l, "（") {
					t.Fatalf("at %d a line is %q", width, l)
				}
			}
			if bare := strings.NewReplacer(" ", ""); bare.Replace(strings.Join(lines, "")) != bare.Replace(text) {
				t.Fatalf("at %d the text became %q", width, lines)
			}
		}
	}
}

func TestTheButtonStandsInThePicture(t *testing.T) {
	for _, scale := range []float64{1, 1.5, 3} {
		img, button, err := picture(strings.Repeat("没有", 40), strings.Repeat("请安装", 60), "关闭", scale)
		if err != nil {
			t.Fatal(err)
		}
		if !button.In(img.Bounds()) || img.RGBAAt(button.Min.X, button.Min.Y) != accent || img.RGBAAt(button.Min.X-1, button.Min.Y) != paper {
			t.Errorf("at scale %v the button %v is not where it is drawn in %v", scale, button, img.Bounds())
		}
	}
}
