package main

import (
	"context"

	"kaohe/app/assess"
	"kaohe/app/province"
	"kaohe/cmd/internal/workspace"
)

// Gather implements ui.Gathering.
func (s *system) Gather(ctx context.Context, folder string, phrases []string, progress func(done, total int)) (*province.Table, error) {
	return workspace.Gather(ctx, folder, workspace.Phrases{Vaults: phrases, Packages: phrases}, s.env, progress)
}

// SaveTable implements ui.Gathering.
func (s *system) SaveTable(ctx context.Context, t *province.Table, folder string, replace bool) (string, error) {
	return s.printer.SaveTables(ctx, t, assess.DayOf(s.env.Now()), workspace.Output{Path: folder, Replace: replace})
}
