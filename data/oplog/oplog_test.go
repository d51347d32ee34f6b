package oplog_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	codec "github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

var update = flag.Bool("update", false, "write the golden files")

func key(n byte) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte{'k', n})
	return ed25519.NewKeyFromSeed(seed[:])
}

func signer(k ed25519.PrivateKey) func([]byte) []byte {
	return func(m []byte) []byte { return ed25519.Sign(k, m) }
}

func device(k ed25519.PrivateKey) ledger.Device { return ledger.Device(k.Public().(ed25519.PublicKey)) }

func hash(s string) ledger.Hash { return sha256.Sum256([]byte(s)) }

func example() *ledger.Record {
	return &ledger.Record{
		Device: device(key(1)), Seq: 7, Prev: hash("six"), Stamp: 0x0190_0000_0000_0003,
		Seen:   ledger.Frontier{{Device: ledger.Device{1}, Seq: 3, Hash: hash("three")}},
		Schema: 1, Author: "p/7f", Label: "action.mark",
		Ops: []ledger.Op{
			{Entity: "d/nanshan/item/1.1", Field: "mark", Value: ledger.Of(180), Base: []ledger.OpID{{Record: hash("one"), Index: 2}}},
			{Entity: "d/nanshan/item/1.1", Field: "remark", Value: ledger.Of("台账齐全，抽查 𠮷 字")},
		},
	}
}

