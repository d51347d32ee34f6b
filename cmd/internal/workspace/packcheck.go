package workspace

import (
	"cmp"
	"errors"
	"io"
	"time"

	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/data/pack"
)

// Closed is what a package is worth that can't be opened here: it is whole outside, and nothing of what is inside was verified.
const Closed = "closed"

// Partly is what a package is worth of which files of evidence are damaged or missing, and all else is as it should be.
const Partly = "partly"

// PackageCheck is the verdict on a package.
type PackageCheck struct {
	Path       string
	Vault      ledger.Hash // of which it says it is
	Digest     ledger.Hash // of the part with the records
	Size       int64
	WithFiles  bool           // files of evidence stand behind that part
	Short      int64          // bytes of them that the package says to have and has not
	Passphrase bool           // it opens with one, and not by a laptop's key
	Manifest   *pack.Manifest // nil: it was not opened
	Against    string         // VaultNone, VaultSame: it belongs to the vault, VaultOther

	// Of the files of evidence in it, of which each was read:
	Files     int
	FileBytes int64
	Bad       int // damaged, or cut off
	Absent    int // that are only named

	// With the vault that it belongs to:
	Laptop   string // the sender's, by name
	Sender   SenderState
	Incoming *session.Incoming
}

// IsPackage tells by a file's first bytes whether it is one, or says so; what can't be read is none.
func IsPackage(path string) bool {
	f, _, err := open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	first := make([]byte, 16)
	n, err := io.ReadFull(f, first)
	return (err == nil || errors.Is(err, io.ErrUnexpectedEOF)) && pack.Is(first[:n])
}

