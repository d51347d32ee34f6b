package evidence

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"

	"kaohe/app/ledger"
)

// A file of a sealed vault is an age file, to a recipient of our own: its key is wrapped with ChaCha20-Poly1305 under a key that HKDF-SHA256
// derives from the vault's, for each file by 16 random bytes. Inside, one byte for the kind and the 32 of the sum follow the contents, so that a
// file under another's name is found when it is opened. Who has not the vault's key can make none.
const (
	stanza   = "kaohe-evidence"
	saltSize = 16
	tailSize = 1 + len(Sum{})

	chunk = 64 << 10 // bytes of plain text that age encrypts at once
)

var errSealed = errors.New("sealed file does not open")

// sealer knows a vault's files by its key. A nil one is for a vault that is not sealed.
type sealer struct {
	wrap, names []byte
	head        int64 // bytes in a sealed file before what is encrypted, and the nonce of that
}

func newSealer(key [32]byte, vault ledger.Hash) *sealer {
	derive := func(purpose string) []byte {
		b, err := hkdf.Key(sha256.New, key[:], vault[:], "kaohe evidence 1 "+purpose, 32)
		if err != nil {
			panic(err) // of lengths that are wrong here
		}
		return b
	}
	s := &sealer{wrap: derive("files"), names: derive("names")}
	var empty bytes.Buffer
	w, err := age.Encrypt(&empty, s)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // it was written to memory
	}
	s.head = int64(empty.Len()) - chacha20poly1305.Overhead
	return s
}

// name is what a file is called by its sum.
func (s *sealer) name(sum Sum) string {
	if s == nil {
		return sum.String()
	}
	mac := hmac.New(sha256.New, s.names)
	mac.Write(sum[:])
	return hex.EncodeToString(mac.Sum(nil))
}

// size is how many bytes a file takes of which so many are the contents.
func (s *sealer) size(contents int64) int64 {
	if s == nil {
		return contents
	}
	plain := contents + int64(tailSize)
	return s.head + plain + (plain+chunk-1)/chunk*chacha20poly1305.Overhead
}

func tail(kind Kind, sum Sum) []byte { return append([]byte{kind[0]}, sum[:]...) }

func (s *sealer) aead(salt []byte) (aead interface {
	Seal(dst, nonce, plaintext, additionalData []byte) []byte
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
}, err error) {
	key, err := hkdf.Key(sha256.New, s.wrap, salt, stanza, chacha20poly1305.KeySize)
	if err != nil {
		return nil, err
	}
	return chacha20poly1305.New(key)
}

// Wrap is age.Recipient's.
func (s *sealer) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails (crypto/rand, Go 1.24)
	aead, err := s.aead(salt)
	if err != nil {
		return nil, err
	}
	body := aead.Seal(nil, make([]byte, chacha20poly1305.NonceSize), fileKey, nil) // each key is used once
	return []*age.Stanza{{Type: stanza, Args: []string{base64.RawStdEncoding.EncodeToString(salt)}, Body: body}}, nil
}

// Unwrap is age.Identity's.
func (s *sealer) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != stanza || len(stanzas[0].Args) != 1 || len(stanzas[0].Body) != 16+chacha20poly1305.Overhead {
		return nil, age.ErrIncorrectIdentity
	}
	salt, err := base64.RawStdEncoding.Strict().DecodeString(stanzas[0].Args[0])
	if err != nil || len(salt) != saltSize {
		return nil, age.ErrIncorrectIdentity
	}
	aead, err := s.aead(salt)
	if err != nil {
		return nil, err
	}
	fileKey, err := aead.Open(nil, make([]byte, chacha20poly1305.NonceSize), stanzas[0].Body, nil)
	if err != nil {
		return nil, age.ErrIncorrectIdentity
	}
	return fileKey, nil
}

// write gives what contents are written to on their way to w, and what then ends them.
func (s *sealer) write(w io.Writer) (to io.Writer, end func(kind Kind, sum Sum) error, err error) {
	if s == nil {
		return w, func(Kind, Sum) error { return nil }, nil
	}
	in, err := age.Encrypt(w, s)
	if err != nil {
		return nil, nil, err
	}
	return in, func(kind Kind, sum Sum) error {
		if _, err := in.Write(tail(kind, sum)); err != nil {
			return err
		}
		return in.Close()
	}, nil
}

// read opens a sealed file's contents, and tells of which kind and sum they are.
func (s *sealer) read(f io.ReaderAt, size int64) (contents *io.SectionReader, end []byte, err error) {
	plain, n, err := age.DecryptReaderAt(f, size, s)
	if err == nil && n < int64(tailSize) {
		err = errSealed
	}
	if err != nil {
		return nil, nil, unsealing(err)
	}
	end = make([]byte, tailSize)
	if _, err := plain.ReadAt(end, n-int64(tailSize)); err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, unsealing(err)
	}
	return io.NewSectionReader(plain, 0, n-int64(tailSize)), end, nil
}

// unsealing tells a file that is not ours, or not any more, from a disk that does not read.
func unsealing(err error) error {
	var disk *os.PathError
	if errors.As(err, &disk) {
		return err
	}
	return fmt.Errorf("%w: %w", errSealed, err)
}
