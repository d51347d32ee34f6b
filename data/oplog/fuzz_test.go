package oplog_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	codec "github.com/fxamacker/cbor/v2"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

// wide decodes unsigned numbers of 64 bits into any, which package cbor does not.
var wide, _ = codec.DecOptions{TagsMd: codec.TagsForbidden, IndefLength: codec.IndefLengthForbidden, DupMapKey: codec.DupMapKeyEnforcedAPF}.DecMode()

// FuzzDecode: whatever decodes is canonical to the last byte by package cbor's judgement too, and encodes to the same bytes again.
func FuzzDecode(f *testing.F) {
	f.Fuzz(func(t *testing.T, envelope []byte) {
		rec, vault, err := oplog.Decode(envelope)
		if err != nil {
			return
		}
		var parts [][]byte
		if err := cbor.Strict(envelope, &parts); err != nil {
			t.Fatalf("envelope: %v", err)
		}
		var body map[int]any
		if err := wide.Unmarshal(parts[0], &body); err != nil {
			t.Fatalf("body: %v", err)
		}
		if !bytes.Equal(cbor.Marshal(body), parts[0]) {
			t.Fatal("body is not canonical")
		}
		known := true
		for k := range body {
			known = known && k < 16
		}
		for _, op := range rec.Ops {
			checkValue(t, op.Value)
		}
		again, _, err := oplog.Encode(rec, vault, func([]byte) []byte { return parts[1] })
		if err != nil {
			t.Fatalf("decoded but not encoded: %v", err)
		}
		if known && !bytes.Equal(again, envelope) {
			t.Fatalf("two encodings of one record:\n%x\n%x", envelope, again)
		}
	})
}

func checkValue(t *testing.T, v ledger.Value) {
	if err := wide.Wellformed([]byte(v)); err != nil {
		t.Fatalf("value %x: %v", string(v), err)
	}
	var x any
	if err := wide.Unmarshal([]byte(v), &x); err != nil {
		t.Fatalf("value %x: %v", string(v), err)
	}
	if !bytes.Equal(cbor.Marshal(x), []byte(v)) {
		t.Fatalf("value %x is not canonical", string(v))
	}
}

// TestCorpus writes the seeds of FuzzDecode with -update; without it there is nothing to do.
func TestCorpus(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	good, _, _ := oplog.Encode(example(), hash("vault"), signer(key(1)))
	first := &ledger.Record{Device: device(key(1)), Seq: 1, Ops: []ledger.Op{{Entity: "e", Field: "f", Value: ledger.Of(map[string]any{"a": 1.5, "b": nil, "c": []bool{true}})}}}
	genesis, _, _ := oplog.Encode(first, ledger.Hash{}, signer(key(1)))
	later := remake(t, func(b map[int]codec.RawMessage) { b[16] = cbor.Marshal([]any{-1, "x", 1e300}) })
	newer := remake(t, func(b map[int]codec.RawMessage) { b[1] = cbor.Marshal(2) })
	dir := "testdata/fuzz/FuzzDecode"
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"good": good, "genesis": genesis, "later": later, "newer": newer, "cut": good[:len(good)-1], "empty": {}} {
		text := "go test fuzz v1\n[]byte(" + strconv.Quote(string(b)) + ")\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	rec, vault, signature := example(), hash("vault"), make([]byte, 64)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := oplog.Encode(rec, vault, func([]byte) []byte { return signature }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	envelope, _, _ := oplog.Encode(example(), hash("vault"), signer(key(1)))
	b.ReportAllocs()
	b.SetBytes(int64(len(envelope)))
	for b.Loop() {
		if _, _, err := oplog.Decode(envelope); err != nil {
			b.Fatal(err)
		}
	}
}
