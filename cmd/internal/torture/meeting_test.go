//go:build linux

package torture_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"golang.org/x/net/webdav"

	"kaohe/cmd/internal/workspace"
)

// meeting is how a team exchanges, and in which folder or at which address.
type meeting struct {
	way, where string
	whole      bool // all packages hold everything, so that there is an end to it
}

const (
	inFolder   = "folder"
	inBucket   = "s3"
	onServer   = "webdav"
	byPackages = "packages"
)

// exchange is one round of it; moved is zero when nothing was new to either side.
func (m meeting) exchange(d *workspace.Workspace) (moved int, err error) {
	at := workspace.Place{}
	switch m.way {
	case byPackages:
		return m.packages(d)
	case inBucket:
		at.S3 = m.where
	case onServer:
		at.WebDAV = m.where
	default:
		at.Dir = m.where
	}
	room, err := at.Room(os.Getenv)
	if err != nil {
		return 0, err
	}
	r, err := d.Exchange(context.Background(), room, false)
	return r.Sent + r.Taken + r.Lost, err
}

// packages takes in whatever package of the folder can be read and fits, and lays down an own one, in the place of one of its three before: whole,
// or without what another package's maker had, or what a person is known to have, or what is of no district.
func (m meeting) packages(d *workspace.Workspace) (moved int, err error) {
	files, err := filepath.Glob(filepath.Join(m.where, "*.kpack"))
	if err != nil {
		return 0, err
	}
	for _, path := range files {
		n, err := taken(d, path)
		if err != nil {
			return 0, err
		}
		moved += n
	}
	o := workspace.PackOptions{Replace: true}
	switch kind := rand.IntN(5); {
	case m.whole || len(files) == 0:
	case kind == 0:
		o.Since = files[rand.IntN(len(files))]
	case kind == 1:
		o.For = []string{"wu", "li"}[rand.IntN(2)]
	case kind == 2:
		o.District = "ns"
	}
	own := filepath.Join(m.where, fmt.Sprintf("%s-%d.kpack", d.Own().String()[:8], rand.IntN(3)))
	_, err = d.Pack(own, o)
	if o.Since != "" && unfit(err) {
		err = nil
	}
	return moved, err
}

// taken takes a package in, or leaves it where it can't be read or one before it is missing.
func taken(d *workspace.Workspace, path string) (int, error) {
	p, err := d.OpenParcel(nil, path, "")
	if unfit(err) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	done, err := d.Merge(nil, p)
	if isRefused(err, "pack.gap") || isRefused(err, "pack.gap.since") {
		return 0, nil
	}
	return done.New, err
}

// unfit tells that a package was cut, maybe while it was read, or taken away, or was made before its maker knew of this laptop.
func unfit(err error) bool {
	cut := isRefused(err, "pack.short") || isRefused(err, "pack.damaged")
	return cut || isRefused(err, "pack.locked") || errors.Is(err, fs.ErrNotExist)
}

// roomFiles are a room's files in a folder.
func roomFiles(dir string) string { return filepath.Join(dir, "dev", "*", "0*") }

func TestTeamsConvergeThroughServersThoughKilled(t *testing.T) {
	t.Run("WebDAV that loses files", func(t *testing.T) {
		dir := fast(t)
		server := httptest.NewServer(&webdav.Handler{FileSystem: webdav.Dir(dir), LockSystem: webdav.NewMemLS()})
		t.Cleanup(server.Close)
		newCrew(t, 3, meeting{way: onServer, where: server.URL}, roomFiles(dir)).converges(15)
	})
	t.Run("a bucket", func(t *testing.T) {
		store := s3mem.New()
		must(t, store.CreateBucket("team"))
		server := httptest.NewServer(gofakes3.New(store).Server())
		t.Cleanup(server.Close)
		t.Setenv("KAOHE_S3_ACCESS_KEY", "a")
		t.Setenv("KAOHE_S3_SECRET_KEY", "b")
		newCrew(t, 7, meeting{way: inBucket, where: server.URL + "/team/2026"}, "").converges(15)
	})
}

func TestTeamsConvergeByPackagesThoughKilledAndPackagesAreCut(t *testing.T) {
	dir := fast(t)
	newCrew(t, 7, meeting{way: byPackages, where: dir}, filepath.Join(dir, "*.kpack")).converges(30)
}
