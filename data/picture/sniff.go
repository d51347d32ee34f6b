package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf16"
)

const edge = 64 << 10 // bytes read at both ends of an archive to name what it holds

// sniff names a file by its bytes, never by its name.
func sniff(f *file) (info Info, err error) {
	defer guard(&err)
	head := make([]byte, 512)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return Info{}, err
	}
	head = head[:n]
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return Info{Format: s.format, Media: s.media}, nil
		}
	}
	switch {
	case len(head) >= 18 && string(head[:2]) == "BM" && slices.Contains(bmpHeads, binary.LittleEndian.Uint32(head[14:])):
		return Info{Format: BMP, Media: "image/bmp"}, nil
	case len(head) >= 12 && string(head[:4]) == "RIFF":
		return riff(head), nil
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return brand(head), nil
	case len(head) >= sizeOfTIFFHeader && (bytes.HasPrefix(head, []byte("II*\x00")) || bytes.HasPrefix(head, []byte("MM\x00*"))):
		return camera(f, head), nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return office(f, head)
	}
	rest := bytes.TrimPrefix(head, []byte("B")) // or a text that begins with BM would be taken for a BMP
	media, _, _ := strings.Cut(http.DetectContentType(rest), ";")
	info = Info{Format: Other, Media: media}
	switch kind, _, _ := strings.Cut(media, "/"); kind {
	case "audio":
		info.Format = Audio
	case "video":
		info.Format = Video
	case "text":
		info.Format, info.Media = Text, "text/plain" // a page of HTML is not to be opened as one
	case "image":
		info.Media = "application/octet-stream" // an icon, whose pictures nobody takes with a camera
	}
	return info, nil
}

var signatures = []struct {
	magic  string
	format Format
	media  string
}{
	{"\xff\xd8\xff", JPEG, "image/jpeg"},
	{"\x89PNG\r\n\x1a\n", PNG, "image/png"},
	{"GIF87a", GIF, "image/gif"},
	{"GIF89a", GIF, "image/gif"},
	{"%PDF-", PDF, "application/pdf"},
	{"II*\x00\x10\x00\x00\x00CR", Raw, "image/x-raw"},
	{"FUJIFILMCCD-RAW", Raw, "image/x-raw"},
	{"IIU\x00", Raw, "image/x-raw"},
	{"IIRO", Raw, "image/x-raw"},
	{"IIRS", Raw, "image/x-raw"},
	{"MMOR", Raw, "image/x-raw"},
	{"FOVb", Raw, "image/x-raw"},
	{"#!AMR", Audio, "audio/amr"},
	{"ID3", Audio, "audio/mpeg"},
	{"\xff\xfb", Audio, "audio/mpeg"},
	{"\xff\xf1", Audio, "audio/aac"},
	{"fLaC", Audio, "audio/flac"},
	{"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Video, "video/x-ms-asf"},
	{"\x1aE\xdf\xa3", Video, "video/webm"},
}

// bmpHeads are the lengths of the second head of a BMP: its first two bytes may begin a text as well.
var bmpHeads = []uint32{12, 16, 40, 52, 56, 64, 108, 124}

func riff(head []byte) Info {
	switch string(head[8:12]) {
	case "WEBP":
		return Info{Format: WebP, Media: "image/webp"}
	case "WAVE":
		return Info{Format: Audio, Media: "audio/wav"}
	case "AVI ":
		return Info{Format: Video, Media: "video/x-msvideo"}
	}
	return Info{Format: Other, Media: "application/octet-stream"}
}

// brand names a file of the ISO base media format by its major and compatible brands.
func brand(head []byte) Info {
	end := min(int64(binary.BigEndian.Uint32(head)), int64(len(head)))
	brands := string(head[8:12])
	if end > 16 {
		brands += " " + string(head[16:end])
	}
	has := func(names ...string) bool {
		for _, n := range names {
			if strings.Contains(brands, n) {
				return true
			}
		}
		return false
	}
	switch {
	case has("avif", "avis"):
		return Info{Format: AVIF, Media: "image/avif"}
	case has("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"):
		return Info{Format: HEIC, Media: "image/heic"}
	case has("crx "):
		return Info{Format: Raw, Media: "image/x-raw"}
	case has("M4A ", "M4B "):
		return Info{Format: Audio, Media: "audio/mp4"}
	case has("qt  "):
		return Info{Format: Video, Media: "video/quicktime"}
	case has("3gp", "3g2"):
		return Info{Format: Video, Media: "video/3gpp"}
	}
	return Info{Format: Video, Media: "video/mp4"}
}

// camera tells a raw picture, whose first directory is often a thumbnail's, from a TIFF.
func camera(f *file, head []byte) Info {
	raw, plain := Info{Format: Raw, Media: "image/x-raw"}, Info{Format: TIFF, Media: "image/tiff"}
	d, err := readDirectory(f, byteOrder(head), int64(byteOrder(head).Uint32(head[4:])))
	if err != nil {
		return plain
	}
	_, maker := d[tagMake]
	_, sub := d[tagSubIFDs]
	_, dng := d[tagDNGVersion]
	if dng || maker && sub {
		return raw
	}
	return plain
}

// office names what an archive or an old Office file holds, by the names of its parts at its two ends.
func office(f *file, head []byte) (Info, error) {
	first := make([]byte, min(f.Size(), edge))
	last := make([]byte, len(first))
	for _, end := range []struct {
		b   []byte
		off int64
	}{{first, 0}, {last, f.Size() - int64(len(last))}} {
		if _, err := f.ReadAt(end.b, end.off); err != nil && !errors.Is(err, io.EOF) {
			return Info{}, err
		}
	}
	holds := func(name string) bool {
		b := []byte(name)
		if head[0] != 'P' {
			b = b[:0]
			for _, u := range utf16.Encode([]rune(name)) {
				b = binary.LittleEndian.AppendUint16(b, u)
			}
		}
		return bytes.Contains(first, b) || bytes.Contains(last, b)
	}
	if head[0] == 'P' {
		const ooxml = "application/vnd.openxmlformats-officedocument."
		switch {
		case holds("word/document.xml"):
			return Info{Format: Word, Media: ooxml + "wordprocessingml.document"}, nil
		case holds("xl/workbook"):
			return Info{Format: Excel, Media: ooxml + "spreadsheetml.sheet"}, nil
		case holds("ppt/presentation.xml"):
			return Info{Format: PowerPoint, Media: ooxml + "presentationml.presentation"}, nil
		case holds("OFD.xml"):
			return Info{Format: OFD, Media: "application/ofd"}, nil
		}
		return Info{Format: Archive, Media: "application/zip"}, nil
	}
	switch {
	case holds("WordDocument"):
		return Info{Format: Word, Media: "application/msword"}, nil
	case holds("Workbook"):
		return Info{Format: Excel, Media: "application/vnd.ms-excel"}, nil
	case holds("PowerPoint Document"):
		return Info{Format: PowerPoint, Media: "application/vnd.ms-powerpoint"}, nil
	}
	return Info{Format: Other, Media: "application/octet-stream"}, nil
}
