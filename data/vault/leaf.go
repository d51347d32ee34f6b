package vault

import (
	"bytes"
	"encoding/binary"
	"slices"

	"kaohe/app/words"
)

// maxNested is how deep buckets may lie in each other; ours don't.
const maxNested = 4

// leaf checks one leaf page and walks into the buckets that it holds.
func (w *walker) leaf(p []byte, count int, lo, hi []byte, level int, path []string) error {
	le := binary.LittleEndian
	if pageHead*(count+1) > len(p) {
		return errPage
	}
	inBucket := len(path) == 1
	last := lo
	for i := range count {
		at := pageHead * (i + 1)
		key, value, ok := cut(p, at, count, le.Uint32(p[at+4:]), le.Uint32(p[at+8:]), le.Uint32(p[at+12:]))
		if !ok {
			return errPage
		}
		if c := bytes.Compare(key, last); c < 0 || c == 0 && i > 0 {
			return errPage
		}
		last = key
		switch le.Uint32(p[at:]) {
		case 0:
			if inBucket {
				w.entry(path[0], key, value)
			}
		case flagBucket:
			if err := w.bucket(value, level, append(slices.Clone(path), string(key))); err != nil {
				return err
			}
		default:
			return errPage
		}
	}
	if hi != nil && count > 0 && bytes.Compare(last, hi) >= 0 {
		return errPage
	}
	return nil
}

// bucket walks into the bucket whose header is value; a small one lies in the header itself, as a page without number.
func (w *walker) bucket(value []byte, level int, path []string) error {
	le := binary.LittleEndian
	if len(value) < 16 || len(path) > maxNested {
		return errPage
	}
	root := le.Uint64(value)
	n := uint64(0)
	if root == 0 {
		p := value[16:]
		if len(p) < pageHead || le.Uint16(p[8:]) != flagLeaf {
			return errPage
		}
		n = uint64(le.Uint16(p[10:]))
		if err := w.leaf(p, int(n), nil, nil, maxTree, path); err != nil {
			return err
		}
	} else {
		here := w.at
		var err error
		if n, err = w.tree(root, nil, nil, level+1, path); err != nil {
			return err
		}
		w.at = here
	}
	if len(path) == 1 {
		w.buckets[path[0]] = tally{n, le.Uint64(value[8:])}
	}
	return nil
}

// judge compares the tallies of our buckets; those of later versions are theirs to check.
func (w *walker) judge(path string) error {
	ours := [][]byte{bucketHead, bucketLog, bucketKeys, bucketBlob, bucketLocal}
	known := func(name []byte) bool { _, ok := w.buckets[string(name)]; return ok }
	if !slices.ContainsFunc(ours, known) {
		return refuse("foreign", path, words.M("file.bolt"))
	}
	for _, name := range ours {
		t, ok := w.buckets[string(name)]
		if !ok {
			return refuse("damaged", path, words.M("damage.head", string(name)))
		}
		if t.found != t.said {
			return refuse("damaged", path, words.M("damage.count", string(name), t.found, t.said))
		}
	}
	return nil
}
