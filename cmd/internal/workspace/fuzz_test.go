package workspace_test

import (
	"bytes"
	"compress/flate"
	"io"
	"testing"

	"kaohe/app/cbor"
	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/attach"
)

// FuzzCarried changes bytes of what a paper carries whose signatures are real. Whatever comes of it, another document is never proven.
func FuzzCarried(f *testing.F) {
	d := whole(f)
	p := &workspace.Printer{Say: chinese(f), EmbeddedOnly: true}
	file := printed(f, p, d, report.Job{Kind: "notice", District: one})
	plain, err := io.ReadAll(flate.NewReader(bytes.NewReader(attach.Find(file))))
	if err != nil {
		f.Fatal(err)
	}
	honest, err := reportproof.Read(attach.Find(file))
	if err != nil {
		f.Fatal(err)
	}
	doc, err := honest.Document()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(0, []byte{0})
	f.Add(len(plain)/2, []byte{0xff, 0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Add(len(plain)-400, []byte{0x3b, 0xff})
	f.Fuzz(func(t *testing.T, at int, put []byte) {
		if at < 0 || at+len(put) > len(plain) {
			return
		}
		b := bytes.Clone(plain)
		copy(b[at:], put)
		var c reportproof.Carried
		if cbor.Unmarshal(b, &c) != nil {
			return
		}
		packed, err := c.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		read, err := reportproof.Read(packed)
		if err != nil {
			return
		}
		got, err := read.Document()
		if err != nil {
			return
		}
		x, err := workspace.Check(p, read)
		if err != nil || x.Proven == nil {
			return
		}
		if x.Remade && len(x.Proven.Faults) == 0 && len(x.Proven.Loose) == 0 && x.Vault.String() == d.Vault.ID().String() && !reportproof.Same(got, doc) {
			t.Fatalf("proven: %v", reportproof.Texts(got))
		}
	})
}
