package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/province"
	"kaohe/app/words"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// Phrases are the passphrases that are tried in turn on what asks for one.
type Phrases struct{ Vaults, Packages []string }

// Gather reads the rounds below a folder, one after another, and puts them into one table. Nothing is written. Sealed vaults open by the keychain,
// else by a passphrase; packages by this laptop's keys for their round, or by a passphrase. What packages of a round hold is
// added to its vault's records, or makes the round where no vault is there. Of backups one is read only where no vault of its round is there. What
// can't be read is in the table with its reason; links to folders are not followed, and files whose names begin with a dot are passed over.
//
// progress, which may be nil, is told before each round how many were read. Faults: folder, gather.none (the table then tells why, and is not nil);
// ctx.Err().
func Gather(ctx context.Context, dir string, phrases Phrases, env Env, progress func(done, total int)) (*province.Table, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, words.Refuse("folder", dir).Because(err)
	}
	g := gathering{ctx: ctx, dir: dir, phrases: phrases, env: env}
	g.find()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	g.choose()
	for i, s := range g.sources {
		if progress != nil {
			progress(i, len(g.sources))
		}
		g.read(s)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	t := province.Gather(g.rounds, g.left)
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

// SaveTable writes a gathered table as a workbook or a PDF, as the name of the output ends. Faults: those of ClearTable, sheet.Write,
// pdf.Printer.LayOut and pdf.Draw.
func (p *Printer) SaveTable(ctx context.Context, t *province.Table, day assess.Day, to Output) error {
	if err := ClearTable(to); err != nil {
		return err
	}
	if !strings.EqualFold(filepath.Ext(to.Path), pdfExt) {
		return SaveBook(to, t.Book(p.Say))
	}
	x, err := p.make(ctx, t.Document(day, p.Say), nil)
	if err != nil {
		return err
	}
	return to.Write(x.Bytes)
}

// SaveTables writes a gathered table into a folder, as a workbook and as a PDF. Faults: those of SaveTable.
func (p *Printer) SaveTables(ctx context.Context, t *province.Table, day assess.Day, folder Output) (workbook string, err error) {
	name := filepath.Join(folder.Path, province.Name+" "+string(day))
	book, paper := Output{Path: name + ".xlsx", Replace: folder.Replace}, Output{Path: name + pdfExt, Replace: folder.Replace}
	if err := Clear(book, paper); err != nil {
		return "", err
	}
	if err := p.SaveTable(ctx, t, day, paper); err != nil {
		return "", err
	}
	return book.Path, p.SaveTable(ctx, t, day, book)
}

// gathering is what was found below a folder, and read of it.
type gathering struct {
	ctx     context.Context
	dir     string
	phrases Phrases
	env     Env
	sources []*source
	rounds  []*province.Round
	left    []province.Left
}

// source is what there is of one round, in the order of names.
type source struct {
	id       ledger.Hash
	vaults   []gathered
	backups  []gathered
	packages []gathered
}

// gathered is a file. name is its path below the folder, for people.
type gathered struct {
	path, name string
	records    int       // of a vault
	at         time.Time // of a backup
}

func (g *gathering) of(id ledger.Hash) *source {
	for _, s := range g.sources {
		if s.id == id {
			return s
		}
	}
	g.sources = append(g.sources, &source{id: id})
	return g.sources[len(g.sources)-1]
}

func (g *gathering) miss(name string, err error) {
	why := words.M("gather.failed", err)
	var known *words.Fault
	if errors.As(err, &known) {
		why = known.Msg
	}
	g.leave(name, why)
	g.left[len(g.left)-1].Locked = locked(err) || errors.Is(err, words.Refuse("pack.passphrase")) || errors.Is(err, words.Refuse("pack.wrong"))
}

// leave says of a file that something which is missing in the table may be in it.
func (g *gathering) leave(name string, why words.Msg) {
	g.left = append(g.left, province.Left{File: name, Why: why, Broken: true})
}

// find looks for vaults and packages.
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
		case e.IsDir():
		case vaultName(path):
			g.findVault(path, name)
		case strings.EqualFold(filepath.Ext(path), ".kpack"):
			g.findPackage(path, name)
		}
		return g.ctx.Err()
	})
}

