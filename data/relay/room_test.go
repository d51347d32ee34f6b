package relay

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"golang.org/x/net/webdav"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// place is a room that was just made, and how somebody else puts anything into it.
type place struct {
	room  Room
	plant func(name, content string) error
}

var rooms = map[string]func(t *testing.T) place{
	"folder": func(t *testing.T) place {
		dir := t.TempDir()
		room, err := Folder(dir)
		must(t, err)
		return place{room, planting(dir)}
	},
	"webdav": func(t *testing.T) place {
		return serverOf(t, Login{"team", "secret"}, func(dav http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if name, secret, _ := r.BasicAuth(); name != "team" || secret != "secret" {
					w.Header().Set("WWW-Authenticate", `Basic realm="team"`)
					w.WriteHeader(http.StatusUnauthorized)
					return
				}
				dav.ServeHTTP(w, r)
			})
		})
	},
	"webdav without a login":               func(t *testing.T) place { return serverOf(t, Login{}, open) },
	"webdav that does not ask for a login": func(t *testing.T) place { return serverOf(t, Login{"team", "secret"}, open) },
	"s3 in memory": func(t *testing.T) place {
		store := s3mem.New()
		server := httptest.NewServer(gofakes3.New(store).Server())
		t.Cleanup(server.Close)
		must(t, store.CreateBucket("team"))
		return bucketAt(t, server.URL+"/team/2026/round", Login{"a", "b"})
	},
}

func open(dav http.Handler) http.Handler { return dav }

// serverOf is a WebDAV server behind a door.
func serverOf(t *testing.T, login Login, door func(http.Handler) http.Handler) place {
	dir := t.TempDir()
	server := httptest.NewServer(door(&webdav.Handler{FileSystem: webdav.Dir(dir), LockSystem: webdav.NewMemLS()}))
	t.Cleanup(server.Close)
	room, err := WebDAV(server.URL, login)
	must(t, err)
	return place{room, planting(dir)}
}

func bucketAt(t *testing.T, where string, login Login) place {
	room, err := S3(where, "", login)
	must(t, err)
	b := room.(bucket)
	return place{room, func(name, content string) error {
		return plantObject(b, name, content)
	}}
}

