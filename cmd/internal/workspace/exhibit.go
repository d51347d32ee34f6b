package workspace

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/exhibit"
	"kaohe/app/marks"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/data/durable"
	"kaohe/data/evidence"
	"kaohe/data/picture"
	"kaohe/data/sheet"
)

// ArchiveExt is how the name of an archive ends.
const ArchiveExt = ".zip"

// How a copy with marks is drawn: its longer side at most, and the quality of its JPEG.
const (
	markedLongest = 4000
	markedQuality = 90
)

// Exhibited is what was given out of a district's evidence.
type Exhibited struct {
	District string // name
	Path     string
	Files    int       // pieces of evidence whose files were written
	Left     []LeftOut // those of which no file was
	Plain    bool      // the vault is sealed, and what was written is not
}

// LeftOut is a piece of evidence that was not given out, and why.
type LeftOut struct {
	No, Name string
	Why      words.Msg
}

// Lines say it.
func (x *Exhibited) Lines() []words.Msg {
	out := []words.Msg{words.M("exhibit.done", x.District, x.Files, x.Path)}
	for _, e := range x.Left {
		out = append(out, words.M("exhibit.left", e.No, e.Name, e.Why))
	}
	if x.Plain {
		out = append(out, words.M("exhibit.plain"))
	}
	return out
}

// Exhibit writes the files of a district's evidence, their index and their sums into a folder, or an archive where the output's name ends in .zip.
// Each file is read and compared with its sum before. bare leaves the place where pictures were taken, and all else that the camera noted, out of them; pictures
// and videos of which that can't be done are not written, and told. progress is told the pieces that are done, and may be nil. Where it fails or is
// stopped, what was written is removed again. Over an earlier export in the folder, what this one has not is removed as well. Faults: district.unknown,
// exhibit.none, exhibit.folder (files are in it; not if they may be replaced), those of Output; ctx.Err().
func (d *Workspace) Exhibit(ctx context.Context, district string, bare bool, to Output, progress func(done, total int)) (*Exhibited, error) {
	say, err := i18n.Load("zh-Hans") // a workbook is Chinese, whatever the window speaks
	if err != nil {
		return nil, err
	}
	a, at := d.Snapshot()
	x := a.District(district)
	switch {
	case x == nil:
		return nil, words.Refuse("district.unknown", district)
	case len(x.Evidence) == 0:
		return nil, words.Refuse("exhibit.none", x.Name)
	}
	e := &exhibiting{d: d, ctx: ctx, a: a, of: x, say: say, bare: bare, progress: orNone(progress), out: &Exhibited{District: x.Name, Path: to.Path, Plain: d.Vault.Sealed()},
		list: exhibit.List{Vault: a.Vault.String(), District: x.ID, Frontier: book.FormatFrontier(at), Title: a.Title, Sample: a.Sample}}
	e.plan()
	if strings.EqualFold(filepath.Ext(to.Path), ArchiveExt) {
		err = e.archive(to)
	} else {
		err = e.folder(to)
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return e.out, err
}

// Exhibits is Exhibit for each district that has evidence, into a folder of its own below the output, or with archive into an archive of its own.
// Where it fails or is stopped, those that were finished stay. Fault: exhibit.none, where no district has any.
func (d *Workspace) Exhibits(ctx context.Context, bare, archive bool, to Output, progress func(done, total int)) (made []*Exhibited, err error) {
	a, seen := d.View(), map[string]bool{}
	before, total := 0, 0
	for _, x := range a.Districts {
		total += len(x.Evidence)
	}
	if total == 0 {
		return nil, words.Refuse("exhibit.none", a.Title)
	}
	if err := to.folder(); err != nil {
		return nil, err
	}
	for _, x := range a.Districts {
		if len(x.Evidence) == 0 {
			continue
		}
		out := Output{Path: filepath.Join(to.Path, folderOf(x, seen)), Replace: to.Replace, Private: to.Private}
		if archive {
			out.Path += ArchiveExt
		}
		m, err := d.Exhibit(ctx, x.ID, bare, out, func(done, _ int) { orNone(progress)(before+done, total) })
		if err != nil {
			return made, err
		}
		made, before = append(made, m), before+len(x.Evidence)
	}
	return made, nil
}

// folderOf is a folder's name that no other district has.
func folderOf(x *assess.District, seen map[string]bool) string {
	name := words.FileName(x.Name)
	for n := 2; seen[strings.ToLower(name)]; n++ {
		name = words.FileName(x.Name + "（" + strconv.Itoa(n) + "）")
	}
	seen[strings.ToLower(name)] = true
	return name
}

// exhibiting is one Exhibit.
type exhibiting struct {
	d        *Workspace
	ctx      context.Context
	a        *assess.Assessment
	of       *assess.District
	say      words.Catalog
	bare     bool
	progress func(done, total int)
	list     exhibit.List
	sums     []exhibit.Sum
	out      *Exhibited
	put      func(name string, fill func(io.Writer) error) error
}

// plan gives each piece its entry and its names.
func (e *exhibiting) plan() {
	var n exhibit.Namer
	for _, x := range e.of.Evidence {
		y := exhibit.Entry{No: x.No, Caption: x.Caption, Taken: x.Taken, Supports: exhibit.Supports(e.a, e.of, x, e.say), Name: x.Name, Size: x.Size, Sum: x.ID, File: n.Name(x)}
		if len(x.Layer) > 0 {
			y.Marked = n.Marked(y.File)
		}
		e.list.Entries = append(e.list.Entries, y)
	}
}

// archive writes a ZIP archive, whose files are not packed: pictures hardly would be.
func (e *exhibiting) archive(to Output) error {
	if err := Clear(to); err != nil {
		return err
	}
	return to.Fill(func(w io.Writer) error {
		z := zip.NewWriter(w)
		e.put = func(name string, fill func(io.Writer) error) error {
			f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				return err
			}
			return fill(f)
		}
		if err := e.all(); err != nil {
			return err
		}
		return z.Close()
	})
}

