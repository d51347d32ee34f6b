package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"kaohe/app/words"
)

// tally is what was counted in a bucket and what its header says it should be.
type tally struct{ found, said uint64 }

// walker reads the tree of pages without bbolt and without trusting any number in it. What it accepts, bbolt can follow safely: page
// numbers, kinds and lengths are right, no page is reached twice, and keys are in the order by which bbolt will search.
type walker struct {
	file    []byte // as far as pages were ever used
	size    uint64 // of a page, bytes
	high    uint64
	used    []bool
	buckets map[string]tally
	at      uint64                                 // the page being read, for the fault
	entry   func(bucket string, key, value []byte) // is given each entry of the buckets, on the way
}

var errPage = errors.New("page is not valid")

const (
	flagBranch, flagLeaf, flagFreelist = 0x01, 0x02, 0x10
	flagBucket                         = 0x01
	maxTree                            = 24 // levels; a tree of 2^24 pages has far fewer
	maxKey                             = 32768
)

// inspect checks the structure of the locked file before bbolt sees it, and has what is in the log decoded meanwhile.
func (v *Vault) inspect() error {
	info, err := v.file.Stat()
	if err != nil {
		return err
	}
	if v.meta, v.whole, err = readMetas(v.file); err != nil {
		return refuse("damaged", v.path, words.M("damage.meta")).Because(err)
	}
	m := v.meta
	if size := uint64(info.Size()); m.high > size/uint64(m.pageSize) {
		return refuse("truncated", v.path, info.Size(), m.high*uint64(m.pageSize))
	}
	file, free, err := contents(v.file, int(m.high*uint64(m.pageSize)))
	if err != nil {
		return err
	}
	v.ahead = v.hire(free)
	defer v.ahead.enough()
	g := &gate{v: v, head: map[string][]byte{}}
	w := &walker{file: file, size: uint64(m.pageSize), high: m.high, used: make([]bool, m.high), buckets: map[string]tally{}, entry: g.take}
	if err := w.all(m); err != nil {
		return refuse("damaged", v.path, words.M("damage.page", w.at)).Because(err)
	}
	if err := w.judge(v.path); err != nil {
		return err
	}
	return g.pass()
}

// readMetas reads both meta pages and gives the one in force; whole is false where only one of them is valid. The tree of that one is whole
// too: bbolt writes a change to pages that the state before does not use, and a meta page last.
func readMetas(f io.ReaderAt) (m meta, whole bool, err error) {
	a, errA := metaAt(f, 0)
	var b meta
	errB := errMeta
	if errA == nil {
		b, errB = metaAt(f, int64(a.pageSize))
	} else {
		for size := int64(minPage); size <= maxPage && errB != nil; size *= 2 {
			if b, errB = metaAt(f, size); errB == nil && int64(b.pageSize) != size {
				errB = errMeta
			}
		}
	}
	switch {
	case errors.Is(errA, errAbsurd), errors.Is(errB, errAbsurd):
		return meta{}, false, errAbsurd
	case errA != nil && errB != nil:
		return meta{}, false, fmt.Errorf("first: %w, second: %w", errA, errB)
	case errA != nil:
		m = b
	case errB != nil:
		m = a
	case a.pageSize != b.pageSize:
		return meta{}, false, errMeta
	case b.txid > a.txid:
		m, whole = b, true
	default:
		m, whole = a, true
	}
	if m.root >= m.high {
		return meta{}, false, errMeta
	}
	return m, whole, nil
}

func metaAt(f io.ReaderAt, at int64) (meta, error) {
	page := make([]byte, pageHead+64)
	if _, err := f.ReadAt(page, at); err != nil {
		return meta{}, errors.Join(errMeta, err)
	}
	return parseMeta(page)
}

func (w *walker) all(m meta) error {
	if _, err := w.tree(m.root, nil, nil, 0, nil); err != nil {
		return err
	}
	if m.freelist == noFreelist {
		return nil
	}
	return w.freelist(m.freelist)
}

// freelist checks that no page in use is named as free, and none twice; a file that other tools compacted has one.
func (w *walker) freelist(id uint64) error {
	p, kind, count, err := w.page(id)
	if err != nil || kind != flagFreelist {
		return errors.Join(errPage, err)
	}
	ids := p[pageHead:]
	n := uint64(count)
	if count == 0xffff { // then the first number is the count
		n, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return errPage
	}
	for ; n > 0; n, ids = n-1, ids[8:] {
		free := binary.LittleEndian.Uint64(ids)
		if free < 2 || free >= w.high || w.used[free] {
			return errPage
		}
		w.used[free] = true
	}
	return nil
}

// page gives a page with its overflow and marks it as used.
func (w *walker) page(id uint64) (p []byte, kind uint16, count int, err error) {
	w.at = id
	if id < 2 || id >= w.high {
		return nil, 0, 0, errPage
	}
	le := binary.LittleEndian
	p = w.file[id*w.size:]
	more := uint64(le.Uint32(p[12:]))
	if le.Uint64(p) != id || more >= w.high-id {
		return nil, 0, 0, errPage
	}
	for i := id; i <= id+more; i++ {
		if w.used[i] {
			return nil, 0, 0, errPage
		}
		w.used[i] = true
	}
	return p[:(more+1)*w.size], le.Uint16(p[8:]), int(le.Uint16(p[10:])), nil
}

// tree walks one bucket's pages from id, whose keys lie from lo to below hi (nil: no bound), and counts its entries. path is the
// names of the buckets around it.
func (w *walker) tree(id uint64, lo, hi []byte, level int, path []string) (uint64, error) {
	if level > maxTree {
		return 0, errPage
	}
	p, kind, count, err := w.page(id)
	if err != nil {
		return 0, err
	}
	if kind == flagLeaf {
		return uint64(count), w.leaf(p, count, lo, hi, level, path)
	}
	if kind != flagBranch || count == 0 {
		return 0, errPage
	}
	keys, children, err := branch(p, count)
	if err != nil || !ordered(keys, lo, hi) {
		return 0, errPage
	}
	var total uint64
	for i, child := range children {
		end := hi
		if i+1 < count {
			end = keys[i+1]
		}
		n, err := w.tree(child, keys[i], end, level+1, path)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

func branch(p []byte, count int) (keys [][]byte, children []uint64, err error) {
	le := binary.LittleEndian
	if pageHead*(count+1) > len(p) {
		return nil, nil, errPage
	}
	for i := range count {
		at := pageHead * (i + 1)
		key, _, ok := cut(p, at, count, le.Uint32(p[at:]), le.Uint32(p[at+4:]), 0)
		if !ok {
			return nil, nil, errPage
		}
		keys, children = append(keys, key), append(children, le.Uint64(p[at+8:]))
	}
	return keys, children, nil
}

// cut gives key and value of the element at byte at, when they lie inside the page and behind its table of count elements.
func cut(p []byte, at, count int, pos, ksize, vsize uint32) (key, value []byte, ok bool) {
	from := uint64(at) + uint64(pos)
	mid := from + uint64(ksize)
	end := mid + uint64(vsize)
	if ksize == 0 || ksize > maxKey || from < uint64(pageHead*(count+1)) || end > uint64(len(p)) {
		return nil, nil, false
	}
	return p[from:mid], p[mid:end], true
}

func ordered(keys [][]byte, lo, hi []byte) bool {
	for i, k := range keys {
		if i == 0 && lo != nil && bytes.Compare(k, lo) < 0 || i > 0 && bytes.Compare(k, keys[i-1]) <= 0 {
			return false
		}
	}
	return hi == nil || len(keys) == 0 || bytes.Compare(keys[len(keys)-1], hi) < 0
}
