package session

import "kaohe/app/ledger"

// State returns the registers and the log, for tests that compare them with a model.
func (s *Session) State() *ledger.State { return s.state }
