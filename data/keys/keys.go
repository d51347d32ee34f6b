// Package keys is secrets at rest: a person's signing seed sealed with a PIN, the device's key for each vault, and the locks of a sealed vault.
//
// A PIN box lies in the vault and travels with it. Six digits are few: argon2id makes each guess cost about 0.1 s and 64 MiB, which
// holds off a curious colleague, not somebody with a copied vault and a week. A device key lies in the user's own configuration folder,
// readable by that user only, and sealed where its vault is; whoever can read it can write as this device, but not as any person.
//
// The locks of a sealed vault lie in its head: its key, sealed by a passphrase at the same cost, and by the round's recovery code. Another
// passphrase is another lock for the same key: whoever kept an older copy of the file opens that, and this one, by the older passphrase.
//
// Caveats: Go can't reliably wipe memory, so secrets stay in it until it is used again. Windows ignores the file mode; there the
// folder's own protection counts.
package keys

import (
	"crypto/sha256"
	"strings"
	"unicode/utf8"
)

// check is the first bytes of a SHA-256. It tells a damaged file from a wrong PIN and protects nothing.
func check(b []byte) [8]byte {
	sum := sha256.Sum256(b)
	return [8]byte(sum[:8])
}

// ShortestPIN is the least number of characters.
const ShortestPIN = 6

// normal makes half-width what an input method made full-width, and drops spaces and line ends around the PIN (a PIN file has one).
func normal(pin string) string {
	half := strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　':
			return ' '
		}
		return r
	}, pin)
	return strings.TrimSpace(half)
}

func tooShort(normalised string) bool { return utf8.RuneCountInString(normalised) < ShortestPIN }
