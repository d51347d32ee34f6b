package frame

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Tasks is the phase's checklist with its signature, as a pane.
type Tasks struct {
	Still
	phase assess.Phase
	page  *checklist.Screen
}

// NewTasks makes it.
func NewTasks(k *screen.Kit, p assess.Phase) *Tasks {
	return &Tasks{phase: p, page: checklist.NewTasks(k)}
}

// Object is the page.
func (t *Tasks) Object() fyne.CanvasObject { return t.page.Object() }

// Render shows a district.
func (t *Tasks) Render(d *assess.District) {
	t.page.SetPlace(d.ID, t.phase)
	t.page.Render()
}

// Reveal goes to a task.
func (t *Tasks) Reveal(at assess.Place) { t.page.Reveal(at) }

// Leave commits what is being typed.
func (t *Tasks) Leave() { t.page.Leave() }

// New adds a task.
func (t *Tasks) New() { t.page.New() }

// Done ticks a task.
func (t *Tasks) Done() { t.page.DoneAndNext() }

// Counted are tabs named by the catalogue under a prefix, each with its count where there is one.
func Counted(k *screen.Kit, prefix string, counts map[string]int, keys ...string) []widgets.Tab {
	var out []widgets.Tab
	for _, key := range keys {
		n, ok := counts[key]
		if !ok {
			n = -1
		}
		out = append(out, widgets.Tab{Key: key, Name: k.T(prefix + key), Count: n})
	}
	return out
}