func TestGolden(t *testing.T) {
	envelope, id, err := oplog.Encode(example(), hash("vault"), signer(key(1)))
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/record.hex"
	if *update {
		if err := os.WriteFile(file, []byte(hex.EncodeToString(envelope)+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(envelope); got != strings.TrimSpace(string(want)) {
		t.Errorf("the encoding changed, and with it every vault:\n got %s\nwant %s", got, want)
	}
	if id != sha256.Sum256(envelope) {
		t.Error("the ID is not the hash of the envelope")
	}
	if err := oplog.Verify(envelope); err != nil {
		t.Error(err)
	}
}

func TestVerifyRefusesEveryChangedByte(t *testing.T) {
	envelope, _, _ := oplog.Encode(example(), hash("vault"), signer(key(1)))
	for i := range envelope {
		changed := append([]byte(nil), envelope...)
		changed[i] ^= 1
		if oplog.Verify(changed) == nil {
			t.Errorf("byte %d changed unseen", i)
		}
	}
}

func genRecord(t *rapid.T) (*ledger.Record, ledger.Hash) {
	k := key(1)
	rec := &ledger.Record{
		Device: device(k), Seq: rapid.Uint64Range(1, math.MaxUint64).Draw(t, "seq"),
		Stamp:  ledger.Stamp(rapid.Uint64().Draw(t, "stamp")),
		Schema: rapid.Uint16().Draw(t, "schema"),
		Author: rapid.StringN(0, 20, 256).Draw(t, "author"),
		Label:  rapid.StringN(0, 20, 256).Draw(t, "label"),
	}
	if rec.Seq > 1 {
		rec.Prev = hash(rapid.String().Draw(t, "prev"))
	}
	if rapid.Bool().Draw(t, "seen") {
		rec.Seen = ledger.Frontier{}
		for i := range rapid.IntRange(0, 5).Draw(t, "tips") {
			rec.Seen = append(rec.Seen, ledger.Tip{Device: ledger.Device{byte(i)}, Seq: rapid.Uint64().Draw(t, "n"), Hash: hash("x")})
		}
	}
	value := rapid.OneOf(
		rapid.Map(rapid.String(), func(s string) ledger.Value { return ledger.Of(s) }),
		rapid.Map(rapid.Int64(), func(i int64) ledger.Value { return ledger.Of(i) }),
		rapid.Map(rapid.Float64(), func(f float64) ledger.Value { return ledger.Of(f) }),
		rapid.Map(rapid.MapOf(rapid.String(), rapid.SliceOf(rapid.Byte())), func(m map[string][]byte) ledger.Value { return ledger.Of(m) }),
		rapid.Map(rapid.SliceOf(rapid.Bool()), func(l []bool) ledger.Value { return ledger.Of(l) }),
	)
	for range rapid.IntRange(0, 8).Draw(t, "ops") {
		op := ledger.Op{
			Entity: rapid.StringN(1, 20, 256).Draw(t, "entity"),
			Field:  rapid.StringN(1, 20, 256).Draw(t, "field"),
			Value:  value.Draw(t, "value"),
		}
		for range rapid.IntRange(0, 3).Draw(t, "base") {
			op.Base = append(op.Base, ledger.OpID{Record: hash(rapid.String().Draw(t, "b")), Index: rapid.Uint16().Draw(t, "i")})
		}
		rec.Ops = append(rec.Ops, op)
	}
	vault := hash("vault")
	if rec.Seq == 1 {
		vault = ledger.Hash{}
	}
	return rec, vault
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec, vault := genRecord(t)
		envelope, id, err := oplog.Encode(rec, vault, signer(key(1)))
		if err != nil {
			t.Fatal(err)
		}
		back, v, err := oplog.Decode(envelope)
		if err != nil {
			t.Fatal(err)
		}
		rec.ID = id
		if v != vault || !reflect.DeepEqual(back, rec) {
			t.Fatalf("got %+v\nwant %+v", back, rec)
		}
		if err := oplog.Verify(envelope); err != nil {
			t.Fatal(err)
		}
	})
}

// One decoder for many, good and bad: none of its records changes when the next are read, and each is what Decode gives.
func TestADecoderKeepsRecordsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decoder := oplog.NewDecoder()
		var got, want []*ledger.Record
		for range rapid.IntRange(1, 40).Draw(t, "records") {
			rec, vault := genRecord(t)
			envelope, _, err := oplog.Encode(rec, vault, signer(key(1)))
			if err != nil {
				t.Fatal(err)
			}
			if cut := envelope[:len(envelope)-rapid.IntRange(1, len(envelope)).Draw(t, "cut")]; rapid.Bool().Draw(t, "bad") {
				if _, _, err := decoder.Decode(cut); err == nil {
					t.Fatal("a cut record decodes")
				}
			}
			r, v, err := decoder.Decode(envelope)
			if err != nil || v != vault {
				t.Fatalf("vault %s, %v", v, err)
			}
			alone, _, err := oplog.Decode(envelope)
			if err != nil {
				t.Fatal(err)
			}
			clear(envelope) // nothing of it is kept
			got, want = append(got, r), append(want, alone)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}

func TestEncodeRefuses(t *testing.T) {
	long := strings.Repeat("x", ledger.MaxName+1)
	for name, change := range map[string]func(*ledger.Record){
		"number zero":     func(r *ledger.Record) { r.Seq = 0 },
		"first with prev": func(r *ledger.Record) { r.Seq = 1 },
		"no prev":         func(r *ledger.Record) { r.Prev = ledger.Hash{} },
		"no entity":       func(r *ledger.Record) { r.Ops[0].Entity = "" },
		"no field":        func(r *ledger.Record) { r.Ops[0].Field = "" },
		"long entity":     func(r *ledger.Record) { r.Ops[0].Entity = long },
		"long author":     func(r *ledger.Record) { r.Author = long },
		"bad UTF-8":       func(r *ledger.Record) { r.Label = "\xff" },
		"no value":        func(r *ledger.Record) { r.Ops[0].Value = "" },
		"two values":      func(r *ledger.Record) { r.Ops[0].Value = "\x01\x01" },
		"long number":     func(r *ledger.Record) { r.Ops[0].Value = "\x18\x01" },
		"tag":             func(r *ledger.Record) { r.Ops[0].Value = "\xc0\x01" },
		"endless":         func(r *ledger.Record) { r.Ops[0].Value = "\x9f\x01\xff" },
		"keys out of order": func(r *ledger.Record) {
			r.Ops[0].Value = "\xa2\x02\x01\x01\x01"
		},
		"deep":          func(r *ledger.Record) { r.Ops[0].Value = ledger.Value(strings.Repeat("\x81", 9) + "\x01") },
		"long float":    func(r *ledger.Record) { r.Ops[0].Value = "\xfa\x3f\x80\x00\x00" },
		"big value":     func(r *ledger.Record) { r.Ops[0].Value = ledger.Of(strings.Repeat("x", ledger.MaxValue)) },
		"many ops":      func(r *ledger.Record) { r.Ops = make([]ledger.Op, ledger.MaxOps+1) },
		"many bases":    func(r *ledger.Record) { r.Ops[0].Base = make([]ledger.OpID, ledger.MaxBase+1) },
		"many seen":     func(r *ledger.Record) { r.Seen = make(ledger.Frontier, ledger.MaxSeen+1) },
		"seen unsorted": func(r *ledger.Record) { r.Seen = append(r.Seen, ledger.Tip{}) },
		"big envelope": func(r *ledger.Record) {
			op := ledger.Op{Entity: "e", Field: "f", Value: ledger.Of(strings.Repeat("x", 60<<10))}
			for range 20 {
				r.Ops = append(r.Ops, op)
			}
		},
	} {
		rec := example()
		change(rec)
		if _, _, err := oplog.Encode(rec, hash("vault"), signer(key(1))); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// remake changes the body as a map and wraps it again.
func remake(t testing.TB, change func(map[int]codec.RawMessage)) []byte {
	envelope, _, err := oplog.Encode(example(), hash("vault"), signer(key(1)))
	if err != nil {
		t.Fatal(err)
	}
	var parts [][]byte
	if err := cbor.Unmarshal(envelope, &parts); err != nil {
		t.Fatal(err)
	}
	var body map[int]codec.RawMessage
	if err := cbor.Unmarshal(parts[0], &body); err != nil {
		t.Fatal(err)
	}
	change(body)
	b := cbor.Marshal(body)
	return cbor.Marshal([][]byte{b, ed25519.Sign(key(1), append([]byte(oplog.Domain), b...))})
}

func TestUnknownKeys(t *testing.T) {
	later := remake(t, func(b map[int]codec.RawMessage) { b[16] = cbor.Marshal(map[string]any{"new": []int{1}}) })
	rec, _, err := oplog.Decode(later)
	if err != nil || rec.ID != sha256.Sum256(later) {
		t.Errorf("a later version's key: %v", err)
	}
	if err := oplog.Verify(later); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(map[int]codec.RawMessage){
		"reserved":      func(b map[int]codec.RawMessage) { b[8] = cbor.Marshal(1) },
		"negative":      func(b map[int]codec.RawMessage) { b[-1] = cbor.Marshal(1) },
		"not canonical": func(b map[int]codec.RawMessage) { b[16] = []byte{0x18, 1} },
		"missing":       func(b map[int]codec.RawMessage) { delete(b, 12) },
		"zero vault":    func(b map[int]codec.RawMessage) { b[2] = cbor.Marshal(ledger.Hash{}) },
		"genesis late":  func(b map[int]codec.RawMessage) { b[2] = cbor.Marshal([]byte{}) },
	} {
		if _, _, err := oplog.Decode(remake(t, change)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	newer := remake(t, func(b map[int]codec.RawMessage) { b[1] = cbor.Marshal(2) })
	if _, _, err := oplog.Decode(newer); !errors.Is(err, oplog.ErrNewer) {
		t.Errorf("newer format: %v", err)
	}
}

func TestPlaceIsWhatDecodeReads(t *testing.T) {
	good, _, err := oplog.Encode(example(), hash("vault"), signer(key(1)))
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := oplog.Decode(good)
	if err != nil {
		t.Fatal(err)
	}
	if at, prev, err := oplog.Place(good); err != nil || at != r.Tip() || prev != r.Prev {
		t.Errorf("%v %v %v, want %v %v", at, prev, err, r.Tip(), r.Prev)
	}
	for n := range good {
		if _, _, err := oplog.Place(good[:n]); err == nil {
			t.Errorf("%d of %d bytes have a place", n, len(good))
		}
	}
}
