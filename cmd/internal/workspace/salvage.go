package workspace

import (
	"fmt"
	"path/filepath"

	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/vault"
)

// SalvagePath is where what is taken out of a damaged vault goes: beside it.
func SalvagePath(from string, env Env) string {
	return filepath.Join(filepath.Dir(from), fmt.Sprintf("%s 抢救 %s.kaohe", stem(from), env.Now().Format("2006-01-02 150405")))
}

// Salvage writes a new vault of what a damaged one still holds, and says what is missing. Faults: those of vault.Salvage and
// Secret.
func Salvage(from, to string, env Env) ([]words.Msg, error) {
	s, err := vault.Salvage(from, to, env.Version, env.unlock(from))
	if err != nil {
		return nil, err
	}
	out := []words.Msg{words.M("cli.salvage", s.Records, s.Boxes, to)}
	if s.Unread > 0 {
		out = append(out, words.M("cli.salvage.unread", s.Unread))
	}
	for _, g := range s.Gaps {
		out = append(out, words.M("cli.salvage.gap", g.Device.String(), g.Last, g.Known, g.Stranded))
	}
	switch {
	case s.Said > uint64(s.Records):
		out = append(out, words.M("cli.salvage.missing", s.Said, s.Said-uint64(s.Records)))
	case s.Said == 0:
		out = append(out, words.M("cli.salvage.unknown"))
	case len(s.Gaps) == 0:
		out = append(out, words.M("cli.salvage.whole"))
	}
	return append(out, salvagedFiles(from, to, env)...), nil
}

// salvagedFiles says which files of evidence are there for a vault that was salvaged, and where those of the damaged one lie. What was salvaged
// may not open yet, as where it is a newer program's: then nothing is said.
func salvagedFiles(from, to string, env Env) []words.Msg {
	d, err := Open(to, vault.ReadOnly, env)
	if err != nil {
		return nil
	}
	defer d.Close() // only read
	out := d.FilesHere().Lines()
	folder, found, _ := evidence.Open(from, d.Vault.ID(), evidence.Options{Key: fileKey(d.Vault)}).Folder() // where it is not this vault's, it is none of its files
	if _, with, _ := d.Files.Folder(); found && !with {
		out = append(out, words.M("files.elsewhere", folder, d.Vault.Path()+evidence.Suffix))
	}
	return out
}
