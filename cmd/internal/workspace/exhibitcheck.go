package workspace

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kaohe/app/assess"
	"kaohe/app/exhibit"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/data/evidence"
	"kaohe/data/sheet"
)

// ExhibitFault is what is wrong with evidence that was given out. Fault is
//
//	missing, changed, unread (the disk, or a packed file, does not give it), extra    of a file
//	twice (an archive has two files of the name, of which programs show one or the other)
//	index (it names a file otherwise than the sums do)                                of a line of the index
//	lacks (the vault has no such evidence), differs (it has another number, caption, time or name), supports (it supports something else
//	there), bare (leaving the place out gives other bytes), marked (drawing the marks gives another picture), unproved (neither can be tried,
//	because the original is not here), more (it has evidence that the index does not name)                       where a vault was named
type ExhibitFault struct {
	Fault string `json:"fault"`
	Name  string `json:"name"`         // of the file, or as it came
	No    string `json:"no,omitempty"` // of the evidence
}

// ExhibitCheck is the verdict on evidence that was given out. By itself it proves that files, index and sums fit each other; a vault adds whether it holds
// this evidence.
type ExhibitCheck struct {
	Title    string // of the round
	District string // id
	Files    int    // listed
	Bytes    int64  // read
	Left     int    // pieces that are in the index without a file
	Bad      []ExhibitFault
	Against  string // VaultNone, VaultSame, VaultDiffer, VaultLacks (of another round)
}

// OK tells whether nothing speaks against it.
func (c *ExhibitCheck) OK() bool {
	return len(c.Bad) == 0 && (c.Against == VaultNone || c.Against == VaultSame)
}

// Lines are the verdict in sentences.
func (c *ExhibitCheck) Lines() []words.Msg {
	out := []words.Msg{words.M("exhibit.check.what", c.Title, c.Files, words.Size(c.Bytes))}
	if c.Left > 0 {
		out = append(out, words.M("exhibit.check.left", c.Left))
	}
	for _, f := range c.Bad {
		out = append(out, words.M("exhibit.check.bad."+f.Fault, f.Name, f.No))
	}
	if len(c.Bad) == 0 && c.Against != VaultLacks {
		out = append(out, words.M("exhibit.check.ok"))
	}
	against := c.Against
	if against == VaultSame && len(c.Bad) > 0 {
		against = "index" // the vault says nothing for files that the index does not fit
	}
	return append(out, words.M("exhibit.check.vault."+against))
}

// Limits of an archive that comes in: what its files may unpack to in all, beside the multiple of what it is itself.
const (
	mostUnpacked = 1 << 30
	mostRatio    = 20
)

// OpenExhibit opens a folder or an archive with evidence that was given out. It is nil for an archive without sums, which is something else.
// Faults: exhibit.not (of a folder), exhibit.large, file.read.
func OpenExhibit(path string) (*ExhibitFiles, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		x, err := exhibitFolder(path)
		if err == nil && x.files[exhibit.Sums] == nil {
			err = words.Refuse("exhibit.not", path)
		}
		return x, err
	}
	f, info, err := open(path)
	if err != nil {
		return nil, nil //nolint:nilerr // opening a vault has better words
	}
	x, err := exhibitArchive(path, f, info.Size())
	if x == nil || err != nil {
		_ = f.Close() // only read
		return nil, err
	}
	x.close = f.Close
	return x, nil
}

// ExhibitFiles are the files of an exhibit by their names with slashes.
type ExhibitFiles struct {
	files map[string]func() (io.ReadCloser, error)
	twice []string // names that an archive has given to more than one file
	close func() error
}

// Close lets an archive go.
func (x *ExhibitFiles) Close() error { return x.close() }

// clutter are files that systems leave in folders by themselves.
var clutter = []string{"thumbs.db", "desktop.ini", ".ds_store", ".directory"}

func exhibitFolder(dir string) (*ExhibitFiles, error) {
	x := &ExhibitFiles{files: map[string]func() (io.ReadCloser, error){}, close: func() error { return nil }}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return words.Refuse("file.read", p).Because(err)
		}
		if e.IsDir() || slices.Contains(clutter, strings.ToLower(e.Name())) {
			return nil
		}
		name, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		if len(x.files) > exhibit.MaxFiles {
			return words.Refuse("exhibit.large", dir)
		}
		x.files[filepath.ToSlash(name)] = func() (io.ReadCloser, error) {
			if !e.Type().IsRegular() {
				return nil, words.Refuse("file.kind", p)
			}
			f, _, err := open(p)
			return f, err
		}
		return nil
	})
	return x, err
}

