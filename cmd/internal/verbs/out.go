package verbs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"kaohe/app/words"
)

// All that verbs say goes out here and nowhere else (a test holds it). Words of a vault, a workbook, a PDF or a file's name stand in most
// lines; whatever is in them, a line stays one line, and nothing in it reaches the terminal as more than a sign.

func put(w io.Writer, line string) error {
	_, err := io.WriteString(w, words.Visible(line)+"\n")
	return err
}

// line prints what is put together already, as one line.
func (c *call) line(format string, args ...any) {
	_ = put(c.Out, fmt.Sprintf(format, args...)) // who closed the pipe has read enough
}

// say prints sentences, a line each.
func (c *call) say(lines ...words.Msg) {
	for _, m := range lines {
		c.line("%s", c.Say.Say(m))
	}
}

func (c *call) print(key string, args ...any) { c.say(words.M(key, args...)) }

// warn says on standard error what is no failure.
func (c *call) warn(key string, args ...any) { _ = put(c.Err, c.Say.Say(words.M(key, args...))) }

// json prints one object as one line.
func (c *call) json(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	return put(c.Out, escape(bytes.TrimSuffix(b.Bytes(), []byte("\n"))))
}

// escape writes as \u202e what encoding/json leaves in its strings and a terminal would act on. Outside of strings there is none.
func escape(line []byte) string {
	var b bytes.Buffer
	for _, r := range string(line) {
		switch {
		case !words.Hidden(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// Fail says on standard error, in one line, what failed and what to do, or how the command line was wrong, and gives the exit status.
func (h Host) Fail(err error) int {
	var m misuse
	if errors.As(err, &m) {
		_ = put(h.Err, h.Say.Get("app.name")+": "+h.Say.Say(m.msg))
		_ = put(h.Err, h.Say.Get("cli.help"))
		return 2
	}
	_ = put(h.Err, h.Say.Get("app.name")+": "+h.Say.Explain(err).Line())
	return 1
}
