package workspace

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/backup"
	"kaohe/data/durable"
	"kaohe/data/evidence"
	"kaohe/data/vault"
)

// Beside is the folder for backups next to a vault, which is made when it is needed; other folders must be there.
func Beside(path string) string { return filepath.Join(filepath.Dir(path), "备份") }

// BackedUp is what came of a backup into one folder.
type BackedUp struct {
	Folder string
	Path   string    // of the backup
	At     time.Time // of which moment it is
	Files  int       // of evidence that were copied beside it, and had not been before
	Bytes  int64     // of these
	Err    error
}

// Backup makes a backup of the vault in each of the folders, unless the newest there holds the same, and takes old ones away (data/backup). What
// goes wrong in one folder does not keep it from the next. Files of evidence are copied into one folder beside the backups, each once. The session may
// go on meanwhile.
func (d *Workspace) Backup(ctx context.Context, folders []string, progress func(done, total int)) []BackedUp {
	now, out := d.Now(), []BackedUp{}
	name := fmt.Sprintf("%s 备份 %s", stem(d.Vault.Path()), now.Format("2006-01-02 1504"))
	for i, folder := range folders {
		one := BackedUp{Folder: folder}
		if folder == Beside(d.Vault.Path()) {
			one.Err = makeFolder(folder)
		}
		if one.Err == nil {
			var c backup.Copy
			of := func(done, total int) { progress(i*total+done, len(folders)*total) }
			c, one.Err = backup.Make(ctx, d.Vault, folder, name, now, half(of, 0))
			one.Path, one.At = c.Path, c.At
			if one.Err == nil { // all backups in a folder share the files
				var files evidence.Copied
				files, one.Err = d.backUpFiles(ctx, folder, half(of, 1))
				one.Files, one.Bytes = files.Files, files.Bytes
			}
		}
		out = append(out, one)
		if ctx.Err() != nil {
			break
		}
	}
	return out
}

func makeFolder(path string) error {
	err := os.Mkdir(path, 0o777)
	switch {
	case err == nil, errors.Is(err, fs.ErrExist):
		return nil
	case vault.Full(err):
		return words.Refuse("backup.full", path).Because(err)
	}
	return words.Refuse("backup.readonly", path).Because(err)
}

