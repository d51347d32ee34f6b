package pack

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"filippo.io/age"

	"kaohe/app/ledger"
)

// Travels says what of a file of evidence is in a package.
type Travels uint8

// What of a file travels.
const (
	Absent   Travels = iota // it is only named
	Small                   // a smaller copy of a picture
	Original                // its bytes
)

// File is one of evidence, which is known by the SHA-256 of its original.
type File struct {
	Sum     ledger.Hash // of the original
	Size    int64       // of the original, in bytes
	Travels Travels
	Bytes   int64       // that travel: Size of an original
	Hash    ledger.Hash // of what travels: Sum of an original
}

// What a package may have of files at most.
const (
	MaxFiles    = 1 << 14
	MaxOriginal = 512 << 20 // bytes of an original that travels
	MaxSmall    = 16 << 20  // bytes of a smaller copy
	maxSize     = 1 << 40   // bytes of one that is only named
)

type wireOriginal struct {
	_    struct{} `cbor:",toarray"`
	Sum  ledger.Hash
	Size uint64
}

type wireSmall struct {
	_     struct{} `cbor:",toarray"`
	Sum   ledger.Hash
	Size  uint64
	Bytes uint64
	Hash  ledger.Hash
}

// Carried are those files of which something travels, in the order in which they lie in the package: smaller copies first.
func (m *Manifest) Carried() (out []File) {
	for _, kind := range []Travels{Small, Original} {
		for _, f := range m.Files {
			if f.Travels == kind {
				out = append(out, f)
			}
		}
	}
	return out
}

// wireFiles puts a manifest's files onto the wire, with the key to them where any travels.
func (m *Manifest) wireFiles(w *wireManifest) {
	for _, f := range m.Files {
		one := wireOriginal{Sum: f.Sum, Size: uint64(f.Size)}
		switch f.Travels {
		case Absent:
			w.Absent = append(w.Absent, one)
		case Small:
			w.Small = append(w.Small, wireSmall{Sum: f.Sum, Size: uint64(f.Size), Bytes: uint64(f.Bytes), Hash: f.Hash})
		case Original:
			w.Originals = append(w.Originals, one)
		}
	}
}

// takeFiles takes the files of a manifest over whose limits and contradictions are none.
func (p *Package) takeFiles(w wireManifest) error {
	if len(w.Small)+len(w.Originals)+len(w.Absent) > MaxFiles {
		return errors.New("too many files")
	}
	for _, f := range w.Small {
		if f.Size > maxSize || f.Bytes > MaxSmall {
			return errors.New("a smaller copy's size")
		}
		p.Files = append(p.Files, File{f.Sum, int64(f.Size), Small, int64(f.Bytes), f.Hash})
	}
	for _, f := range w.Originals {
		if f.Size > MaxOriginal {
			return errors.New("a file's size")
		}
		p.Files = append(p.Files, File{f.Sum, int64(f.Size), Original, int64(f.Size), f.Sum})
	}
	for _, f := range w.Absent {
		if f.Size > maxSize {
			return errors.New("a file's size")
		}
		p.Files = append(p.Files, File{Sum: f.Sum, Size: int64(f.Size)})
	}
	seen := map[ledger.Hash]bool{}
	for _, f := range p.Files {
		if seen[f.Sum] {
			return errors.New("a file is listed twice")
		}
		seen[f.Sum] = true
	}
	return p.takeKey(w)
}

func (p *Package) takeKey(w wireManifest) (err error) {
	carried := p.Carried()
	if (len(carried) > 0) != (w.Format == formatFiles) || (len(carried) > 0) != p.Outside.holdsFiles || (w.Key != "") != p.Outside.holdsFiles {
		return errors.New("what follows is not what is listed")
	}
	if len(carried) == 0 {
		return nil
	}
	if p.key, err = age.ParseX25519Identity(w.Key); err != nil {
		return errors.New("the key to the files")
	}
	at := int64(0)
	for _, f := range carried {
		p.carried = append(p.carried, placed{f, at})
		at += sealedFile(f.Bytes)
	}
	if at != p.Outside.follows {
		return fmt.Errorf("%d bytes follow, %d are named", p.Outside.follows, at)
	}
	return nil
}

// placed is a file and where it begins behind the records.
type placed struct {
	File
	at int64
}

// Sizes of age files: a head for one X25519 recipient with the nonce, and what each begun piece has more than its contents.
const (
	fileHead = 184
	piece    = 64 << 10
	perPiece = 16
)

