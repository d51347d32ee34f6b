package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/picture"
)

// MostEvidence is how many bytes a file may have that is evidence.
const MostEvidence = 500 << 20

const (
	batch    = 100 // files that one record names
	mostName = 200 // characters of a file's name that are kept
)

// Take keeps files and makes them evidence: each is durable before the record that names it, and one record names up to a hundred. progress is told
// how many files are done, and may be nil. What could not be taken is in the outcome, by name and with the reason, and does not keep the others
// from being taken. The error says why the work ended before it was through: that of ctx, of a disk that is full, or of the session; what the outcome
// says was taken is taken then too.
//
// Files that were kept when the session then refused the record stay beside the vault, named by nothing, and are found again when they come once more.
func (d *Workspace) Take(ctx context.Context, r intake.Request, progress func(done, total int)) (*intake.Outcome, error) {
	t := &taking{d: d, r: r, out: &intake.Outcome{}, in: map[string]int{}}
	if err := t.may(); err != nil {
		return t.out, err
	}
	for at, f := range r.Files {
		if err := t.take(ctx, f); err != nil {
			t.leave(at)
			return t.out, errors.Join(err, t.write())
		}
		if len(t.batch) == batch || at == len(r.Files)-1 {
			if err := t.write(); err != nil {
				t.leave(at + 1)
				return t.out, err
			}
		}
		if progress != nil {
			progress(at+1, len(r.Files))
		}
	}
	return t.out, nil
}

// taking is one Take.
type taking struct {
	d     *Workspace
	r     intake.Request
	out   *intake.Outcome
	batch []kept
	in    map[string]int // where in the batch a file is
}

// kept is a file that lies beside the vault and that no record names yet.
type kept struct {
	assess.NewEvidence
	intake.File
	again []string // names of further files with the same bytes
}

// may asks what Apply would refuse of every file, before any is copied. Faults: district.unknown, those of assess.Permit and of Session.MayWrite.
func (t *taking) may() error {
	if err := t.d.MayWrite(); err != nil {
		return err
	}
	a, who := t.d.View(), t.d.Who()
	if t.r.Person != "" {
		who = a.Person(t.r.Person)
	}
	x := a.District(t.r.District)
	if x == nil {
		return words.Refuse("district.unknown", t.r.District)
	}
	return assess.Permit(a, who, assess.AddEvidence(x, t.r.Phase, t.d.Own(), assess.Supports{}, assess.NewEvidence{Sum: strings.Repeat("0", 64)}))
}

// take keeps a file. What is wrong with the file alone is noted; an error ends the work.
func (t *taking) take(ctx context.Context, f intake.File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.Name == "" {
		f.Name = filepath.Base(f.Path)
	}
	f.Name = fileName(f.Name)
	x, err := t.keep(ctx, f)
	switch {
	case err == nil:
		t.add(kept{NewEvidence: x, File: f})
		return nil
	case ends(ctx, err):
		return err
	}
	t.out.Refused = append(t.out.Refused, intake.Refused{Name: f.Name, Err: err})
	return nil
}

// ends tells whether an error is of no one file: the next would fail like this one.
func ends(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return true
	}
	var fault *words.Fault
	if errors.As(err, &fault) && strings.HasPrefix(fault.Code(), "vault.") {
		return true
	}
	for _, code := range []string{"evidence.full", "evidence.readonly", "evidence.foreign", "evidence.link", "evidence.newer", "file.write"} {
		if errors.Is(err, words.Refuse(code)) {
			return true
		}
	}
	return false
}

// keep puts a file beside the vault. Faults: evidence.empty, evidence.shortcut, evidence.folder, those of open and of evidence.Store.Put.
func (t *taking) keep(ctx context.Context, f intake.File) (x assess.NewEvidence, err error) {
	src, err := opened(f)
	if err != nil {
		return x, err
	}
	defer src.Close() // only read
	size, err := src.Seek(0, io.SeekEnd)
	if err != nil {
		return x, words.Refuse("evidence.source").Because(err)
	}
	if size == 0 {
		return x, words.Refuse("evidence.empty")
	}
	info, err := picture.Look(src)
	if err == nil {
		_, err = src.Seek(0, io.SeekStart)
	}
	if err != nil {
		return x, words.Refuse("evidence.source").Because(err)
	}
	put, err := t.d.Files.Put(ctx, src, MostEvidence)
	if err != nil {
		return x, err
	}
	return assess.NewEvidence{Sum: put.Sum.String(), Name: f.Name, Media: info.Media, Size: put.Size, Taken: info.Taken, Caption: words.Tidy(f.Caption),
		Turn: f.Turn, To: f.Supports}, nil
}

