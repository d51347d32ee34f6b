package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"sync"
	"time"

	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/desktop"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keychain"
	"kaohe/data/relay"
	"kaohe/ui"
	"kaohe/ui/parcels"
)

// Removable implements ui.Parcels.
func (s *system) Removable() string {
	if all := desktop.Removable(); len(all) > 0 {
		return all[0]
	}
	return ""
}

// Spread implements ui.Parcels.
func (s *system) Spread(v ui.Vault) session.Spread { return workspaceOf(v).Spread() }

// Pack implements ui.Parcels.
func (s *system) Pack(ctx context.Context, v ui.Vault, path string, r parcels.Request, replace bool, progress func(done, total int)) (parcels.Packed, error) {
	p, err := workspaceOf(v).Pack(path, workspace.PackOptions{For: r.For, District: r.District, Passphrase: r.Passphrase, Carry: workspace.Carry(r.Evidence), Replace: replace,
		Each: workspace.Until(ctx, progress)})
	return parcels.Packed{Path: p.Path, Records: p.Records, Bytes: p.Bytes, Number: workspace.Number(p.Digest), Digest: p.Digest.String(), Stick: p.Stick, Notes: p.Notes}, err
}

// OpenParcels implements ui.Parcels.
func (s *system) OpenParcels(ctx context.Context, v ui.Vault, paths []string, passphrase string, beside *parcels.Incoming, progress func(done, total int)) (*parcels.Incoming, error) {
	d, out := workspaceOf(v), &parcels.Incoming{}
	var all []*workspace.Parcel
	if beside != nil {
		all, out.Heads = append(all, beside.Of.([]*workspace.Parcel)...), append(out.Heads, beside.Heads...)
	}
	for _, path := range paths {
		p, err := d.OpenParcel(workspace.Until(ctx, progress), path, passphrase)
		if err != nil {
			return nil, err
		}
		all, out.Heads = append(all, p), append(out.Heads, p.Headline()...)
	}
	out.Of, out.In = all, d.Look(all...)
	out.Lines, out.Missing = workspace.Lines(out.In), workspace.Missing(out.In, all)
	return out, ctx.Err()
}

// MergeParcels implements ui.Parcels.
func (s *system) MergeParcels(ctx context.Context, v ui.Vault, in *parcels.Incoming, progress func(done, total int)) (parcels.Merged, error) {
	m, err := workspaceOf(v).Merge(workspace.Until(ctx, progress), in.Of.([]*workspace.Parcel)...)
	return parcels.Merged{New: m.New, Known: m.Known, Forked: m.Forked, Same: m.Same(), Files: m.FileLines(), Partly: m.Files.Bad > 0 || m.Files.Why != nil}, err
}

// Carried implements ui.Parcels.
func (s *system) Carried(v ui.Vault, person, district string) parcels.Carried {
	return parcels.Carried(workspaceOf(v).Sizing(person, district))
}

// Thinnable implements ui.Parcels.
func (s *system) Thinnable(v ui.Vault) parcels.Thinning {
	t := workspaceOf(v).Thinnable("")
	return parcels.Thinning{Lines: t.Lines(), Any: len(t.Files) > 0, Of: t}
}

// Thin implements ui.Parcels.
func (s *system) Thin(ctx context.Context, v ui.Vault, t parcels.Thinning, progress func(done, total int)) ([]words.Msg, error) {
	n, size, err := workspaceOf(v).Thin(workspace.Until(ctx, progress), t.Of.(workspace.Thinning))
	if errors.Is(err, context.Canceled) {
		err = words.Refuse("thin.interrupted", n)
	}
	return []words.Msg{words.M("thin.done", n, words.Size(size))}, err
}

// How often a place is looked at: a folder, and a server, which somebody pays for.
const (
	oftenFolder = 5 * time.Second
	oftenServer = time.Minute
)

// room is the room at a place, opened by a login.
func room(p ui.Place, by ui.Login) (relay.Room, error) {
	switch p.Kind {
	case "s3":
		return relay.S3(p.At, by.Region, relay.Login{Name: by.Name, Secret: by.Secret})
	case "webdav":
		return relay.WebDAV(p.At, relay.Login{Name: by.Name, Secret: by.Secret})
	}
	return relay.Folder(p.At)
}

// logins are what opens places: in the system's keychain, and where there is none, until the program ends.
type logins struct {
	mu  sync.Mutex
	now map[string]ui.Login // by the path of the vault
}

// of gives what opens a vault's place. Fault: keychain.failed.
func (l *logins) of(v ui.Vault) (by ui.Login, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if by, ok := l.now[v.Path()]; ok {
		return by, nil
	}
	text, found, err := keychain.System{}.Login(workspaceOf(v).Vault.ID())
	if err == nil && found {
		err = json.Unmarshal([]byte(text), &by)
	}
	return by, err
}

// keep keeps it. Fault: keychain.failed.
func (l *logins) keep(v ui.Vault, by ui.Login) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		l.now = map[string]ui.Login{}
	}
	l.now[v.Path()] = by
	if (keychain.System{}).Usable() != nil {
		return nil // it is asked for once more after the next start
	}
	text, err := json.Marshal(by)
	if err != nil {
		return err
	}
	return keychain.System{}.KeepLogin(workspaceOf(v).Vault.ID(), string(text))
}

// TryPlace implements ui.Parcels.
func (s *system) TryPlace(ctx context.Context, v ui.Vault, p ui.Place, by ui.Login) error {
	if p.Kind != "dir" && by == (ui.Login{}) {
		var err error
		if by, err = s.logins.of(v); err != nil {
			return err
		}
	}
	r, err := room(p, by)
	if err != nil {
		return err
	}
	if _, err := r.List(ctx); err != nil || p.Kind == "dir" {
		return err
	}
	return s.logins.keep(v, by)
}

// Relay implements ui.Parcels.
func (s *system) Relay(v ui.Vault, p ui.Place, anew bool, told func(ui.Relayed)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.relay(ctx, v, p, anew, told)
	}()
	return func() {
		cancel()
		<-ended
	}
}

// relay exchanges until ctx ends. A place that can't be found, as a share that is not mounted, is looked for again.
func (s *system) relay(ctx context.Context, v ui.Vault, p ui.Place, anew bool, told func(ui.Relayed)) {
	often := oftenServer
	if p.Kind == "dir" {
		often = oftenFolder
	}
	var r relay.Room
	for ctx.Err() == nil {
		var by ui.Login
		var err error
		if p.Kind != "dir" {
			by, err = s.logins.of(v)
		}
		if err == nil {
			r, err = room(p, by)
		}
		if err == nil {
			break
		}
		told(ui.Relayed{At: s.env.Now(), Err: err})
		select {
		case <-ctx.Done():
		case <-time.After(often):
		}
	}
	if ctx.Err() != nil {
		return
	}
	d := workspaceOf(v)
	var lines []words.Msg
	sent, taken := 0, 0
	step := func(ctx context.Context) (relay.Report, error) {
		report, err := d.Exchange(ctx, r, anew)
		anew = anew && err != nil
		sent, taken = sent+report.Sent, taken+report.Taken
		if lines = nil; err == nil || report.Sent+report.Taken > 0 {
			lines = append(d.ExchangeLines(report), words.M("parcels.relay.total", sent, taken))
		}
		return report, err
	}
	relay.Watch(ctx, r, often, func() string { return stand(v.Path()) }, step, func(st relay.Status) {
		told(ui.Relayed{At: st.At, Lines: lines, Err: st.Err})
	})
}

// stand is how a vault's file stands, as far as a change of it shows.
func stand(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return err.Error()
	}
	return info.ModTime().String()
}