// exhibitArchive finds the files of an archive, also where it holds them in a folder. It unpacks none.
func exhibitArchive(archive string, r io.ReaderAt, size int64) (*ExhibitFiles, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, nil //nolint:nilerr // it is something else
	}
	all, total, root, twice := map[string]*zip.File{}, uint64(0), "", []string{}
	for _, f := range z.File {
		name := nameIn(f)
		if strings.HasSuffix(name, "/") || slices.Contains(clutter, strings.ToLower(path.Base(name))) {
			continue
		}
		if path.Base(name) == exhibit.Sums && (all[root+exhibit.Sums] == nil || len(name) < len(root+exhibit.Sums)) {
			root = strings.TrimSuffix(name, exhibit.Sums)
		}
		if all[name] != nil {
			twice = append(twice, name)
		}
		all[name], total = f, total+min(f.UncompressedSize64, 1<<50)
	}
	switch {
	case all[root+exhibit.Sums] == nil:
		return nil, nil
	case len(z.File) > 2*exhibit.MaxFiles || total > uint64(mostUnpacked+mostRatio*size): //nolint:gosec // both are positive
		return nil, words.Refuse("exhibit.large", archive)
	}
	x := &ExhibitFiles{files: map[string]func() (io.ReadCloser, error){}, twice: twice}
	for name, f := range all {
		inside, ok := strings.CutPrefix(name, root)
		if !ok {
			inside = "../" + name // what lies outside is nothing that the sums can name
		}
		x.files[inside] = f.Open // archive/zip ends each with an error after the size that was counted above
	}
	return x, nil
}

// nameIn is what an archive calls a file, also one that Windows in China packed.
func nameIn(f *zip.File) string {
	if f.NonUTF8 && !utf8.ValidString(f.Name) {
		if name, err := simplifiedchinese.GBK.NewDecoder().String(f.Name); err == nil {
			return name
		}
	}
	return f.Name
}

// CheckExhibit compares all files with the sums, the index with both, and with a vault, if there is one, what it holds. It ends with ctx, and its error.
// Faults: exhibit.sums, exhibit.index, those of sheet.Read.
func CheckExhibit(ctx context.Context, x *ExhibitFiles, against *Workspace, progress func(done, total int)) (*ExhibitCheck, error) {
	c := &exhibitChecking{ctx: ctx, x: x, out: &ExhibitCheck{}, hashes: map[string]string{}}
	if err := c.files(orNone(progress)); err != nil {
		return nil, err
	}
	l, err := x.index()
	if err != nil {
		return nil, err
	}
	c.out.Title, c.out.District = l.Title, l.District
	c.index(l)
	if against != nil {
		if err := c.vault(l, against); err != nil {
			return nil, err
		}
	}
	return c.out, ctx.Err()
}

type exhibitChecking struct {
	ctx    context.Context
	x      *ExhibitFiles
	out    *ExhibitCheck
	hashes map[string]string // by the sums
}

func (c *exhibitChecking) bad(fault, name, no string) {
	c.out.Bad = append(c.out.Bad, ExhibitFault{fault, name, no})
}

