package relay

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

func plantObject(b bucket, name, content string) error {
	_, err := b.client.PutObject(context.Background(), b.name, b.prefix+name, strings.NewReader(content), int64(len(content)), minio.PutObjectOptions{})
	return err
}

// TestRealServer is the rooms' suite against versitygw, a server that keeps its objects in a folder. make relay-test builds it, which takes minutes.
func TestRealServer(t *testing.T) {
	program := os.Getenv("KAOHE_S3_SERVER")
	if program == "" {
		t.Skip("KAOHE_S3_SERVER names no server: make relay-test")
	}
	dir := t.TempDir()
	where := gateway(t, program, dir)
	n := 0
	conforms(t, func(t *testing.T) place {
		n++
		name := "team" + string(rune('a'+n))
		p := bucketAt(t, where+"/"+name+"/2026", Login{"access", "secret-secret"})
		must(t, p.room.(bucket).client.MakeBucket(context.Background(), name, minio.MakeBucketOptions{}))
		return p
	})
	t.Run("who has another key is not let in", func(t *testing.T) {
		if _, err := bucketAt(t, where+"/teamb", Login{"access", "wrong"}).room.List(context.Background()); !refused(err, "relay.denied") {
			t.Error(err)
		}
	})
	t.Run("a bucket that is not there", func(t *testing.T) {
		if _, err := bucketAt(t, where+"/nowhere", Login{"access", "secret-secret"}).room.List(context.Background()); !refused(err, "relay.gone") {
			t.Error(err)
		}
	})
}

// gateway starts a server on this computer and gives its address.
func gateway(t *testing.T, program, dir string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	at := l.Addr().String()
	must(t, l.Close())
	objects, side := filepath.Join(dir, "objects"), filepath.Join(dir, "side")
	must(t, os.Mkdir(objects, 0o700))
	must(t, os.Mkdir(side, 0o700))
	server := exec.Command(program, "--port", at, "--quiet", "posix", "--sidecar", side, objects)
	server.Env = append(os.Environ(), "ROOT_ACCESS_KEY=access", "ROOT_SECRET_KEY=secret-secret")
	server.Stderr = os.Stderr
	must(t, server.Start())
	t.Cleanup(func() { _, _ = server.Process.Kill(), server.Wait() })
	for range 100 {
		if c, err := net.Dial("tcp", at); err == nil {
			c.Close()
			return "http://" + at
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the server does not answer")
	return ""
}
