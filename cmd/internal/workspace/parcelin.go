package workspace

import (
	"context"
	"errors"
	"io"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/pack"
)

// FilesTaken is what came of the files of evidence in packages.
type FilesTaken struct {
	Originals int   // that were not here before, or not whole
	Bytes     int64 // of them
	Small     int   // smaller copies that were not here before
	Bad       int   // that were damaged or cut off in the package
	Foreign   int   // that no evidence names, and that were not taken
	Left      int   // that were not taken for Why
	Why       error // why the work on the files ended before it was through; the records were taken all the same
}

// took adds what came of a second package.
func (f *FilesTaken) took(g FilesTaken) {
	f.Originals, f.Bytes, f.Small, f.Bad, f.Foreign, f.Left = f.Originals+g.Originals, f.Bytes+g.Bytes, f.Small+g.Small, f.Bad+g.Bad, f.Foreign+g.Foreign, f.Left+g.Left
	if g.Why != nil {
		f.Why = g.Why
	}
}

// Lines say it; nothing where there is nothing to say.
func (f FilesTaken) Lines() (out []words.Msg) {
	say := func(n int, key string, args ...any) {
		if n > 0 {
			out = append(out, words.M(key, append([]any{n}, args...)...))
		}
	}
	say(f.Originals, "merged.files", words.Size(f.Bytes))
	say(f.Small, "merged.files.small")
	say(f.Bad, "merged.files.bad")
	say(f.Foreign, "merged.files.foreign")
	var why *words.Fault
	if errors.As(f.Why, &why) {
		out = append(out, words.M("merged.files.left", f.Left, why.Msg))
	}
	return out
}

// wanted are the files of a package that are not here yet, and that evidence names in a state; foreign counts those that none names.
func (d *Workspace) wanted(p *Parcel, a *assess.Assessment) (want []pack.File, foreign int) {
	named := a.Files()
	for _, f := range p.Carried() {
		sum := evidence.Sum(f.Sum)
		_, is := named[sum.String()]
		switch {
		case !is:
			foreign++
		case d.Files.Has(sum), f.Travels == pack.Small && d.Files.HasCopy(evidence.Small, sum):
		default:
			want = append(want, f)
		}
	}
	return want, foreign
}

// torn are the originals of a package that lie here and are damaged: what brings them mends them. Those that a package has although they are here are
// few, unless all were asked for, and are read for it. Where the store can't tell, all of them are: taking them in meets its error and says it. The
// error is that of each.
func (d *Workspace) torn(each Each, p *Parcel, a *assess.Assessment) ([]pack.File, error) {
	named := a.Files()
	var files []pack.File
	var lying []evidence.Sum
	for _, f := range p.Carried() {
		sum := evidence.Sum(f.Sum)
		if _, is := named[sum.String()]; is && f.Travels == pack.Original && d.Files.Has(sum) {
			files, lying = append(files, f), append(lying, sum)
		}
	}
	sound, err := d.assured(each, lying)
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	whole := map[string]bool{}
	for _, sum := range sound {
		whole[sum] = true
	}
	return slices.DeleteFunc(files, func(f pack.File) bool { return whole[evidence.Sum(f.Sum).String()] }), nil
}

// takeFiles puts a package's files into the store, each durable before the next; a is what stands once its records are in. What is wrong with one
// file keeps no other back. The error is that of each alone: everything else is in what came of it.
func (d *Workspace) takeFiles(each Each, p *Parcel, a *assess.Assessment) (out FilesTaken, err error) {
	want, foreign := d.wanted(p, a)
	out.Foreign = foreign
	torn, err := d.torn(each, p, a)
	if err != nil {
		return out, err
	}
	want = append(want, torn...)
	if len(want) == 0 {
		return out, nil
	}
	var need, done int64
	for _, f := range want {
		need += f.Bytes
	}
	if out.Why = d.Files.Room(need); out.Why != nil {
		out.Left = len(want)
		return out, nil
	}
	err = p.opened(func(in *pack.Package) error {
		for i, f := range want {
			if err := d.takeFile(in, f, &out, func(n int64) error { return inKiB(each, done+n, need) }); err != nil {
				out.Left = len(want) - i
				return err
			}
			done += f.Bytes
		}
		return nil
	})
	if errors.Is(err, context.Canceled) {
		return out, err
	}
	if err != nil && out.Left == 0 { // it could not be opened once more
		out.Left = len(want)
	}
	out.Why = err
	return out, nil
}

// inKiB tells bytes, which may be more than an int holds.
func inKiB(each Each, done, total int64) error {
	if each == nil {
		return nil
	}
	return each(int(done>>10), int(total>>10))
}

// takeFile puts one file into the store. The error is one that the next file would have too.
func (d *Workspace) takeFile(in *pack.Package, f pack.File, out *FilesTaken, each func(int64) error) error {
	r, err := in.Read(f)
	if err == nil {
		paced := &paced{r: r, each: each}
		if f.Travels == pack.Small {
			err = d.takeSmall(paced, f, out)
		} else {
			err = d.takeOriginal(paced, f, out)
		}
		if paced.err != nil {
			return paced.err
		}
	}
	if errors.Is(err, words.Refuse("pack.short")) || errors.Is(err, words.Refuse("pack.damaged")) {
		out.Bad++
		return nil
	}
	return err
}

