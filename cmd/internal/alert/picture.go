package alert

import (
	"image"
	"image/color"
	"image/draw"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"kaohe/assets/fonts"
)

// The message in pixels at 96 dpi.
const (
	wide     = 460 // of the text
	margin   = 24
	sizeWhat = 17
	sizeTodo = 14
	leading  = 1.5 // of the size
	padding  = 18  // of the button
)

var (
	paper  = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink    = color.RGBA{0x1f, 0x23, 0x28, 0xff}
	accent = color.RGBA{0x1f, 0x4e, 0x8c, 0xff}
)

// picture draws the message and says where its button is.
func picture(what, todo, button string, scale float64) (*image.RGBA, image.Rectangle, error) {
	px := func(n float64) int { return int(n*scale + 0.5) }
	bold, err := face(fonts.SansBold, sizeWhat*scale)
	if err != nil {
		return nil, image.Rectangle{}, err
	}
	plain, err := face(fonts.SansRegular, sizeTodo*scale)
	if err != nil {
		return nil, image.Rectangle{}, err
	}
	head, body := wrap(what, bold, px(wide)), wrap(todo, plain, px(wide))
	high := px(sizeWhat*leading)*len(head) + px(sizeTodo*leading)*len(body)
	frame := image.Rect(0, 0, 0, px(sizeTodo+padding))
	frame.Max.X = font.MeasureString(plain, button).Ceil() + px(2*padding)
	img := image.NewRGBA(image.Rect(0, 0, px(wide+2*margin), high+frame.Dy()+px(2.5*margin)+px(margin/2)))
	draw.Draw(img, img.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	at := image.Pt(px(margin), px(margin))
	at.Y = lines(img, bold, ink, head, at, px(sizeWhat*leading)) + px(margin/2)
	at.Y = lines(img, plain, ink, body, at, px(sizeTodo*leading)) + px(margin/2)
	frame = frame.Add(image.Pt(img.Bounds().Dx()-px(margin)-frame.Dx(), at.Y))
	draw.Draw(img, frame, image.NewUniform(accent), image.Point{}, draw.Src)
	lines(img, plain, paper, []string{button}, frame.Min.Add(image.Pt(px(padding), 0)), frame.Dy())
	return img, frame, nil
}

func face(ttf []byte, size float64) (font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
}

// lines draws lines of a height below each other from their top left corner on, and gives where the next one would begin.
func lines(img draw.Image, f font.Face, c color.Color, texts []string, at image.Point, high int) int {
	m := f.Metrics()
	drop := (high + m.Ascent.Round() - m.Descent.Round()) / 2
	for _, text := range texts {
		d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: f, Dot: fixed.P(at.X, at.Y+drop)}
		d.DrawString(text)
		at.Y += high
	}
	return at.Y
}

// wrap breaks a text into lines of at most a width: between Chinese characters and after blanks, but not before what closes.
func wrap(text string, f font.Face, width int) []string {
	var done []string
	line := ""
	for _, piece := range pieces(text) {
		if line != "" && font.MeasureString(f, strings.TrimRight(line+piece, " ")).Ceil() > width {
			done = append(done, strings.TrimRight(line, " "))
			line = ""
		}
		line += piece
	}
	return append(done, strings.TrimRight(line, " "))
}

// pieces cuts a text where a line may end.
func pieces(text string) []string {
	var all []string
	var last rune
	for _, r := range text {
		chinese := unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, last) || strings.ContainsRune("。，、；：）”", last)
		closes := strings.ContainsRune("。，、；：）”！？,.;:)!?", r)
		if opens := last == '（' || last == '“'; last == 0 || (last == ' ' || chinese) && !closes && !opens {
			all = append(all, "")
		}
		all[len(all)-1] += string(r)
		last = r
	}
	return all
}