// CheckPackage verifies a package whole, without taking anything in: by this laptop's keys or the passphrase, which may be empty, and against a
// vault, which may be nil. Faults: file.read, and those of pack.Look, pack.Open and Each but for pack.locked and pack.passphrase, which are a
// verdict.
func CheckPackage(path, passphrase string, env Env, against *Workspace) (c *PackageCheck, err error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	o, err := pack.Look(path, f, info.Size())
	if err != nil {
		return nil, unreadable(path, err)
	}
	c = &PackageCheck{Path: path, Vault: o.Vault, Digest: o.Digest, Size: o.Size, WithFiles: o.WithFiles(), Short: o.Short(), Passphrase: o.Passphrase}
	store := env.Keys
	if against != nil {
		if c.Against = VaultOther; against.Vault.ID() == o.Vault {
			c.Against = VaultSame
		}
		store = against.log.env.Keys
	}
	ids, err := identities(store, o.Vault, passphrase)
	if err != nil {
		return nil, err
	}
	p, err := o.Open(ids...)
	if errors.Is(err, words.Refuse("pack.locked")) || errors.Is(err, words.Refuse("pack.passphrase")) {
		return c, nil
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	c.Manifest = &p.Manifest
	if err := c.read(p, against); err != nil {
		return c, err
	}
	return c, c.readFiles(p)
}

// readFiles reads each file of evidence.
func (c *PackageCheck) readFiles(p *pack.Package) error {
	for _, f := range p.Carried() {
		c.Files++
		c.FileBytes += f.Bytes
		r, err := p.Read(f)
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		switch {
		case errors.Is(err, words.Refuse("pack.damaged")), errors.Is(err, words.Refuse("pack.short")):
			c.Bad++
		case err != nil:
			return unreadable(c.Path, err)
		}
	}
	c.Absent = len(p.Files) - c.Files
	return nil
}

// read reads all records, and asks the vault about them.
func (c *PackageCheck) read(p *pack.Package, against *Workspace) error {
	var records []*ledger.Record
	err := p.Each(func(r *ledger.Record, _ []byte) error {
		if c.Against == VaultSame {
			records = append(records, r)
		}
		return nil
	})
	if err != nil {
		return unreadable(c.Path, err)
	}
	if c.Against == VaultSame {
		c.Incoming = against.Preview(records...)
		c.Laptop, c.Sender = against.sender(p.By, c.Incoming.After)
	}
	return nil
}

// Word is the sum of it. Verified is said of what was opened, is whole, and comes from a laptop that the vault knows.
func (c *PackageCheck) Word() string {
	switch {
	case c.Against == VaultOther:
		return Denied
	case c.Manifest == nil:
		return Closed
	case c.Bad > 0:
		return Partly
	case c.Sender == SenderEnrolled, c.Sender == SenderSelf:
		return Verified
	}
	return Signed
}

// Refusal is nil where nothing speaks against the package; else why it can't count as verified. Faults: pack.other, pack.locked, pack.passphrase, pack.partly.
func (c *PackageCheck) Refusal() error {
	switch word := c.Word(); {
	case word == Denied:
		return words.Refuse("pack.other", c.Path)
	case word == Partly:
		return words.Refuse("pack.partly", c.Path, c.Bad, c.Files)
	case word == Closed && c.Passphrase:
		return words.Refuse("pack.passphrase", c.Path)
	case word == Closed:
		return words.Refuse("pack.locked", c.Path)
	}
	return nil
}

// fileLines say it of the files of evidence.
func (c *PackageCheck) fileLines() (out []words.Msg) {
	switch {
	case c.Bad > 0:
		out = append(out, words.M("package.check.files.bad", c.Files, words.Size(c.FileBytes), c.Bad))
	case c.Files > 0:
		out = append(out, words.M("package.check.files", c.Files, words.Size(c.FileBytes)))
	}
	if c.Absent > 0 {
		out = append(out, words.M("package.check.files.absent", c.Absent))
	}
	return out
}

// Lines are the verdict in sentences.
func (c *PackageCheck) Lines() []words.Msg {
	part := "" // what was found whole before any of the files was read
	if c.WithFiles {
		part = ".files"
	}
	out := []words.Msg{words.M("package.check.what"+part, c.Path, Number(c.Digest), words.Size(c.Size)), words.M("package.check.digest"+part, c.Digest),
		words.M("package.check.round", c.Vault)}
	if c.Short > 0 {
		out = append(out, words.M("merge.files.short", words.Size(c.Short)))
	}
	if m := c.Manifest; m != nil {
		out = append(append(out, c.contents(m)...), c.fileLines()...)
	} else if c.Passphrase {
		out = append(out, words.M("package.check.passphrase"))
	} else {
		out = append(out, words.M("package.check.locked"))
	}
	switch {
	case c.Against == VaultNone:
		out = append(out, words.M("package.check.novault"))
	case c.Incoming != nil:
		out = append(out, words.M("package.check.sender."+string(c.Sender), c.Laptop))
		out = append(out, Lines(c.Incoming)...)
	}
	return append(out, words.M("package.check.word."+c.Word()))
}

// laptop is what people call one, as far as that is known.
func (c *PackageCheck) laptop(d ledger.Device) string {
	if c.Incoming == nil {
		return d.String()
	}
	return cmp.Or(c.Incoming.After.LaptopName(d), d.String())
}

// contents say what is in a package that was opened.
func (c *PackageCheck) contents(m *pack.Manifest) []words.Msg {
	name := func(id string) string {
		if c.Incoming != nil && id != "" {
			return c.Incoming.After.Name(id)
		}
		return id
	}
	out := []words.Msg{words.M("package.check.signed", c.laptop(m.By), time.UnixMilli(m.Made).Format("2006-01-02 15:04"), m.Records)}
	if m.Author != "" {
		out = append(out, words.M("package.check.author", name(m.Author)))
	}
	for _, x := range m.Chains {
		out = append(out, words.M("package.check.chain", c.laptop(x.Device), x.After.Seq+1, x.Head.Seq))
	}
	if m.District != "" {
		district := m.District
		if c.Incoming != nil {
			if d := c.Incoming.After.District(m.District); d != nil {
				district = d.Name
			}
		}
		out = append(out, words.M("merge.for.district", district))
	}
	if m.For != "" {
		out = append(out, words.M("package.check.for", name(m.For)))
	}
	if m.Since != (ledger.Hash{}) {
		out = append(out, words.M("package.check.since", Number(m.Since)))
	}
	return out
}