func planting(dir string) func(name, content string) error {
	return func(name, content string) error {
		at := filepath.Join(dir, filepath.FromSlash(name))
		return errors.Join(os.MkdirAll(filepath.Dir(at), 0o700), os.WriteFile(at, []byte(content), 0o600))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(err error, code string) bool { return errors.Is(err, words.Refuse(code)) }

// named is a file as a laptop would put it.
func named(device byte, from, to uint64, content string) File {
	sum := sha256.Sum256([]byte(content))
	n := Name{Device: ledger.Device{device}, From: from, To: to, Digest: [16]byte(sum[:])}
	return File{n.String(), int64(len(content))}
}

func content(room Room, f File) (string, error) {
	var b bytes.Buffer
	err := room.Get(context.Background(), f.Name, &b, f.Size)
	return b.String(), err
}

// TestRooms is what the engine relies on, whatever a room is made of.
func TestRooms(t *testing.T) {
	for name, build := range rooms {
		t.Run(name, func(t *testing.T) { conforms(t, build) })
	}
}

func conforms(t *testing.T, build func(*testing.T) place) {
	for name, test := range map[string]func(*testing.T, place){
		"what was put is listed and read back":          putAndRead,
		"a file is put once and stays":                  putOnce,
		"a file that is not there is missing":           missingFile,
		"nothing but packages is seen":                  onlyPackages,
		"no more is read than a file may hold":          capped,
		"who gives up gets nothing":                     cancelled,
		"a file that could not be read leaves no trace": putInPart,
		"a small file and a large one are files as any": sizes,
	} {
		t.Run(name, func(t *testing.T) { test(t, build(t)) })
	}
}

func putAndRead(t *testing.T, p place) {
	ctx := context.Background()
	if l, err := p.room.List(ctx); err != nil || len(l) != 0 {
		t.Fatalf("a new room holds %v, %v", l, err)
	}
	texts := map[File]string{named(2, 0, 9, "later"): "later", named(1, 3, 12, "second"): "second", named(1, 0, 3, "first"): "first"}
	for f, text := range texts {
		must(t, p.room.Put(ctx, f, strings.NewReader(text)))
	}
	l, err := p.room.List(ctx)
	must(t, err)
	want := []File{named(1, 0, 3, "first"), named(1, 3, 12, "second"), named(2, 0, 9, "later")}
	if len(l) != 3 || l[0] != want[0] || l[1] != want[1] || l[2] != want[2] {
		t.Fatalf("listed %v, want %v", l, want)
	}
	for f, text := range texts {
		if got, err := content(p.room, f); got != text || err != nil {
			t.Errorf("%q, %v, want %q", got, err, text)
		}
	}
}

func putOnce(t *testing.T, p place) {
	ctx, f := context.Background(), named(1, 0, 3, "first")
	for range 2 {
		must(t, p.room.Put(ctx, f, strings.NewReader("first")))
	}
	if err := p.room.Put(ctx, File{f.Name, 6}, strings.NewReader("longer")); !refused(err, "relay.taken") {
		t.Errorf("another file of that name: %v", err)
	}
	if got, err := content(p.room, f); got != "first" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func missingFile(t *testing.T, p place) {
	if _, err := content(p.room, named(1, 0, 3, "x")); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
}

func onlyPackages(t *testing.T, p place) {
	ctx, f := context.Background(), named(1, 0, 3, "first")
	dir := f.Name[:strings.LastIndex(f.Name, "/")+1]
	for _, name := range []string{"readme.txt", "dev/readme.txt", "dev/ab/" + f.Name[len(dir):], dir + "note.txt", dir + partial + f.Name[len(dir):],
		dir + "deep/" + f.Name[len(dir):], strings.ToUpper(dir) + f.Name[len(dir):], dir + "1-2-" + f.Name[len(dir)+22:]} {
		must(t, p.plant(name, "junk"))
	}
	must(t, p.plant(f.Name, "first"))
	if l, err := p.room.List(ctx); err != nil || len(l) != 1 || l[0] != f {
		t.Errorf("%v, %v", l, err)
	}
}

func capped(t *testing.T, p place) {
	f := named(1, 0, 3, "first")
	must(t, p.plant(f.Name, strings.Repeat("x", 100_000)))
	var b bytes.Buffer
	if err := p.room.Get(context.Background(), f.Name, &b, 5); err == nil || b.Len() > 5 {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
}

func cancelled(t *testing.T, p place) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f := named(1, 0, 3, "first")
	must(t, p.plant(f.Name, "first"))
	_, err := p.room.List(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("list: %v", err)
	}
	if err := p.room.Get(ctx, f.Name, io.Discard, f.Size); !errors.Is(err, context.Canceled) {
		t.Errorf("get: %v", err)
	}
	other := named(1, 3, 4, "other")
	if err := p.room.Put(ctx, other, strings.NewReader("other")); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if l, err := p.room.List(context.Background()); err != nil || len(l) != 1 {
		t.Errorf("%v, %v", l, err)
	}
}

type broken struct{ io.ReadSeeker }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.ReadSeeker.Read(p[:min(len(p), 2)])
	if err == io.EOF {
		err = errors.New("the disk is gone")
	}
	return n, err
}

func putInPart(t *testing.T, p place) {
	ctx, f := context.Background(), named(1, 0, 3, "first")
	f.Size = 8
	if err := p.room.Put(ctx, f, broken{strings.NewReader("first")}); err == nil {
		t.Error("a part was taken for the whole")
	}
	if l, err := p.room.List(ctx); err != nil || len(l) != 0 {
		t.Errorf("%v, %v", l, err)
	}
	must(t, p.room.Put(ctx, f, strings.NewReader("complete")))
}

func sizes(t *testing.T, p place) {
	for i, text := range []string{"x", strings.Repeat("0123456789abcdef", 400_000)} {
		f := named(1, 0, uint64(i), text)
		must(t, p.room.Put(context.Background(), f, strings.NewReader(text)))
		if got, err := content(p.room, f); got != text || err != nil {
			t.Errorf("%d of %d bytes, %v", len(got), len(text), err)
		}
	}
}

// Trying again later makes no room.
func TestAFullPlaceSaysThatItIsFull(t *testing.T) {
	full := syscall.ENOSPC
	if runtime.GOOS == "windows" {
		full = 112 // ERROR_DISK_FULL
	}
	for name, err := range map[string]error{
		"a folder on a full disk": folder{"x"}.fault(&fs.PathError{Op: "write", Path: "x", Err: full}),
		"a server":                reply("x", http.StatusInsufficientStorage, errors.New("507")),
	} {
		if !refused(err, "relay.full") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