// reading is what a file is read from.
type reading interface {
	io.ReadSeeker
	io.Closer
}

// inMemory needs no closing.
type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// opened opens a file that is to be taken. Links are followed, as whoever chose one expects; the shortcuts of Windows lead nowhere here.
func opened(f intake.File) (reading, error) {
	if f.Path == "" {
		return inMemory{bytes.NewReader(f.Bytes)}, nil
	}
	if strings.EqualFold(filepath.Ext(f.Path), ".lnk") {
		return nil, words.Refuse("evidence.shortcut")
	}
	if info, err := os.Stat(f.Path); err == nil && info.IsDir() {
		return nil, words.Refuse("evidence.folder")
	}
	file, _, err := open(f.Path)
	return file, err
}

// add puts a file into the batch; one that is there already supports more.
func (t *taking) add(k kept) {
	if i, there := t.in[k.Sum]; there {
		was := &t.batch[i]
		was.To = was.To.And(k.To)
		was.again = append(was.again, k.File.Name)
		return
	}
	t.in[k.Sum] = len(t.batch)
	t.batch = append(t.batch, k)
}

// write makes the batch evidence, in one edit.
func (t *taking) write() error {
	if len(t.batch) == 0 {
		return nil
	}
	a := t.d.View()
	x := a.District(t.r.District)
	if x == nil {
		return words.Refuse("district.unknown", t.r.District)
	}
	files := make([]assess.NewEvidence, len(t.batch))
	for i, k := range t.batch {
		files[i] = k.NewEvidence
	}
	e := assess.AddEvidence(x, t.r.Phase, t.d.Own(), assess.Supports{}, files...)
	apply := func() error { return t.d.Apply(e) }
	if t.r.Person != "" {
		apply = func() error { return t.d.ApplyAs(t.r.Person, e) }
	}
	if err := apply(); err != nil {
		for _, k := range t.batch {
			t.out.Left = append(append(t.out.Left, k.File.Name), k.again...)
		}
		return err
	}
	t.tell(x)
	t.batch, t.in = nil, map[string]int{}
	return nil
}

// tell notes what of the batch is evidence now, and what was before.
func (t *taking) tell(before *assess.District) {
	now := t.d.View().District(t.r.District)
	for _, k := range t.batch {
		n := intake.Named{Name: k.File.Name, Sum: k.Sum, No: now.EvidenceOf(t.r.Phase, k.Sum).Called()}
		if before.EvidenceOf(t.r.Phase, k.Sum) != nil {
			t.out.Known = append(t.out.Known, n)
		} else {
			t.out.Added = append(t.out.Added, n)
		}
		for _, name := range k.again {
			t.out.Known = append(t.out.Known, intake.Named{Name: name, Sum: k.Sum, No: n.No})
		}
	}
}

// leave notes that files from one on were not taken.
func (t *taking) leave(from int) {
	for _, f := range t.r.Files[from:] {
		name := f.Name
		if name == "" {
			name = filepath.Base(f.Path)
		}
		t.out.Left = append(t.out.Left, fileName(name))
	}
}

// fileName is a name as records have it: without what can't be shown, and not longer than a line.
func fileName(name string) string {
	name = strings.Join(strings.Fields(words.Tidy(strings.ToValidUTF8(filepath.Base(name), "?"))), " ")
	if utf8.RuneCountInString(name) <= mostName {
		return name
	}
	end := []rune(filepath.Ext(name))
	end = end[:min(len(end), 16)]
	return string([]rune(name)[:mostName-len(end)]) + string(end)
}

// SaveEvidence writes a file of evidence, as it came, into an output. Faults: those of evidence.Store.Open and of Output.
func (d *Workspace) SaveEvidence(id string, out Output) error {
	sum, ok := evidence.ParseSum(id)
	if !ok {
		return words.Refuse("evidence.missing", id)
	}
	if err := Clear(out); err != nil {
		return err
	}
	r, err := d.Files.Open(sum)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	return out.Copy(&checked{r: r, hash: sha256.New(), sum: sum})
}

// checked reads a file whose sum is known, and fails at the end of another.
type checked struct {
	r    io.Reader
	hash hash.Hash
	sum  evidence.Sum
}

func (c *checked) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.hash.Write(b[:n]) // never fails (hash.Hash)
	if errors.Is(err, io.EOF) && evidence.Sum(c.hash.Sum(nil)) != c.sum {
		return n, words.Refuse("evidence.damaged", c.sum.String()[:12])
	}
	return n, err
}