// files reads all that the sums list.
func (c *exhibitChecking) files(progress func(done, total int)) error {
	r, err := c.x.files[exhibit.Sums]()
	if err != nil {
		return err
	}
	sums, err := exhibit.ReadSums(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	for i, s := range sums {
		progress(i, len(sums))
		c.hashes[s.Name] = s.Hash
		if c.x.files[s.Name] == nil {
			c.bad("missing", s.Name, "")
			continue
		}
		hash, n, err := c.hash(s.Name)
		c.out.Bytes += n
		switch {
		case c.ctx.Err() != nil:
			return c.ctx.Err()
		case err != nil:
			c.bad("unread", s.Name, "")
		case hash != s.Hash:
			c.bad("changed", s.Name, "")
		}
	}
	c.out.Files = len(sums)
	for _, name := range sorted(c.x.files) {
		if c.hashes[name] == "" && name != exhibit.Sums {
			c.bad("extra", name, "")
		}
	}
	for _, name := range c.x.twice {
		c.bad("twice", name, "")
	}
	return nil
}

func sorted[T any](m map[string]T) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

func (c *exhibitChecking) hash(name string) (string, int64, error) {
	r, err := c.x.files[name]()
	if err != nil {
		return "", 0, err
	}
	defer r.Close() // only read
	h := sha256.New()
	n, err := io.Copy(h, &during{c.ctx, r})
	return hex.EncodeToString(h.Sum(nil)), n, err
}

// index reads the index. Faults: exhibit.index, those of sheet.Read.
func (x *ExhibitFiles) index() (*exhibit.List, error) {
	if x.files[exhibit.Index] == nil {
		return nil, words.Refuse("exhibit.index")
	}
	r, err := x.files[exhibit.Index]()
	if err != nil {
		return nil, err
	}
	defer r.Close() // only read
	b, err := io.ReadAll(io.LimitReader(r, sheet.MaxFile+1))
	if err != nil {
		return nil, words.Refuse("exhibit.index").Because(err)
	}
	g, err := sheet.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	return exhibit.Read(g)
}

// index compares the lines of the index with the sums, both ways.
func (c *exhibitChecking) index(l *exhibit.List) {
	named := map[string]bool{exhibit.Index: true}
	for _, e := range l.Entries {
		if e.File == "" {
			c.out.Left++
			continue
		}
		named[e.File] = true
		if c.hashes[e.File] == "" || c.hashes[e.File] != e.Exported || e.Marked != "" && c.hashes[e.Marked] == "" {
			c.bad("index", e.File, e.No)
		}
		if e.Marked != "" {
			named[e.Marked] = true
		}
	}
	for _, name := range sorted(c.hashes) {
		if !named[name] {
			c.bad("index", name, "")
		}
	}
}

// vault compares the index with what a vault holds.
func (c *exhibitChecking) vault(l *exhibit.List, d *Workspace) error {
	a := d.View()
	of := a.District(l.District)
	if l.Vault != a.Vault.String() || of == nil {
		c.out.Against = VaultLacks
		return nil
	}
	say, err := i18n.Load("zh-Hans") // as the index was written
	if err != nil {
		return err
	}
	before, seen := len(c.out.Bad), map[*assess.Evidence]bool{}
	for _, e := range l.Entries {
		x := held(of, e)
		if x == nil {
			c.bad("lacks", e.Name, e.No)
			continue
		}
		seen[x] = true
		if !shows(e.No, x.No) || !shows(e.Caption, x.Caption) || !shows(e.Taken, x.Taken) || !shows(e.Name, x.Name) || x.Size != e.Size {
			c.bad("differs", x.Name, x.No)
		}
		if !shows(e.Supports, exhibit.Supports(a, of, x, say)) {
			c.bad("supports", x.Name, x.No)
		}
		if err := c.made(d, e, x); err != nil {
			return err
		}
	}
	for _, x := range of.Evidence {
		if !seen[x] {
			c.bad("more", x.Name, x.No)
		}
	}
	c.out.Against = VaultSame
	if len(c.out.Bad) > before {
		c.out.Against = VaultDiffer
	}
	return nil
}

// held is the vault's evidence that an entry is: that with its sum and number, else any with its sum.
func held(d *assess.District, e exhibit.Entry) (found *assess.Evidence) {
	for _, x := range d.Evidence {
		if x.ID == e.Sum && (found == nil || words.Visible(x.No) == e.No) {
			found = x
		}
	}
	return found
}

// shows tells whether a cell of the index is what it shows of a text.
func shows(cell, text string) bool { return cell == strings.TrimSpace(words.Visible(text)) }

// made tells whether what was made from an original is what it gives now: a file with another sum by leaving out its place, and a copy with marks. Where
// the original is not here, nobody can tell.
func (c *exhibitChecking) made(d *Workspace, e exhibit.Entry, x *assess.Evidence) error {
	sum, _ := evidence.ParseSum(x.ID) // a View's evidence has one
	try := func(fault, name, want string, make func(io.Writer) error) {
		h := sha256.New()
		if !d.Files.Has(sum) {
			c.bad("unproved", name, e.No)
		} else if err := make(h); c.ctx.Err() == nil && (err != nil || hex.EncodeToString(h.Sum(nil)) != want) {
			c.bad(fault, name, e.No)
		}
	}
	if e.File != "" && e.Exported != e.Sum {
		try("bare", e.File, e.Exported, func(w io.Writer) error { return d.bareFile(c.ctx, w, sum) })
	}
	if e.Marked != "" {
		try("marked", e.Marked, c.hashes[e.Marked], func(w io.Writer) error {
			b, _, err := d.marked(c.ctx, sum, x)
			if err == nil {
				_, err = w.Write(b)
			}
			return err
		})
	}
	return c.ctx.Err()
}
