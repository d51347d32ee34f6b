package keys

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"strings"

	"kaohe/app/words"
)

// recoveryDomain stands before the seed in the checksum of a recovery code.
const recoveryDomain = "kaohe recovery 1\n"

// NewRecovery makes a round's recovery key: the code is for the sheet of paper that lies in a safe, the public half for the vault's first
// record. 160 bits in eight groups of four letters and digits, and a ninth by which a slip of the pen is noticed. Nothing of the code is kept.
func NewRecovery(random io.Reader) (code string, public ed25519.PublicKey, err error) {
	secret := make([]byte, 20)
	if _, err := io.ReadFull(random, secret); err != nil {
		return "", nil, fmt.Errorf("recovery key: %w", err)
	}
	text := base32.StdEncoding.EncodeToString(secret)
	text += tail(text)
	var groups []string
	for i := 0; i < len(text); i += 4 {
		groups = append(groups, text[i:i+4])
	}
	return strings.Join(groups, "-"), recoveryKey(secret).Public().(ed25519.PublicKey), nil
}

// tail is four characters of a checksum.
func tail(text string) string {
	sum := sha256.Sum256([]byte(recoveryDomain + text))
	return base32.StdEncoding.EncodeToString(sum[:5])[:4]
}

func recoveryKey(secret []byte) ed25519.PrivateKey {
	seed := sha256.Sum256(append([]byte(recoveryDomain), secret...))
	return ed25519.NewKeyFromSeed(seed[:])
}

// Recovery is the key of a code as somebody typed it: in any case, with or without hyphens and spaces, 0 for O and 1 for I. Fault:
// recovery.form (it is no such code, or was mistyped).
func Recovery(code string) (ed25519.PrivateKey, error) {
	secret, err := recoverySecret(code)
	if err != nil {
		return nil, err
	}
	return recoveryKey(secret), nil
}

func recoverySecret(code string) ([]byte, error) {
	text := strings.Map(func(r rune) rune {
		switch {
		case r == '0':
			return 'O'
		case r == '1':
			return 'I'
		case r >= 'A' && r <= 'Z', r >= '2' && r <= '7':
			return r
		}
		return -1
	}, strings.ToUpper(normal(code)))
	if len(text) != 36 || tail(text[:32]) != text[32:] {
		return nil, words.Refuse("recovery.form")
	}
	secret, err := base32.StdEncoding.DecodeString(text[:32])
	if err != nil {
		return nil, words.Refuse("recovery.form").Because(err)
	}
	return secret, nil
}
