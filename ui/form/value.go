package form

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// How a value becomes a text in a box, and back.

// shown is what the box shows of a value.
func (x *Field) shown(v ledger.Value) string {
	text := assess.TypeTextIn(&x.is, v)
	switch {
	case text == "" && x.under != nil:
		return x.under(x.form.entity)
	case x.blank:
		if p, err := standard.ParsePoints(text); err == nil && p == 0 {
			return ""
		}
	case x.text != nil && x.is.Kind == schema.Ref && x.is.Of == "person" && text != "":
		return x.form.k.Session.View().Name(text)
	}
	return text
}

// stands is what the box shows of its register.
func (x *Field) stands() string {
	text := x.shown(x.form.k.Session.Value(x.register()))
	if x.as != nil {
		return x.as(text)
	}
	return text
}

// said is the value in words, where it can't be typed.
func (x *Field) said(text string) string {
	_, several := x.control.(*ticksControl)
	switch {
	case x.secret != nil:
		return ""
	case text == "" && x.pick != nil:
		if i := slices.IndexFunc(x.options(), func(o widgets.Option) bool { return o.Key == "" }); i >= 0 {
			return x.options()[i].Name
		}
		return x.pick.PlaceHolder
	case text == "":
		return cmp.Or(x.empty, "—")
	case x.text != nil && x.is.Unit != "":
		return x.form.k.T(x.is.Unit, text)
	case several:
		list := strings.Split(text, "\n")
		for i, key := range list {
			list[i] = x.optionName(key)
		}
		return strings.Join(list, x.t("list.sep"))
	case x.text == nil:
		return x.optionName(text)
	}
	return text
}

// optionName is what an option is called; a key that is none is called itself.
func (x *Field) optionName(key string) string {
	for _, o := range x.options() {
		if o.Key == key {
			return o.Name
		}
	}
	return key
}

// parse makes of what was typed the text that is kept, or says what is wrong with it.
func (x *Field) parse(typed string) (string, error) {
	v, wrong := x.read(typed)
	if wrong != "" {
		return "", errors.New(wrong)
	}
	return x.shown(v), nil
}

// read makes of what was typed a value, or says what is wrong with it.
func (x *Field) read(typed string) (v ledger.Value, wrong string) {
	v, err := x.typed(typed)
	switch {
	case err != nil:
		return "", x.form.k.Say.Explain(err).What
	case x.refuse != nil:
		wrong = x.refuse(x.shown(v))
	}
	return v, wrong
}

// typed is the value of what was typed. Faults: those of assess.Assessment.Typed; value.day.
func (x *Field) typed(typed string) (ledger.Value, error) {
	a := x.form.view()
	text := strings.TrimSpace(words.Tidy(typed))
	if x.narrow {
		text = widgets.HalfWidth(text)
	}
	switch x.is.Kind {
	case schema.Day:
		day, err := widgets.ParseDay(text)
		if err != nil {
			return "", words.Refuse("value.day", text)
		}
		text = day
	case schema.Clock:
		text = clock(text)
	case schema.Percent:
		text = strings.TrimRight(text, "%％")
	case schema.Text:
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\n", x.join), "\t", " ") // one paragraph, in however many lines
	case schema.Ref:
		if i := slices.IndexFunc(a.Team, func(p *assess.Person) bool { return p.Name == text }); x.is.Of == "person" && i >= 0 {
			text = a.Team[i].ID
		}
	}
	if x.under != nil && text == x.under(x.form.entity) {
		text = ""
	}
	return a.TypedIn(&x.is, assess.At(x.form.entity).ID("item"), text)
}

// commit writes a text that parse has made, or tells of it in a question.
func (x *Field) commit(text string) {
	f := x.form
	if f.edit == "" {
		if f.OnChange != nil {
			f.OnChange(x.name)
		}
		return
	}
	v, err := x.typed(text)
	if f.entity == "" || f.gone() || x.stands() == text {
		return
	}
	if err != nil {
		f.k.Window.Fail(err)
		return
	}
	f.k.Do(x.edit(v, text))
}

// edit is what writes a value that was typed as a text; nil where the form gives none.
func (x *Field) edit(v ledger.Value, text string) *assess.Edit {
	f := x.form
	e := assess.New(f.edit)
	e.Writes = []assess.Write{{Entity: f.entity, Field: x.name, Value: v}}
	if f.OnWrite != nil {
		e = f.OnWrite(e, x.name, text)
	}
	return e
}

// writes is the edit of a text. Faults: those of typed.
func (x *Field) writes(text string) (*assess.Edit, error) {
	v, err := x.typed(text)
	if err != nil {
		return nil, err
	}
	return x.edit(v, text), nil
}

// disputed tells whether the register's values disagree.
func (x *Field) disputed() bool {
	return x.form.entity != "" && slices.Contains(x.form.k.Session.View().Disputed, x.register())
}

// options are what a list has to choose from.
func (x *Field) options() []widgets.Option {
	var out []widgets.Option
	if x.none != "" {
		out = append(out, widgets.Option{Name: x.t(x.none)})
	}
	switch {
	case x.from != nil:
		return append(out, x.from()...)
	case x.is.Kind == schema.Ref && x.is.Of == "person":
		for _, p := range x.form.k.Session.View().Team {
			out = append(out, widgets.Option{Key: p.ID, Name: p.Name})
		}
	}
	if x.is.Of == "method" {
		for _, m := range x.form.k.Session.View().Standard.Methods {
			out = append(out, widgets.Option{Key: m.ID, Name: x.form.k.Say.Say(m.Words())})
		}
	}
	for _, w := range x.is.One {
		out = append(out, widgets.Option{Key: w, Name: x.t(x.is.Words + w)})
	}
	return out
}

var hour = regexp.MustCompile(`^([01]?\d|2[0-3])[:：.]?([0-5]\d)$`)

// clock makes 9:30, 930 and ９：３０ alike 09:30; 上午 and 9:00-11:30 stay as they are.
func clock(s string) string {
	m := hour.FindStringSubmatch(strings.TrimSpace(widgets.HalfWidth(s)))
	if m == nil {
		return s
	}
	if len(m[1]) == 1 {
		m[1] = "0" + m[1]
	}
	return m[1] + ":" + m[2]
}
