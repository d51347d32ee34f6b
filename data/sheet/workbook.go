package sheet

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"kaohe/app/words"
	"kaohe/data/opc"
	"kaohe/data/opc/tags"
)

// workbook is everything of a workbook except its sheets.
type workbook struct {
	sheets     []found
	properties map[string]string
}

// found is a sheet that still has to be read.
type found struct {
	name, part string
	hidden     bool
}

// relation is one line of a part's .rels.
type relation struct{ kind, target string }

// workbook reads all parts except the sheets.
func (r *reader) workbook() (*workbook, error) {
	main := "xl/workbook.xml"
	top, err := r.relations("")
	if err != nil {
		return nil, err
	}
	w := &workbook{properties: map[string]string{}}
	custom := ""
	for _, rel := range top {
		switch rel.kind {
		case "officeDocument":
			main = rel.target
		case "custom-properties":
			custom = rel.target
		}
	}
	if !r.parts.Has(main) || strings.HasPrefix(opc.Key(main), "word/") || strings.HasPrefix(opc.Key(main), "ppt/") || path.Ext(opc.Key(main)) == ".bin" {
		return nil, stranger(r.parts)
	}
	rels, err := r.relations(main)
	if err != nil {
		return nil, err
	}
	for _, rel := range rels {
		switch rel.kind {
		case "styles":
			err = r.styles(rel.target)
		case "sharedStrings":
			err = r.shared(rel.target)
		}
		if err != nil {
			return nil, err
		}
	}
	if custom != "" && r.parts.Has(custom) {
		if err := r.custom(custom, w.properties); err != nil {
			return nil, err
		}
	}
	return w, r.list(main, rels, w)
}

// relations reads the .rels of a part, or of the archive itself for "".
func (r *reader) relations(part string) (map[string]relation, error) {
	dir, file := path.Split(part)
	name := dir + "_rels/" + file + ".rels"
	all := map[string]relation{}
	if !r.parts.Has(name) {
		return all, nil
	}
	return all, r.each(name, MaxPart, func(s *tags.Scanner, kind tags.Kind) error {
		if kind != tags.Start || string(s.Name()) != "Relationship" {
			return nil
		}
		id, _ := s.Attr("Id")
		url, _ := s.Attr("Type")
		target, _ := s.Attr("Target")
		if mode, _ := s.Attr("TargetMode"); mode == "External" {
			return nil
		}
		switch k := path.Base(url); k {
		case "officeDocument", "custom-properties", "worksheet", "sharedStrings", "styles", "comments", "threadedComment":
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			if len(all) >= 2*MaxSheet || len(target) > 1024 || len(id) > 1024 {
				return fmt.Errorf("relation %.50q", id)
			}
			all[id] = relation{k, target}
		}
		return nil
	})
}

// list reads the names of the sheets, in order, and the day from which dates count.
func (r *reader) list(main string, rels map[string]relation, w *workbook) error {
	return r.each(main, MaxPart, func(s *tags.Scanner, kind tags.Kind) error {
		if kind != tags.Start {
			return nil
		}
		switch string(s.Name()) {
		case "workbookPr":
			if v, _ := s.Attr("date1904"); v == "1" || v == "true" {
				r.shift = 1462
			}
		case "sheet":
			name, _ := s.Attr("name")
			id, _ := s.Attr("id")
			state, _ := s.Attr("state")
			rel, ok := rels[id]
			if !ok || rel.kind != "worksheet" { // a sheet of a chart or of macros
				return nil
			}
			if len(w.sheets) == MaxSheet {
				return words.Refuse("sheet.sheets", MaxSheet)
			}
			name, err := r.keep([]byte(name))
			if err != nil {
				return err
			}
			w.sheets = append(w.sheets, found{name, rel.target, state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
}

// custom reads our own custom properties.
func (r *reader) custom(part string, into map[string]string) error {
	name := ""
	return r.each(part, MaxPart, func(s *tags.Scanner, kind tags.Kind) error {
		switch {
		case kind == tags.Start && string(s.Name()) == "property":
			name, _ = s.Attr("name")
		case kind == tags.Text && strings.HasPrefix(name, prefix) && s.Depth() == 3:
			v, err := r.keep(s.Text())
			if err != nil {
				return err
			}
			into[name] += v
		}
		return nil
	})
}

// styles records what the cell formats show of numbers. A format's ancestors can be ignored: it contains everything that its cells show.
func (r *reader) styles(part string) error {
	codes := map[int]numberFormat{}
	inside := ""
	return r.each(part, MaxPart, func(s *tags.Scanner, kind tags.Kind) error {
		name := string(s.Name())
		switch {
		case name == "numFmts" || name == "cellXfs":
			if inside = name; kind == tags.End {
				inside = ""
			}
		case kind != tags.Start:
		case name == "numFmt" && inside == "numFmts":
			id, _ := s.Attr("numFmtId")
			code, _ := s.Attr("formatCode")
			if n, err := strconv.Atoi(id); err == nil && len(codes) < 1<<16 && len(code) <= 255 {
				codes[n] = ofCode(code)
			}
		case name == "xf" && inside == "cellXfs":
			id, _ := s.Attr("numFmtId")
			n, err := strconv.Atoi(id)
			f, own := codes[n]
			if !own && err == nil {
				f = builtIn(n)
			}
			r.formats = append(r.formats, f)
		}
		return nil
	})
}

// shared reads the table of shared strings.
func (r *reader) shared(part string) error {
	phonetic, inText := 0, false
	return r.each(part, MaxBulk, func(s *tags.Scanner, kind tags.Kind) error {
		if kind == tags.Text {
			if inText && phonetic == 0 {
				return r.more(s.Text())
			}
			return nil
		}
		switch string(s.Name()) {
		case "si":
			if kind == tags.Start {
				r.buf = r.buf[:0]
				return nil
			}
			t, err := r.keep(r.buf)
			r.strings = append(r.strings, t)
			r.text -= 16 // the entry itself
			return err
		case "rPh":
			phonetic += step(kind)
		case "t":
			inText = kind == tags.Start
		}
		return nil
	})
}

// more adds to the text of the cell that is being read.
func (r *reader) more(b []byte) error {
	if r.buf = append(r.buf, b...); len(r.buf) > tags.MaxToken {
		return tags.ErrLong
	}
	return nil
}

func step(kind tags.Kind) int {
	if kind == tags.Start {
		return 1
	}
	return -1
}