// sealed is how long so many bytes are in an age file, behind its head.
func sealed(n int64) int64 { return n + perPiece*max((n+piece-1)/piece, 1) }

func sealedFile(n int64) int64 { return fileHead + sealed(n) }

// sealedFiles is how long files are behind the records.
func sealedFiles(files []File) (n int64) {
	for _, f := range files {
		n += sealedFile(f.Bytes)
	}
	return n
}

// Read gives what travels of a file, from its beginning, whatever became of others; it can be called again. What is read is checked on the way, and until
// io.EOF comes something may be wrong: pack.damaged, pack.short (the file was cut before its end), and errors of the source.
func (p *Package) Read(f File) (io.Reader, error) {
	i := slices.IndexFunc(p.carried, func(x placed) bool { return x.File == f })
	if i < 0 {
		return nil, fmt.Errorf("no such file in the package: %s", f.Sum)
	}
	r := &checked{p: p, index: i, left: f.Bytes, sum: sha256.New()}
	from, n := p.Outside.filesAt+p.carried[i].at, sealedFile(f.Bytes)
	if from+n > p.Outside.Size {
		return nil, p.refuse("short")
	}
	in, err := age.Decrypt(&watched{io.NewSectionReader(p.Outside.src, from, n), &r.disk}, p.key)
	if err != nil {
		return nil, r.fault(err)
	}
	r.from = in
	return r, nil
}

// WithFiles tells whether files stand behind the records; neither the digest nor what Look found whole is of them.
func (o *Outside) WithFiles() bool { return o.holdsFiles }

// Short is how many bytes are missing of the files behind the records; the records are whole.
func (o *Outside) Short() int64 { return max(o.filesAt+o.follows-o.Size, 0) }

// checked reads a file and compares what came with what is listed.
type checked struct {
	p     *Package
	index int
	from  io.Reader
	left  int64
	sum   hash.Hash
	disk  error // of the source
}

func (r *checked) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	r.sum.Write(b[:n])
	r.left -= int64(n)
	switch {
	case r.left < 0:
		return 0, r.fault(errors.New("it is longer than listed"))
	case err == nil:
		return n, nil
	case !errors.Is(err, io.EOF):
		return 0, r.fault(err)
	case r.left > 0:
		return 0, r.fault(errors.New("it is shorter than listed"))
	case ledger.Hash(r.sum.Sum(nil)) != r.p.carried[r.index].Hash:
		return 0, r.fault(errors.New("its hash is another"))
	}
	return n, io.EOF
}

func (r *checked) fault(err error) error {
	if r.disk != nil {
		return r.disk
	}
	return r.p.damaged("file", err, r.index+1, len(r.p.carried))
}

// watched keeps the source's errors apart from those of what was read.
type watched struct {
	io.Reader
	err *error
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		*w.err = err
	}
	return n, err
}

// Contents opens what travels of a file.
type Contents func(File) (io.ReadCloser, error)

// writeFiles writes files behind the records, each an age file of its own.
func writeFiles(out *tally, files []File, from Contents, to age.Recipient) error {
	for _, f := range files {
		if err := writeFile(out, f, from, to); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(out *tally, f File, from Contents, to age.Recipient) (err error) {
	in, err := from(f)
	if err != nil {
		return &Unreadable{f, err}
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	began := out.n
	w, err := age.Encrypt(out, to)
	if err != nil {
		return err
	}
	sum, disk := sha256.New(), error(nil)
	n, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(&watched{in, &disk}, f.Bytes+1))
	switch {
	case disk != nil:
		return &Unreadable{f, disk}
	case err != nil:
		return err
	case n != f.Bytes || ledger.Hash(sum.Sum(nil)) != f.Hash:
		return &Unreadable{f, fmt.Errorf("%d bytes that are not those of %s", n, f.Hash)}
	}
	if err := w.Close(); err != nil {
		return err
	}
	if n := out.n - began; n != sealedFile(f.Bytes) {
		return fmt.Errorf("a file takes %d bytes, not %d", n, sealedFile(f.Bytes))
	}
	return nil
}

// Unreadable is the error of Save for a file that can't be packed because it is not what it should be, or can't be read.
type Unreadable struct {
	File File
	Err  error
}

func (u *Unreadable) Error() string { return fmt.Sprintf("file %s: %v", u.File.Sum, u.Err) }
func (u *Unreadable) Unwrap() error { return u.Err }
