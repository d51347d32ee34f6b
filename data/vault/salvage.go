package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
// lie and whatever its pages say of each other. PIN boxes and this laptop's settings come along as they are found. The source is only read. Faults:
// those of Create, vault.missing, .folder, .empty, .denied, .busy, .newer (the version that wrote it can save more of it), .lost (the first record, which names the vault, was not found), .sealed (it
// is, and unlock is nil), and those of unlock, which is asked about each locks that are found. The new vault is sealed as the damaged one was.
func Salvage(from, to, createdBy string, unlock Unlock) (s Salvaged, err error) {
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
	wreck := &wreck{found: map[ledger.Hash]find{}, boxes: map[string][]byte{}, settings: map[string][]byte{}}
	if err := wreck.look(f); err != nil {
		return s, err
	}
	if err := wreck.unseal(from, unlock); err != nil {
		return s, err
	}
	s.Unread = wreck.search()
	if wreck.newer {
		return s, refuse("newer", from)
	}
	first, ok := wreck.first()
	if !ok {
		return s, refuse("lost", from)
	}
	kept := wreck.chains(first, &s)
	s.Records, s.Boxes, s.Said = len(kept), len(wreck.boxes), wreck.said
	return s, good.guard(func() error { return good.rewrite(kept, wreck, createdBy) })
}

// rewrite puts the records into a new file, the first one first, and checks all of it before it gets its name.
func (v *Vault) rewrite(kept []find, w *wreck, createdBy string) error {
	d := draft{Head: Head{Format: Format, ID: kept[0].record.ID, CreatedBy: createdBy}, seal: w.seal, settings: w.settings}
	for _, k := range kept {
		d.records, d.envelopes = append(d.records, k.record), append(d.envelopes, k.envelope)
	}
	for person, box := range w.boxes {
		d.boxes = append(d.boxes, Box{person, box})
	}
	return v.settle(d)
}

// wreck is what a damaged file still shows.
type wreck struct {
	file   *os.File
	end    int64  // bytes in it
	size   int    // of a page
	top    uint64 // number of the page in force that names the buckets; 0: unknown
	seal   *Seal  // nil: not sealed
	sealer *sealer
	found  map[ledger.Hash]find
	boxes  map[string][]byte // by person
	said   uint64

	newer    bool              // there are records of a later format, which the version that wrote them can save
	settings map[string][]byte // this laptop's
	been     map[uint64]bool   // pages of names that were visited
}

type find struct {
	record   *ledger.Record
	vault    ledger.Hash // that the record names; zero: it is a first one
	envelope []byte
}

// A part of the file that is searched at once, and how far beyond it the entries of its last page may reach: the largest envelope and more.
const (
	searched = 4 << 20
	reach    = 2 << 20
)

// look finds out how large the file and its pages are.
func (w *wreck) look(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	w.file, w.end, w.size = f, info.Size(), pageSize
	if m, _, err := readMetas(f); err == nil {
		w.size, w.top = int(m.pageSize), m.root
	}
	return nil
}

// each visits all pages, with what their entries may reach, and tells how many bytes the disk did not give.
func (w *wreck) each(visit func(page []byte)) (unread int) {
	part := make([]byte, searched+reach)
	for from := int64(0); from < w.end; from += searched {
		got, lost := w.read(part, from)
		unread += lost
		for at := 0; at < min(len(got), searched); at += w.size {
			visit(got[at:])
		}
	}
	return unread
}

// read fills a buffer from a place in the file on, with zeros for what the disk does not give, and tells how many of these are before reach.
func (w *wreck) read(b []byte, from int64) (got []byte, lost int) {
	b = b[:min(int64(len(b)), w.end-from)]
	if _, err := w.file.ReadAt(b, from); err == nil {
		return b, 0
	}
	for at := 0; at < len(b); at += minPage {
		part := b[at:min(at+minPage, len(b))]
		if _, err := w.file.ReadAt(part, from+int64(at)); err != nil {
			clear(part)
			if at < searched {
				lost += len(part)
			}
		}
	}
	return b, lost
}

// at gives a page by its number, with what its entries may reach; nil where there is none.
func (w *wreck) at(page uint64) []byte {
	if page == 0 || page >= uint64(w.end)/uint64(w.size) {
		return nil
	}
	b, _ := w.read(make([]byte, reach), int64(page)*int64(w.size))
	return b
}

// search looks through the whole file, and tells how many of its bytes the disk did not give.
func (w *wreck) search() (unread int) {
	w.been = map[uint64]bool{}
	unread = w.each(w.page)
	w.been = map[uint64]bool{}
	w.page(w.at(w.top)) // what it holds is of the last change, and goes before what older pages hold
	return unread
}

// page takes a page for one of entries, whatever it says it is: what is no record of ours fails by its hash.
func (w *wreck) page(p []byte) {
	slots(p, w.size, func(kind uint32, key, value []byte) {
		switch {
		case kind == 0 && len(key) == len(logKey(ledger.Tip{})):
			w.record(key, value)
		case kind == flagBucket && string(key) == string(bucketLog) && len(value) >= 16:
			w.said = max(w.said, min(binary.LittleEndian.Uint64(value[8:]), 1<<40))
			w.inner(value, w.record) // of a vault with few records
		case kind == flagBucket && string(key) == string(bucketKeys) && len(value) >= 16:
			w.tree(value, w.named(bucketKeys, w.boxes))
		case kind == flagBucket && string(key) == string(bucketLocal) && len(value) >= 16:
			w.tree(value, w.named(bucketLocal, w.settings))
		}
	})
}

