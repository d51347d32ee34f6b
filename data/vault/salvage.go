package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"os"
	"slices"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

// Salvaged is what was taken out of a damaged vault.
type Salvaged struct {
	Records int
	Boxes   int
	Said    uint64 // how many records the file should hold; 0 where that can't be read
	Unread  int    // bytes that the disk did not give
	Gaps    []Gap
}

// Gap is the chain of a device of which records are missing.
type Gap struct {
	Device   ledger.Device
	Last     uint64 // number of the last record that was kept, 0: none
	Known    uint64 // the highest number that anything found names
	Stranded int    // records that were found but follow one that was not, and can't be kept
}

// Salvage writes a new vault of all records that can still be found in a damaged file, with right hashes and signatures, wherever in it they
// lie and whatever its pages say of each other. PIN boxes come along as they are found, settings do not. The source is only read. Faults:
// those of Create, vault.missing, .folder, .empty, .denied, .busy, .lost (the first record, which names the vault, was not found).
func Salvage(from, to, createdBy string) (s Salvaged, err error) {
	if err := there(from); err != nil {
		return s, err
	}
	if _, err := os.Lstat(to); err == nil {
		return s, refuse("exists", to)
	}
	bad, good := &Vault{path: from, mode: ReadOnly}, &Vault{path: to, mode: ReadWrite}
	f, err := os.Open(from)
	if err != nil {
		return s, bad.openFault(err)
	}
	defer f.Close() // only read
	if err := bad.lock(f); err != nil {
		return s, err
	}
	wreck := &wreck{found: map[ledger.Hash]find{}, boxes: map[string][]byte{}}
	if s.Unread, err = wreck.search(f); err != nil {
		return s, err
	}
	first, ok := wreck.first()
	if !ok {
		return s, refuse("lost", from)
	}
	kept := wreck.chains(first, &s)
	s.Records, s.Boxes, s.Said = len(kept), len(wreck.boxes), wreck.said
	return s, good.guard(func() error { return good.rewrite(kept, wreck.boxes, createdBy) })
}

// rewrite puts the records into a new file, the first one first, and checks all of it before it gets its name.
func (v *Vault) rewrite(kept []find, boxes map[string][]byte, createdBy string) error {
	var records []*ledger.Record
	var envelopes [][]byte
	for _, k := range kept {
		records, envelopes = append(records, k.record), append(envelopes, k.envelope)
	}
	var sealed []Box
	for person, box := range boxes {
		sealed = append(sealed, Box{person, box})
	}
	return v.place(func(temp string) error {
		if err := fill(temp, records, envelopes, sealed, createdBy); err != nil {
			return err
		}
		whole, err := Open(temp, ReadOnly)
		if err != nil {
			return err
		}
		return errors.Join(whole.VerifyAll(nil), whole.Close())
	})
}

// wreck is what a damaged file still shows.
type wreck struct {
	found map[ledger.Hash]find
	boxes map[string][]byte
	said  uint64
}

type find struct {
	record   *ledger.Record
	vault    ledger.Hash // that the record names; zero: it is a first one
	envelope []byte
}

// search looks through the whole file, and tells how many of its bytes the disk did not give.
func (w *wreck) search(f *os.File) (unread int, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	file := make([]byte, info.Size())
	for at := 0; at < len(file); at += minPage {
		part := file[at:min(at+minPage, len(file))]
		if _, err := f.ReadAt(part, int64(at)); err != nil {
			clear(part)
			unread += len(part)
		}
	}
	m, _, unreadable := readMetas(f)
	size := pageSize
	if unreadable == nil {
		size = int(m.pageSize)
	}
	for at := 0; at < len(file); at += size {
		w.page(file, at, size)
	}
	if at := m.root * uint64(size); unreadable == nil && at < uint64(len(file)) {
		w.page(file, int(at), size) // what it holds is of the last change, and goes before what older pages hold
	}
	return unread, nil
}

// page takes a page for one of entries, whatever it says it is: what is no record of ours fails by its hash.
func (w *wreck) page(file []byte, at, size int) {
	slots(file, at, size, func(kind uint32, key, value []byte) {
		switch {
		case kind == 0 && len(key) == len(logKey(ledger.Tip{})):
			w.record(key, value)
		case kind == flagBucket && string(key) == string(bucketLog) && len(value) >= 16:
			w.said = max(w.said, min(binary.LittleEndian.Uint64(value[8:]), 1<<40))
		case kind == flagBucket && string(key) == string(bucketKeys) && len(value) >= 16:
			w.keys(file, value, size)
		}
	})
}

