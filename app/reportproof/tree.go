package reportproof

import (
	"fmt"
	"reflect"

	"kaohe/app/cbor"
	"kaohe/app/report"
)

// tree is the encoded form of a Document: its own fields, then each block with the number of its kind.
type tree struct {
	_      struct{} `cbor:",toarray"`
	Doc    report.Document
	Blocks []block
}

type block struct {
	_      struct{} `cbor:",toarray"`
	Number int
	Body   cbor.Raw
}

// blocks lists the kinds of blocks by their numbers in a tree. A number must never be given to another kind.
var blocks = map[int]reflect.Type{
	1: of[report.Title](), 2: of[report.Subtitle](), 3: of[report.Heading](), 4: of[report.Para](), 5: of[report.Table](),
	6: of[report.Signature](), 7: of[report.Gap](), 8: of[report.Addressee](), 9: of[report.Attachments](), 10: of[report.Note](),
	11: of[report.Annex](), 12: of[report.Hands](), 13: of[report.Chart](), 14: of[report.Part](), 15: of[report.Pictures](),
}

func of[B report.Block]() reflect.Type { return reflect.TypeFor[B]() }

var numbers = func() map[reflect.Type]int {
	out := map[reflect.Type]int{}
	for n, t := range blocks {
		out[t] = n
	}
	return out
}()

func encode(doc report.Document) []byte {
	t := tree{Doc: doc, Blocks: []block{}}
	for _, b := range doc.Blocks {
		t.Blocks = append(t.Blocks, block{Number: numbers[reflect.TypeOf(b)], Body: cbor.Marshal(b)})
	}
	return cbor.Marshal(t)
}

func decode(b []byte) (report.Document, error) {
	var t tree
	if err := cbor.Unmarshal(b, &t); err != nil {
		return report.Document{}, err
	}
	for _, x := range t.Blocks {
		kind, ok := blocks[x.Number]
		if !ok {
			return t.Doc, fmt.Errorf("block %d", x.Number)
		}
		v := reflect.New(kind)
		if err := cbor.Unmarshal(x.Body, v.Interface()); err != nil {
			return t.Doc, err
		}
		t.Doc.Blocks = append(t.Doc.Blocks, v.Elem().Interface().(report.Block))
	}
	return t.Doc, nil
}

// Texts returns all texts of a document, in order. They are what its pages show, except for page numbers and marks.
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
