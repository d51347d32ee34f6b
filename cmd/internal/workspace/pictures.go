package workspace

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/picture"
)

// Sizes of the copies that are kept of pictures, in pixels of the longer side, and the quality of both.
const (
	smallSide = 1600
	thumbSide = 320
	quality   = 82
)

// Thumb draws a picture of evidence at most 320 pixels long, upright and then turned clockwise by degrees. Its copies are made where there are
// none. Faults: evidence.missing, evidence.damaged, those of picture.Draw.
func (d *Workspace) Thumb(ctx context.Context, id string, turn int) (image.Image, error) {
	return d.drawn(ctx, id, evidence.Thumb, thumbSide, turn)
}

// Picture is Thumb at most longest pixels long; larger than the small copy, of which it is drawn else, as far as the original is here and has as many.
func (d *Workspace) Picture(ctx context.Context, id string, turn, longest int) (image.Image, error) {
	if sum, ok := evidence.ParseSum(id); ok && longest > smallSide && d.Files.Has(sum) {
		return d.draw(ctx, sum, longest, turn)
	}
	return d.drawn(ctx, id, evidence.Small, min(longest, smallSide), turn)
}

// drawn draws a copy, which it makes and keeps where there is none. That it can't be kept, such as where the folder can only be read, is no fault:
// it can be made again.
func (d *Workspace) drawn(ctx context.Context, id string, kind evidence.Kind, longest, turn int) (image.Image, error) {
	sum, ok := evidence.ParseSum(id)
	if !ok {
		return nil, words.Refuse("evidence.missing", id)
	}
	if b, found := d.Files.Copy(kind, sum); found {
		if m, err := picture.Draw(ctx, bytes.NewReader(b), longest, turn); err == nil || ctx.Err() != nil {
			return m, err
		}
	}
	r, err := d.Files.Open(sum)
	if err != nil {
		return nil, err
	}
	defer r.Close() // only read
	all, err := picture.Thumbs(ctx, r, quality, smallSide, thumbSide)
	if err != nil {
		return nil, err
	}
	copies := map[evidence.Kind][]byte{evidence.Small: all[0], evidence.Thumb: all[1]}
	for kind, b := range copies {
		_ = d.Files.PutCopy(kind, sum, b) // it is made again
	}
	return picture.Draw(ctx, bytes.NewReader(copies[kind]), longest, turn)
}

// draw draws an original.
func (d *Workspace) draw(ctx context.Context, sum evidence.Sum, longest, turn int) (image.Image, error) {
	r, err := d.Files.Open(sum)
	if err != nil {
		return nil, err
	}
	defer r.Close() // only read
	return picture.Draw(ctx, r, longest, turn)
}

// LookAt tells what a file of evidence says of itself. Faults: evidence.missing, evidence.damaged.
func (d *Workspace) LookAt(id string) (picture.Info, error) {
	sum, ok := evidence.ParseSum(id)
	if !ok {
		return picture.Info{}, words.Refuse("evidence.missing", id)
	}
	r, err := d.Files.Open(sum)
	if err != nil {
		return picture.Info{}, err
	}
	defer r.Close() // only read
	return picture.Look(r)
}

// Originals tells which originals are on this laptop, by their sums in hex.
func (d *Workspace) Originals() (map[string]bool, error) {
	out := map[string]bool{}
	return out, d.Files.Each(func(sum evidence.Sum, _ int64) { out[sum.String()] = true })
}

// viewFolder begins the names of folders with copies that were opened to be looked at, and stale is when one that was left is removed: what shows
// a file may have it open for as long as the vault is.
const (
	viewFolder = "kaohe-view-"
	stale      = 48 * time.Hour
)

// viewed are the folders of this kind that were made since the vault was opened.
type viewed struct {
	sync.Mutex
	folders []string
}

// Viewed writes a copy of a file of evidence into a folder of its own, which only this user may read, and gives its path. Close removes it, or where a
// program still has it open then, a later call.
func (d *Workspace) Viewed(ctx context.Context, id, name string) (path string, err error) {
	sum, ok := evidence.ParseSum(id)
	if !ok {
		return "", words.Refuse("evidence.missing", id)
	}
	sweepViewed(d.log.env.Now())
	r, err := d.Files.Open(sum)
	if err != nil {
		return "", err
	}
	defer r.Close() // only read
	dir, err := os.MkdirTemp("", viewFolder)
	if err != nil {
		return "", words.Refuse("file.write", os.TempDir()).Because(err)
	}
	d.viewed.Lock()
	d.viewed.folders = append(d.viewed.folders, dir)
	d.viewed.Unlock()
	path = filepath.Join(dir, words.FileName(name))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o400) // what is written there is lost: so let it not be possible
	if err == nil {
		_, err = io.Copy(f, &during{ctx, r})
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return "", errors.Join(Output{Path: path}.fault(err), os.RemoveAll(dir))
	}
	return path, nil
}

// unview removes what was opened to be looked at, as far as no program keeps it.
func (d *Workspace) unview() {
	d.viewed.Lock()
	defer d.viewed.Unlock()
	for _, dir := range d.viewed.folders {
		_ = os.RemoveAll(dir) // a program has it open: swept later
	}
	d.viewed.folders = nil
}

// sweepViewed removes what was left of other days.
func sweepViewed(now time.Time) {
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), viewFolder+"*")) // the pattern is good
	for _, dir := range left {
		if info, err := os.Lstat(dir); err == nil && info.IsDir() && now.Sub(info.ModTime()) > stale {
			_ = os.RemoveAll(dir) // another user's, or still open
		}
	}
}

// during reads until a context ends.
type during struct {
	ctx context.Context
	io.Reader
}

func (r *during) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}
