package main

import (
	"context"
	"image"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
	"kaohe/ui/screen"
)

// Thumb implements ui.EvidenceFiles.
func (s *system) Thumb(ctx context.Context, v ui.Vault, sum string, turn int) (image.Image, error) {
	return workspaceOf(v).Thumb(ctx, sum, turn)
}

// Picture implements ui.EvidenceFiles.
func (s *system) Picture(ctx context.Context, v ui.Vault, sum string, turn, longest int) (image.Image, error) {
	return workspaceOf(v).Picture(ctx, sum, turn, longest)
}

// FileFacts implements ui.EvidenceFiles.
func (s *system) FileFacts(_ context.Context, v ui.Vault, sum string) (screen.FileFacts, error) {
	info, err := workspaceOf(v).LookAt(sum)
	if err != nil {
		return screen.FileFacts{}, err
	}
	f := screen.FileFacts{Width: info.Width, Height: info.Height}
	if info.Place != nil {
		f.Placed, f.Lat, f.Lon = true, info.Place.Lat, info.Place.Lon
	}
	if info.Format.Picture() && !info.Drawable {
		f.Why = &words.Fault{Msg: info.Why}
	}
	return f, nil
}

// FilesHere implements ui.EvidenceFiles.
func (s *system) FilesHere(_ context.Context, v ui.Vault) (map[string]bool, error) {
	return workspaceOf(v).Originals()
}

// ShowFile implements ui.EvidenceFiles.
func (s *system) ShowFile(ctx context.Context, v ui.Vault, sum, name string) error {
	path, err := workspaceOf(v).Viewed(ctx, sum, name)
	if err != nil {
		return err
	}
	return s.Show(path)
}

// SaveFile implements ui.EvidenceFiles.
func (s *system) SaveFile(_ context.Context, v ui.Vault, sum, path string, replace bool) error {
	return workspaceOf(v).SaveEvidence(sum, workspace.Output{Path: path, Replace: replace})
}

// ExportEvidence implements ui.EvidenceFiles.
func (s *system) ExportEvidence(ctx context.Context, v ui.Vault, x ui.Exhibition, progress func(done, total int)) (lines []words.Msg, err error) {
	d, to := workspaceOf(v), workspace.Output{Path: x.Path, Replace: x.Replace}
	var made []*workspace.Exhibited
	if x.District == "" {
		made, err = d.Exhibits(ctx, x.Bare, x.Archive, to, progress)
	} else {
		if x.Archive {
			to.Path += workspace.ArchiveExt
		}
		var one *workspace.Exhibited
		if one, err = d.Exhibit(ctx, x.District, x.Bare, to, progress); err == nil {
			made = append(made, one)
		}
	}
	for _, m := range made {
		lines = append(lines, m.Lines()...)
	}
	return lines, err
}
