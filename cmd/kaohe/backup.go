package main

import (
	"context"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
)

// Beside implements ui.Backups.
func (s *system) Beside(path string) string { return workspace.Beside(path) }

// Backup implements ui.Backups.
func (s *system) Backup(ctx context.Context, v ui.Vault, folders []string, progress func(done, total int)) []ui.BackedUp {
	var out []ui.BackedUp
	for _, b := range workspaceOf(v).Backup(ctx, folders, progress) {
		out = append(out, ui.BackedUp(b))
	}
	return out
}

// Backups implements ui.Backups.
func (s *system) Backups(ctx context.Context, path string, folders []string, progress func(done, total int)) ([]ui.Backup, error) {
	found, err := workspace.Backups(ctx, path, folders, s.reading(), progress)
	var out []ui.Backup
	for _, b := range found {
		out = append(out, ui.Backup(b))
	}
	return out, err
}

// Loss implements ui.Backups.
func (s *system) Loss(path, from string, v ui.Vault) ([]words.Msg, error) {
	var open *workspace.Workspace
	if v != nil {
		open = workspaceOf(v)
		s.trying = open.Secret() // it is closed when the backup is put in its place
	}
	l, err := workspace.LossOf(path, from, open, s.reading())
	if err != nil {
		return nil, err
	}
	return l.Lines(), nil
}

// Restore implements ui.Backups.
func (s *system) Restore(ctx context.Context, path, from string, progress func(done, total int)) (aside string, err error) {
	return workspace.Restore(ctx, path, from, s.reading(), progress)
}

// Salvage implements ui.Backups.
func (s *system) Salvage(path string) (to string, lines []words.Msg, err error) {
	to = workspace.SalvagePath(path, s.env)
	lines, err = workspace.Salvage(path, to, s.reading())
	return to, lines, err
}

// SaveCopy implements ui.Backups.
func (s *system) SaveCopy(ctx context.Context, v ui.Vault, path string, progress func(done, total int)) error {
	return workspaceOf(v).SaveCopy(ctx, path, progress)
}
