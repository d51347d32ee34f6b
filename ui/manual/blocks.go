package manual

import (
	"bytes"
	"image/png"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	files "kaohe/assets/manual"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// draw makes what shows a block.
func (v *View) draw(x Block) fyne.CanvasObject {
	switch x.Kind {
	case Heading:
		return heading(x)
	case Step:
		return beside(strconv.Itoa(x.Number)+".", x.Text)
	case Point:
		return beside("·", x.Text)
	case Notice:
		return widgets.NewBanner(theme.Awaiting, x.Text)
	case Way:
		l := widgets.NewLink()
		l.Put(widgets.Item{State: theme.Info, Icon: theme.IconNext, Text: x.Text, Go: func() { v.follow(x.To) }})
		return l
	case Picture:
		return picture(x)
	case Table:
		return table(x.Rows)
	case Sample:
		return container.NewStack(theme.NewBox(theme.Band).Round(theme.Grid), widgets.Paragraph(x.Text))
	}
	return layout.Flush(widgets.Paragraph(x.Text))
}

func heading(x Block) fyne.CanvasObject {
	if x.Level == 1 {
		return theme.Text(x.Text, theme.Figure, true, theme.Ink)
	}
	size, above := theme.Title, theme.Grid*4
	if x.Level > 2 {
		size, above = theme.Body, theme.Grid*2
	}
	return container.New(layout.Inset{Top: above}, theme.Text(x.Text, size, true, theme.Ink))
}

// beside is text with a sign or number before it.
func beside(sign, text string) fyne.CanvasObject {
	mark := container.New(layout.Fixed{Width: 28}, container.New(layout.Inset{Top: 3}, container.NewVBox(theme.Text(sign, theme.Body, true, theme.Accent).Whole())))
	return container.NewBorder(nil, nil, mark, nil, layout.Flush(widgets.Paragraph(text)))
}

// picture is drawn at its own size, or as wide as there is room.
func picture(x Block) fyne.CanvasObject {
	b, err := files.Files.ReadFile("pictures/" + x.To)
	if err != nil {
		return widgets.Paragraph(x.Text) // a test finds each; what it shows stands in its place
	}
	size, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return widgets.Paragraph(x.Text)
	}
	img := canvas.NewImageFromResource(fyne.NewStaticResource(x.To, b))
	img.FillMode = canvas.ImageFillContain
	framed := container.NewStack(img, theme.NewBox(theme.None).Line(theme.Rule))
	return layout.Stack(theme.Grid, container.New(&inProportion{width: float32(size.Width), height: float32(size.Height)}, framed),
		theme.Text(x.Text, theme.Small, false, theme.Ink2))
}

// inProportion keeps the proportion of one thing, which is never larger than its own size.
type inProportion struct{ width, height, has float32 }

// MinSize is as high as the thing is at the width that there was last.
func (l *inProportion) MinSize([]fyne.CanvasObject) fyne.Size {
	w := l.width
	if l.has > 0 {
		w = min(w, l.has)
	}
	return fyne.NewSize(120, w*l.height/l.width)
}

// Layout puts it at the left.
func (l *inProportion) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.has = size.Width
	w := min(l.width, size.Width)
	for _, o := range objs {
		o.Resize(fyne.NewSize(w, w*l.height/l.width))
		o.Move(fyne.Position{})
	}
}

// table is rows of cells that wrap.
func table(rows [][]string) fyne.CanvasObject {
	const narrow, wide = 6, 36 // characters, between which a column gets room as it needs it
	shares := make([]float32, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			shares[i] = max(shares[i], float32(min(max(utf8.RuneCountInString(cell), narrow), wide)))
		}
	}
	out := layout.Stack(0)
	for i, r := range rows {
		row := container.New(&tableRow{shares})
		for _, cell := range r {
			if i == 0 {
				row.Add(layout.Pad(theme.Grid*2, theme.Grid, theme.Text(cell, theme.Body, true, theme.Ink)))
				continue
			}
			row.Add(widgets.Paragraph(cell))
		}
		ground := theme.None
		if i == 0 {
			ground = theme.Band
		}
		out.Add(container.NewStack(theme.NewBox(ground), row))
		out.Add(theme.NewBox(theme.Rule).Least(0, 1))
	}
	return out
}

// tableRow lays cells side by side, each with its share of the width.
type tableRow struct{ shares []float32 }

// MinSize is as high as the highest cell at its width.
func (l *tableRow) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, layout.Middle{}.MinSize(objs).Height)
}

// Layout gives each cell its width first, because its height depends on it.
func (l *tableRow) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	var all, x float32
	for _, s := range l.shares {
		all += s
	}
	for i, o := range objs {
		w := size.Width * l.shares[i] / all
		o.Resize(fyne.NewSize(w, layout.HeightAt(o, w)))
		o.Move(fyne.NewPos(x, 0))
		x += w
	}
}
