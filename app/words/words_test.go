package words_test

import (
	"errors"
	"testing"

	"kaohe/app/words"
)

var catalogue = words.Catalog{
	"greet": "{0}，您好，{1}", "role": "组长", "fault.gone": "{0}不见了。", "fault.gone.hint": "请再找一找{0}。",
	"fault.plain": "Gone.", "fault.plain.hint": "Look again.", "fault.other": "出错了。", "fault.other.hint": "请再试一次。",
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		name string
		msg  words.Msg
		want string
	}{
		{"fills slots", words.M("greet", "陈喆", 3), "陈喆，您好，3"},
		{"says an argument that is a sentence", words.M("greet", words.M("role"), ""), "组长，您好，"},
		{"an argument that looks like a slot stays as it is", words.M("greet", "{1}", "x"), "{1}，您好，x"},
		{"an unknown key is said as itself, with what it carries", words.M("nothing", 7), "nothing 7"},
		{"an error is said in words", words.M("greet", words.Refuse("gone", "表"), ""), "表不见了。，您好，"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := catalogue.Say(c.msg); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	cause := errors.New("ENOENT")
	for _, c := range []struct {
		name string
		err  error
		line string
	}{
		{"a fault with its hint", words.Refuse("gone", "表"), "表不见了。请再找一找表。"},
		{"the cause comes last", words.Refuse("gone", "表").Because(cause), "表不见了。请再找一找表。 (ENOENT)"},
		{"English sentences keep their blank", words.Refuse("plain"), "Gone. Look again."},
		{"any other error", cause, "出错了。请再试一次。 (ENOENT)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := catalogue.Explain(c.err).Line(); got != c.line {
				t.Errorf("%q, want %q", got, c.line)
			}
		})
	}
}

func TestFaultsAreComparedByCode(t *testing.T) {
	err := words.Refuse("gone", "表").Because(errors.New("x"))
	if !errors.Is(err, words.Refuse("gone")) || errors.Is(err, words.Refuse("plain")) {
		t.Error("errors.Is must go by the code")
	}
	if err.Code() != "gone" {
		t.Errorf("code %q", err.Code())
	}
}
