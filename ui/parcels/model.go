// Package parcels is the page 与同事交换: packages that go out to colleagues and come in from them, who is known to have what, and how the
// exchange through a folder or a server stands. Use it on the UI goroutine only.
//
//	Screen   who has what, and what came of the last package; over it, while packages are at hand, what taking them in would do
//	AskPack  what to pack, and who can open it
//
// It knows no file: the shell picks, reads and writes them in the background, and has the page rendered when there is something else to show.
package parcels

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Request is what goes into a package, and who can open it. The zero value is everything, for the whole team.
type Request struct {
	For        string // a person's ID: what all laptops of this person are known to have is left out
	District   string // ID: only what concerns it
	Passphrase string // for whoever knows it, instead of the team
	Evidence   string // what of its files: empty for the originals that the receivers lack; all, small (smaller copies) or none
}

// Carried is how much evidence a package would carry.
type Carried struct {
	Originals int
	Bytes     int64 // of originals
	Pictures  int   // of which a smaller copy can go instead
	Small     int64 // bytes of these, about
	All       int   // originals that are here, whoever has them
	AllBytes  int64
}

// Thinning is which originals of evidence may go from this laptop to make room.
type Thinning struct {
	Lines []words.Msg // what may go, what not, and why
	Any   bool        // there is something that may go
	Of    any         // as the system knows it
}

// Packed is a package that lies where it was to go, was read back, and is what was written.
type Packed struct {
	Path    string
	Records int
	Bytes   int64
	Number  string      // by which people call it
	Digest  string      // SHA-256, in hexadecimal digits
	Stick   bool        // it lies on a medium that can be taken out
	Notes   []words.Msg // what was left out because others have it, or why nothing was
}

// Incoming are packages that were opened and not taken in.
type Incoming struct {
	Heads   []words.Msg       // whose they are, and what speaks against a sender
	Lines   []words.Msg       // what taking them in would do
	In      *session.Incoming // the same, as data
	Missing error             // why they can't be taken in; nil: they can
	Of      any               // the packages, as the system knows them
}

// Merged is what came of taking packages in.
type Merged struct {
	New, Known int
	Forked     bool        // the laptop's own chain turned out to have forked, and has to be enrolled anew
	Same       words.Msg   // says that nothing was new
	Files      []words.Msg // what came of the files of evidence
	Partly     bool        // some of these did not come in
}

// Relayed is how the exchange through a shared place stands.
type Relayed struct {
	On    bool
	Where string      // empty: nobody has named a place
	At    string      // the time of day of the last look; empty: there was none
	Lines []words.Msg // what came of it
	Err   error       // why it ended early
}

// Outcome is what is said of the last package: one of the two, or neither.
type Outcome struct {
	Packed *Packed
	Merged *Merged
	Said   []words.Msg // of making room
}

// Actions is what the shell does for the page.
type Actions interface {
	Spread() session.Spread
	// Pick asks for a package, and opens it beside those that are at hand; Drop forgets these.
	Pick()
	Incoming() *Incoming // nil: none are at hand
	Drop()
	// Merge takes what is at hand in. When it is done the page is rendered.
	Merge()
	// Pack asks where to, and writes. Carried tells how much evidence would go to a person, or of a district, by ids, where these are not empty.
	Pack(Request)
	Carried(person, district string) Carried
	// Thin asks what may go of the originals of evidence, and lets it go.
	Thin()
	Outcome() Outcome
	Relay() Relayed
	// SetRelay asks for the place; Turn starts the exchange or stops it, Anew puts everything there again where the place was emptied on purpose.
	SetRelay()
	Turn()
	Anew()
}

// Row is another laptop of the round.
type Row struct {
	session.Has
	Files int    // originals of evidence that it does not say to hold
	Size  string // of these
	Label string // the laptop
	Who   string // who works on it
	When  string // it was last heard of
}

