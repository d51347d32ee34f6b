// Package workspace wires a vault, this laptop's key and the persons' keys into a session. The window and the verbs open vaults here and
// nowhere else.
//
// Caveat: a vault that was put back from a backup, or copied from another laptop, can be read and not written until it has a new device key: when a
// leader, deputy or the secretary enrols it, it joins by an invitation, or it asks to. The file that goes on beside it keeps its own.
package workspace

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/keychain"
	"kaohe/data/keys"
	"kaohe/data/pdfread"
	"kaohe/data/vault"
)

// Env is what differs between a laptop and a test.
type Env struct {
	Keys    keys.Store
	Chain   Keychain    // nil: none
	Secret  Secret      // opens sealed vaults
	Seal    string      // the passphrase by which a vault that is made is sealed; empty: it is not
	Cost    keys.Params // of PIN boxes and invitations' codes; keys.Usual in all programs
	Random  io.Reader
	Now     func() time.Time
	NewID   func() string
	Version string
}

// Usual is the laptop's own: keys under $KAOHE_HOME/devices, or in the user's configuration folder. What reads PDFs keeps its compiled form
// in the user's cache folder, if there is one.
func Usual(version string) (Env, error) {
	if cache, err := os.UserCacheDir(); err == nil {
		pdfread.Keep(filepath.Join(cache, "kaohe", "pdf"))
	}
	e := Env{Chain: keychain.System{}, Cost: keys.Usual, Random: rand.Reader, Now: time.Now, NewID: session.NewID, Version: version}
	dir := ""
	if home := os.Getenv("KAOHE_HOME"); home != "" {
		dir = filepath.Join(home, "devices")
	} else {
		var err error
		if dir, err = keys.UserDir(); err != nil {
			return e, words.Refuse("home").Because(err)
		}
	}
	e.Keys = keys.Store{Dir: dir, Random: e.Random}
	return e, nil
}

// Workspace is an open vault with its session.
type Workspace struct {
	*session.Session
	Vault    *vault.Vault
	Files    *evidence.Store // of evidence, beside the vault
	Plain    error           // why files lie unsealed beside a sealed vault; nil: none do
	Recovery string          // the recovery code of a vault that was just founded or sealed
	founder  string          // of such a one, by name
	can      report.Recovers
	log      *log
	viewed   viewed
	Arrived  FilesTaken // what came of the files of evidence in the package of which Receive made the vault
	received string     // path of a vault that Receive made; empty if it was there
}

// Open opens a vault. Faults: those of vault.Open, vault.Load and keys.Store, and of Secret.
func Open(path string, mode vault.Mode, env Env) (*Workspace, error) {
	return openAs(context.Background(), path, mode, env, nil, false, nil)
}

// OpenAny opens a vault for people to work on: to write, with wrong PINs remembered; or where it can't be written but read, to read, and then the
// session's ReadOnly says why. progress tells how many of the records are read, often; what it takes to judge them and to read the assessment,
// about as long again, comes after the last. It ends with ctx.Err() once that is not nil. Faults: those of Open.
func OpenAny(ctx context.Context, path string, env Env, progress func(done, total int)) (*Workspace, error) {
	d, why := openAs(ctx, path, vault.ReadWrite, env, nil, true, progress)
	for _, code := range []string{"readonly", "backup", "network"} {
		if errors.Is(why, words.Refuse("vault."+code)) {
			return openAs(ctx, path, vault.ReadOnly, env, why, false, progress)
		}
	}
	return d, why
}