func (d *Workspace) takeOriginal(r io.Reader, f pack.File, out *FilesTaken) error {
	put, err := d.Files.Receive(context.Background(), evidence.Sum(f.Sum), r, pack.MaxOriginal) // ended by what is read
	if err == nil && put.New {
		out.Originals++
		out.Bytes += put.Size
	}
	return err
}

func (d *Workspace) takeSmall(r io.Reader, f pack.File, out *FilesTaken) error {
	b, err := io.ReadAll(io.LimitReader(r, pack.MaxSmall+1))
	if err != nil {
		return err
	}
	if err := d.Files.PutCopy(evidence.Small, evidence.Sum(f.Sum), b); err != nil {
		return err
	}
	out.Small++
	return nil
}

// paced is a file whose reading tells how far it is, and is ended by that.
type paced struct {
	r    io.Reader
	each func(int64) error
	n    int64
	err  error // of each
}

func (p *paced) Read(b []byte) (int, error) {
	if p.err == nil {
		p.err = p.each(p.n)
	}
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.r.Read(b)
	p.n += int64(n)
	return n, err
}

// opened opens a package once more, which may have been taken away, or put in another's place. Faults: those of open and pack.Look, pack.changed.
func (p *Parcel) opened(do func(*pack.Package) error) (err error) {
	f, info, err := open(p.Path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	o, err := pack.Look(p.Path, f, info.Size())
	if err != nil {
		return unreadable(p.Path, err)
	}
	if o.Digest != p.Digest {
		return words.Refuse("pack.changed", p.Path)
	}
	in, err := o.Open(p.keys...)
	if err == nil {
		err = do(in)
	}
	if err != nil {
		return unreadable(p.Path, err)
	}
	return nil
}

// fileLines say what of evidence is in a package, and what it would leave missing here.
func (d *Workspace) fileLines(p *Parcel) (out []words.Msg) {
	carried := p.Carried()
	if len(carried) > 0 {
		want, _ := d.wanted(p, p.Incoming.After)
		var all, fresh int64
		for _, f := range carried {
			all += f.Bytes
		}
		for _, f := range want {
			fresh += f.Bytes
		}
		out = append(out, words.M("merge.files", len(carried), words.Size(all), len(want), words.Size(fresh)))
	}
	if p.Short > 0 {
		out = append(out, words.M("merge.files.short", words.Size(p.Short)))
	}
	missing := 0
	for file := range p.Incoming.After.Files() {
		sum, _ := evidence.ParseSum(file)
		brings := slices.ContainsFunc(carried, func(f pack.File) bool { return f.Travels == pack.Original && f.Sum == ledger.Hash(sum) })
		if !brings && !d.Files.Has(sum) {
			missing++
		}
	}
	if missing > 0 {
		out = append(out, words.M("merge.files.missing", missing))
	}
	return out
}

// Receipts says which originals are here, and which are no more, as far as that was not said yet: others see by it what they need not send, and whether
// an original is kept somewhere else. Colleagues let theirs go because of it, so that nothing is said of an original that is not whole and durable here
// (evidence.Store.Assure). Where this laptop may not write yet, it is said later. Faults: that of each, those of evidence.Store.Assure and of Session.Hold.
func (d *Workspace) Receipts(each Each) (said int, err error) {
	a, own := d.View(), d.Own()
	if d.ReadOnly() != nil || own == (ledger.Device{}) {
		return 0, nil
	}
	if _, _, err := d.Files.Folder(); err != nil {
		return 0, err // it is another's: nothing is known
	}
	var lying []evidence.Sum
	var gone []string
	for file := range a.Files() {
		sum, ok := evidence.ParseSum(file)
		switch has := ok && d.Files.Has(sum); {
		case has && !slices.Contains(a.Holders[file], own):
			lying = append(lying, sum)
		case !has && slices.Contains(a.Holders[file], own):
			gone = append(gone, file)
		}
	}
	here, err := d.assured(each, lying)
	if err != nil {
		return 0, err
	}
	slices.Sort(here)
	slices.Sort(gone)
	for holds, files := range map[bool][]string{true: here, false: gone} {
		n, err := d.Hold(holds, files...)
		if errors.Is(err, words.Refuse("device.unknown")) {
			return said, nil
		}
		if said += n; err != nil {
			return said, err
		}
	}
	return said, nil
}

// assured are the originals that this laptop may say to hold.
func (d *Workspace) assured(each Each, lying []evidence.Sum) (files []string, err error) {
	if len(lying) == 0 {
		return nil, nil
	}
	ctx, end := context.WithCancelCause(context.Background())
	defer end(nil)
	sound, err := d.Files.Assure(ctx, func(done, total int) {
		if each == nil {
			return
		}
		if err := each(done, total); err != nil {
			end(err)
		}
	}, lying...)
	if cause := context.Cause(ctx); cause != nil {
		return nil, cause
	}
	for _, sum := range sound {
		files = append(files, sum.String())
	}
	return files, err
}
