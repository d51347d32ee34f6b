package session

import (
	"slices"
	"time"

	"kaohe/app/ledger"
)

// Forked is a laptop whose records go on in two places, because its file and key were copied or put back. What it wrote from the fork on is
// held until an officer takes the laptop out and so says which branches count (Removal.Branches); whoever works on it goes on under a new name.
type Forked struct {
	Device   ledger.Device
	Name     string
	From     uint64 // the first number of which there are several records
	Branches []Branch
	Decided  bool // it was taken out
}

// Branch is one of the places.
type Branch struct {
	Tip     ledger.Tip
	Records int    // from the fork on
	Author  string // of the last, a person's ID
	At      time.Time
}

// Forks returns the laptops whose chains have forked, by device, with the branches in the order of a frontier.
func (s *Session) Forks() []Forked {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Forked
	for _, f := range s.state.Forks() {
		if len(out) > 0 && out[len(out)-1].Device == f.Device {
			continue
		}
		x := Forked{Device: f.Device, Name: s.view.LaptopName(f.Device), From: f.Seq}
		for _, l := range s.view.Laptops {
			x.Decided = x.Decided || l.Device == f.Device && l.Removed != nil
		}
		for _, t := range s.state.Frontier(ledger.Device{}) {
			if r, _ := s.state.Record(t.Hash); t.Device == f.Device {
				x.Branches = append(x.Branches, Branch{t, int(t.Seq - f.Seq + 1), r.Author, r.Stamp.Time()})
			}
		}
		out = append(out, x)
	}
	return out
}

// branches drops from a frontier those tips of a device that are not named.
func branches(f ledger.Frontier, d ledger.Device, named []ledger.Hash) ledger.Frontier {
	if len(named) == 0 {
		return f
	}
	return slices.DeleteFunc(f, func(t ledger.Tip) bool { return t.Device == d && !slices.Contains(named, t.Hash) })
}