// Rows returns the other laptops: those that lack most first.
func Rows(k *screen.Kit, s session.Spread) []Row {
	a := k.Session.View()
	var out []Row
	for _, l := range s.Laptops {
		files, size := a.FilesBeyond(l.Device)
		r := Row{Has: l, Files: files, Size: words.Size(size), Label: cmp.Or(l.Name, l.Device.String()[:8]), When: k.T("parcels.unheard")}
		if !l.Last.IsZero() {
			r.When = l.Last.Local().Format("2006-01-02 15:04")
		} else if l.Heard {
			r.When = k.T("parcels.toldof")
		}
		var names []string
		for _, id := range l.People {
			names = append(names, a.Name(id))
		}
		if r.Who = strings.Join(names, "、"); l.Shared || r.Who == "" {
			r.Who = k.T("parcels.shared")
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(x, y Row) int {
		return cmp.Or(cmp.Compare(y.Lacks+y.Ahead, x.Lacks+x.Ahead), strings.Compare(x.Label, y.Label))
	})
	return out
}

// mostShown is how many characters of a value that would be in conflict are shown.
const mostShown = 60

// signs are those of the lines of a preview, by their keys; others are plain facts.
var signs = map[string]theme.State{"merge.gap": theme.Refused, "merge.conflicts": theme.Conflict, "merge.conflict": theme.Conflict, "merge.fork": theme.Warning, "merge.held": theme.Awaiting,
	"merge.falls": theme.Warning, "merge.late": theme.Warning, "merge.lacking": theme.Awaiting, "merge.settled": theme.Done, "merge.rises": theme.Done, "merge.new": theme.Info, "merge.nothing": theme.Done,
	"merge.ahead": theme.Awaiting, "merge.empty": theme.Info, "merge.sender.removed": theme.Warning, "merge.sender.unknown": theme.Warning}

// items are what a preview says, each conflict with the value that stands here and those that would.
func items(k *screen.Kit, in *Incoming) []widgets.Item {
	var out []widgets.Item
	n := 0
	for _, m := range in.Lines {
		x := widgets.Item{State: signs[m.Key], Text: strings.TrimSpace(k.Say.Say(m))}
		if m.Key == "merge.conflict" {
			x.Text = conflict(k, x.Text, in.In, in.In.Conflicts[n])
			n++
		}
		out = append(out, x)
	}
	return out
}

// conflict says what stands in a register, and what would disagree there.
func conflict(k *screen.Kit, name string, in *session.Incoming, at ledger.Register) string {
	a := k.Session.View()
	var then []string
	for _, v := range in.Values[at] {
		then = append(then, short(k, in.After, at, v))
	}
	return name + "\n" + k.T("parcels.values", short(k, a, at, k.Session.Value(at)), strings.Join(then, " | "))
}

func short(k *screen.Kit, a *assess.Assessment, at ledger.Register, v ledger.Value) string {
	text := []rune(strings.Join(strings.Fields(a.ShowValue(k.Say, at, v)), " "))
	if len(text) > mostShown {
		text = append(text[:mostShown:mostShown], '…')
	}
	if len(text) == 0 {
		return k.T("parcels.empty")
	}
	return string(text)
}

// packed says what lies where, and whether it can be taken away.
func packed(k *screen.Kit, p *Packed) string {
	key := "parcels.packed"
	if p.Stick {
		key = "parcels.packed.stick"
	}
	lines := []string{k.T(key, p.Path), k.T("parcels.packed.what", p.Records, words.Size(p.Bytes), p.Number)}
	if len(p.Notes) > 0 {
		lines = append(lines, said(k, p.Notes))
	}
	return strings.Join(append(lines, k.T("parcels.packed.digest", digest(p.Digest))), "\n")
}

// digest in groups of four, as people compare it.
func digest(hex string) string {
	var parts []string
	for i := 0; i+4 <= len(hex); i += 4 {
		parts = append(parts, hex[i:i+4])
	}
	return strings.Join(parts, " ")
}
