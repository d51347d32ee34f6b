// Package exhibit is a district's evidence given out as files: what they are called, the index that goes with them, and the sums. It writes and
// reads no files.
//
//	exhibit.go      names of files; the sums
//	index.go        the index as a workbook, written and read
//	supports.go     what evidence supports, in words for people
//
// An exhibit is a folder or an archive with a file for each piece of evidence, called by its number and caption (佐证2-15 说明.jpg); a second picture
// with the marks where somebody drew over one; the index (Index); and Sums, which lists all of them but itself in the form of sha256sum.
//
// Caveats: an exhibit by itself shows only that nothing in it was changed since without changing the sums as well; what its files were in the round,
// the round's own file shows. A file that was given out without the place where it was taken has other bytes than the original; the index has both sums.
package exhibit

import (
	"bufio"
	"cmp"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// What an exhibit consists of, besides its files.
const (
	Index = "佐证目录.xlsx"
	Sums  = "SHA256SUMS"
)

// Limits of an exhibit that comes in.
const (
	MaxFiles = 20_000
	MaxSums  = 8 << 20 // bytes of the list of sums
)

// Lengths of what a file's name is made from, in characters. Paths on Windows have 260, and other systems allow 255 bytes for a name.
const (
	mostNumber  = 12
	mostCaption = 40
	mostEnding  = 8
)

// Namer gives each file a name of its own.
type Namer struct{ seen map[string]bool }

// Name is what a piece of evidence is called as a file: its number, what it shows, and the ending of the file as it came.
func (n *Namer) Name(x *assess.Evidence) string {
	stem, ending := split(x.Name)
	shows := words.Visible(cmp.Or(x.Caption, stem))
	return n.free(strings.TrimSpace("佐证"+cut(x.No, mostNumber)+" "+cut(shows, mostCaption)), ending)
}

// Marked is the name of the copy of a file with its marks, which is a JPEG.
func (n *Namer) Marked(name string) string {
	stem, _ := split(name)
	return n.free(stem+"（标注）", ".jpg")
}

// free is a name that no file has yet, whatever the case of its letters.
func (n *Namer) free(stem, ending string) string {
	if n.seen == nil {
		n.seen = map[string]bool{strings.ToLower(Index): true, strings.ToLower(Sums): true}
	}
	name := fileName(stem + ending)
	for i := 2; n.seen[strings.ToLower(name)]; i++ {
		name = fileName(stem + "（" + strconv.Itoa(i) + "）" + ending)
	}
	n.seen[strings.ToLower(name)] = true
	return name
}

// fileName is a name that no system minds, and by which nobody takes a file for a vault: no output is called like one.
func fileName(name string) string {
	name = words.FileName(name)
	if strings.EqualFold(path.Ext(name), ".kaohe") {
		name += "_"
	}
	return name
}

// split parts a name from its ending, which is one only if it is short and plain.
func split(name string) (stem, ending string) {
	ending = strings.ToLower(path.Ext(name))
	plain := len(ending) > 1 && len(ending) <= mostEnding && strings.Trim(ending[1:], "abcdefghijklmnopqrstuvwxyz0123456789") == ""
	if !plain {
		return name, ""
	}
	return name[:len(name)-len(ending)], ending
}

func cut(s string, most int) string {
	r := []rune(s)
	return strings.TrimSpace(string(r[:min(len(r), most)]))
}

// Sum is a line of the list of sums: a file's SHA-256 in lower-case hex, and its name with slashes.
type Sum struct{ Hash, Name string }

// WriteSums writes the list as sha256sum does and checks.
func WriteSums(w io.Writer, all []Sum) error {
	for _, s := range all {
		if _, err := fmt.Fprintf(w, "%s  %s\n", s.Hash, s.Name); err != nil {
			return err
		}
	}
	return nil
}

// ReadSums reads a list of sums, also one that a Windows program saved. Fault: exhibit.sums, with the line.
func ReadSums(r io.Reader) ([]Sum, error) {
	var all []Sum
	in := bufio.NewScanner(io.LimitReader(r, MaxSums+1))
	for n := 1; in.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(in.Text(), "\ufeff"), "\r")
		if line == "" {
			continue
		}
		hash, name, ok := strings.Cut(line, " ")
		name = strings.TrimLeft(name, " *")
		if _, err := hex.DecodeString(hash); !ok || err != nil || len(hash) != 64 || !local(name) || len(all) == MaxFiles {
			return nil, words.Refuse("exhibit.sums", n)
		}
		all = append(all, Sum{strings.ToLower(hash), name})
	}
	if err := in.Err(); err != nil {
		return nil, words.Refuse("exhibit.sums", len(all)+1).Because(err)
	}
	return all, nil
}

// local tells whether a name lies in the exhibit.
func local(name string) bool {
	return name != "" && !path.IsAbs(name) && !slices.Contains(strings.Split(name, "/"), "..") && !strings.ContainsAny(name, "\\:")
}
