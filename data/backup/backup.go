// Package backup keeps copies of a vault in folders: beside it, elsewhere on the disk, on a stick. A copy is made of one moment while the window
// writes on, read back with every signature checked before it gets its name, and never replaces another file; then those that are too many go.
//
// What a backup of a vault is, its head says (data/vault), not its name or place: whatever else lies in the folder, the vault itself and copies that
// people made by hand among it, is never touched.
//
// Caveats: a folder is trusted to be where it was; a stick of the same name is taken for the same. A backup is as sealed, or as open to read, as the
// vault that it was made from.
package backup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
	"kaohe/data/vault"
)

// Copy is a backup that lies in a folder.
type Copy struct {
	Path    string
	At      time.Time   // of which moment
	State   ledger.Hash // vault.State of then
	Records int         // as its log says, unread
	Size    int64       // bytes
}

// Found are the backups of a vault in a folder, the newest first; with the zero id those of any. Files that can't be read as vaults are passed over: nobody knows whose they
// are. Fault: backup.gone (there is no such folder, as where a stick is not plugged in).
func Found(folder string, id ledger.Hash) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if durable.NoFolder(err) {
		return nil, words.Refuse("backup.gone", folder).Because(err)
	}
	if err != nil {
		return nil, words.Refuse("file.read", folder).Because(err)
	}
	var out []Copy
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.EqualFold(filepath.Ext(e.Name()), ".kaohe") || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		path := filepath.Join(folder, e.Name())
		head, records, err := vault.Peek(path)
		if err != nil || head.Backup.IsZero() || head.ID != id && id != (ledger.Hash{}) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it went meanwhile
		}
		out = append(out, Copy{path, head.Backup, head.State, records, info.Size()})
	}
	slices.SortFunc(out, func(a, b Copy) int { return cmp.Or(b.At.Compare(a.At), strings.Compare(b.Path, a.Path)) })
	return out, nil
}

// Make makes a backup of a loaded vault in a folder that is there, under a name to which a number comes where it is taken, and takes those away
// that are too many. Where the newest holds the same records already and can be read, that is given. Progress is from 0 to 100. Faults: backup.gone, .full, .readonly, vault.copy.
func Make(ctx context.Context, v *vault.Vault, folder, name string, now time.Time, progress func(done, total int)) (Copy, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return Copy{}, words.Refuse("backup.gone", folder).Because(err)
	}
	there, err := Found(folder, v.ID())
	if err != nil {
		return Copy{}, err
	}
	if len(there) > 0 && there[0].State == v.State() {
		if err := v.ReadBack(ctx, there[0].Path, progress); err == nil || ctx.Err() != nil {
			return there[0], err
		} // else it has rotted, and there has to be another
	}
	path := ""
	for n := 1; ; n++ {
		path = filepath.Join(folder, numbered(name, n))
		if err = v.CopyTo(ctx, path, now, progress); !errors.Is(err, words.Refuse("vault.exists")) {
			break
		}
	}
	if err != nil {
		return Copy{}, fault(err, folder)
	}
	if err := thin(folder, v.ID(), now); err != nil {
		return Copy{}, err
	}
	there, err = Found(folder, v.ID())
	for _, c := range there {
		if c.Path == path {
			return c, nil
		}
	}
	return Copy{}, errors.Join(words.Refuse("backup.gone", folder), err)
}

func numbered(name string, n int) string {
	if n == 1 {
		return name + ".kaohe"
	}
	return fmt.Sprintf("%s (%d).kaohe", name, n)
}

func fault(err error, folder string) error {
	switch {
	case errors.Is(err, words.Refuse("vault.full")):
		return words.Refuse("backup.full", folder).Because(err)
	case errors.Is(err, words.Refuse("vault.readonly")):
		return words.Refuse("backup.readonly", folder).Because(err)
	case errors.Is(err, words.Refuse("vault.folder")), durable.NoFolder(err), durable.Broken(err):
		return words.Refuse("backup.gone", folder).Because(err)
	}
	return err
}

// thin takes away what Keep does not keep.
func thin(folder string, id ledger.Hash, now time.Time) error {
	copies, err := Found(folder, id)
	if err != nil {
		return err
	}
	at := make([]time.Time, len(copies))
	for i, c := range copies {
		at[i] = c.At
	}
	for i, keep := range Keep(at, now) {
		if keep {
			continue
		}
		if err := durable.Remove(copies[i].Path); err != nil {
			return words.Refuse("file.write", copies[i].Path).Because(err)
		}
	}
	return nil
}
