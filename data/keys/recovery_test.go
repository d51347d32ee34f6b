package keys_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/data/keys"
)

func TestARecoveryCodeIsReadAsPeopleTypeIt(t *testing.T) {
	code, public, err := keys.NewRecovery(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, typed := range map[string]string{
		"as printed": code, "small letters": strings.ToLower(code), "without hyphens": strings.ReplaceAll(code, "-", ""),
		"with blanks and a line end": strings.ReplaceAll(code, "-", " ") + "\n", "full width": wide(code),
		"nought for O, one for I": strings.NewReplacer("O", "0", "I", "1").Replace(code),
	} {
		key, err := keys.Recovery(typed)
		if err != nil || !bytes.Equal(key.Public().(ed25519.PublicKey), public) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range code {
		if code[i] == '-' {
			continue
		}
		for _, c := range "A7" {
			wrong := code[:i] + string(c) + code[i+1:]
			if wrong == code {
				continue
			}
			if _, err := keys.Recovery(wrong); !errors.Is(err, words.Refuse("recovery.form")) {
				t.Errorf("%s for %s: %v", wrong, code, err)
			}
		}
	}
}

func wide(s string) string {
	return strings.Map(func(r rune) rune { return r - '!' + '！' }, s)
}
