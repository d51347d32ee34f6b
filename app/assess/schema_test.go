package assess_test

import (
	"encoding/hex"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// mixed is a log in which laptops with older and newer programs wrote: what the older ones do not know, and a record that one removed while
// another edited its row.
func mixed() *ledger.State {
	s := ledger.New()
	put := func(device byte, seq uint64, seen ledger.Frontier, prev ledger.Hash, ops ...any) ledger.Tip {
		r := &ledger.Record{ID: ledger.Hash{device, byte(seq)}, Device: ledger.Device{device}, Seq: seq, Prev: prev, Seen: seen, Stamp: ledger.Stamp(seq)<<16 | ledger.Stamp(device)}
		for i := 0; i < len(ops); i += 3 {
			r.Ops = append(r.Ops, ledger.Op{Entity: ops[i].(string), Field: ops[i+1].(string), Value: ledger.Of(ops[i+2])})
		}
		s.Apply(r)
		return r.Tip()
	}
	first := put(1, 1, nil, ledger.Hash{}, "round", "title", "考核", "d/ns", "name", "南山区", "d/ns/task/1/a", "what", "通知", "d/ns/task/2/b", "what", "访谈",
		"d/ns/rec/r", "title", "座谈", "d/ns/qa/r/q", "question", "经费", "d/ns/sub/x", "name", "蛇口", "std/item/i", "text", "组织领导", "seat/li", "post", "处长")
	put(1, 2, nil, first.Hash, "d/ns/rec/r", "gone", true)
	put(2, 1, ledger.Frontier{first}, ledger.Hash{}, "d/ns/qa/r/q", "answer", "有", "d/ns/return/1/x", "reason", "缺通知", "d/ns/return/2/y", "reason", "缺访谈",
		"d/ns/comment/li/c", "text", "请看", "d/ns/comment/li/c", "person/wu", true)
	return s
}

// The roots of schemas 2 and 3 were computed by the last program that signed by schema 3, over the same log.
func TestASignatureCoversWhatTheProgramCoveredThatMadeIt(t *testing.T) {
	roots := map[int][]string{
		2: {"45169ee87b96327c", "6875e5f6847b860e", "1df448f8fab67aea"},
		3: {"6cb51cf53164d598", "af7a4757fe252b8b", "aab3906cbeaf5570"},
	}
	for version, want := range roots {
		for i, p := range []assess.Phase{assess.Preparation, assess.Onsite, assess.Consultation} {
			root := assess.SignedRoot(mixed(), "ns", p, version)
			if got := hex.EncodeToString(root[:8]); got != want[i] {
				t.Errorf("schema %d, phase %d: root %s, not %s", version, p, got, want[i])
			}
		}
	}
}
