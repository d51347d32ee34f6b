package pack

import (
	"errors"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

var errEnough = errors.New("enough")

// Chains are the records that s holds and one who has everything up to has lacks, each device's as far as its newest record that matters; matters
// nil: all of them. A tip in has that s does not hold says nothing, so that rather too much is given than too little: what comes twice is nothing.
//
// A chain can have no holes, because each record names its predecessor and one signature covers all before it. So what is cut for one district
// also holds what else a laptop wrote before its newest record there; what is left out is laptops that wrote nothing of concern since, and the end
// of the others' chains.
func Chains(s *ledger.State, has ledger.Frontier, matters func(*ledger.Record) bool) []Chain {
	inside := s.Inside(has)
	taken := map[ledger.Hash]bool{} // of forked chains
	var out []Chain
	for _, tip := range s.Frontier(ledger.Device{}) {
		head, _ := s.Record(tip.Hash)
		for matters != nil && head != nil && !inside(head) && !taken[head.ID] && !matters(head) {
			head, _ = s.Record(head.Prev)
		}
		c := Chain{Device: tip.Device}
		forked := s.Forked(tip.Device)
		r := head
		for r != nil && !inside(r) && !taken[r.ID] {
			if forked {
				taken[r.ID] = true
			}
			r, _ = s.Record(r.Prev)
		}
		if r == head {
			continue
		}
		if c.Head = head.Tip(); r != nil {
			c.After = r.Tip()
		}
		out = append(out, c)
	}
	return out
}

// branch names the records of a chain, where others of its device lie between them.
func branch(c Chain, from Source) (map[ledger.Hash]bool, error) {
	prev := map[ledger.Hash]ledger.Hash{}
	err := from.Envelopes(c.Device, c.After.Seq, func(envelope []byte) error {
		at, before, err := oplog.Place(envelope)
		if err != nil {
			return err
		}
		if at.Seq > c.Head.Seq {
			return errEnough
		}
		prev[at.Hash] = before
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	wanted := map[ledger.Hash]bool{}
	for at, ok := c.Head.Hash, true; ok && at != c.After.Hash; at, ok = prev[at] {
		wanted[at] = true
	}
	return wanted, nil
}
