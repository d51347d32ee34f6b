package vault_test

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
	"kaohe/data/vault"
)

// ready are the files of made, by n.
var ready = map[int][]byte{}

// made is the bytes of a vault with n more records than the first, of two devices. It is written once for each n.
func made(t testing.TB, n int) []byte {
	t.Helper()
	if ready[n] == nil {
		ready[n] = written(t, n)
	}
	return bytes.Clone(ready[n])
}

func written(t testing.TB, n int) []byte {
	t.Helper()
	path := fresh(t)
	v := create(t, path)
	for i := 1; i <= n/2; i++ {
		_, err := v.Append(edit(i))
		must(t, err)
	}
	_, err := v.Put(nil, foreign(t, dev(2), v.ID(), n-n/2)...)
	must(t, err)
	must(t, v.PutSealedKey("p/1", bytes.Repeat([]byte{5}, 120)))
	must(t, v.SetSetting("place", "nanshan"))
	must(t, v.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// altered is the bytes of a vault after a change behind our back.
func altered(t testing.TB, change func(tx *bolt.Tx) error) []byte {
	t.Helper()
	path := fresh(t)
	must(t, os.WriteFile(path, made(t, 10), 0o600))
	db, err := bolt.Open(path, 0o600, nil)
	must(t, err)
	must(t, db.Update(change))
	must(t, db.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

func setHead(key, value string) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return tx.Bucket([]byte("head")).Put([]byte(key), []byte(value)) }
}

// onLast changes the last entry of the log.
func onLast(change func(b *bolt.Bucket, key, value []byte) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("log"))
		k, v := b.Cursor().Last()
		return change(b, bytes.Clone(k), bytes.Clone(v))
	}
}

// metas changes both meta pages and makes their sums right again.
func metas(b []byte, change func(meta []byte)) []byte {
	b = bytes.Clone(b)
	for _, at := range []int{16, 4096 + 16} {
		change(b[at:])
		sum := fnv.New64a()
		sum.Write(b[at : at+56])
		binary.LittleEndian.PutUint64(b[at+56:], sum.Sum64())
	}
	return b
}

