package ui_test

import (
	"context"
	"strings"

	"kaohe/app/session"
	"kaohe/app/words"
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
	thinned  int
	stranger error  // what trying a place says
	ending   func() // what happens before the exchange lets the vault go
}

func (h *system) Removable() string              { return "" }
func (h *system) Spread(ui.Vault) session.Spread { return h.post.spread }
func (h *system) Pack(_ context.Context, _ ui.Vault, path string, r parcels.Request, replace bool, _ func(done, total int)) (parcels.Packed, error) {
	if h.taken > 0 && !replace {
		return parcels.Packed{}, words.Refuse("output.exists", h.taken, path)
	}
	h.post.packed, h.post.asked = append(h.post.packed, path), r
	return parcels.Packed{Path: path, Records: 24, Bytes: 5000, Number: "0a1b2c3d", Digest: "0a1b2c3d4e5f", Stick: strings.HasPrefix(path, "/media"),
		Notes: []words.Msg{words.M("packed.for.unheard", "李䶮")}}, h.fail
}
func (h *system) OpenParcels(_ context.Context, _ ui.Vault, paths []string, passphrase string, _ *parcels.Incoming, _ func(done, total int)) (*parcels.Incoming, error) {
	if h.post.locked != nil && passphrase == "" {
		return nil, h.post.locked
	}
	h.post.opened = append(h.post.opened, paths...)
	return h.post.in, h.fail
}
func (h *system) MergeParcels(context.Context, ui.Vault, *parcels.Incoming, func(done, total int)) (parcels.Merged, error) {
	h.post.merged++
	if h.post.take != nil {
		if err := h.post.take(); err != nil {
			return parcels.Merged{}, err
		}
	}
	return parcels.Merged{New: 3, Known: 40}, nil
}
func (h *system) Carried(ui.Vault, string, string) parcels.Carried {
	return parcels.Carried{Originals: 12, Bytes: 60 << 20, Pictures: 10, Small: 3 << 20, All: 40, AllBytes: 200 << 20}
}
func (h *system) Thinnable(ui.Vault) parcels.Thinning {
	return parcels.Thinning{Lines: []words.Msg{words.M("thin.may", 3, words.Size(15<<20), "办公室")}, Any: true}
}
func (h *system) Thin(context.Context, ui.Vault, parcels.Thinning, func(done, total int)) ([]words.Msg, error) {
	h.post.thinned++
	return []words.Msg{words.M("thin.done", 3, words.Size(15<<20))}, h.fail
}
func (h *system) TryPlace(context.Context, ui.Vault, ui.Place, ui.Login) error {
	return h.post.stranger
}
func (h *system) Relay(_ ui.Vault, p ui.Place, _ bool, told func(ui.Relayed)) func() {
	h.post.places, h.post.told = append(h.post.places, p), told
	h.post.running++
	return func() {
		if h.post.ending != nil {
			h.post.ending()
		}
		h.post.running--
	}
}
