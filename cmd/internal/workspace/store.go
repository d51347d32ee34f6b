package workspace

import (
	"context"
	"errors"
	"path/filepath"

	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/vault"
)

// unsealing is the setting that says of a sealed vault that plain files may lie among its sealed ones: it is set before the first is, and removed
// behind the last.
const unsealing = "files.plain"

// fileKey is the key that a vault's files are sealed by; nil where it is not sealed.
func fileKey(v *vault.Vault) *[32]byte {
	key, sealed := v.Key()
	if !sealed {
		return nil
	}
	return (*[32]byte)(&key)
}

// filesOf gives the store beside an open vault, of which nothing is read. What is thinned there goes from the backups beside it, too, which are on the
// same disk. Nothing is put there once the vault's file was moved or another one has its place.
func filesOf(v *vault.Vault) *evidence.Store {
	twin := filepath.Join(Beside(v.Path()), filepath.Base(v.Path()))
	return evidence.Open(v.Path(), v.ID(), evidence.Options{Key: fileKey(v), ReadOnly: v.Mode() == vault.ReadOnly, May: v.Writable, Twin: twin})
}

// backUpFiles brings the files of evidence beside the backups in a folder, as far as they are not there.
func (d *Workspace) backUpFiles(ctx context.Context, folder string, progress func(done, total int)) (evidence.Copied, error) {
	to := d.filesIn(folder)
	return d.Files.CopyTo(ctx, to, true, inParts(progress))
}

// filesIn is the store that the backups in a folder share. Where another round of the same file name has its files there, ours has the beginning of the
// vault's id in its name.
func (d *Workspace) filesIn(folder string) *evidence.Store {
	o := evidence.Options{Key: fileKey(d.Vault)}
	s := evidence.Open(filepath.Join(folder, filepath.Base(d.Vault.Path())), d.Vault.ID(), o)
	if _, _, err := s.Folder(); errors.Is(err, words.Refuse("evidence.foreign")) {
		return evidence.Open(filepath.Join(folder, stem(d.Vault.Path())+" "+d.Vault.ID().String()[:8]+".kaohe"), d.Vault.ID(), o)
	}
	return s
}

// half is the progress of the first or the second of two parts.
func half(progress func(done, total int), n int) func(done, total int) {
	return func(done, total int) { progress(n*total+done, 2*total) }
}

// inParts tells bytes, which may be more than an int holds, in a thousand parts.
func inParts(progress func(done, total int)) func(done, total int64) {
	return func(done, total int64) { progress(int(1000*(float64(done)/float64(max(total, 1)))), 1000) }
}

// sealFiles seals what lies plain in the folder of a sealed vault, and keeps why that could not be done: the vault is open and of use all the same.
func (d *Workspace) sealFiles(ctx context.Context, progress func(done, total int)) {
	if !d.Vault.Sealed() || d.Vault.Mode() == vault.ReadOnly || d.Vault.Setting(unsealing) == "" {
		return
	}
	left, err := d.Files.Seal(ctx, orNone(progress))
	if err == nil {
		err = d.Vault.SetSetting(unsealing, "")
	}
	if err == nil && left > 0 {
		err = words.Refuse("evidence.plain", left)
	}
	d.Plain = err
}

func orNone(progress func(done, total int)) func(done, total int) {
	if progress == nil {
		return func(int, int) {}
	}
	return progress
}

// bareFiles lifts the seal from the files of a vault whose own is about to be lifted.
func bareFiles(v *vault.Vault, progress func(done, total int)) error {
	files := filesOf(v)
	if _, found, err := files.Folder(); err != nil || !found {
		return err
	}
	if err := v.SetSetting(unsealing, "1"); err != nil {
		return err
	}
	_, err := files.Bare(context.Background(), orNone(progress))
	return err
}

// noteSealing has a vault that is about to be sealed know that its files are not, where it has any. Of a vault that is sealed already nothing is
// noted.
func noteSealing(path string) (err error) {
	v, err := vault.Open(path, vault.ReadWrite, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	_, found, err := filesOf(v).Folder()
	if err != nil || !found {
		return err
	}
	return v.SetSetting(unsealing, "1")
}
