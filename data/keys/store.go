package keys

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Store is the folder with this user's device keys, one file for each vault: <vault id>.key.
type Store struct {
	Dir string
	// Random is where new keys come from: crypto/rand.Reader outside of tests.
	Random io.Reader
}

// UserDir is the usual folder: kaohe/devices in the user's configuration folder.
func UserDir() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("device keys: %w", err)
	}
	return filepath.Join(dir, "kaohe", "devices"), nil
}

func (s Store) file(vault ledger.Hash) string { return filepath.Join(s.Dir, vault.String()+".key") }

// Load reads the device key for a vault; found is false when there is none. Fault: key.damaged (the file is not such a key; put it
// aside with SetAside and make a new one).
func (s Store) Load(vault ledger.Hash) (key *DeviceKey, found bool, err error) {
	const longest = 1024
	f, err := os.Open(s.file(vault))
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
	key, err = decodeDevice(b, vault)
	if err != nil {
		return nil, false, words.Refuse("key.damaged", s.file(vault)).Because(err)
	}
	return key, true, nil
}

// New makes a key for a vault and saves it; a file that is there already is set aside.
func (s Store) New(vault ledger.Hash) (*DeviceKey, error) {
	key, err := NewDeviceKey(s.Random)
	if err != nil {
		return nil, err
	}
	if _, err := s.SetAside(vault); err != nil {
		return nil, err
	}
	return key, s.Save(vault, key)
}

// Save writes key and mark durably, or leaves the file as it was. The mark belongs to records that are durable already. A save costs
// about two edits, so marks are saved when records leave the laptop (package, sign-off), from time to time, and at the end: what
// nobody else has seen may be numbered again without harm. Another device's file is not overwritten: that is an error.
func (s Store) Save(vault ledger.Hash, key *DeviceKey) error {
	there, found, err := s.Load(vault)
	if err != nil {
		return err
	}
	if found && there.Device() != key.Device() {
		return fmt.Errorf("device key: another device has the key file of vault %s", vault)
	}
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return fmt.Errorf("device key: %w", err)
	}
	if err := writeFile(s.file(vault), key.encode(vault)); err != nil {
		return fmt.Errorf("device key: %w", err)
	}
	return nil
}

// SetAside renames a vault's key file to .old-1, .old-2, … and gives the new path; empty when there was no file. Keys that may not be
// used again are kept, because a leader may want to know whose they were.
func (s Store) SetAside(vault ledger.Hash) (string, error) {
	from := s.file(vault)
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	for n := 1; ; n++ {
		to := fmt.Sprintf("%s.old-%d", from, n)
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		if err := os.Rename(from, to); err != nil {
			return "", fmt.Errorf("device key: %w", err)
		}
		return to, syncFolder(s.Dir)
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
			_ = os.Remove(f.Name()) // the error that stopped us is the one to tell
		}
	}()
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders can't be synced there
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	return errors.Join(err, d.Close())
}
