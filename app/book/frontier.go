package book

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"slices"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// tip is a tip of a frontier as it is encoded.
type tip struct {
	_      struct{} `cbor:",toarray"`
	Device []byte
	Seq    uint64
	Hash   []byte
}

// FormatFrontier returns a frontier as the hex of its canonical CBOR, with sorted tips.
func FormatFrontier(f ledger.Frontier) string {
	f = slices.Clone(f)
	slices.SortFunc(f, byTip)
	tips := make([]tip, len(f))
	for i, t := range f {
		tips[i] = tip{Device: t.Device[:], Seq: t.Seq, Hash: t.Hash[:]}
	}
	return hex.EncodeToString(cbor.Marshal(tips))
}

func byTip(a, b ledger.Tip) int {
	return cmp.Or(bytes.Compare(a.Device[:], b.Device[:]), bytes.Compare(a.Hash[:], b.Hash[:]), cmp.Compare(a.Seq, b.Seq))
}

// ParseFrontier reads what FormatFrontier wrote and refuses anything else. Fault: book.frontier.
func ParseFrontier(s string) (ledger.Frontier, error) {
	b, err := hex.DecodeString(s)
	var tips []tip
	if err == nil {
		err = cbor.Strict(b, &tips)
	}
	if err != nil {
		return nil, words.Refuse("book.frontier").Because(err)
	}
	f := make(ledger.Frontier, 0, len(tips))
	for _, t := range tips {
		if len(t.Device) != len(ledger.Device{}) || len(t.Hash) != len(ledger.Hash{}) {
			return nil, words.Refuse("book.frontier")
		}
		f = append(f, ledger.Tip{Device: ledger.Device(t.Device), Seq: t.Seq, Hash: ledger.Hash(t.Hash)})
	}
	if !slices.IsSortedFunc(f, byTip) || len(slices.CompactFunc(slices.Clone(f), func(a, b ledger.Tip) bool { return a == b })) != len(f) {
		return nil, words.Refuse("book.frontier")
	}
	return f, nil
}
