package ledger

import (
	"bytes"
	"crypto/sha256"
	"slices"
)

// Inclusion proves to somebody who has only the signed root that a leaf belongs to the signed tree. It is the Merkle audit path of RFC 6962
// section 2.1.1.
type Inclusion struct {
	Leaf  []byte   `cbor:"1,keyasint"` // canonical [entity, field, [values]], as Digest makes it
	Index int      `cbor:"2,keyasint"`
	Path  [][]byte `cbor:"3,keyasint"`
}

// Holds tells whether the leaf is at Index of count leaves under root.
func (x *Inclusion) Holds(root Hash, count int) bool {
	if count > maxLeaves { // the number may be from an unknown file, and the tree's shape is computed from it
		return false
	}
	h, rest, ok := climb(sha256.Sum256(append([]byte{0}, x.Leaf...)), x.Index, count, x.Path)
	return ok && len(rest) == 0 && h == root
}

// climb computes the root over n leaves from the hash of leaf m. It uses the path from its beginning and returns the rest.
func climb(leaf Hash, m, n int, path [][]byte) (Hash, [][]byte, bool) {
	if m < 0 || m >= n {
		return Hash{}, nil, false
	}
	if n == 1 {
		return leaf, path, true
	}
	k := split(n)
	var h Hash
	var ok bool
	if m < k {
		h, path, ok = climb(leaf, m, k, path)
	} else {
		h, path, ok = climb(leaf, m-k, n-k, path)
	}
	if !ok || len(path) == 0 || len(path[0]) != len(leaf) {
		return Hash{}, nil, false
	}
	if m < k {
		return node(h[:], path[0]), path[1:], true
	}
	return node(path[0], h[:]), path[1:], true
}

// maxLeaves is larger than the number of registers of any round.
const maxLeaves = 1 << 24

func node(left, right []byte) Hash { return sha256.Sum256(slices.Concat([]byte{1}, left, right)) }

// split returns the largest power of two below n.
func split(n int) int {
	k := 1
	for k*2 < n {
		k *= 2
	}
	return k
}

// tree caches the hashes of its subtrees, so that many paths cost little more than one root.
type tree struct {
	leaves [][]byte
	known  map[[2]int]Hash
}

func (t *tree) hash(from, to int) Hash {
	switch to - from {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, t.leaves[from]...))
	}
	at := [2]int{from, to}
	if h, ok := t.known[at]; ok {
		return h
	}
	k := from + split(to-from)
	l, r := t.hash(from, k), t.hash(k, to)
	h := node(l[:], r[:])
	t.known[at] = h
	return h
}

func (t *tree) path(m, from, to int) [][]byte {
	if to-from == 1 {
		return nil
	}
	k := from + split(to-from)
	if m < k {
		h := t.hash(k, to)
		return append(t.path(m, from, k), bytes.Clone(h[:]))
	}
	h := t.hash(from, k)
	return append(t.path(m, k, to), bytes.Clone(h[:]))
}

// Inclusions returns the proofs for the leaves of a digest (see Digest) that want accepts.
func (s *State) Inclusions(scope Scope, inside func(*Record) bool, want func(at Register, values [][]byte) bool) []Inclusion {
	t := &tree{known: map[[2]int]Hash{}}
	var out []Inclusion
	s.leaves(scope, inside, func(at Register, values [][]byte, leaf []byte) {
		if want(at, values) {
			out = append(out, Inclusion{Leaf: leaf, Index: len(t.leaves)})
		}
		t.leaves = append(t.leaves, leaf)
	})
	for i := range out {
		out[i].Path = t.path(out[i].Index, 0, len(t.leaves))
	}
	return out
}
