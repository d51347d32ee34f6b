package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"kaohe/app/words"
)

// bbolt's file format, as of its version 2 (internal/common of go.etcd.io/bbolt v1.5.0). All machines we build for are little-endian.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	pageHead    = 16
	noFreelist  = ^uint64(0)
	minPage     = 1 << 10
	maxPage     = 1 << 16
)

// meta is one of the two meta pages; the one with the higher transaction is in force.
type meta struct {
	pageSize                   uint32
	root, freelist, high, txid uint64 // high: number of the first page that was never used
}

var (
	errMeta   = errors.New("meta page is not valid")
	errAbsurd = errors.New("meta page is absurd, and its sum is right") // bbolt would believe it
)

// parseMeta reads the meta page at the beginning of page.
func parseMeta(page []byte) (meta, error) {
	if len(page) < pageHead+64 {
		return meta{}, errMeta
	}
	b, le := page[pageHead:], binary.LittleEndian
	sum := fnv.New64a()
	sum.Write(b[:56])
	if le.Uint32(b) != boltMagic || le.Uint32(b[4:]) != boltVersion || le.Uint64(b[56:]) != sum.Sum64() {
		return meta{}, errMeta
	}
	m := meta{le.Uint32(b[8:]), le.Uint64(b[16:]), le.Uint64(b[32:]), le.Uint64(b[40:]), le.Uint64(b[48:])}
	if m.pageSize < minPage || m.pageSize > maxPage || m.pageSize&(m.pageSize-1) != 0 {
		return meta{}, errAbsurd
	}
	return m, nil
}

// look refuses what must not even reach bbolt, by size and first bytes alone: they stay the same while another program writes.
func look(path string) error {
	if err := there(path); err != nil {
		return err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return refuse("denied", path).Because(err)
	}
	if err != nil {
		return err
	}
	defer f.Close() // only read
	first := make([]byte, maxPage+pageHead+64)
	n, err := f.ReadAt(first, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return judge(path, first[:n])
}

// there refuses what is no file, or one without anything in it.
func there(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("missing", path)
	case errors.Is(err, fs.ErrPermission):
		return refuse("denied", path).Because(err)
	case err != nil:
		return err
	case info.IsDir():
		return refuse("folder", path)
	case !info.Mode().IsRegular():
		return refuse("foreign", path, words.M("file.unknown"))
	case info.Size() == 0:
		return refuse("empty", path)
	}
	return nil
}

// judge tells a vault that was cut or hurt from a file of another kind.
func judge(path string, first []byte) error {
	if _, err := parseMeta(first); errors.Is(err, errMeta) && secondMeta(first) {
		return nil // one meta page is enough
	}
	if !magicAt(first, 0) {
		kind := sniff(first)
		if kind == "file.unknown" && len(first) >= 2*pageSize {
			for size := minPage; size <= maxPage; size *= 2 {
				if magicAt(first, size) {
					return refuse("damaged", path, words.M("damage.meta"))
				}
			}
		}
		if kind == "file.unknown" && len(first) < 2*pageSize {
			return refuse("short", path, len(first))
		}
		return refuse("foreign", path, words.M(kind))
	}
	size := pageSize
	if m, err := parseMeta(first); err == nil {
		size = int(m.pageSize)
	} else if le := binary.LittleEndian; len(first) >= pageHead+64 && le.Uint64(first[pageHead+56:]) == metaSum(first) && le.Uint32(first[pageHead+4:]) == boltVersion {
		// The sum is right but the page size absurd: bbolt would believe it.
		return refuse("damaged", path, words.M("damage.meta"))
	}
	if len(first) < 2*size {
		return refuse("short", path, len(first))
	}
	return nil
}

// secondMeta tells whether the other meta page is valid.
func secondMeta(first []byte) bool {
	for size := minPage; size <= maxPage && size < len(first); size *= 2 {
		if m, err := parseMeta(first[size:]); err == nil && int(m.pageSize) == size {
			return true
		}
	}
	return false
}

func metaSum(page []byte) uint64 {
	sum := fnv.New64a()
	sum.Write(page[pageHead : pageHead+56])
	return sum.Sum64()
}

func magicAt(b []byte, at int) bool {
	at += pageHead
	return len(b) >= at+4 && binary.LittleEndian.Uint32(b[at:]) == boltMagic
}

// sniff guesses what a file is, for the sentence only.
func sniff(b []byte) string {
	for _, k := range []struct{ kind, magic string }{
		{"file.pdf", "%PDF-"},
		{"file.pack", "kaohe package "},
		{"file.sqlite", "SQLite format 3\x00"},
		{"file.office", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
		{"file.image", "\x89PNG\r\n"},
		{"file.image", "\xff\xd8\xff"},
		{"file.archive", "7z\xbc\xaf\x27\x1c"},
		{"file.archive", "Rar!\x1a\x07"},
		{"file.archive", "\x1f\x8b"},
	} {
		if bytes.HasPrefix(b, []byte(k.magic)) {
			return k.kind
		}
	}
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")) && (bytes.Contains(b, []byte("[Content_Types].xml")) || bytes.Contains(b, []byte("xl/"))):
		return "file.office"
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return "file.archive"
	case len(bytes.Trim(b, "\x00")) == 0:
		return "file.blank"
	case !bytes.ContainsRune(b, 0) && utf8.Valid(b[:min(len(b), 64)]) && len(b) > 0:
		return "file.text"
	}
	return "file.unknown"
}
