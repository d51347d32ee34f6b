package workspace

import (
	"fmt"
	"path/filepath"

	"kaohe/app/words"
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
	return out, nil
}
