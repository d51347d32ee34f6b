package main

import (
	"os"

	"kaohe/app/ledger"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/ui"
	"kaohe/ui/start"
)

// CheckCode implements ui.Joining.
func (s *system) CheckCode(code string) error { return keys.CheckInvitation(code) }

// LaptopName implements ui.Joining.
func (s *system) LaptopName() string {
	name, err := os.Hostname()
	if err != nil {
		return "" // only what stands in a box at first
	}
	return name
}

// Spoken implements ui.Joining.
func (s *system) Spoken(d ledger.Device) string { return keys.Fingerprint(d) }

func arrival(j start.Joining) workspace.Arrival {
	return workspace.Arrival{Package: j.Package, Code: j.Code, Passphrase: j.Opens}
}

// Receive implements ui.Joining.
func (s *system) Receive(j start.Joining, path string) (ui.Vault, error) {
	env := s.env
	env.Seal, env.Secret = j.Passphrase, workspace.Secret{Passphrase: j.Passphrase}
	return opened(workspace.Receive(arrival(j), path, env))
}

// ReceiveInto implements ui.Joining.
func (s *system) ReceiveInto(v ui.Vault, j start.Joining) error {
	return workspaceOf(v).Receive(arrival(j))
}

// Discard implements ui.Joining.
func (s *system) Discard(v ui.Vault) error { return workspaceOf(v).Discard() }