func (g *gathering) findVault(path, name string) {
	head, records, err := vault.Peek(path)
	if err != nil {
		g.miss(name, err)
		return
	}
	s, f := g.of(head.ID), gathered{path, name, records, head.Backup}
	if f.at.IsZero() {
		s.vaults = append(s.vaults, f)
	} else {
		s.backups = append(s.backups, f)
	}
}

// choose leaves backups out, of which the table says how many there are in a folder; but where a round has no vault, its newest one is that.
func (g *gathering) choose() {
	passed := map[string]int{}
	for _, s := range g.sources {
		if len(s.vaults) == 0 && len(s.backups) > 0 {
			slices.SortStableFunc(s.backups, func(a, b gathered) int { return b.at.Compare(a.at) })
			s.vaults, s.backups = s.backups[:1:1], s.backups[1:]
		}
		for _, f := range s.backups {
			passed[filepath.Dir(f.name)+string(filepath.Separator)]++
		}
	}
	for folder, n := range passed {
		g.left = append(g.left, province.Left{File: folder, Why: words.M("gather.backups", n)})
	}
}

// read reads all that there is of a round. Its packages go to the copy with the most records.
func (g *gathering) read(s *source) {
	slices.SortStableFunc(s.vaults, func(a, b gathered) int { return b.records - a.records })
	taken := false
	for _, f := range s.vaults {
		state, store, err := g.records(f)
		if err != nil {
			g.miss(f.name, err)
			continue
		}
		from := province.Source{Files: []string{f.name}}
		if !taken {
			g.unpack(s, state, store, &from)
			taken = true
		}
		g.add(s.id, state, from)
	}
	if taken || len(s.packages) == 0 {
		return
	}
	state, from := ledger.New(), province.Source{}
	g.unpack(s, state, g.env.Keys, &from)
	if _, begun := state.Record(s.id); begun {
		g.add(s.id, state, from)
		return
	}
	for _, name := range from.Files {
		g.leave(name, words.M("gather.beginning"))
	}
}

// add takes what the table needs of a round.
func (g *gathering) add(id ledger.Hash, state *ledger.State, from province.Source) {
	if g.ctx.Err() != nil {
		return
	}
	a := assess.View(state, assess.Authorise(state, id))
	from.Has, from.Records, from.Today = state.Frontier(ledger.Device{}), state.Len(), a.Today(g.env.Now())
	from.Lacking = max(from.Lacking, len(state.Lacking()))
	g.rounds = append(g.rounds, province.Of(a, from))
}

// records reads a vault and lets it go. store has this laptop's keys for it.
func (g *gathering) records(f gathered) (state *ledger.State, store keys.Store, err error) {
	env := g.env
	env.Secret = Secret{}
	v, err := vault.Open(f.path, vault.ReadOnly, env.unlock(f.path))
	for i := 0; i < len(g.phrases.Vaults) && locked(err) && g.ctx.Err() == nil; i++ {
		env.Secret.Passphrase = g.phrases.Vaults[i]
		v, err = vault.Open(f.path, vault.ReadOnly, env.unlock(f.path))
	}
	if err != nil {
		return nil, store, err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	if store = env.Keys; v.Sealed() {
		key, _ := v.Key()
		store = store.SealedBy(key)
	}
	state = ledger.New()
	return state, store, v.Load(func(r *ledger.Record) error {
		state.Keep(r)
		return g.ctx.Err()
	})
}

// locked tells whether another passphrase may open a vault.
func locked(err error) bool {
	return errors.Is(err, words.Refuse("vault.sealed")) || errors.Is(err, words.Refuse("passphrase.wrong"))
}
