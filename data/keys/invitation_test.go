package keys_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/keys"
)

func TestInvitationCodeIsReadAsItIsTyped(t *testing.T) {
	code, err := keys.NewInvitation(bytes.NewReader([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255}))
	if err != nil || !strings.HasPrefix(code, "0123-4567-89AB-Z") || len(code) != 19 {
		t.Fatalf("%q, %v", code, err)
	}
	want, err := keys.Invitation(code, ledger.Hash{1}, "a", cheap)
	if err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{strings.ToLower(code), strings.ReplaceAll(code, "-", " "), "  " + strings.ReplaceAll(code, "-", "") + "\r\n",
		"o" + code[1:], "O" + strings.ReplaceAll(code[1:], "1", "l"), strings.ReplaceAll(code, "1", "Ｉ")} {
		if got, err := keys.Invitation(typed, ledger.Hash{1}, "a", cheap); err != nil || !got.Equal(want) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	for _, typed := range []string{"", code[1:], code + "0", "1" + code[1:], strings.Replace(code, "2", "3", 1), "?" + code[1:], code[:18] + "é"} {
		if _, err := keys.Invitation(typed, ledger.Hash{1}, "a", cheap); !errors.Is(err, words.Refuse("invite.form")) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	for _, at := range []struct {
		vault ledger.Hash
		id    string
	}{{ledger.Hash{2}, "a"}, {ledger.Hash{1}, "b"}} {
		if other, err := keys.Invitation(code, at.vault, at.id, cheap); err != nil || other.Equal(want) {
			t.Errorf("the code makes the same key for %+v: %v", at, err)
		}
	}
}

// What a code makes can't change: whoever has one joins with whatever version.
func TestACodeMakesTheKeyThatItAlwaysMade(t *testing.T) {
	key, err := keys.Invitation("0123-4567-89AB-ZMJX", ledger.Hash{1}, "a", keys.Usual)
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(key.Public().(ed25519.PublicKey)); got != "60fcad249f2ba35cecf84119a6fb2a6dc5777077d40251fe7f023526c847a9c2" {
		t.Error(got)
	}
}

func TestFingerprintsDiffer(t *testing.T) {
	a, b := keys.Fingerprint(ledger.Device{1}), keys.Fingerprint(ledger.Device{2})
	if a == b || len(a) != 14 || a != keys.Fingerprint(ledger.Device{1}) {
		t.Errorf("%s, %s", a, b)
	}
}