// slots visits what could be entries of the page that p begins with; they may reach beyond it.
func slots(p []byte, size int, visit func(kind uint32, key, value []byte)) {
	le := binary.LittleEndian
	for i := 0; pageHead*(i+2) <= min(size, len(p)); i++ {
		slot := pageHead * (i + 1)
		if key, value, ok := cut(p, slot, i+1, le.Uint32(p[slot+4:]), le.Uint32(p[slot+8:]), le.Uint32(p[slot+12:])); ok {
			visit(le.Uint32(p[slot:]), key, value)
		}
	}
}

func (w *wreck) record(key, sealed []byte) {
	envelope, err := w.sealer.open(&scratch{}, bucketLog, key, sealed)
	if err != nil {
		return
	}
	r, vault, err := oplog.Decode(envelope)
	if err != nil {
		w.newer = w.newer || errors.Is(err, oplog.ErrNewer) && len(key) == len(logKey(ledger.Tip{})) && whole(key, envelope)
		return
	}
	if named := logKey(r.Tip()); !bytes.Equal(key, named[:]) || oplog.Check(r, envelope) != nil {
		return
	}
	w.found[r.ID] = find{r, vault, bytes.Clone(envelope)}
}

// named takes entries of a bucket of names, PIN boxes or settings.
func (w *wreck) named(bucket []byte, into map[string][]byte) func(key, sealed []byte) {
	return func(key, sealed []byte) {
		name, value, err := w.sealer.openNamed(bucket, key, sealed)
		if err == nil && utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl) { // else it is no name
			into[name] = value
		}
	}
}

// tree visits what is in the bucket whose header is given, as far as its pages can be followed, each page once. Where an old header names a page
// that is another's by now, it is for visit to find out.
func (w *wreck) tree(header []byte, visit func(key, value []byte)) {
	root := binary.LittleEndian.Uint64(header)
	if root == 0 {
		w.inner(header, visit)
		return
	}
	if w.been[root] {
		return
	}
	w.been[root] = true
	page := w.at(root)
	if len(page) < w.size || binary.LittleEndian.Uint16(page[8:]) != flagBranch {
		w.inner(header, visit)
		return
	}
	_, children, err := branch(page[:w.size], int(binary.LittleEndian.Uint16(page[10:])))
	if err != nil {
		return
	}
	for _, child := range children {
		if child > 0 {
			w.tree(binary.LittleEndian.AppendUint64(nil, child), visit)
		}
	}
}

// inner visits what is in the small bucket whose header is given: it lies in it, or in one page of its own.
func (w *wreck) inner(header []byte, visit func(key, value []byte)) {
	var page []byte
	if root := binary.LittleEndian.Uint64(header); root == 0 {
		page = header[16:]
	} else {
		page = w.at(root)
	}
	if len(page) < pageHead || binary.LittleEndian.Uint16(page[8:]) != flagLeaf {
		return
	}
	left := int(binary.LittleEndian.Uint16(page[10:]))
	slots(page, w.size, func(kind uint32, key, value []byte) {
		if left--; left >= 0 && kind == 0 {
			visit(key, value)
		}
	})
}

// unseal finds the key of a sealed vault by the heads that still lie somewhere in the file: each change leaves one.
func (w *wreck) unseal(path string, unlock Unlock) error {
	ids, locks, later := w.heads()
	if later {
		return refuse("newer", path)
	}
	if len(locks) == 0 {
		return nil
	}
	if unlock == nil {
		return refuse("sealed", path)
	}
	var first error
	for _, id := range ids {
		for _, l := range locks {
			key, err := unlock(Outside{ID: id, Locks: l})
			if err == nil {
				w.seal, w.sealer = &Seal{Key: key, Locks: l}, newSealer(key, id)
				return nil
			}
			if first == nil {
				first = err
			}
		}
	}
	return first
}

// heads are the ids and the locks that heads hold, those of the last change first, and whether the one in force is a later version's, or
// all are if that one can't be read.
func (w *wreck) heads() (ids []ledger.Hash, locks [][]byte, later bool) {
	var formats, sealings agreed
	take := func(key, value []byte) {
		switch {
		case bytes.Equal(key, keyVersion) && len(value) == 4:
			formats.take(binary.BigEndian.Uint32(value) <= Format)
		case bytes.Equal(key, keySealing):
			sealings.take(string(value) == Unsealed || string(value) == Sealed)
		case bytes.Equal(key, keyID) && len(value) == len(ledger.Hash{}) && !slices.Contains(ids, ledger.Hash(value)):
			ids = append(ids, ledger.Hash(value))
		case bytes.Equal(key, keyLocks) && !oneOf(locks, value):
			locks = append(locks, bytes.Clone(value))
		}
	}
	page := func(p []byte) {
		slots(p, w.size, func(kind uint32, key, value []byte) {
			if kind == flagBucket && bytes.Equal(key, bucketHead) && len(value) >= 16 {
				w.inner(value, take)
			}
		})
	}
	page(w.at(w.top))
	later, inForce := formats == onlyLater || sealings == onlyLater, formats != 0
	w.each(page)
	if !inForce {
		later = formats == onlyLater || sealings == onlyLater
	}
	return ids, locks, later
}

// agreed is what the heads say of their version.
type agreed int

const (
	onlyLater agreed = iota + 1 // all that were read are of a later one
	someOurs
)

func (a *agreed) take(ours bool) {
	if ours {
		*a = someOurs
	} else {
		*a = max(*a, onlyLater)
	}
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
