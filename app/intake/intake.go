// Package intake is getting files in as evidence: what is asked for, what came of it, and the look-through of a folder of photos, in which each is
// laid to what it supports before any of them is taken.
//
//	found := …                              // what lies in a folder, as Found
//	l := intake.NewLook(d, phase, found)    // sorted by time, without what is evidence already
//	l.LayRecord(id)                         // the photo at hand, and goes on
//	l.Request()                             // what is to be taken
//
// Caveat: nothing here reads a file; Found says what somebody else has read.
package intake

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// File is one file to be taken in.
type File struct {
	Path     string // where it lies; empty where Bytes are all of it
	Bytes    []byte
	Name     string // under which it came; empty: the last part of Path
	Supports assess.Supports
	Caption  string
	Turn     int // degrees clockwise by which it is shown turned
}

// Request asks for files to become evidence of a phase of a district.
type Request struct {
	District string // id
	Phase    assess.Phase
	Person   string // id, whose work it is; empty: who is at the keyboard
	Files    []File
}

// Named is a file that is evidence.
type Named struct {
	Name string // as it came
	Sum  string // SHA-256 in lower-case hex
	No   string // its number
}

// Refused is a file that was not taken, and why.
type Refused struct {
	Name string
	Err  error
}

// Outcome is what came of a Request.
type Outcome struct {
	Added   []Named
	Known   []Named // were evidence there already, and got what they support
	Refused []Refused
	Left    []string // names of files that were not begun, or given up, because the work ended before
}

// mostNamed is how many names a line gives before it counts.
const mostNamed = 8

// Lines say it: what was taken, what was there, what was refused and why, what was left.
func (o *Outcome) Lines(say words.Catalog) (out []words.Msg) {
	if n := len(o.Added); n > 0 {
		first, last := o.Added[0].No, o.Added[n-1].No
		if n == 1 {
			out = append(out, words.M("intake.added.one", o.Added[0].Name, first))
		} else {
			out = append(out, words.M("intake.added", n, first, last))
		}
	}
	if n := len(o.Known); n > 0 {
		out = append(out, words.M("intake.known", n, names(say, n, func(i int) string { return o.Known[i].Name })))
	}
	for _, x := range o.Refused[:min(len(o.Refused), mostNamed)] {
		out = append(out, words.M("intake.refused", x.Name, say.Explain(x.Err).What))
	}
	if n := len(o.Refused); n > mostNamed {
		out = append(out, words.M("intake.refused.more", n-mostNamed))
	}
	if n := len(o.Left); n > 0 {
		out = append(out, words.M("intake.left", n, names(say, n, func(i int) string { return o.Left[i] })))
	}
	if len(out) == 0 {
		out = append(out, words.M("intake.nothing"))
	}
	return out
}

// names of the first of n things.
func names(say words.Catalog, n int, name func(i int) string) string {
	out := ""
	for i := range min(n, mostNamed) {
		if i > 0 {
			out += say.Get("list.sep")
		}
		out += name(i)
	}
	if n > mostNamed {
		out += "…"
	}
	return out
}
