package seal

import (
	"fmt"
	"reflect"

	"kaohe/app/canon"
	"kaohe/app/report"
)

// tree is a Document in bytes: its own fields, then each block with its name.
type tree struct {
	_      struct{} `cbor:",toarray"`
	Doc    []byte
	Blocks []named
}

type named struct {
	_    struct{} `cbor:",toarray"`
	Name string
	Body []byte
}

// kinds are the blocks that a document may have, by name.
var kinds = func() map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, b := range []report.Block{report.Title{}, report.Subtitle{}, report.Heading{}, report.Para{}, report.Table{}, report.Signature{},
		report.Gap{}, report.Addressee{}, report.Attachments{}, report.Note{}, report.Annex{}, report.Hands{}, report.Chart{}} {
		out[reflect.TypeOf(b).Name()] = reflect.TypeOf(b)
	}
	return out
}()

func encode(doc report.Document) []byte {
	var t tree
	for _, b := range doc.Blocks {
		t.Blocks = append(t.Blocks, named{Name: reflect.TypeOf(b).Name(), Body: canon.Marshal(b)})
	}
	doc.Blocks = nil
	t.Doc = canon.Marshal(doc)
	return canon.Marshal(t)
}

func decode(b []byte) (report.Document, error) {
	var t tree
	var doc report.Document
	if err := canon.Unmarshal(b, &t); err != nil {
		return doc, err
	}
	if err := canon.Unmarshal(t.Doc, &doc); err != nil {
		return doc, err
	}
	for _, x := range t.Blocks {
		kind, ok := kinds[x.Name]
		if !ok {
			return doc, fmt.Errorf("block %q", x.Name)
		}
		v := reflect.New(kind)
		if err := canon.Unmarshal(x.Body, v.Interface()); err != nil {
			return doc, err
		}
		doc.Blocks = append(doc.Blocks, v.Elem().Interface().(report.Block))
	}
	return doc, nil
}

// Texts are all texts of a document, in order: what its pages show, but for page numbers and marks.
func Texts(doc report.Document) []string {
	var out []string
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			if s := v.String(); s != "" {
				out = append(out, s)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		}
	}
	walk(reflect.ValueOf(doc.Head))
	walk(reflect.ValueOf(doc.Blocks))
	walk(reflect.ValueOf(doc.Colophon))
	return out
}
