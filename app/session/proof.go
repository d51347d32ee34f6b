package session

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Proof returns what a printed document has to carry that was made from some columns of the state at a frontier (see Snapshot). Fault:
// frontier.unknown (records up to it are missing here).
func (s *Session) Proof(at ledger.Frontier, want assess.Wants) (assess.Proof, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.Equal(s.state.Frontier(ledger.Device{})) {
		return assess.NewProof(s.state, s.auth, s.view, want), nil
	}
	then, auth, ok := s.then(at) // somebody has written since then
	if !ok {
		return assess.Proof{}, words.Refuse("frontier.unknown")
	}
	return assess.NewProof(then, auth, assess.View(then, auth), want), nil
}
