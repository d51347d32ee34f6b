package keys

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
)

// Store is the folder with this user's device keys, one file for each vault: <vault id>.key; those set aside: <vault id>.key.old-1, .old-2, …;
// and tips that are newer than their keys' files: <device>.tip.
type Store struct {
	Dir string
	// Random is where new keys come from: crypto/rand.Reader outside of tests.
	Random io.Reader

	seal *VaultKey // nil: keys are not sealed
}

// UserDir is the usual folder: kaohe/devices in the user's configuration folder. On Windows that may follow its user to other computers, and a key
// is one computer's: there it is the folder for what stays (AppData\Local).
func UserDir() (string, error) {
	usual := os.UserConfigDir
	if runtime.GOOS == "windows" {
		usual = os.UserCacheDir
	}
	dir, err := usual()
	if err != nil {
		return "", fmt.Errorf("device keys: %w", err)
	}
	return filepath.Join(dir, "kaohe", "devices"), nil
}

func (s Store) file(vault ledger.Hash) string { return filepath.Join(s.Dir, vault.String()+".key") }

// Load reads the device key for a vault; found is false when there is none. Fault: key.damaged (the file is not such a key; Replace puts it
// aside).
func (s Store) Load(vault ledger.Hash) (key *DeviceKey, found bool, err error) {
	return s.read(s.file(vault), vault)
}

// Keys are all device keys that were ever made for a vault and can still be read: the one that Load gives first, then those set aside, the
// newest first. A laptop that has an older copy beside the live file has a key for each.
func (s Store) Keys(vault ledger.Hash) (all []*DeviceKey, err error) {
	err = s.each(vault, func(_ string, key *DeviceKey) { all = append(all, key) })
	return all, err
}

// each visits them with their files.
func (s Store) each(vault ledger.Hash, visit func(file string, key *DeviceKey)) error {
	files := []string{s.file(vault)}
	for n := 1; ; n++ {
		if _, err := os.Lstat(s.old(vault, n)); err != nil {
			break
		}
		files = slices.Insert(files, 1, s.old(vault, n))
	}
	for _, file := range files {
		key, found, err := s.read(file, vault)
		if err != nil && !errors.Is(err, words.Refuse("key.damaged")) {
			return err
		}
		if found {
			visit(file, key)
		}
	}
	return nil
}

func (s Store) old(vault ledger.Hash, n int) string {
	return fmt.Sprintf("%s.old-%d", s.file(vault), n)
}

func (s Store) read(file string, vault ledger.Hash) (key *DeviceKey, found bool, err error) {
	const longest = 1024
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("device key: %w", err)
	}
	defer f.Close() // only read
	b, err := io.ReadAll(io.LimitReader(f, longest))
	if err != nil {
		return nil, false, fmt.Errorf("device key: %w", err)
	}
	if key, err = s.decode(b, vault); err != nil {
		return nil, false, words.Refuse("key.damaged", file).Because(err)
	}
	if noted, ok := s.noted(key.Device()); ok && noted.Seq > key.Tip.Seq {
		key.Tip = noted
	}
	return key, true, nil
}

// Replace makes a new key the vault's and saves it; the one that is there already is set aside.
func (s Store) Replace(vault ledger.Hash, key *DeviceKey) error {
	if _, err := s.SetAside(vault); err != nil {
		return err
	}
	return s.Save(vault, key)
}

// Save writes key and tip durably, or leaves the file as it was: the key's own, also where it was set aside, or a new one. The tip belongs
// to records that are durable already. A save costs about two edits; Note is for each edit. Another device's file is not overwritten: that is
// an error.
func (s Store) Save(vault ledger.Hash, key *DeviceKey) error {
	file := ""
	err := s.each(vault, func(at string, there *DeviceKey) {
		if there.Device() == key.Device() {
			file = at
		}
	})
	if err != nil {
		return err
	}
	if file == "" {
		file = s.file(vault)
		if _, err := os.Lstat(file); err == nil {
			return fmt.Errorf("device key: another device has the key file of vault %s", vault)
		}
	}
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return fmt.Errorf("device key: %w", err)
	}
	if err := s.write(file, vault, key); err != nil {
		return err
	}
	if err := durable.Remove(s.note(key.Device())); err != nil {
		return fmt.Errorf("device key: %w", err)
	}
	return nil
}

func (s Store) write(file string, vault ledger.Hash, key *DeviceKey) error {
	b, err := s.encode(vault, key)
	if err == nil {
		err = writeFile(file, b)
	}
	if err != nil {
		return fmt.Errorf("device key: %w", err)
	}
	return nil
}

// SetAside renames a vault's key file to .old-1, .old-2, … and gives the new path; empty when there was no file. Keys that were
// set aside are kept: another copy of the vault may still go on under them, and a leader may want to know whose they were.
func (s Store) SetAside(vault ledger.Hash) (string, error) {
	from := s.file(vault)
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	for n := 1; ; n++ {
		to := s.old(vault, n)
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		if err := durable.Replace(from, to); err != nil {
			return "", fmt.Errorf("device key: %w", err)
		}
		return to, durable.SyncFolder(s.Dir)
	}
}

// writeFile replaces a file: whole and durable, or not at all. Its mode is 0600.
func writeFile(path string, b []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*") // made with 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = durable.Remove(f.Name()) // the error that stopped us is the one to tell
		}
	}()
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = durable.Replace(f.Name(), path); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(path))
}
