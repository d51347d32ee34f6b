package main

import (
	"context"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
	"kaohe/ui/unlock"
)

// by is the laptop with what a person typed.
func (s *system) by(x unlock.Secret) workspace.Env {
	env := s.env
	env.Secret = secret(x)
	return env
}

func secret(x unlock.Secret) workspace.Secret {
	return workspace.Secret{Passphrase: x.Passphrase, Recovery: x.Recovery}
}

func opened(d *workspace.Workspace, err error) (ui.Vault, error) {
	if err != nil {
		return nil, err
	}
	return openVault{d}, nil
}

// Unlock implements ui.Sealing.
func (s *system) Unlock(ctx context.Context, path string, by unlock.Secret, progress func(done, total int)) (ui.Vault, error) {
	return opened(workspace.OpenAny(ctx, path, s.by(by), progress))
}

// Try implements ui.Sealing.
func (s *system) Try(by unlock.Secret) { s.trying = secret(by) }

// reading is the laptop with what opens files that are only read.
func (s *system) reading() workspace.Env {
	env := s.env
	env.Secret = s.trying
	return env
}

// Keychain implements ui.Sealing.
func (s *system) Keychain() error {
	if s.env.Chain == nil {
		return words.Refuse("keychain.none")
	}
	return s.env.Chain.Usable()
}

// Remember implements ui.Sealing.
func (s *system) Remember(v ui.Vault) error { return workspaceOf(v).Remember() }

// Seal implements ui.Sealing.
func (s *system) Seal(path, passphrase string, progress func(done, total int)) (ui.Vault, error) {
	env := s.env
	env.Seal = passphrase
	return opened(workspace.SealVault(path, env, progress))
}

// Unseal implements ui.Sealing.
func (s *system) Unseal(path string, by unlock.Secret, progress func(done, total int)) (ui.Vault, error) {
	return opened(workspace.UnsealVault(path, s.by(by), progress))
}

// Knows implements ui.Sealing.
func (s *system) Knows(v ui.Vault, by unlock.Secret) error { return workspaceOf(v).Knows(secret(by)) }

// ChangePassphrase implements ui.Sealing.
func (s *system) ChangePassphrase(v ui.Vault, by unlock.Secret, passphrase string) error {
	return workspaceOf(v).ChangePassphrase(secret(by), passphrase)
}