func TestRefusals(t *testing.T) {
	good := made(t, 10)
	high := int(binary.LittleEndian.Uint64(good[4096+16+40:])) * 4096
	bad := bytes.Clone(good)
	bad[16+50] ^= 1
	both := bytes.Clone(bad)
	both[4096+16+50] ^= 1
	halfAbsurd := metas(good, func(m []byte) { binary.LittleEndian.PutUint32(m[8:], 3) })
	halfAbsurd[16+50] ^= 1
	bolted := fresh(t)
	db, err := bolt.Open(bolted, 0o600, nil)
	must(t, err)
	must(t, db.Close())
	other, err := os.ReadFile(bolted)
	must(t, err)
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"good", good, ""},
		{"empty", []byte{}, "vault.empty"},
		{"one page", good[:4096], "vault.short"},
		{"some bytes", []byte("\x01\x02\x00\xfe"), "vault.short"},
		{"pdf", []byte("%PDF-1.7\n"), "vault.foreign"},
		{"package", []byte("kaohe package 1\n"), "vault.foreign"},
		{"workbook", append([]byte("PK\x03\x04...[Content_Types].xml"), make([]byte, 9000)...), "vault.foreign"},
		{"zip", []byte("PK\x03\x04"), "vault.foreign"},
		{"text", bytes.Repeat([]byte("考核通 "), 2000), "vault.foreign"},
		{"blank", make([]byte, 40000), "vault.foreign"},
		{"noise", bytes.Repeat([]byte{0xff, 0, 1}, 9000), "vault.foreign"},
		{"another program's bbolt", other, "vault.foreign"},
		{"cut", good[:high-4096], "vault.truncated"},
		{"free tail cut", good[:high], ""},
		{"both meta pages hurt", both, "vault.damaged"},
		{"first hurt, second absurd", halfAbsurd, "vault.damaged"},
		{"absurd page size", metas(good, func(m []byte) { binary.LittleEndian.PutUint32(m[8:], 3) }), "vault.damaged"},
		{"huge page size", metas(good, func(m []byte) { binary.LittleEndian.PutUint32(m[8:], 1<<31) }), "vault.damaged"},
		{"root nowhere", metas(good, func(m []byte) { binary.LittleEndian.PutUint64(m[16:], 1<<40) }), "vault.damaged"},
		{"high mark absurd", metas(good, func(m []byte) { binary.LittleEndian.PutUint64(m[40:], 1<<60) }), "vault.truncated"},
		{"newer format", altered(t, setHead("version", "\x00\x00\x00\x02")), "vault.newer"},
		{"unknown sealing", altered(t, setHead("sealing", "xchacha20")), "vault.newer"},
		{"no format name", altered(t, setHead("format", "other")), "vault.damaged"},
		{"wrong id", altered(t, setHead("vault", string(make([]byte, 32)))), "vault.damaged"},
		{"no head", altered(t, func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("head")) }), "vault.damaged"},
		{"a later version's bucket", altered(t, func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("later")); return err }), ""},
		{"a later version's head", altered(t, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("head"))
			return errJoin(b.Put([]byte("later"), []byte("x")), b.SetSequence(b.Sequence()+1))
		}), ""},
		{"last record gone", altered(t, onLast(func(b *bolt.Bucket, k, v []byte) error { return b.Delete(k) })), "vault.damaged"},
		{"first record gone", altered(t, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("log"))
			k, _ := b.Cursor().First()
			return errJoin(b.Delete(k), b.SetSequence(b.Sequence()-1))
		}), "vault.damaged"},
		{"last record changed", altered(t, onLast(func(b *bolt.Bucket, k, v []byte) error { v[90] ^= 1; return b.Put(k, v) })), "vault.damaged"},
		{"last record forged", altered(t, onLast(forge)), "vault.damaged"},
		{"a page free twice", freeTwice(t), "vault.damaged"},
		{"record of a newer format", altered(t, onLast(newerRecord)), "vault.newer"},
	} {
		path := fresh(t)
		must(t, os.WriteFile(path, c.file, 0o600))
		for _, mode := range []vault.Mode{vault.ReadOnly, vault.ReadWrite} {
			if _, err := tryOpen(path, mode); code(err) != c.want {
				t.Errorf("%s (mode %d): %v, want %q", c.name, mode, err, c.want)
			}
			after, err := os.ReadFile(path)
			if err != nil || !unchanged(c.file, after) {
				t.Errorf("%s (mode %d): opening changed the file", c.name, mode)
			}
		}
		if c.want == "vault.newer" {
			_, err := vault.Salvage(path, path+".saved", "", nil)
			after, gone := os.ReadFile(path)
			if code(err) != c.want || gone != nil || !bytes.Equal(c.file, after) {
				t.Errorf("%s: an older program saves a part of it as if it were damaged: %v", c.name, err)
			}
			if _, err := os.Lstat(path + ".saved"); err == nil {
				t.Errorf("%s: something was saved", c.name)
			}
		}
	}
}

// unchanged tells whether a file is as it was. Windows has it grow to what is mapped of it.
func unchanged(was, is []byte) bool {
	if runtime.GOOS == "windows" && len(is) > len(was) && len(bytes.Trim(is[len(was):], "\x00")) == 0 {
		is = is[:len(was)]
	}
	return bytes.Equal(was, is)
}

// freeTwice is a vault whose list of free pages, as other tools write one, names a page twice: bbolt would give it to two owners.
func freeTwice(t *testing.T) []byte {
	t.Helper()
	b := altered(t, setHead("created-by", "other"))
	le := binary.LittleEndian
	inForce := b[16:]
	if other := b[4096+16:]; le.Uint64(other[48:]) > le.Uint64(inForce[48:]) {
		inForce = other
	}
	list := b[le.Uint64(inForce[32:])*4096:]
	if n := le.Uint16(list[10:]); n < 2 {
		t.Fatalf("%d free pages", n)
	}
	copy(list[16:24], list[24:32])
	return b
}

// tryOpen opens and loads.
func tryOpen(path string, mode vault.Mode) (all []*ledger.Record, err error) {
	v, err := vault.Open(path, mode, nil)
	if err != nil {
		return nil, err
	}
	err = v.Load(func(r *ledger.Record) error { all = append(all, r); return nil })
	return all, errJoin(err, v.Close())
}