func stem(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

// FoundBackup is a backup that can be restored, or that is damaged: Err says how.
type FoundBackup struct {
	Path    string
	At      time.Time
	Records int
	Size    int64
	Err     error
}

// Backups lists the backups of the vault at a path in the folders that are there, each read through and checked, the newest first. Where the
// vault is too damaged to say which it is, all are listed that bear its name.
func Backups(ctx context.Context, path string, folders []string, env Env, progress func(done, total int)) ([]FoundBackup, error) {
	id, err := identity(path)
	if err != nil {
		return nil, err
	}
	var copies []backup.Copy
	for _, folder := range folders {
		found, err := backup.Found(folder, id)
		if err != nil && !errors.Is(err, words.Refuse("backup.gone")) {
			return nil, err
		}
		copies = append(copies, found...)
	}
	if id == (ledger.Hash{}) {
		copies = slices.DeleteFunc(copies, func(c backup.Copy) bool { return !strings.HasPrefix(filepath.Base(c.Path), stem(path)+" ") })
	}
	slices.SortStableFunc(copies, func(a, b backup.Copy) int { return b.At.Compare(a.At) })
	var out []FoundBackup
	for i, c := range copies {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		progress(i, len(copies))
		out = append(out, FoundBackup{c.Path, c.At, c.Records, c.Size, readThrough(c.Path, env)})
	}
	return out, nil
}

// identity is the id of a vault that may be open here, and may be damaged: zero where it can't be read.
func identity(path string) (id ledger.Hash, err error) {
	if info, err := os.Stat(path); err == nil {
		if v := vault.Opened(info); v != nil {
			return v.ID(), nil
		}
	}
	head, _, err := vault.Peek(path)
	if errors.Is(err, words.Refuse("vault.busy")) || errors.Is(err, words.Refuse("vault.newer")) {
		return id, err
	}
	return head.ID, nil
}

// readThrough hashes all of a vault.
func readThrough(path string, env Env) error {
	v, err := vault.Open(path, vault.ReadOnly, env.unlock(path))
	if err != nil {
		return err
	}
	return errors.Join(v.Load(func(*ledger.Record) error { return nil }), v.Close())
}

// Loss is what restoring a backup would take away from a vault, and what it leaves.
type Loss struct {
	Backup    time.Time // of which moment it is
	Stays     int       // records that are in both
	Returns   int       // records that only the backup holds
	Lost      int       // records that only the vault holds
	Since     time.Time // the first of those
	Until     time.Time // and the last
	By        []Share   // whose they are, most first
	Districts []string  // in which they lie, by name
	Round     bool      // and such as belong to none
	Unread    error     // why nobody can tell: the vault can't be read
}

// Share is how many records are a person's.
type Share struct {
	Name    string
	Records int
}

// LossOf tells what restoring a backup would do to the vault at a path, which may be open as d; d is nil where it is not. Fault: backup.other
// (of another round), and those of Open for the backup.
func LossOf(path, from string, d *Workspace, env Env) (l Loss, err error) {
	b, err := Open(from, vault.ReadOnly, env)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if l.Backup = b.Vault.Head().Backup; l.Backup.IsZero() {
		return l, words.Refuse("backup.none", from)
	}
	if d == nil {
		if d, err = Open(path, vault.ReadOnly, env); errors.Is(err, words.Refuse("vault.busy")) {
			return l, err
		} else if err != nil {
			l.Unread, l.Stays = err, len(b.Log())
			return l, nil
		}
		defer func() { err = errors.Join(err, d.Close()) }()
	}
	if d.Vault.ID() != b.Vault.ID() {
		return l, words.Refuse("backup.other", from)
	}
	l.of(d, b)
	return l, nil
}

func (l *Loss) of(d, b *Workspace) {
	kept, by, districts := map[ledger.Hash]bool{}, map[string]int{}, map[string]bool{}
	for _, r := range b.Log() {
		kept[r.ID] = true
	}
	all := d.Log()
	for _, r := range all {
		if kept[r.ID] {
			l.Stays++
			continue
		}
		l.Lost++
		by[r.Author]++
		at := r.Stamp.Time()
		if l.Since.IsZero() || at.Before(l.Since) {
			l.Since = at
		}
		if at.After(l.Until) {
			l.Until = at
		}
		for _, op := range r.Ops {
			districts[assess.At(op.Entity).District] = true
		}
	}
	l.Returns = len(kept) - l.Stays
	a := d.View()
	for person, n := range by {
		l.By = append(l.By, Share{a.Name(person), n})
	}
	slices.SortFunc(l.By, func(x, y Share) int {
		return cmp.Or(cmp.Compare(y.Records, x.Records), strings.Compare(x.Name, y.Name))
	})
	for _, x := range a.Districts {
		if districts[x.ID] {
			l.Districts = append(l.Districts, x.Name)
		}
	}
	l.Round = districts[""]
}

// Restore puts a backup in the place of a vault that nobody has open. What was there keeps its bytes under a name that says so, which is
// returned. Before that, the files of evidence that lie with the backup and are missing with the vault are copied back; none is taken away. The restored vault can be read; this laptop writes to it when it is enrolled anew. Faults: backup.none (is no backup), backup.other, and those of
// evidence.Store.CopyTo, vault.PutBack, output.kind (no ordinary file is there), output.readonly. Through a link, the vault that it leads to is replaced.
func Restore(ctx context.Context, path, from string, env Env, progress func(done, total int)) (aside string, err error) {
	if path, err = replaceable(path); err != nil {
		return "", err
	}
	id, err := identity(path)
	if err != nil {
		return "", err
	}
	v, err := vault.Open(from, vault.ReadOnly, env.unlock(from))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	switch {
	case v.Head().Backup.IsZero():
		return "", words.Refuse("backup.none", from)
	case id != (ledger.Hash{}) && id != v.ID():
		return "", words.Refuse("backup.other", from)
	}
	if err := v.VerifyAll(nil); err != nil {
		return "", err
	}
	to := evidence.Open(path, v.ID(), evidence.Options{Key: fileKey(v)})
	if _, err := filesOf(v).CopyTo(ctx, to, true, inParts(half(progress, 0))); err != nil {
		return "", err
	}
	base := fmt.Sprintf("%s 恢复前 %s", stem(path), env.Now().Format("2006-01-02 1504"))
	for n := 1; ; n++ {
		name := base + ".kaohe"
		if n > 1 {
			name = fmt.Sprintf("%s (%d).kaohe", base, n)
		}
		aside = filepath.Join(filepath.Dir(path), name)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err := v.PutBack(ctx, path, aside, half(progress, 1)); err != nil {
		return "", err
	}
	if _, err := os.Lstat(aside); err != nil {
		aside = "" // nothing was there
	}
	return aside, nil
}

// replaceable follows links to what is to be replaced, and refuses what is no ordinary file that may be written. Nothing may be there.
func replaceable(path string) (string, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	at, err := filepath.EvalSymlinks(path)
	if err != nil { // it leads nowhere, or round
		return "", words.Refuse("output.kind", path).Because(err)
	}
	info, err := os.Stat(at)
	switch {
	case err != nil:
		return "", words.Refuse("file.read", path).Because(err)
	case !info.Mode().IsRegular():
		return "", words.Refuse("output.kind", path)
	case info.Mode().Perm()&0o222 == 0:
		return "", words.Refuse("output.readonly", path)
	}
	return at, nil
}

// SaveCopy writes a copy of the vault that can be worked on, also one of a backup, under a name that is free, with the files of evidence beside it.
// Faults: vault.exists, .folder, .readonly, .full, .copy; those of evidence.Store.CopyTo.
func (d *Workspace) SaveCopy(ctx context.Context, path string, progress func(done, total int)) error {
	if _, err := os.Lstat(path); err == nil {
		return words.Refuse("vault.exists", filepath.Base(path))
	}
	if err := durable.Nameable(path); err != nil {
		return err
	}
	to := evidence.Open(path, d.Vault.ID(), evidence.Options{Key: fileKey(d.Vault)})
	_, shared, err := to.Folder()
	if err == nil {
		_, err = d.Files.CopyTo(ctx, to, false, inParts(half(progress, 0)))
	}
	if err == nil {
		err = d.Vault.CopyTo(ctx, path, time.Time{}, half(progress, 1))
	}
	if err != nil && !shared {
		err = errors.Join(err, to.Remove())
	}
	return err
}

// Lines say it.
func (l *Loss) Lines() []words.Msg {
	minute := func(t time.Time) string { return t.Format("2006-01-02 15:04") }
	at := minute(l.Backup)
	switch {
	case l.Unread != nil:
		return []words.Msg{words.M("backup.loss.unread", at, l.Stays)}
	}
	out := []words.Msg{words.M("backup.loss", at, l.Lost, minute(l.Since), minute(l.Until))}
	if l.Lost == 0 {
		out[0] = words.M("backup.loss.none", at)
	}
	for _, s := range l.By {
		out = append(out, words.M("backup.loss.by", s.Name, s.Records))
	}
	if len(l.Districts) > 0 {
		out = append(out, words.M("backup.loss.districts", strings.Join(l.Districts, "、")))
	}
	if l.Round {
		out = append(out, words.M("backup.loss.round"))
	}
	out = append(out, words.M("backup.loss.stays", l.Stays))
	if l.Returns > 0 {
		out = append(out, words.M("backup.loss.returns", l.Returns))
	}
	return out
}
