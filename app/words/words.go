// Package words carries sentences as a key with arguments, from the code that decides what to say to the code that says it.
//
// The packages of app and data decide (a blocker, a refusal, how a mark was computed) but never choose a language: they return a Msg or a
// Fault. The window, the verbs and the documents turn it into text with a Catalog made from assets/i18n. A key that the catalogue lacks is
// shown as it is, so that nothing is ever lost; a test checks that the catalogues are complete. A Catalog is safe for concurrent use.
package words

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Msg is one sentence: the key of its template, and the values for {0}, {1}, … in it. An argument that is a Msg is translated first.
type Msg struct {
	Key  string
	Args []any
}

// M makes a Msg.
func M(key string, args ...any) Msg { return Msg{Key: key, Args: args} }

// Fault is an error in words. The key of Msg has the sentence of what happened; the same key with ".hint" has what to do.
type Fault struct {
	Msg
	Cause error
}

// Refuse returns a Fault with a code such as "vault.empty". Its sentence is in the catalogue under "fault.vault.empty".
func Refuse(code string, args ...any) *Fault { return &Fault{Msg: M("fault."+code, args...)} }

// Because adds the technical cause to f and returns it. The cause is shown small, after the sentence.
func (f *Fault) Because(err error) *Fault { f.Cause = err; return f }

// Code returns the code that was given to Refuse.
func (f *Fault) Code() string { return strings.TrimPrefix(f.Key, "fault.") }

// Error returns a text for logs and tests. People read Catalog.Explain.
func (f *Fault) Error() string {
	s := f.Code()
	if len(f.Args) > 0 {
		s += fmt.Sprint(f.Args)
	}
	if f.Cause != nil {
		s += ": " + f.Cause.Error()
	}
	return s
}

// Unwrap returns the technical cause, or nil.
func (f *Fault) Unwrap() error { return f.Cause }

// Is makes errors.Is(err, Refuse("vault.empty")) true for every fault with that code, whatever its arguments.
func (f *Fault) Is(target error) bool {
	t, ok := target.(*Fault)
	return ok && t.Key == f.Key
}

// Catalog holds one language's sentences by key.
type Catalog map[string]string

// Load reads a flat JSON object, key to template.
func Load(b []byte) (Catalog, error) {
	var c Catalog
	if err := json.Unmarshal(b, &c); err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return c, nil
}

// Say returns the sentence for m: the template with its arguments, or the key itself if the catalogue lacks it.
func (c Catalog) Say(m Msg) string {
	t, ok := c[m.Key]
	if !ok {
		t = m.Key
		for i := range m.Args {
			t += fmt.Sprintf(" {%d}", i)
		}
	}
	if len(m.Args) == 0 {
		return t
	}
	pairs := make([]string, 0, 2*len(m.Args))
	for i, a := range m.Args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i), c.arg(a))
	}
	return strings.NewReplacer(pairs...).Replace(t)
}

func (c Catalog) arg(a any) string {
	switch a := a.(type) {
	case Msg:
		return c.Say(a)
	case error:
		return c.Explain(a).What
	default:
		return fmt.Sprint(a)
	}
}

// Get returns the sentence of a key without arguments.
func (c Catalog) Get(key string) string { return c.Say(Msg{Key: key}) }

// Keys returns the catalogue's keys, sorted.
func (c Catalog) Keys() []string {
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Explanation is an error for a person: what happened, what to do, and the technical cause for whoever helps.
type Explanation struct{ What, Todo, Cause string }

// Both returns what happened and what to do as running text. Between Chinese sentences there is no blank.
func (e Explanation) Both() string {
	if e.Todo == "" || e.What == "" || e.What[len(e.What)-1] >= 0x80 {
		return e.What + e.Todo
	}
	return e.What + " " + e.Todo
}

// Line returns the explanation as one line, with the technical cause. Everything in it is made Visible.
func (e Explanation) Line() string {
	s := e.Both()
	if e.Cause != "" {
		s += " (" + e.Cause + ")"
	}
	return Visible(s)
}

// Explain turns any error into words; an error that is not a Fault is explained as "fault.other".
func (c Catalog) Explain(err error) Explanation {
	var f *Fault
	if !errors.As(err, &f) {
		return Explanation{What: c.Get("fault.other"), Todo: c.hint("fault.other", nil), Cause: err.Error()}
	}
	e := Explanation{What: c.Say(f.Msg), Todo: c.hint(f.Key, f.Args)}
	if f.Cause != nil {
		e.Cause = f.Cause.Error()
	}
	return e
}

func (c Catalog) hint(key string, args []any) string {
	if _, ok := c[key+".hint"]; !ok {
		return ""
	}
	return c.Say(Msg{Key: key + ".hint", Args: args})
}
