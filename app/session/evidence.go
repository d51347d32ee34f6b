package session

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Evidence proves what is signed of a district, with those registers that want asks for: what a printed document carries. Fault:
// district.unknown.
func (s *Session) Evidence(district string, want func(at ledger.Register, values [][]byte) bool) (assess.Evidence, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.view.District(district)
	if d == nil {
		return assess.Evidence{}, words.Refuse("district.unknown", district)
	}
	return assess.NewEvidence(s.raw, s.all, s.auth, d, want), nil
}