// folder writes into a folder, and removes what it wrote where it could not write all.
func (e *exhibiting) folder(to Output) (err error) {
	if there, err := os.ReadDir(to.Path); err == nil && len(there) > 0 && !to.Replace {
		return words.Refuse("exhibit.folder", to.Path)
	}
	_, before := os.Stat(to.Path)
	if err := to.folder(); err != nil {
		return err
	}
	earlier := earlierSums(to.Path)
	var written []string
	defer func() {
		if err == nil {
			return
		}
		for _, path := range written {
			_ = durable.Remove(path) // what is wrong already is what to tell
		}
		if before != nil {
			_ = os.Remove(to.Path) // if nothing else is in it
		}
	}()
	e.put = func(name string, fill func(io.Writer) error) error {
		o := Output{Path: filepath.Join(to.Path, name), Replace: to.Replace, Private: to.Private}
		_, there := os.Lstat(o.Path)
		err := o.Fill(fill)
		if err == nil && there != nil {
			written = append(written, o.Path)
		}
		return err
	}
	if err := e.all(); err != nil {
		return err
	}
	e.sweep(to.Path, earlier)
	return nil
}

// earlierSums are those of an export that lies in a folder already, if there is one.
func earlierSums(dir string) []exhibit.Sum {
	f, _, err := open(filepath.Join(dir, exhibit.Sums))
	if err != nil {
		return nil
	}
	defer f.Close() // only read
	sums, err := exhibit.ReadSums(f)
	if err != nil {
		return nil // whose they are nobody knows
	}
	return sums
}

// sweep removes the files of an earlier export that this one has not, such as those whose caption is another now: in verifying they would be extra. What
// somebody changed since stays, and so does what can't be removed.
func (e *exhibiting) sweep(dir string, earlier []exhibit.Sum) {
	now := map[string]bool{strings.ToLower(exhibit.Sums): true}
	for _, s := range e.sums {
		now[strings.ToLower(s.Name)] = true
	}
	x, err := exhibitFolder(dir)
	if err != nil {
		return
	}
	c := &exhibitChecking{ctx: e.ctx, x: x}
	for _, s := range earlier {
		if now[strings.ToLower(s.Name)] || strings.Contains(s.Name, "/") || x.files[s.Name] == nil {
			continue
		}
		if hash, _, err := c.hash(s.Name); err == nil && hash == s.Hash {
			_ = durable.Remove(filepath.Join(dir, s.Name)) // verify names what stays
		}
	}
}

// all writes the files, then the index and the sums.
func (e *exhibiting) all() error {
	for i := range e.list.Entries {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		e.progress(i, len(e.list.Entries))
		if err := e.one(e.of.Evidence[i], &e.list.Entries[i]); err != nil {
			return err
		}
	}
	var index, sums bytes.Buffer
	if err := sheet.Write(&index, e.list.Book()); err != nil {
		return err
	}
	if err := e.write(exhibit.Index, index.Bytes()); err != nil {
		return err
	}
	if err := exhibit.WriteSums(&sums, e.sums); err != nil {
		return err
	}
	e.progress(len(e.list.Entries), len(e.list.Entries))
	return e.put(exhibit.Sums, func(w io.Writer) error { _, err := w.Write(sums.Bytes()); return err })
}

// write writes a file of the exhibit and notes its sum.
func (e *exhibiting) write(name string, b []byte) error {
	sum := sha256.Sum256(b)
	e.sums = append(e.sums, exhibit.Sum{Hash: hex.EncodeToString(sum[:]), Name: name})
	return e.put(name, func(w io.Writer) error { _, err := w.Write(b); return err })
}

