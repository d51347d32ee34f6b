package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"kaohe/app/book"
)

// raw returns the cell that was just read.
func (s *sheetReader) raw() (book.Raw, error) {
	raw := book.Raw{Formula: s.formula}
	if s.formula && (!s.valued || s.kind != "str" && len(s.buf) == 0) { // never computed: not the same as empty
		raw.Kind = book.RawError
		return raw, nil
	}
	var err error
	switch s.kind {
	case "s":
		// A cell without an index is empty. A cell with the index of a string that does not exist is an error, because its content is lost.
		i, err := strconv.Atoi(strings.TrimSpace(string(s.buf)))
		switch {
		case len(s.buf) == 0:
		case err != nil || i < 0 || i >= len(s.strings):
			raw.Kind = book.RawError
			raw.Text, err = s.keep([]byte("#" + string(s.buf)))
			return raw, err
		default:
			raw.Text = s.strings[i]
		}
	case "str", "inlineStr":
		raw.Text, err = s.keep(s.buf)
	case "e":
		raw.Kind = book.RawError
		raw.Text, err = s.keep(s.buf)
		return raw, err
	case "b":
		raw.Kind = book.RawBool
		if string(s.buf) == "1" || string(s.buf) == "true" {
			raw.Number = 1
		}
		return raw, nil
	case "d":
		return s.iso(raw)
	default:
		return s.number(raw)
	}
	if raw.Text != "" {
		raw.Kind = book.RawText
	}
	return raw, err
}

// number reads a cell without a kind. What is not a number is kept as text.
func (s *sheetReader) number(raw book.Raw) (book.Raw, error) {
	text := strings.TrimSpace(string(s.buf))
	if text == "" {
		return raw, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		raw.Kind = book.RawText
		raw.Text, err = s.keep(s.buf)
		return raw, err
	}
	raw.Kind, raw.Number = book.RawNumber, n
	if s.style < 0 || s.style >= len(s.formats) {
		return raw, nil
	}
	f := s.formats[s.style]
	switch raw.Date, raw.Clock, raw.Percent = f.date, f.clock, f.percent; {
	case f.date:
		raw.Number += s.shift
	case !f.clock:
		if shown := f.show(n); shown != general(n) {
			raw.Text, err = s.keep([]byte(shown))
		}
	}
	return raw, err
}

// iso reads a date in ISO form, which strict workbooks use.
func (s *sheetReader) iso(raw book.Raw) (book.Raw, error) {
	text, err := s.keep(s.buf)
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05.999999999", time.RFC3339Nano} {
		if d, err := time.Parse(layout, text); err == nil {
			raw.Kind, raw.Date = book.RawNumber, true
			raw.Number = d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
			return raw, nil
		}
	}
	if raw.Text = text; text != "" {
		raw.Kind = book.RawText
	}
	return raw, err
}
