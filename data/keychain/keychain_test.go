package keychain_test

import (
	"errors"
	"testing"

	"github.com/zalando/go-keyring"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/keychain"
)

func TestAKeyIsKeptAndForgotten(t *testing.T) {
	keyring.MockInit()
	keychain.Reach(nil)
	var s keychain.System
	vault, other, key := ledger.Hash{5}, ledger.Hash{6}, [32]byte{1, 2}
	if _, found, err := s.Key(vault); found || err != nil {
		t.Fatal(found, err)
	}
	if err := s.Keep(vault, key); err != nil {
		t.Fatal(err)
	}
	if got, found, err := s.Key(vault); got != key || !found || err != nil {
		t.Errorf("%v, %v, %v", got, found, err)
	}
	if _, found, err := s.Key(other); found || err != nil {
		t.Errorf("another vault: %v, %v", found, err)
	}
	for range 2 {
		if err := s.Forget(vault); err != nil {
			t.Error(err)
		}
	}
	if _, found, _ := s.Key(vault); found {
		t.Error("still there")
	}
	if err := keyring.Set("kaohe", vault.String(), "secret junk"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Key(vault); !errors.Is(err, words.Refuse("keychain.failed")) {
		t.Errorf("junk: %v", err)
	}
}

func TestWithoutAKeychainNothingIsKept(t *testing.T) {
	keychain.Reach(errors.New("no bus"))
	var s keychain.System
	if err := s.Keep(ledger.Hash{}, [32]byte{}); !errors.Is(err, words.Refuse("keychain.none")) {
		t.Error(err)
	}
	if _, found, err := s.Key(ledger.Hash{}); found || err != nil {
		t.Error(found, err)
	}
	if err := s.Forget(ledger.Hash{}); err != nil {
		t.Error(err)
	}
	keychain.Reach(nil)
	keyring.MockInitWithError(errors.New("locked"))
	if err := s.Keep(ledger.Hash{}, [32]byte{}); !errors.Is(err, words.Refuse("keychain.failed")) {
		t.Error(err)
	}
}

func TestALoginIsKeptBesideTheKey(t *testing.T) {
	keyring.MockInit()
	keychain.Reach(nil)
	var s keychain.System
	vault := ledger.Hash{5}
	if _, found, err := s.Login(vault); found || err != nil {
		t.Fatal(found, err)
	}
	if err := errors.Join(s.Keep(vault, [32]byte{1}), s.KeepLogin(vault, "name and secret")); err != nil {
		t.Fatal(err)
	}
	if text, found, err := s.Login(vault); text != "name and secret" || !found || err != nil {
		t.Errorf("%q, %v, %v", text, found, err)
	}
	if key, found, err := s.Key(vault); key != [32]byte{1} || !found || err != nil {
		t.Errorf("the key: %v, %v, %v", key, found, err)
	}
	if _, found, _ := s.Login(ledger.Hash{6}); found {
		t.Error("another vault's is given")
	}
	keychain.Reach(errors.New("no bus"))
	if err := s.KeepLogin(vault, "x"); !errors.Is(err, words.Refuse("keychain.none")) {
		t.Errorf("without a keychain: %v", err)
	}
}
