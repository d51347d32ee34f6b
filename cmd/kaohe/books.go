package main

import (
	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
	"kaohe/ui/exchange"
)

// Read implements ui.Workbooks.
func (s *system) Read(path string) (*book.Grid, error) { return workspace.ReadBook(path) }

// Plan implements ui.Workbooks.
func (s *system) Plan(v ui.Vault, g *book.Grid) (*book.Plan, error) { return workspaceOf(v).Plan(g) }

// PlanNew implements ui.Workbooks.
func (s *system) PlanNew(g *book.Grid) (*book.Plan, error) {
	return workspace.PlanNew(g, assess.DayOf(s.env.Now()))
}

// Take implements ui.Workbooks.
func (s *system) Take(v ui.Vault, p *book.Plan, pin string) error {
	return workspaceOf(v).TakeBook(p, pin)
}

// Found implements ui.Workbooks.
func (s *system) Found(path string, p *book.Plan, pin, passphrase string) (ui.Vault, error) {
	env := s.env
	env.Seal = passphrase
	d, err := workspace.FoundBook(path, p, "", pin, env)
	if err != nil {
		return nil, err
	}
	return openVault{d}, nil
}

// Save implements ui.Workbooks.
func (s *system) Save(v ui.Vault, path string, replace bool, kind exchange.Kind, district, person string) error {
	b := book.Template()
	switch kind {
	case exchange.Whole:
		b = workspaceOf(v).Export()
	case exchange.Field:
		var err error
		if b, err = workspaceOf(v).Field(district, person); err != nil {
			return err
		}
	}
	return workspace.SaveBook(workspace.Output{Path: path, Replace: replace}, b)
}
