package main

import (
	"context"
	"image"
	"os"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/cmd/internal/clipboard"
	"kaohe/data/picture"
	"kaohe/ui"
)

// TakeFiles implements ui.Intake.
func (s *system) TakeFiles(ctx context.Context, v ui.Vault, r intake.Request, progress func(done, total int)) (*intake.Outcome, error) {
	return workspaceOf(v).Take(ctx, r, progress)
}

// ScanFolder implements ui.Intake.
func (s *system) ScanFolder(ctx context.Context, v ui.Vault, folder, district string, p assess.Phase, progress func(done, total int)) ([]intake.Found, error) {
	return workspaceOf(v).Scan(ctx, folder, district, p, progress)
}

// Sketch implements ui.Intake.
func (s *system) Sketch(ctx context.Context, path string, turn, longest int) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, words.Refuse("file.read", path).Because(err)
	}
	defer f.Close() // only read
	return picture.Draw(ctx, f, longest, turn)
}

// Clipboard implements ui.Intake.
func (s *system) Clipboard(ctx context.Context) ([]intake.File, error) {
	c, err := clipboard.Read(ctx)
	if err != nil {
		return nil, err
	}
	var out []intake.File
	for _, path := range c.Files {
		out = append(out, intake.File{Path: path})
	}
	if len(out) == 0 {
		out = append(out, intake.File{Bytes: c.Picture})
	}
	return out, nil
}