// slots visits what could be entries of the page at byte at; they may reach beyond it.
func slots(file []byte, at, size int, visit func(kind uint32, key, value []byte)) {
	p, le := file[at:], binary.LittleEndian
	for i := 0; pageHead*(i+2) <= min(size, len(p)); i++ {
		slot := pageHead * (i + 1)
		if key, value, ok := cut(p, slot, i+1, le.Uint32(p[slot+4:]), le.Uint32(p[slot+8:]), le.Uint32(p[slot+12:])); ok {
			visit(le.Uint32(p[slot:]), key, value)
		}
	}
}

func (w *wreck) record(key, envelope []byte) {
	r, vault, err := oplog.Decode(envelope)
	if err != nil {
		return
	}
	if named := logKey(r.Tip()); !bytes.Equal(key, named[:]) || oplog.Check(r, envelope) != nil {
		return
	}
	w.found[r.ID] = find{r, vault, bytes.Clone(envelope)}
}

// keys takes the PIN boxes of the bucket whose header is given: they lie in it, or in one page of their own.
func (w *wreck) keys(file, header []byte, size int) {
	page, at := header[16:], 0
	if root := binary.LittleEndian.Uint64(header); root > 0 {
		if page = file; root >= uint64(len(file)/size) {
			return
		}
		at = int(root) * size
	}
	if len(page)-at < pageHead || binary.LittleEndian.Uint16(page[at+8:]) != flagLeaf {
		return
	}
	left := int(binary.LittleEndian.Uint16(page[at+10:]))
	slots(page, at, size, func(kind uint32, person, sealed []byte) {
		if left--; left >= 0 && kind == 0 {
			w.boxes[string(person)] = bytes.Clone(sealed)
		}
	})
}

// first is the first record of the vault to which most of what was found belongs.
func (w *wreck) first() (find, bool) {
	members := map[ledger.Hash]int{}
	for _, f := range w.found {
		members[f.vault]++
	}
	var best find
	for id, f := range w.found {
		if f.vault == (ledger.Hash{}) && (best.record == nil || cmp.Or(cmp.Compare(members[id], members[best.record.ID]), bytes.Compare(id[:], best.record.ID[:])) > 0) {
			best = f
		}
	}
	return best, best.record != nil
}

// chains are the records of that vault as far as each follows its predecessor, the first one first; what they lack is told in s.
func (w *wreck) chains(first find, s *Salvaged) []find {
	var all []find
	known := map[ledger.Device]uint64{}
	for _, f := range w.found {
		if f.vault != first.record.ID && f.record.ID != first.record.ID {
			continue
		}
		all = append(all, f)
		for _, t := range append(slices.Clone(f.record.Seen), f.record.Tip()) {
			known[t.Device] = max(known[t.Device], t.Seq)
		}
	}
	slices.SortFunc(all, func(a, b find) int {
		return cmp.Or(bytes.Compare(a.record.Device[:], b.record.Device[:]), cmp.Compare(a.record.Seq, b.record.Seq), bytes.Compare(a.record.ID[:], b.record.ID[:]))
	})
	kept, last, stranded := []find{first}, map[ledger.Device]uint64{}, map[ledger.Device]int{}
	chains := map[ledger.Device]*oplog.Chain{}
	for _, f := range all {
		d := f.record.Device
		if chains[d] == nil {
			chains[d] = &oplog.Chain{}
		}
		if chains[d].Add(f.record) != nil {
			stranded[d]++
			continue
		}
		last[d] = f.record.Seq
		if f.record.ID != first.record.ID {
			kept = append(kept, f)
		}
	}
	for d, n := range known {
		if n > last[d] || stranded[d] > 0 {
			s.Gaps = append(s.Gaps, Gap{d, last[d], n, stranded[d]})
		}
	}
	slices.SortFunc(s.Gaps, func(a, b Gap) int { return bytes.Compare(a.Device[:], b.Device[:]) })
	return kept
}
