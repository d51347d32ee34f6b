//go:build unix

package relay

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// TestAHostileServerIsBounded: whatever a server answers, it is refused in words, after no more than a room may hold.
func TestAHostileServerIsBounded(t *testing.T) {
	var sent atomic.Int64
	more := func(w io.Writer, text string) bool {
		n, err := io.WriteString(w, text)
		sent.Add(int64(n))
		return err == nil
	}
	for name, answer := range map[string]http.HandlerFunc{
		"a listing without end": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusMultiStatus)
			more(w, `<?xml version="1.0"?><multistatus xmlns="DAV:">`)
			for i := 0; more(w, fmt.Sprintf(`<response><href>/dev/%064x/</href><propstat><status>HTTP/1.1 200 OK</status><prop><resourcetype><collection/></resourcetype></prop></propstat></response>`, i)); i++ {
			}
		},
		"a depth without end": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusMultiStatus)
			for more(w, strings.Repeat("<x>", 1000)) {
			}
		},
		"a listing that is cut": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusMultiStatus)
			more(w, `<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>/</href><propstat><status>HTTP/1.1 200 OK</status><prop><resourcetype><collection/></resourcetype></prop></propstat></response>`)
		},
		"a listing that breaks off in nonsense": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusMultiStatus)
			more(w, `<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>/</href><propstat><status>HTTP/1.1 200 OK</status><prop><resourcetype><collection/></resourcetype></prop></propstat></response><&>`+strings.Repeat(" ", 100_000)+`</multistatus>`)
		},
		"a page in answer":   func(w http.ResponseWriter, r *http.Request) { more(w, "<html>please log in</html>") },
		"nobody is let in":   func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"one way in circles": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusMovedPermanently) },
		"nothing in answer":  func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) },
	} {
		t.Run(name, func(t *testing.T) {
			sent.Store(0)
			server := httptest.NewServer(answer)
			defer server.Close()
			dav, err := WebDAV(server.URL, Login{"team", "secret"})
			must(t, err)
			s3, err := S3(server.URL+"/team", "", Login{"team", "secret"})
			must(t, err)
			for _, room := range []Room{dav, s3} {
				l, err := room.List(context.Background())
				if _, s3 := room.(bucket); s3 && name == "a page in answer" {
					continue // the library takes it for an empty bucket, and so could the server say
				}
				if err == nil || !refused(err, "relay.failed") && !refused(err, "relay.denied") && !refused(err, "relay.crowded") && !refused(err, "relay.gone") {
					t.Errorf("%T: %d files, %v", room, len(l), err)
				}
			}
			server.CloseClientConnections()
			if limit := int64(4 * maxListing); sent.Load() > limit || name == "a depth without end" && sent.Load() > limit/16 {
				t.Errorf("%d MiB were read", sent.Load()>>20)
			}
		})
	}
}

func TestAddressesTellNoPasswords(t *testing.T) {
	for where, code := range map[string]string{
		"https://nas.example/team": "", "http://127.0.0.1:80/team": "", "http://[::1]/team": "", "http://localhost/team": "",
		"http://nas.example/team": "relay.insecure", "ftp://nas.example/team": "relay.insecure", "nas.example/team": "relay.address",
		"https://me:secret@nas.example/team": "relay.address", "https://nas.example/team?key=secret": "relay.address", "https://me:secret@%zz": "relay.address", "": "relay.address",
	} {
		_, err := WebDAV(where, Login{})
		if code == "" && err != nil || code != "" && !refused(err, code) {
			t.Errorf("%s: %v", where, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") && !strings.Contains(where, "?") {
			t.Errorf("%v", err)
		}
	}
}

func TestWhatIsNoFolderIsNoRoom(t *testing.T) {
	pipe, plain := t.TempDir()+"/pipe", t.TempDir()+"/plain"
	must(t, syscall.Mkfifo(pipe, 0o600))
	must(t, os.WriteFile(plain, nil, 0o600))
	for _, dir := range []string{pipe, plain, plain + "/x", plain + "s"} {
		if _, err := Folder(dir); !refused(err, "relay.gone") {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestAFolderLeadsNowhereElse(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	room, err := Folder(dir)
	must(t, err)
	f := named(1, 0, 3, "first")
	must(t, planting(outside)(f.Name, "first"))
	must(t, os.Symlink(outside+"/dev", dir+"/dev"))
	if l, err := room.List(context.Background()); err == nil && len(l) > 0 {
		t.Errorf("%v", l)
	}
	if err := room.Get(context.Background(), f.Name, &bytes.Buffer{}, f.Size); err == nil {
		t.Error("read through a link that leads out")
	}
	if err := room.Put(context.Background(), named(1, 3, 4, "x"), strings.NewReader("x")); err == nil {
		t.Error("written through a link that leads out")
	}
}
