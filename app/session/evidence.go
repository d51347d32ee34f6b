package session

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Evidence returns what a printed document has to carry that was made from some columns of the state at a frontier (see Snapshot). Fault:
// frontier.unknown (records up to it are missing here).
func (s *Session) Evidence(at ledger.Frontier, want assess.Wants) (assess.Evidence, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.Equal(s.state.Frontier(ledger.Device{})) {
		return assess.NewEvidence(s.state, s.auth, s.view, want), nil
	}
	then, auth, ok := s.then(at) // somebody has written since then
	if !ok {
		return assess.Evidence{}, words.Refuse("frontier.unknown")
	}
	return assess.NewEvidence(then, auth, assess.View(then, auth), want), nil
}