// one writes the files of one piece. What is wrong with the original alone goes into the entry's remark; the error is of the output, or of ctx.
func (e *exhibiting) one(x *assess.Evidence, y *exhibit.Entry) error {
	sum, _ := evidence.ParseSum(x.ID) // a View's evidence has one
	copied, remark, err := e.source(sum, x)
	if err != nil {
		if e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		why := e.reason(sum, err)
		y.File, y.Marked, y.Remark = "", "", e.remark("left", why)
		e.out.Left = append(e.out.Left, LeftOut{y.No, y.Name, why})
		return nil
	}
	y.Exported = copied.sum
	if remark != "" {
		y.Remark = e.say.Get("exhibit.remark." + remark)
	}
	e.sums = append(e.sums, exhibit.Sum{Hash: copied.sum, Name: y.File})
	if err := e.put(y.File, copied.fill); err != nil {
		return err
	}
	e.out.Files++
	if y.Marked == "" {
		return nil
	}
	b, foreign, err := e.d.marked(e.ctx, sum, x)
	switch {
	case e.ctx.Err() != nil:
		return e.ctx.Err()
	case err != nil:
		y.Marked = ""
		y.Add(e.remark("undrawn", e.reason(sum, err)))
		return nil
	case foreign > 0:
		y.Add(e.say.Say(words.M("exhibit.remark.foreign", foreign)))
	}
	return e.write(y.Marked, b)
}

// remark says what could not be done with an original, and why, without the full stop of a sentence that stands alone: it goes into others.
func (e *exhibiting) remark(key string, why words.Msg) string {
	return strings.TrimSuffix(e.say.Say(words.M("exhibit.remark."+key, why)), "。")
}

// reason says in words why something could not be done with an original.
func (e *exhibiting) reason(sum evidence.Sum, err error) words.Msg {
	var known *words.Fault
	switch {
	case errors.Is(err, words.Refuse("evidence.missing")):
		if others := e.d.holders(e.a, sum); len(others) > 0 {
			return words.M("exhibit.elsewhere", strings.Join(others, "、"))
		}
		return words.M("exhibit.nowhere")
	case errors.As(err, &known):
		return known.Msg
	}
	return words.M("exhibit.failed", err.Error())
}

// copied is a file that is to be written: its sum, known before, and what writes it.
type copied struct {
	sum  string
	fill func(io.Writer) error
}

// source reads an original through, and gives what is to be written of it; remark is a key of what there is to say.
func (e *exhibiting) source(sum evidence.Sum, x *assess.Evidence) (c copied, remark string, err error) {
	if err := e.d.Files.Check(e.ctx, sum); err != nil {
		return c, "", err
	}
	if !e.bare {
		return copied{x.ID, func(w io.Writer) error { return e.d.pour(e.ctx, w, sum) }}, "", nil
	}
	bare, err := e.d.canBeBare(sum)
	if err != nil {
		return c, "", err
	}
	if !bare {
		return copied{x.ID, func(w io.Writer) error { return e.d.pour(e.ctx, w, sum) }}, "whole", nil
	}
	h := sha256.New()
	if err := e.d.bareFile(e.ctx, h, sum); err != nil {
		return c, "", err
	}
	return copied{hex.EncodeToString(h.Sum(nil)), func(w io.Writer) error { return e.d.bareFile(e.ctx, w, sum) }}, "bare", nil
}

// pour writes an original as it is. Fault: evidence.damaged, since it was checked.
func (d *Workspace) pour(ctx context.Context, w io.Writer, sum evidence.Sum) error {
	r, err := d.Files.Open(sum)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	_, err = io.Copy(w, &checked{r: &during{ctx, r}, hash: sha256.New(), sum: sum})
	return err
}

// canBeBare tells whether a file has to be written without what it tells of the place: pictures and videos do, documents and sounds don't.
func (d *Workspace) canBeBare(sum evidence.Sum) (bool, error) {
	r, err := d.Files.Open(sum)
	if err != nil {
		return false, err
	}
	defer r.Close() // only read
	info, err := picture.Look(r)
	return info.Format.Picture() || info.Format == picture.Video, err
}

// bareFile writes an original without what it tells of the place. Faults: those of picture.Bare.
func (d *Workspace) bareFile(ctx context.Context, w io.Writer, sum evidence.Sum) error {
	r, err := d.Files.Open(sum)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	return picture.Bare(ctx, w, r)
}

// marked draws a picture with its marks, as a JPEG; foreign counts those that a newer version drew, which are not in it.
func (d *Workspace) marked(ctx context.Context, sum evidence.Sum, x *assess.Evidence) (b []byte, foreign int, err error) {
	layer, err := marks.Decode(x.Layer)
	if err != nil {
		return nil, 0, words.Refuse("exhibit.layer").Because(err)
	}
	r, err := d.Files.Open(sum)
	if err != nil {
		return nil, 0, err
	}
	defer r.Close() // only read
	img, err := picture.Draw(ctx, r, markedLongest, x.Turn)
	if err == nil {
		err = picture.Over(img, layer, x.Turn)
	}
	var out bytes.Buffer
	if err == nil {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: markedQuality})
	}
	return out.Bytes(), layer.Foreign(), err
}
