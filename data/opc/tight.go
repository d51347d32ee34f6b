package opc

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"io"
	"slices"
	"strings"
)

// The records of an archive (APPNOTE.TXT, 4.3), with their lengths without names and extra fields.
const (
	localMark, localLength = "PK\x03\x04", 30
	entryMark, entryLength = "PK\x01\x02", 46
	endMark, endLength     = "PK\x05\x06", 22
	behindMark             = "PK\x07\x08"
)

const (
	sizesBehind = 1 << 3 // flag: sum and sizes stand behind the part
	deflated    = 8
	plainFlags  = 3<<1 | sizesBehind | 1<<11 // how hard it was packed, and names in UTF-8
)

// entry is what the directory and the head of a part both say of it.
type entry struct {
	flags, method  uint16
	sum            uint32
	packed, full   uint32
	name           string
	offset, extras int
}

// Tight tells whether a file is nothing but an archive's parts, one after the other, and its directory, which says the same of them as they do. Only
// then do all readers find the same parts: some read the directory, others from the file's beginning on. It is false too for what inflates to more than
// a limit, and for archives beyond 4 GB, comments, folders with content, extra fields other than the times and owners that packers add, and parts that
// say that they are encrypted or a patch, which some readers do not heed.
func Tight(file []byte, limit int64) bool {
	list, end, ok := directory(file)
	if !ok {
		return false
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.offset, b.offset) })
	at := 0
	for _, e := range list {
		if limit -= int64(e.full); limit < 0 {
			return false
		}
		if at, ok = e.stands(file[:end], at); !ok {
			return false
		}
	}
	return at == end
}

// directory reads the directory, and where it begins.
func directory(file []byte) (list []entry, begin int, ok bool) {
	tail := len(file) - endLength
	if tail < 0 || string(file[tail:tail+4]) != endMark {
		return nil, 0, false
	}
	u16, u32 := numbers(file[tail:])
	if u32(4) != 0 || u16(8) != u16(10) || u16(20) != 0 || int(u32(16))+int(u32(12)) != tail {
		return nil, 0, false
	}
	begin = int(u32(16))
	at := begin
	for range u16(10) {
		if tail-at < entryLength || string(file[at:at+4]) != entryMark {
			return nil, 0, false
		}
		u16, u32 := numbers(file[at:])
		e := entry{flags: u16(8), method: u16(10), sum: u32(16), packed: u32(20), full: u32(24), offset: int(u32(42)), extras: int(u16(30))}
		if at, ok = e.named(file[:tail], at+entryLength, int(u16(28))); !ok || u16(32) != 0 || e.flags&^plainFlags != 0 {
			return nil, 0, false
		}
		list = append(list, e)
	}
	return list, begin, at == tail
}

// named reads the name and the extra fields of an entry, and returns where they end.
func (e *entry) named(file []byte, at, length int) (int, bool) {
	end := at + length + e.extras
	if end > len(file) {
		return 0, false
	}
	e.name = string(file[at : at+length])
	return end, harmless(file[at+length : end])
}

// harmless tells whether extra fields are times and owners of a file, or the empty one of Java.
func harmless(b []byte) bool {
	if len(b) > 64 {
		return false
	}
	for len(b) >= 4 {
		u16, _ := numbers(b)
		n := 4 + int(u16(2))
		if !slices.Contains([]uint16{0x000A, 0x5455, 0x7875, 0xCAFE}, u16(0)) || n > len(b) {
			return false
		}
		b = b[n:]
	}
	return len(b) == 0
}

// stands tells whether a part begins at a place and is what the directory says, and returns where it ends.
func (e *entry) stands(file []byte, at int) (end int, ok bool) {
	if e.offset != at || len(file)-at < localLength || string(file[at:at+4]) != localMark {
		return 0, false
	}
	u16, u32 := numbers(file[at:])
	head := entry{flags: u16(6), method: u16(8), sum: u32(14), packed: u32(18), full: u32(22), extras: int(u16(28))}
	body, ok := head.named(file, at+localLength, int(u16(26)))
	behind := e.flags&sizesBehind != 0
	same := head.sum == e.sum && head.packed == e.packed && head.full == e.full
	if !ok || head.name != e.name || head.flags != e.flags || head.method != e.method || !same && !(behind && head.sum|head.packed|head.full == 0) {
		return 0, false
	}
	end = body + int(e.packed)
	if end > len(file) || strings.HasSuffix(e.name, "/") && e.full > 0 || !e.whole(file[body:end]) {
		return 0, false
	}
	if behind {
		return e.ends(file, end)
	}
	return end, true
}

// whole tells whether a part's bytes end where what is packed in them does.
func (e *entry) whole(packed []byte) bool {
	if e.method != deflated {
		return e.packed == e.full
	}
	src := bytes.NewReader(packed)
	n, err := io.Copy(io.Discard, io.LimitReader(flate.NewReader(src), int64(e.full)+1))
	return err == nil && n == int64(e.full) && src.Len() == 0
}

// ends reads the sum and the sizes behind a part, which may have a mark before them.
func (e *entry) ends(file []byte, at int) (int, bool) {
	if bytes.HasPrefix(file[at:], []byte(behindMark)) {
		at += 4
	}
	if len(file)-at < 12 {
		return 0, false
	}
	_, u32 := numbers(file[at:])
	return at + 12, u32(0) == e.sum && u32(4) == e.packed && u32(8) == e.full
}

// numbers reads numbers at places of a record.
func numbers(b []byte) (u16 func(at int) uint16, u32 func(at int) uint32) {
	return func(at int) uint16 { return binary.LittleEndian.Uint16(b[at:]) }, func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
}