// openAs opens a vault; why is the reason for which it is only read, noted has wrong PINs remembered, and progress may be nil.
func openAs(ctx context.Context, path string, mode vault.Mode, env Env, why error, noted bool, progress func(done, total int)) (*Workspace, error) {
	v, err := vault.Open(path, mode, env.unlock(path))
	if err != nil {
		return nil, err
	}
	o := session.Options{ReadOnly: why}
	if noted {
		o.Notes = v
	}
	d, err := start(v, env, o, func(done, total int) error {
		if progress != nil {
			progress(done, total)
		}
		return ctx.Err()
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		v.Close()
		return nil, err
	}
	d.sealFiles(ctx, nil)
	return d, nil
}

// start tells each after every record how many are read; an error of it ends the start.
func start(v *vault.Vault, env Env, o session.Options, each func(done, total int) error) (*Workspace, error) {
	env.Secret = Secret{}
	if key, sealed := v.Key(); sealed {
		env.Keys = env.Keys.SealedBy(key)
	}
	l := &log{Vault: v, env: env, each: each}
	o.Log, o.Keys, o.Now, o.NewID = l, &keyring{v, env}, env.Now, env.NewID
	s, err := session.Open(o)
	if err != nil {
		return nil, err
	}
	return &Workspace{Session: s, Vault: v, Files: filesOf(v), log: l}, nil
}

// Founder is the first person of a new vault: a leader, a deputy or the secretary.
type Founder struct {
	ID, Name, Agency string
	Role             assess.Role
	PIN              string
}

// Found makes a new vault with its founder and opens it. Its recovery code is in the workspace until it is closed, and nowhere else; a sample
// has none. Where env says so, it is sealed. Faults: pin.short, passphrase.short and those of vault.Create.
func Found(path string, f Founder, round *assess.Edit, env Env) (*Workspace, error) {
	return foundWith(path, f, round, true, env)
}

func foundWith(path string, f Founder, round *assess.Edit, recoverable bool, env Env) (*Workspace, error) {
	if len([]rune(f.PIN)) < keys.ShortestPIN {
		return nil, words.Refuse("pin.short", keys.ShortestPIN)
	}
	if env.Seal != "" {
		if err := keys.CheckPassphrase(env.Seal); err != nil {
			return nil, err
		}
	}
	seed := make([]byte, keys.SeedSize)
	if _, err := io.ReadFull(env.Random, seed); err != nil {
		return nil, err
	}
	person := ed25519.NewKeyFromSeed(seed)
	device, err := keys.NewDeviceKey(env.Random)
	if err != nil {
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "?" // only a label for people
	}
	founding := session.Founding{
		Founder: assess.Card{Person: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, Key: person.Public().(ed25519.PublicKey)},
		Device:  device.Device(), DeviceName: host, Round: round, Now: env.Now(),
		Sign: func(m []byte) []byte { return ed25519.Sign(person, m) }}
	code, can := "", report.Recovers{Roster: true, File: env.Seal != ""}
	if recoverable {
		var public ed25519.PublicKey
		if code, public, err = keys.NewRecovery(env.Random); err != nil {
			return nil, err
		}
		founding.Recovery = public
	}
	first := session.Genesis(founding)
	seal, store := env.sealing(code)
	v, err := vault.Create(path, vault.Genesis{Signer: device, Record: &first, CreatedBy: env.Version, Seal: seal,
		Keep: func(id ledger.Hash) error { return keyFault(env, store().Save(id, device)) },
		Then: func(genesis *ledger.Record) ([]vault.Box, *ledger.Record, error) {
			box, err := keys.Lock(seed, f.PIN, keys.Owner{Person: f.ID, Vault: genesis.ID}, env.Cost, env.Random)
			second := session.SecondRecord(founding, genesis, box)
			return []vault.Box{{Person: f.ID, Sealed: box}}, &second, err
		}})
	if err != nil {
		return nil, err
	}
	d, err := start(v, env, session.Options{}, func(int, int) error { return nil })
	if err != nil {
		v.Close()
		return nil, err
	}
	d.Recovery, d.founder, d.can = code, f.Name, can
	return d, nil
}

// Close saves how far this laptop has written and lets the file go.
func (d *Workspace) Close() error {
	d.unview()
	err := d.log.keep()
	if e := d.Vault.Close(); err == nil {
		err = e
	}
	return err
}
