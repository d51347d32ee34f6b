package cbor_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/cbor"
)

func TestVectors(t *testing.T) {
	// RFC 8949, appendix A, and its section 4.2.1 for the order of keys.
	for _, c := range []struct {
		value any
		want  string
	}{
		{uint64(0), "00"}, {23, "17"}, {24, "1818"}, {-1, "20"}, {1000000, "1a000f4240"}, {true, "f5"}, {nil, "f6"},
		{"", "60"}, {"水", "63e6b0b4"}, {[]byte{1, 2}, "420102"}, {[]int{1, 2, 3}, "83010203"},
		{map[int]int{100: 1, 10: 2, -1: 3}, "a30a02186401" + "2003"},
	} {
		if got := hex.EncodeToString(cbor.Marshal(c.value)); got != c.want {
			t.Errorf("%v: %s, want %s", c.value, got, c.want)
		}
	}
}

func TestStrictRefusesWhatIsNotCanonical(t *testing.T) {
	for name, in := range map[string]string{
		"a longer form of 5":        "1805",
		"keys out of order":         "a220020a01",
		"a key twice":               "a201020103",
		"an indefinite array":       "9f01ff",
		"a tag":                     "c11a514b67b0",
		"trailing bytes":            "0500",
		"nesting deeper than 8":     "818181818181818181" + "01",
		"an array that claims 2^32": "9affffffff",
		"text that is not UTF-8":    "62c328",
		"nothing":                   "",
	} {
		t.Run(name, func(t *testing.T) {
			b, err := hex.DecodeString(in)
			if err != nil {
				t.Fatal(err)
			}
			var v any
			if err := cbor.Strict(b, &v); err == nil {
				t.Errorf("taken as %v", v)
			}
		})
	}
}

func TestWhatIsStrictReadsBackToTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "bytes")
		var v any
		if cbor.Strict(b, &v) == nil && !bytes.Equal(cbor.Marshal(v), b) {
			t.Fatalf("%x reads back as %x", b, cbor.Marshal(v))
		}
	})
}
