package keys

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// The code of an invitation is read out over the phone: 13 characters of five random bits each, and three by which a slip is noticed. Its
// alphabet has no letters that look or sound like another of it on a line: no I, L, O, U.
const (
	inviteDomain   = "kaohe invitation 1\n"
	inviteAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	inviteRandom   = 13
	inviteCheck    = 3
)

// NewInvitation makes the code of an invitation, in four groups of four characters. It is kept nowhere.
func NewInvitation(random io.Reader) (code string, err error) {
	secret := make([]byte, inviteRandom)
	if _, err := io.ReadFull(random, secret); err != nil {
		return "", fmt.Errorf("invitation: %w", err)
	}
	text := letters(secret)
	return grouped(text + inviteTail(text)), nil
}

// letters are one character for the low five bits of each byte.
func letters(b []byte) string {
	out := make([]byte, len(b))
	for i, x := range b {
		out[i] = inviteAlphabet[x&31]
	}
	return string(out)
}

func inviteTail(text string) string {
	sum := sha256.Sum256([]byte(inviteDomain + text))
	return letters(sum[:inviteCheck])
}

// grouped sets a hyphen behind every four characters.
func grouped(text string) string {
	var groups []string
	for ; len(text) > 4; text = text[4:] {
		groups = append(groups, text[:4])
	}
	return strings.Join(append(groups, text), "-")
}

// Invitation is the key that a code makes for an invitation, given by its id, of a vault, as somebody typed it: in any case, with or without
// hyphens and spaces, O for 0 and I or L for 1. The cost is Usual, which no format tells: another one makes another key, for tests among themselves.
// Fault: invite.form (it is no such code, or was mistyped).
func Invitation(code string, vault ledger.Hash, id string, cost Params) (ed25519.PrivateKey, error) {
	text, err := inviteText(code)
	if err != nil {
		return nil, err
	}
	salt := sha256.Sum256(append(append([]byte(inviteDomain), vault[:]...), id...))
	return ed25519.NewKeyFromSeed(argon2.IDKey([]byte(text[:inviteRandom]), salt[:], cost.Passes, cost.MemoryKiB, cost.Threads, ed25519.SeedSize)), nil
}

// CheckInvitation tells at once, by the characters at its end, whether a code was mistyped. Fault: invite.form.
func CheckInvitation(code string) error {
	_, err := inviteText(code)
	return err
}

func inviteText(code string) (string, error) {
	text := strings.Map(func(r rune) rune {
		switch {
		case r == 'O':
			return '0'
		case r == 'I', r == 'L':
			return '1'
		case strings.ContainsRune(inviteAlphabet, r):
			return r
		case strings.ContainsRune(" -–—－", r):
			return -1
		}
		return '?'
	}, strings.ToUpper(normal(code)))
	if len(text) != inviteRandom+inviteCheck || inviteTail(text[:inviteRandom]) != text[inviteRandom:] {
		return "", words.Refuse("invite.form")
	}
	return text, nil
}

// Fingerprint is a laptop's key in twelve characters that can be read out, the same on every screen: 60 bits, so that nobody can make a key of
// their own that has the same.
func Fingerprint(d ledger.Device) string {
	sum := sha256.Sum256(append([]byte("kaohe laptop 1\n"), d[:]...))
	return grouped(letters(sum[:12]))
}
