package oplog

import (
	"fmt"

	"kaohe/app/ledger"
)

// Chain checks that the records of one device follow each other. Two records with the same number are a fork: both are accepted if each
// continues a record that was accepted before. The zero value is ready for use. It keeps the hashes of the last two numbers only. It is not
// safe for concurrent use.
type Chain struct {
	device ledger.Device
	seq    uint64
	below  []link // of number seq-1
	level  []link // of number seq
	dead   []ledger.Tip
}

type link struct {
	id       ledger.Hash
	extended bool
}

// Add checks the next record. Records have to come in the order of their numbers, those with the same number in any order. After an error
// the chain is as it was before.
func (c *Chain) Add(r *ledger.Record) error {
	if c.seq > 0 && r.Device != c.device {
		return fmt.Errorf("record of device %s in the chain of %s", r.Device, c.device)
	}
	parents, same := c.level, []link(nil)
	switch {
	case r.Seq == c.seq && c.seq > 0:
		parents, same = c.below, c.level
	case r.Seq != c.seq+1:
		return fmt.Errorf("record %d where %d belongs", r.Seq, c.seq+1)
	}
	parent := find(parents, r.Prev)
	if r.Seq > 1 && parent == nil {
		return fmt.Errorf("record %d does not continue any record %d", r.Seq, r.Seq-1)
	}
	if r.Seq == 1 && r.Prev != (ledger.Hash{}) {
		return fmt.Errorf("the first record continues another")
	}
	if find(same, r.ID) != nil {
		return fmt.Errorf("record %d came twice", r.Seq)
	}
	if parent != nil {
		parent.extended = true
	}
	if r.Seq > c.seq {
		c.dead = c.loose(c.dead, c.below, c.seq-1)
		c.device, c.seq = r.Device, r.Seq
		c.below, c.level = c.level, c.below[:0]
	}
	c.level = append(c.level, link{id: r.ID})
	return nil
}

func find(links []link, id ledger.Hash) *link {
	for i := range links {
		if links[i].id == id {
			return &links[i]
		}
	}
	return nil
}

func (c *Chain) loose(tips []ledger.Tip, links []link, seq uint64) []ledger.Tip {
	for _, l := range links {
		if !l.extended {
			tips = append(tips, ledger.Tip{Device: c.device, Seq: seq, Hash: l.id})
		}
	}
	return tips
}

// Tips returns the records that no other one continues, one for each branch, the longest branch last; none before the first Add.
func (c *Chain) Tips() []ledger.Tip {
	tips := append([]ledger.Tip(nil), c.dead...)
	tips = c.loose(tips, c.below, c.seq-1)
	return c.loose(tips, c.level, c.seq)
}
