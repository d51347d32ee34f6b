package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/data/picture"
)

// MostScanned is how many files one folder may bring in.
const MostScanned = 10_000

// Scan looks at the files in a folder and below it: what each is, when it was taken, and whether it is evidence of a phase of a district already, for
// which only those are read whole that are as long as one that is. Links, hidden files and what systems leave in folders are passed over; a file that
// can't be read is listed, and Take says why. progress may be nil. Faults: file.read, intake.none, intake.many, district.unknown, ctx's error.
func (d *Workspace) Scan(ctx context.Context, folder, district string, p assess.Phase, progress func(done, total int)) ([]intake.Found, error) {
	x := d.View().District(district)
	if x == nil {
		return nil, words.Refuse("district.unknown", district)
	}
	paths, err := FilesIn(ctx, folder)
	if err != nil {
		return nil, err
	}
	bySize := map[int64][]*assess.Evidence{}
	for _, e := range x.Evidence {
		if e.Phase == p {
			bySize[e.Size] = append(bySize[e.Size], e)
		}
	}
	out := make([]intake.Found, 0, len(paths))
	for i, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, scanned(path, bySize))
		if progress != nil {
			progress(i+1, len(paths))
		}
	}
	return out, nil
}

// FilesIn lists the files in a folder and below it that Scan looks at. Faults: file.read, intake.none, intake.many, ctx's error.
func FilesIn(ctx context.Context, folder string) (paths []string, err error) {
	real, err := filepath.EvalSymlinks(folder) // links in it are passed over, and not the one that leads to it
	if err != nil {
		return nil, words.Refuse("file.read", folder).Because(err)
	}
	err = filepath.WalkDir(real, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && path == real:
			return words.Refuse("file.read", folder).Because(err)
		case err != nil:
			return fs.SkipDir // what is in it can't be taken
		case ctx.Err() != nil:
			return ctx.Err()
		case path != real && litter(e.Name()):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !e.Type().IsRegular():
			return nil
		case len(paths) == MostScanned:
			return words.Refuse("intake.many", folder, MostScanned)
		}
		paths = append(paths, path)
		return nil
	})
	if err == nil && len(paths) == 0 {
		err = words.Refuse("intake.none", folder)
	}
	return paths, err
}

// litter tells by its name whether a file is hidden, or left by a system for its own use.
func litter(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information":
		return true
	}
	return strings.HasPrefix(name, ".")
}

func scanned(path string, bySize map[int64][]*assess.Evidence) intake.Found {
	out := intake.Found{Path: path, Name: fileName(path)}
	f, info, err := open(path)
	if err != nil {
		return out // taking it says why
	}
	defer f.Close() // only read
	out.Size = info.Size()
	if look, err := picture.Look(f); err == nil {
		out.Media, out.Taken, out.Draws = look.Media, look.Taken, look.Drawable
	}
	if same := bySize[out.Size]; len(same) > 0 {
		out.Known = knownAs(f, same)
	}
	return out
}

// knownAs is what evidence a file is, of some; empty for none.
func knownAs(f *os.File, of []*assess.Evidence) string {
	h := sha256.New()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return ""
	}
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	sum := hex.EncodeToString(h.Sum(nil))
	for _, e := range of {
		if e.ID == sum {
			return e.Called()
		}
	}
	return ""
}
