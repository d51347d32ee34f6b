package keys_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/keys"
)

var (
	vaultKey = keys.VaultKey{1, 2, 3}
	light    = keys.Params{MemoryKiB: 64, Passes: 1, Threads: 1}
)

// fault is an error's code; empty for none.
func fault(err error) string {
	var f *words.Fault
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return f.Code()
	}
	return err.Error()
}

func locksOf(t *testing.T, vault ledger.Hash, passphrase, code string) []byte {
	t.Helper()
	b, err := keys.NewLocks(vaultKey, vault, passphrase, code, light, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAVaultsKeyIsBehindPassphraseAndRecoveryCode(t *testing.T) {
	vault := ledger.Hash{5}
	code, _, err := keys.NewRecovery(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := keys.NewRecovery(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	b := locksOf(t, vault, "南山区考核2026", code)
	if bytes.Contains(b, vaultKey[:]) {
		t.Fatal("the key stands in its locks")
	}
	for name, c := range map[string]struct{ typed, fault string }{
		"as set": {"南山区考核2026", ""}, "full width, in a file with a line end": {" 南山区考核２０２６\r\n", ""}, "another": {"南山区考核2027", "passphrase.wrong"},
		"short": {"a", "passphrase.wrong"}, "empty": {"", "passphrase.wrong"},
	} {
		if key, err := keys.OpenLocks(b, vault, c.typed); fault(err) != c.fault || err == nil && key != vaultKey {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]struct{ typed, fault string }{
		"as printed": {code, ""}, "of another round": {other, "recovery.wrong"}, "half": {code[:20], "recovery.form"},
	} {
		if key, err := keys.RecoverLocks(b, vault, c.typed); fault(err) != c.fault || err == nil && key != vaultKey {
			t.Errorf("recovery %s: %v", name, err)
		}
	}
	if _, err := keys.OpenLocks(b, ledger.Hash{6}, "南山区考核2026"); fault(err) != "passphrase.wrong" {
		t.Errorf("as another vault's: %v", err)
	}
	if _, err := keys.RecoverLocks(locksOf(t, vault, "long enough", ""), vault, code); fault(err) != "recovery.opens" {
		t.Errorf("without a recovery lock: %v", err)
	}
	if _, err := keys.NewLocks(vaultKey, vault, "1234567 ", "", light, rand.Reader); fault(err) != "passphrase.short" {
		t.Errorf("seven characters: %v", err)
	}

	changed, err := keys.ChangePassphrase(b, vaultKey, vault, "another one", light, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keys.OpenLocks(changed, vault, "南山区考核2026"); fault(err) != "passphrase.wrong" {
		t.Errorf("the old passphrase: %v", err)
	}
	if key, err := keys.OpenLocks(changed, vault, "another one"); err != nil || key != vaultKey {
		t.Errorf("the new passphrase: %v", err)
	}
	if key, err := keys.RecoverLocks(changed, vault, code); err != nil || key != vaultKey {
		t.Errorf("the recovery code after a change: %v", err)
	}
}

func TestLocksFromAnywhereAreReadWithCare(t *testing.T) {
	vault := ledger.Hash{5}
	good := locksOf(t, vault, "long enough", "")
	type lock struct {
		Memory  uint32   `cbor:"1,keyasint"`
		Passes  uint32   `cbor:"2,keyasint"`
		Threads uint8    `cbor:"3,keyasint"`
		Salt    [16]byte `cbor:"4,keyasint"`
		Bolt    cbor.Raw `cbor:"5,keyasint"`
	}
	type all struct {
		Format     uint64 `cbor:"1,keyasint"`
		Passphrase lock   `cbor:"2,keyasint"`
	}
	with := func(f func(*all)) []byte {
		var l all
		if err := cbor.Unmarshal(good, &l); err != nil {
			t.Fatal(err)
		}
		f(&l)
		return cbor.Marshal(l)
	}
	for name, c := range map[string]struct {
		locks []byte
		fault string
	}{
		"untouched":    {with(func(*all) {}), ""},
		"none":         {nil, "locks.damaged"},
		"junk":         {[]byte("junk"), "locks.damaged"},
		"long":         {append(bytes.Clone(good), make([]byte, 2000)...), "locks.damaged"},
		"a byte more":  {append(bytes.Clone(good), 0), "locks.damaged"},
		"newer":        {with(func(l *all) { l.Format = 2 }), "locks.newer"},
		"4 GB":         {with(func(l *all) { l.Passphrase.Memory = 4 << 20 }), "locks.damaged"},
		"for ever":     {with(func(l *all) { l.Passphrase.Passes = 1 << 30 }), "locks.damaged"},
		"no thread":    {with(func(l *all) { l.Passphrase.Threads = 0 }), "locks.damaged"},
		"other salt":   {with(func(l *all) { l.Passphrase.Salt[3] ^= 1 }), "passphrase.wrong"},
		"half of them": {good[:len(good)/2], "locks.damaged"},
	} {
		if _, err := keys.OpenLocks(c.locks, vault, "long enough"); fault(err) != c.fault {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADeviceKeyIsSealedWithItsVault(t *testing.T) {
	plain := keys.Store{Dir: t.TempDir(), Random: rand.Reader}
	sealed, vault, key := plain.SealedBy(vaultKey), ledger.Hash{5}, deviceKey(t)
	key.Tip = keys.Tip{3, ledger.Hash{3}}
	file := filepath.Join(plain.Dir, vault.String()+".key")
	reads := func(name string, s keys.Store, want string) {
		t.Helper()
		got, _, err := s.Load(vault)
		if fault(err) != want || err == nil && (got.Device() != key.Device() || got.Tip != key.Tip) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if err := plain.Save(vault, key); err != nil {
		t.Fatal(err)
	}
	open, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	reads("not sealed yet", sealed, "")
	if err := sealed.Save(vault, key); err != nil {
		t.Fatal(err)
	}
	reads("sealed", sealed, "")
	reads("sealed, without the key", plain, "key.damaged")
	reads("sealed by another", plain.SealedBy(keys.VaultKey{9}), "key.damaged")
	shut, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const seed = 41 // bytes in, there is the seed in a key that is not sealed
	if bytes.Contains(shut, open[seed:seed+24]) {
		t.Error("the seed stands in the sealed file")
	}
	if err := sealed.Bare(vault); err != nil {
		t.Fatal(err)
	}
	reads("bare", plain, "")
	reads("bare, to a vault that is still sealed", sealed, "")
}
