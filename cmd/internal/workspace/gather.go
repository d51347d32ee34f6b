package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/province"
	"kaohe/app/words"
	"kaohe/data/vault"
)

// Gather reads the rounds below a folder, one after another, and puts them into one table. Nothing is written. Sealed vaults open by the keychain,
// else by env.Secret. Of backups one is read only where nothing else of its round is there. What can't be read is in the table with its reason; links
// to folders are not followed, and files whose names begin with a dot are passed over. progress, which may be nil, is told before each file. Faults:
// folder, gather.none (the table then tells why, and is not nil); ctx.Err().
func Gather(ctx context.Context, dir string, env Env, progress func(done, total int, file string)) (*province.Table, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, words.Refuse("folder", dir).Because(err)
	}
	g := gathering{dir: dir, env: env}
	g.find()
	files := g.choose()
	var rounds []*province.Round
	for i, f := range files {
		if progress != nil {
			progress(i, len(files), f.name)
		}
		r, err := f.round(ctx, env)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			g.miss(f.name, err)
			continue
		}
		rounds = append(rounds, r)
	}
	t := province.Gather(rounds, g.left)
	if len(t.Rounds) == 0 {
		return t, words.Refuse("gather.none", dir)
	}
	return t, nil
}

// ClearTable refuses an output that a gathered table can't be written to. Faults: those of Output, gather.format (neither .xlsx nor .pdf).
func ClearTable(to Output) error {
	if err := Clear(to); err != nil {
		return err
	}
	if ext := strings.ToLower(filepath.Ext(to.Path)); ext != ".xlsx" && ext != pdfExt {
		return words.Refuse("gather.format", filepath.Base(to.Path))
	}
	return nil
}

const pdfExt = ".pdf"

// SaveTable writes a gathered table as a workbook or a PDF, as the name of the output ends. Faults: those of ClearTable, sheet.Write and
// pdf.Printer.Write.
func (p *Printer) SaveTable(ctx context.Context, t *province.Table, day assess.Day, to Output) error {
	if err := ClearTable(to); err != nil {
		return err
	}
	if !strings.EqualFold(filepath.Ext(to.Path), pdfExt) {
		return SaveBook(to, t.Book(p.Say))
	}
	x, err := p.lay(ctx, t.Document(day, p.Say), p.EmbeddedOnly, nil)
	if err != nil {
		return err
	}
	return to.Write(x.Bytes)
}

// gathering is what was found below a folder.
type gathering struct {
	dir   string
	env   Env
	files []gathered
	left  []province.Left
}

// gathered is a vault that was found, and its head.
type gathered struct {
	path, name string // name is the path below the folder, for people
	head       vault.Head
}

func (g *gathering) miss(name string, err error) {
	why := words.M("gather.failed", err)
	var known *words.Fault
	if errors.As(err, &known) {
		why = known.Msg
	}
	g.left = append(g.left, province.Left{File: name, Why: why, Broken: true})
}

// find looks for vaults, in the order of their names.
func (g *gathering) find() {
	_ = filepath.WalkDir(g.dir, func(path string, e fs.DirEntry, err error) error { // what fails is said, and the walk goes on
		name, _ := filepath.Rel(g.dir, path) // both come from one root
		switch {
		case err != nil:
			g.miss(name, words.Refuse("file.read", name).Because(err))
		case path == g.dir:
		case strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && vaultName(path):
			head, _, err := vault.Peek(path)
			if err != nil {
				g.miss(name, err)
				break
			}
			g.files = append(g.files, gathered{path, name, head})
		}
		return nil
	})
}

// choose leaves backups out, of which the table says how many there are in a folder; but where a round has nothing else, its newest one stays.
func (g *gathering) choose() (out []gathered) {
	alive, newest := map[ledger.Hash]bool{}, map[ledger.Hash]gathered{}
	for _, f := range g.files {
		if f.head.Backup.IsZero() {
			alive[f.head.ID] = true
		} else if was, ok := newest[f.head.ID]; !ok || f.head.Backup.After(was.head.Backup) {
			newest[f.head.ID] = f
		}
	}
	passed := map[string]int{}
	for _, f := range g.files {
		if f.head.Backup.IsZero() || !alive[f.head.ID] && newest[f.head.ID] == f {
			out = append(out, f)
			continue
		}
		passed[filepath.Dir(f.name)+string(filepath.Separator)]++
	}
	for folder, n := range passed {
		g.left = append(g.left, province.Left{File: folder, Why: words.M("gather.backups", n)})
	}
	return out
}

// round reads what the table needs of one vault, and lets it go.
func (f gathered) round(ctx context.Context, env Env) (r *province.Round, err error) {
	typed := env.Secret
	env.Secret = Secret{}
	d, err := openAs(ctx, f.path, vault.ReadOnly, env, nil, false, nil)
	if errors.Is(err, words.Refuse("vault.sealed")) && typed.Passphrase != "" {
		env.Secret = typed
		d, err = openAs(ctx, f.path, vault.ReadOnly, env, nil, false, nil)
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	records, err := d.Vault.Records()
	if err != nil {
		return nil, err
	}
	a, at := d.Snapshot()
	return province.Of(f.name, a, at, records, d.Today()), nil
}
