// Package words carries sentences as a key and arguments from where they are decided to where they are said.
//
// The rooms of app and data decide (a blocker, a refusal, how a mark came about) but never choose a language: they return a Msg
// or a Fault. The window, the verbs and the documents say it through a Catalog made from assets/i18n. A key that the catalogue
// lacks is said as itself, so that nothing is ever silent; a test holds the catalogues complete.
package words

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Msg is one sentence: the key of its template and what fills {0}, {1}, …; an argument that is itself a Msg is said first.
type Msg struct {
	Key  string
	Args []any
}

// M makes a Msg.
func M(key string, args ...any) Msg { return Msg{Key: key, Args: args} }

// Fault is a refusal or failure in words: what happened (Msg) and, by the same key with ".hint", what to do.
type Fault struct {
	Msg
	Cause error
}

// Refuse makes a Fault with a code such as "vault.empty"; the catalogue says it under "fault.vault.empty".
func Refuse(code string, args ...any) *Fault { return &Fault{Msg: M("fault."+code, args...)} }

// Because keeps the technical cause; it is shown small, after the sentence.
func (f *Fault) Because(err error) *Fault { f.Cause = err; return f }

// Code is what was given to Refuse.
func (f *Fault) Code() string { return strings.TrimPrefix(f.Key, "fault.") }

// Error is for logs and tests; people read Catalog.Explain.
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

// Unwrap gives the technical cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Is makes errors.Is(err, Refuse("vault.empty")) true for every fault with that code.
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

// Say fills the template of m.
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

// Get says a template without arguments.
func (c Catalog) Get(key string) string { return c.Say(Msg{Key: key}) }

// Keys lists the catalogue's keys in order.
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

// Both is what happened and what to do, as running text: Chinese sentences need no blank between them.
func (e Explanation) Both() string {
	if e.Todo == "" || e.What == "" || e.What[len(e.What)-1] >= 0x80 {
		return e.What + e.Todo
	}
	return e.What + " " + e.Todo
}

// Line is the explanation as one line, with the technical cause, all Visible.
func (e Explanation) Line() string {
	s := e.Both()
	if e.Cause != "" {
		s += " (" + e.Cause + ")"
	}
	return Visible(s)
}

// Explain turns any error into words; one that is no Fault becomes "fault.other".
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
