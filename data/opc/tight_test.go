package opc

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

// packed has two parts, the first deflated.
func packed(t *testing.T, head func(*zip.FileHeader), comment string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"a.xml", "b.bin"} {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if name == "b.bin" {
			h.Method = zip.Store
		}
		head(h)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, strings.Repeat("what it holds ", 20))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.SetComment(comment); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// slack has one part, behind whose deflated bytes others are counted as its own.
func slack(t *testing.T, behind string) []byte {
	t.Helper()
	var part, b bytes.Buffer
	z := zip.NewWriter(&part)
	w, err := z.Create("a")
	if err == nil {
		_, err = io.WriteString(w, "text")
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(part.Bytes()), int64(part.Len()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := r.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(raw)
	if err != nil {
		t.Fatal(err)
	}
	data = append(data, behind...)
	z = zip.NewWriter(&b)
	w, err = z.CreateRaw(&zip.FileHeader{Name: "a", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte("text")), CompressedSize64: uint64(len(data)), UncompressedSize64: 4})
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTight(t *testing.T) {
	plain := func(*zip.FileHeader) {}
	sound := packed(t, plain, "")
	directory := bytes.Index(sound, []byte(entryMark))
	named := func(old, now string, n int) []byte {
		return bytes.Replace(bytes.Clone(sound), []byte(old), []byte(now), n)
	}
	for name, x := range map[string]struct {
		file []byte
		want bool
	}{
		"sound":                          {sound, true},
		"times":                          {packed(t, func(h *zip.FileHeader) { h.Modified = time.Unix(1e9, 0) }, ""), true},
		"nothing in it":                  {[]byte(endMark + strings.Repeat("\x00", 18)), true},
		"packed whole":                   {slack(t, ""), true},
		"bytes behind what is packed":    {slack(t, "PK\x03\x04"), false},
		"nothing":                        {nil, false},
		"bytes before it":                {append([]byte("%PDF-1.7\n"), sound...), false},
		"bytes behind it":                {append(bytes.Clone(sound), 0), false},
		"bytes before the directory":     {slices.Concat(sound[:directory], []byte("PK\x03\x04"), sound[directory:]), false},
		"a comment":                      {packed(t, plain, "%%EOF"), false},
		"another name at the part":       {named("a.xml", "c.xml", 1), false},
		"another name in the directory":  {slices.Concat(sound[:directory], bytes.Replace(sound[directory:], []byte("a.xml"), []byte("c.xml"), 1)), false},
		"a folder with content":          {named("b.bin", "b.bi/", -1), false},
		"a comment of a part":            {packed(t, func(h *zip.FileHeader) { h.Comment = "x" }, ""), false},
		"another name in an extra field": {packed(t, func(h *zip.FileHeader) { h.Extra = []byte("\x75\x70\x09\x00\x01\x00\x00\x00\x00evil") }, ""), false},
		"a long extra field":             {packed(t, func(h *zip.FileHeader) { h.Extra = append([]byte{0x55, 0x54, 80, 0}, make([]byte, 80)...) }, ""), false},
		"said to be encrypted":           {packed(t, func(h *zip.FileHeader) { h.Flags |= 1 }, ""), false},
		"with names in UTF-8":            {packed(t, func(h *zip.FileHeader) { h.Flags |= 1 << 11 }, ""), true},
		"half an extra field":            {packed(t, func(h *zip.FileHeader) { h.Extra = []byte{0x55, 0x54, 80, 0} }, ""), false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Tight(x.file, 1<<20); got != x.want {
				t.Error(got)
			}
		})
	}
	if Tight(sound, 100) {
		t.Error("more than the limit")
	}
	for i := range sound { // however it is cut, it is no other archive
		if Tight(sound[:i], 1<<20) {
			t.Errorf("cut at %d", i)
		}
	}
}