func errJoin(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// forge puts a record with a right hash and a wrong signature in the place of the last.
func forge(b *bolt.Bucket, k, v []byte) error {
	r, id, err := oplog.Decode(v)
	if err != nil {
		return err
	}
	r.Author = "p/other"
	forged, h, err := oplog.Encode(r, id, func([]byte) []byte { return make([]byte, 64) })
	if err != nil {
		return err
	}
	return errJoin(b.Delete(k), b.Put(append(k[:40:40], h[:8]...), forged))
}

func newerRecord(b *bolt.Bucket, k, v []byte) error {
	at := bytes.Index(v, []byte{0xab, 1, 1, 2})
	if at < 0 {
		at = bytes.Index(v, []byte{0xaa, 1, 1, 2})
	}
	v[at+2] = 2
	h := hashOf(v)
	return errJoin(b.Delete(k), b.Put(append(k[:40:40], h[:8]...), v))
}

func TestMissingFolderExists(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "round.kaohe")
	for _, mode := range []vault.Mode{vault.ReadOnly, vault.ReadWrite} {
		if _, err := vault.Open(path, mode, nil); !is(err, "vault.missing") {
			t.Error(err)
		}
		if _, err := vault.Open(dir, mode, nil); !is(err, "vault.folder") {
			t.Error(err)
		}
	}
	genesis := vault.Genesis{Signer: dev(1), Record: edit(0)}
	if _, err := vault.Create(filepath.Join(dir, "no", "such.kaohe"), genesis); !is(err, "vault.folder") {
		t.Error(err)
	}
	create(t, path)
	if _, err := vault.Create(path, genesis); !is(err, "vault.exists") {
		t.Error(err)
	}
	genesis.Keep = func(ledger.Hash) error { return os.ErrInvalid }
	if _, err := vault.Create(filepath.Join(dir, "b.kaohe"), genesis); err != os.ErrInvalid {
		t.Error(err)
	}
	genesis.Keep = func(ledger.Hash) error { return os.WriteFile(filepath.Join(dir, "c.kaohe"), []byte("x"), 0o600) }
	if _, err := vault.Create(filepath.Join(dir, "c.kaohe"), genesis); !is(err, "vault.exists") {
		t.Error(err)
	}
	left, _ := os.ReadDir(dir)
	if len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
}

func TestBusy(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	for _, mode := range []vault.Mode{vault.ReadOnly, vault.ReadWrite} {
		if _, err := vault.Open(path, mode, nil); !is(err, "vault.busy") {
			t.Errorf("mode %d: %v", mode, err)
		}
	}
	if _, err := v.Append(edit(1)); err != nil {
		t.Error(err)
	}
	must(t, v.Close())
	opened(t, path, vault.ReadOnly)
	opened(t, path, vault.ReadOnly)
	if _, err := vault.Open(path, vault.ReadWrite, nil); !is(err, "vault.busy") {
		t.Error(err)
	}
}

func TestOpenWaitsForWhoIsNearlyDone(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	closed := make(chan error)
	go func() {
		time.Sleep(100 * time.Millisecond)
		closed <- v.Close()
	}()
	w, err := vault.Open(path, vault.ReadOnly, nil)
	must(t, err)
	must(t, <-closed)
	must(t, w.Close())
}

func TestPermissions(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read and write everything")
	}
	path := fresh(t)
	must(t, create(t, path).Close())
	must(t, os.Chmod(path, 0o400))
	if _, err := vault.Open(path, vault.ReadWrite, nil); !is(err, "vault.readonly") {
		t.Error(err)
	}
	must(t, opened(t, path, vault.ReadOnly).Close())
	if runtime.GOOS == "windows" { // which knows no file that its owner may not read by a mode
		must(t, os.Chmod(path, 0o600)) // else it can't be removed
		return
	}
	must(t, os.Chmod(path, 0))
	if _, err := vault.Open(path, vault.ReadOnly, nil); !is(err, "vault.denied") {
		t.Error(err)
	}
}
