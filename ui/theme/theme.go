package theme

import (
	"image/color"
	"sync"

	"golang.org/x/image/font/sfnt"

	"kaohe/assets/fonts"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Variant is one of the two appearances, or the choice of the system.
type Variant int

// The variants; Auto follows the system.
const (
	Auto Variant = iota
	Light
	Dark
)

// Theme is the program's fyne.Theme.
type Theme struct {
	force Variant
	whole bool
}

var _ fyne.Theme = (*Theme)(nil)

// New returns a theme that follows the system's light or dark.
func New() *Theme { return &Theme{} }

// Forced returns a theme that is always v.
func Forced(v Variant) *Theme { return &Theme{force: v} }

var (
	regular = fyne.NewStaticResource("kaohe-sans-regular.ttf", fonts.SansRegular)
	bold    = fyne.NewStaticResource("kaohe-sans-bold.ttf", fonts.SansBold)
	whole   = fyne.NewStaticResource("kaohe-whole.ttf", fonts.Whole)
)

func (t *Theme) variant(v fyne.ThemeVariant) fyne.ThemeVariant {
	switch {
	case t.force == Dark:
		return theme.VariantDark
	case t.force == Light || v != theme.VariantDark:
		// A variant that is neither of the two (Fyne's test settings give one) is light.
		return theme.VariantLight
	}
	return v
}

// Color returns our palette's value, else Fyne's own.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	v = t.variant(v)
	if p, ok := palette[n]; ok {
		return p.in(v)
	}
	return theme.DefaultTheme().Color(n, v)
}

// Font has two weights. Chinese office text has neither italics nor monospace.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold:
		return bold
	case t.whole:
		return whole
	}
	return regular
}

// Whole returns the theme with the complete font for text instead of its subset. That is 10 MB more to read and some 60 MB in memory, so it
// is only for a vault with a character that the subset lacks. The bold font stays a subset, because there is no complete one.
func (t *Theme) Whole() *Theme { return &Theme{force: t.force, whole: true} }

// ReadFaces has both weights parsed, which the first text would wait for. It may run beside the UI thread as long as that measures and draws no
// text, nor runs its loop: Fyne's tables of faces and measures have no locks.
func ReadFaces() {
	for _, s := range []fyne.TextStyle{{}, {Bold: true}} {
		fyne.MeasureText("字", Body, s)
	}
}

// Covers tells whether the subset has a character; control characters count as covered.
func Covers(r rune) bool {
	if r < ' ' {
		return true
	}
	f, err := subset()
	if err != nil {
		return true // a font that can't be read shows everywhere, not only here
	}
	i, err := f.GlyphIndex(&sfnt.Buffer{}, r)
	return err != nil || i != 0
}

var subset = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(fonts.SansRegular) })

// Icon returns our own drawing where a stock widget would show Fyne's, so that all icons match; other icons are Fyne's.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource {
	if own, ok := stock[n]; ok {
		return Icon(own)
	}
	return theme.DefaultTheme().Icon(n)
}

var stock = map[fyne.ThemeIconName]IconName{
	theme.IconNameDelete:        IconTrash,
	theme.IconNameSearch:        IconSearch,
	theme.IconNameHome:          IconHome,
	theme.IconNameFolder:        IconFolder,
	theme.IconNameFolderOpen:    IconFolder,
	theme.IconNameConfirm:       IconCheck,
	theme.IconNameCancel:        IconClose,
	theme.IconNameNavigateBack:  IconBack,
	theme.IconNameContentAdd:    IconPlus,
	theme.IconNameArrowDropDown: IconDown,
	theme.IconNameWarning:       IconWarning,
}

// Size returns sizes that keep the program dense: the grid is 4, and a box or button has the height Touch.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := sizes[n]; ok {
		return s
	}
	return theme.DefaultTheme().Size(n)
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:               Body,
	theme.SizeNameCaptionText:        Small,
	theme.SizeNameSubHeadingText:     Title,
	theme.SizeNameHeadingText:        Figure,
	theme.SizeNamePadding:            Grid,
	theme.SizeNameInnerPadding:       Grid * 2,
	theme.SizeNameLineSpacing:        Grid,
	theme.SizeNameInlineIcon:         18,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1.5,
	theme.SizeNameInputRadius:        Grid,
	theme.SizeNameSelectionRadius:    Grid,
	theme.SizeNameScrollBarRadius:    Grid,
}
