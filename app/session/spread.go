package session

import (
	"time"

	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// Spread is who is known to have what. It knows nothing better than what chains state and packages say: a package that was handed over and
// taken in shows only once something of that laptop comes back.
type Spread struct {
	OnlyHere int // records here that no other laptop is known to have: what is lost with this one
	OnlyMine int // of these, what this laptop wrote
	Lacking  int // records that others are known to have and that are not here
	Laptops  []Has
}

// Has is what another laptop is known to have. Laptops that were taken out are left out.
type Has struct {
	authority.Laptop
	Heard bool      // anything is known of it
	Last  time.Time // of its newest record here, by its own clock; zero: there is none
	Lacks int       // records here that it is not known to have
	Mine  int       // of these, what this laptop wrote
	Ahead int       // records that it is known to have and that are not here
}

// Spread tells who is known to have what. own is this laptop, which a session that only reads does not know; told is what
// packages said that the laptops of their makers had.
func (s *Session) Spread(own ledger.Device, told map[ledger.Device]ledger.Frontier) Spread {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out Spread
	var all ledger.Frontier
	for _, l := range s.view.Laptops {
		if l.Device == own || l.Removed != nil {
			continue
		}
		f := s.hasLocked(l.Device, told)
		all = all.Join(f)
		beyond := s.state.Beyond(f)
		has := Has{Laptop: l, Heard: len(f) > 0, Lacks: sum(beyond), Mine: beyond[own], Ahead: sum(s.state.Awaits(f))}
		if chain := s.state.Chain(l.Device); len(chain) > 0 {
			has.Last = chain[len(chain)-1].Stamp.Time()
		}
		out.Laptops = append(out.Laptops, has)
	}
	beyond := s.state.Beyond(all)
	out.OnlyHere, out.OnlyMine = sum(beyond), beyond[own]
	out.Lacking = sum(s.state.Awaits(all.Join(s.state.Lacking())))
	return out
}

// Shared returns what each of some laptops is known to have; nothing if there are none.
func (s *Session) Shared(laptops []ledger.Device, told map[ledger.Device]ledger.Frontier) ledger.Frontier {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []ledger.Frontier
	for _, d := range laptops {
		all = append(all, s.hasLocked(d, told))
	}
	return s.state.Common(all...)
}

func (s *Session) hasLocked(d ledger.Device, told map[ledger.Device]ledger.Frontier) ledger.Frontier {
	return s.state.Known(d).Join(told[d])
}

func sum(m map[ledger.Device]int) (n int) {
	for _, x := range m {
		n += x
	}
	return n
}
