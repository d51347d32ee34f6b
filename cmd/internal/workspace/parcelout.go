package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"path/filepath"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
	"kaohe/data/evidence"
	"kaohe/data/pack"
	"kaohe/data/picture"
)

// Carry says what of evidence goes into a package. The zero value is the originals that the receivers are not known to have, and that they did not let go
// to make room.
type Carry string

// What of evidence goes into a package.
const (
	CarryAll   Carry = "all"   // each original that is here, whoever has it
	CarrySmall Carry = "small" // of those that they lack, smaller copies of the pictures, and nothing of other files
	CarryNone  Carry = "none"
)

const smallGuess = 300 << 10 // bytes of a smaller copy that is not made yet

// outgoing chooses the files for a package.
type outgoing struct {
	d      *Workspace
	o      PackOptions
	had    func(file string) bool // the receivers have it, or want it no more
	known  int                    // files that were left out for that
	spoil  map[ledger.Hash]bool   // files that turned out to be damaged
	chosen []pack.File
	small  map[ledger.Hash][]byte // smaller copies where none can be kept, because nothing may be written here
}

// outgoing asks who has which files. since is the package that o names, or nil.
func (d *Workspace) outgoing(o PackOptions, since *Parcel) *outgoing {
	x := &outgoing{d: d, o: o, spoil: map[ledger.Hash]bool{}, small: map[ledger.Hash][]byte{}}
	a := d.View()
	var groups [][]ledger.Device
	if o.For != "" {
		groups = append(groups, d.laptopsOf(o.For))
	}
	if since != nil {
		groups = append(groups, []ledger.Device{since.By})
	}
	if o.For == "" && since == nil && o.Passphrase == "" && !d.invites() { // otherwise nobody knows who will open it
		var others []ledger.Device
		for _, l := range a.Laptops {
			if l.Removed == nil && l.Device != d.self() {
				others = append(others, l.Device)
			}
		}
		groups = append(groups, others)
	}
	x.had = func(file string) bool {
		return slices.ContainsFunc(groups, func(all []ledger.Device) bool {
			return len(all) > 0 && !slices.ContainsFunc(all, func(l ledger.Device) bool { return !d.hasOrLetGo(a, l, file) })
		})
	}
	return x
}

func (d *Workspace) invites() bool {
	return slices.ContainsFunc(d.recipients(d.self()), func(r pack.Recipient) bool { return r.Invitation != "" })
}

// hasOrLetGo tells whether a laptop says to hold a file, or that it does no more.
func (d *Workspace) hasOrLetGo(a *assess.Assessment, l ledger.Device, file string) bool {
	if slices.Contains(a.Holders[file], l) {
		return true
	}
	held, err := ledger.As[bool](d.Value(ledger.Register{Entity: assess.Path("hold", l.String()), Field: "file/" + file}))
	return err == nil && !held
}

// save writes the package with the files. One that turns out to be damaged while it is packed is left out, and the work begins anew.
func (x *outgoing) save(path string, replace bool, d pack.Draft) (receipt pack.Receipt, err error) {
	if d.Each == nil {
		d.Each = func(int, int) error { return nil }
	}
	for d.Contents = x.contents; ; {
		if x.chosen, err = x.files(d.Each); err != nil {
			return receipt, err
		}
		if err := room(path, x.chosen); err != nil {
			return receipt, err
		}
		d.Files = x.chosen
		receipt, err = pack.Save(path, replace, d)
		var bad *pack.Unreadable
		if !errors.As(err, &bad) {
			return receipt, err
		}
		x.spoil[bad.File.Sum] = true
	}
}

// files are those that go into the package, and those that it only names.
func (x *outgoing) files(each Each) (out []pack.File, err error) {
	x.known = 0
	a := x.d.View()
	sums, of, in := namedFiles(a)
	for _, sum := range sums {
		if x.o.District != "" && !slices.ContainsFunc(of[sum], func(e *assess.Evidence) bool { return in[e].ID == x.o.District }) {
			continue
		}
		if x.o.Carry != CarryAll && x.had(sum.String()) {
			x.known++
			continue
		}
		if err := each(0, 0); err != nil { // making smaller copies takes its time
			return nil, err
		}
		out = append(out, x.file(sum, of[sum][0]))
	}
	return out, nil
}

