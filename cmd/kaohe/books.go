package main

import (
	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
	"kaohe/ui/exchange"
)

// Read implements ui.Books.
func (h *house) Read(path string) (*book.Grid, error) { return workspace.ReadBook(path) }

// Plan implements ui.Books.
func (h *house) Plan(v ui.Vault, g *book.Grid) (*book.Plan, error) { return at(v).Plan(g) }

// PlanNew implements ui.Books.
func (h *house) PlanNew(g *book.Grid) (*book.Plan, error) {
	return workspace.PlanNew(g, assess.DayOf(h.env.Now()))
}

// Take implements ui.Books.
func (h *house) Take(v ui.Vault, p *book.Plan, pin string) error { return at(v).TakeBook(p, pin) }

// Found implements ui.Books.
func (h *house) Found(path string, p *book.Plan, pin string) (ui.Vault, error) {
	d, err := workspace.FoundBook(path, p, "", pin, h.env)
	if err != nil {
		return nil, err
	}
	return seat{d}, nil
}

// Save implements ui.Books.
func (h *house) Save(v ui.Vault, path string, replace bool, kind exchange.Kind, district, person string) error {
	b := book.Template()
	switch kind {
	case exchange.Whole:
		b = at(v).Export()
	case exchange.Field:
		var err error
		if b, err = at(v).Field(district, person); err != nil {
			return err
		}
	}
	return workspace.SaveBook(workspace.Output{Path: path, Replace: replace}, b)
}
