package workspace

import (
	"errors"
	"path/filepath"

	"kaohe/app/ledger"
	"kaohe/app/province"
	"kaohe/app/words"
	"kaohe/data/keys"
	"kaohe/data/pack"
)

func (g *gathering) findPackage(path, name string) {
	err := withPackage(path, func(o *pack.Outside) error {
		s := g.of(o.Vault)
		s.packages = append(s.packages, gathered{path: path, name: name})
		return nil
	})
	if err != nil {
		g.miss(name, err)
	}
}

// withPackage does something with a package while its file is open. Faults: file.read, file.kind, and those of pack.Look and do.
func withPackage(path string, do func(*pack.Outside) error) (err error) {
	f, info, err := open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	o, err := pack.Look(filepath.Base(path), f, info.Size())
	if err != nil {
		return err
	}
	return do(o)
}

// unpack adds to a state what the packages of a round hold: to from the names of those of which something was added, and of how many laptops a
// sender had records that are not here. Packages may come in any order; records behind a gap are left out and said.
func (g *gathering) unpack(s *source, state *ledger.State, store keys.Store, from *province.Source) {
	waiting, added := map[string][]*ledger.Record{}, map[string]bool{}
	var heads ledger.Frontier
	for _, f := range s.packages {
		p, records, err := g.opened(f, s.id, store)
		if err != nil {
			g.miss(f.name, err)
			continue
		}
		waiting[f.name], heads = records, append(heads, p.Heads...)
	}
	for again := true; again; {
		again = false
		for _, f := range s.packages {
			rest := follow(state, waiting[f.name])
			if len(rest) < len(waiting[f.name]) {
				again, added[f.name] = true, true
			}
			waiting[f.name] = rest
		}
	}
	for _, f := range s.packages {
		if n := len(waiting[f.name]); n > 0 {
			g.leave(f.name, words.M("gather.gap", n))
		}
		if added[f.name] {
			from.Files = append(from.Files, f.name)
		}
	}
	lacking := map[ledger.Device]bool{}
	for _, t := range heads {
		if _, here := state.Record(t.Hash); !here {
			lacking[t.Device] = true
		}
	}
	from.Lacking = len(lacking)
}

// follow keeps the records whose predecessors are there, and returns the others.
func follow(state *ledger.State, records []*ledger.Record) (rest []*ledger.Record) {
	for _, r := range records {
		if _, there := state.Record(r.Prev); there || r.Seq == 1 {
			state.Keep(r)
		} else {
			rest = append(rest, r)
		}
	}
	return rest
}

// opened reads the records of a package.
func (g *gathering) opened(f gathered, id ledger.Hash, store keys.Store) (p *pack.Package, records []*ledger.Record, err error) {
	err = withPackage(f.path, func(o *pack.Outside) error {
		if p, err = g.openBy(o, id, store); err != nil {
			return err
		}
		return p.Each(func(r *ledger.Record, _ []byte) error {
			records = append(records, r)
			return g.ctx.Err()
		})
	})
	return p, records, err
}

// openBy opens a package by the passphrases in turn, where it asks for one, else by this laptop's keys for the round.
func (g *gathering) openBy(o *pack.Outside, id ledger.Hash, store keys.Store) (p *pack.Package, err error) {
	if !o.Passphrase {
		by, err := identities(store, id, "")
		if err != nil {
			return nil, err
		}
		return o.Open(by...)
	}
	p, err = o.Open() // says that it wants one
	for i := 0; i < len(g.phrases.Packages) && err != nil && g.ctx.Err() == nil; i++ {
		typed, e := pack.Passphrase(g.phrases.Packages[i])
		if e != nil {
			return nil, e
		}
		if p, err = o.Open(typed); err != nil && !errors.Is(err, words.Refuse("pack.wrong")) {
			return nil, err
		}
	}
	return p, err
}