// file says what of a file travels: as much of it as is here and was asked for.
func (x *outgoing) file(sum evidence.Sum, e *assess.Evidence) pack.File {
	f := pack.File{Sum: ledger.Hash(sum), Size: min(max(e.Size, 0), pack.MaxOriginal)}
	if x.o.Carry == CarryNone || x.spoil[f.Sum] {
		return f
	}
	if x.o.Carry != CarrySmall {
		if r, err := x.d.Files.Open(sum); err == nil {
			f.Travels, f.Size, f.Bytes, f.Hash = pack.Original, r.Size(), r.Size(), f.Sum
			_ = r.Close() // only read
			return f
		}
	}
	if !e.Picture() {
		return f
	}
	if b, err := x.smaller(sum); err == nil { // what can't be drawn, or is not here, is only named
		f.Travels, f.Bytes, f.Hash = pack.Small, int64(len(b)), ledger.Hash(sha256.Sum256(b))
	}
	return f
}

// smaller is the smaller copy of a picture, which is made and kept where it is not there yet.
func (x *outgoing) smaller(sum evidence.Sum) ([]byte, error) {
	if b := x.small[ledger.Hash(sum)]; b != nil {
		return b, nil
	}
	b, err := x.d.smaller(context.Background(), sum)
	if errors.Is(err, words.Refuse("evidence.readonly")) && b != nil {
		x.small[ledger.Hash(sum)], err = b, nil
	}
	return b, err
}

// smaller is the smaller copy of a picture, which is made where it is not there yet. The copy is given also where it could not be kept.
func (d *Workspace) smaller(ctx context.Context, sum evidence.Sum) ([]byte, error) {
	if b, found := d.Files.Copy(evidence.Small, sum); found {
		return b, nil
	}
	r, err := d.Files.Open(sum)
	if err != nil {
		return nil, err
	}
	defer r.Close() // only read
	all, err := picture.Thumbs(ctx, r, quality, smallSide)
	if err != nil {
		return nil, err
	}
	return all[0], d.Files.PutCopy(evidence.Small, sum, all[0])
}

// contents opens what travels of a file.
func (x *outgoing) contents(f pack.File) (io.ReadCloser, error) {
	if f.Travels == pack.Original {
		return x.d.Files.Open(evidence.Sum(f.Sum))
	}
	b, err := x.smaller(evidence.Sum(f.Sum))
	return io.NopCloser(bytes.NewReader(b)), err
}

// room asks whether there is room for files on the disk of a folder. Fault: pack.room.
func room(path string, files []pack.File) error {
	var need int64
	for _, f := range files {
		need += f.Bytes + f.Bytes>>12 + 1<<10
	}
	if free, err := durable.Free(filepath.Dir(path)); err == nil && need > free { // a disk that can't tell is tried
		return words.Refuse("pack.room", path, words.Size(need), words.Size(need-free))
	}
	return nil
}

// notes say what of evidence is in a package, and what is not.
func (x *outgoing) notes(files []pack.File) (out []words.Msg) {
	var n, size [3]int64
	for _, f := range files {
		n[f.Travels]++
		size[f.Travels] += f.Bytes
	}
	add := func(n int64, key string, args ...any) {
		if n > 0 {
			out = append(out, words.M(key, append([]any{n}, args...)...))
		}
	}
	add(n[pack.Original], "packed.files", words.Size(size[pack.Original]))
	add(n[pack.Small], "packed.files.small", words.Size(size[pack.Small]))
	add(int64(x.known), "packed.files.known")
	add(int64(len(x.spoil)), "packed.files.damaged")
	if absent := n[pack.Absent] - int64(len(x.spoil)); x.o.Carry == CarryNone {
		add(absent, "packed.files.without")
	} else {
		add(absent, "packed.files.absent")
	}
	return out
}

// Carried is how much evidence a package would carry.
type Carried struct {
	Originals int
	Bytes     int64 // of originals
	Pictures  int   // of which there are smaller copies, or can be
	Small     int64 // bytes of these, about
	All       int   // originals that are here, whoever has them
	AllBytes  int64
}

// Sizing tells how much of evidence a package would carry, by what records say of the files; nothing is read but whether they are here. The package is
// for a person or cut for a district, by ids, where these are not empty.
func (d *Workspace) Sizing(person, district string) (out Carried) {
	x := d.outgoing(PackOptions{For: person, District: district}, nil)
	sums, of, in := namedFiles(d.View())
	for _, sum := range sums {
		if district != "" && !slices.ContainsFunc(of[sum], func(e *assess.Evidence) bool { return in[e].ID == district }) {
			continue
		}
		e, here := of[sum][0], d.Files.Has(sum)
		if here {
			out.All++
			out.AllBytes += e.Size
		}
		if x.had(sum.String()) {
			continue
		}
		if here {
			out.Originals++
			out.Bytes += e.Size
		}
		if e.Picture() && (here || d.Files.HasCopy(evidence.Small, sum)) {
			out.Pictures++
			out.Small += min(e.Size, smallGuess)
		}
	}
	return out
}
