package ui_test

import (
	"context"

	"kaohe/app/session"
	"kaohe/ui"
	"kaohe/ui/parcels"
)

// post is the exchange with colleagues as a system of tests has it.
type post struct {
	spread   session.Spread
	in       *parcels.Incoming // what any package holds
	opened   []string
	locked   error // what opening without a passphrase says
	merged   int
	take     func() error // what merging does
	packed   []string
	asked    parcels.Request // for the last
	places   []ui.Place      // at which was exchanged
	told     func(ui.Relayed)
	running  int
	stranger error // what trying a place says
}

func (h *system) Removable() string              { return "" }
func (h *system) Spread(ui.Vault) session.Spread { return h.post.spread }
func (h *system) Pack(_ context.Context, _ ui.Vault, path string, r parcels.Request, _ bool) (parcels.Packed, error) {
	h.post.packed, h.post.asked = append(h.post.packed, path), r
	return parcels.Packed{Path: path, Records: 24, Bytes: 5000, Number: "0a1b2c3d", Digest: "0a1b2c3d4e5f"}, h.fail
}
func (h *system) OpenParcels(_ context.Context, _ ui.Vault, paths []string, passphrase string, _ *parcels.Incoming) (*parcels.Incoming, error) {
	if h.post.locked != nil && passphrase == "" {
		return nil, h.post.locked
	}
	h.post.opened = append(h.post.opened, paths...)
	return h.post.in, h.fail
}
func (h *system) MergeParcels(context.Context, ui.Vault, *parcels.Incoming) (parcels.Merged, error) {
	h.post.merged++
	if h.post.take != nil {
		if err := h.post.take(); err != nil {
			return parcels.Merged{}, err
		}
	}
	return parcels.Merged{New: 3, Known: 40}, nil
}
func (h *system) TryPlace(context.Context, ui.Vault, ui.Place, ui.Login) error {
	return h.post.stranger
}
func (h *system) Relay(_ ui.Vault, p ui.Place, _ bool, told func(ui.Relayed)) func() {
	h.post.places, h.post.told = append(h.post.places, p), told
	h.post.running++
	return func() { h.post.running-- }
}
