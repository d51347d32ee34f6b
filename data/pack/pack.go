// Package pack is the file NAME.kpack, in which records travel from one laptop to others: on a stick, through a folder, through a bucket.
//
// Outside: "kaohe package 1\n", the length of the head in two bytes, the head (a CBOR map: 1 vault, 2 ids of the invitations whose codes open it,
// 3 true if a passphrase does), an age file, the SHA-256 of all before it, and "kaohe pack end\n\n". Inside of the age file: the length of the
// manifest in four bytes, the manifest, the sender's signature, and frames, each a zstd frame of records, each record after its length in four
// bytes. All lengths are big-endian. The signature is by the device that the manifest names, over "kaohe package 1\n", the SHA-256 of the head and
// the manifest; that holds size and SHA-256 of each frame, so that nothing is unpacked which the sender has not signed.
//
// A package that carries files of evidence begins with "kaohe package 2\n" and signs that; its head has 4, the length of the age file, and 5, the
// number of bytes behind "kaohe pack end\n\n". There the files follow that the manifest lists, smaller copies first, each an age file of its own
// for an X25519 key that is made for the package and stands in the manifest. So records are read without the files, each file is whole or not for
// itself, and of a package that was cut the records and the files before the cut are taken. The sum and the digest are of what comes before the
// files, which are in them by their hashes. Programs of before know that it is newer, and take nothing of it; without files, they take it.
//
// The age file is for ssh-ed25519 recipients, which are the laptops' own device keys and the keys of open invitations: no other key has to be
// made or handed out, and a laptop that was taken out can't open what is packed later. Or it is for a passphrase alone.
//
// Caveats: what a package says of itself is its sender's word: Open proves who that is, Each that the records are those it lists, unbroken and
// signed by their devices at the head of each chain; whether they count is for app/authority, and whether the sender may send is for whoever takes
// them. Outside, the vault's id, the number of recipients and the size are for everybody to see. Write holds the packed frames in memory, because
// the manifest that goes before them names each; Each holds one frame at a time, whatever the file says.
package pack

import (
	"crypto/sha256"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Formats of packages without files and with them.
const (
	format      = 1
	formatFiles = 2
)

// What a package may have at most.
const (
	MaxFrame      = 4 << 20 // bytes of a frame, unpacked
	MaxFrames     = 1 << 10
	MaxChains     = 1 << 12
	MaxRecipients = 1 << 10

	maxPacked   = MaxFrame + MaxFrame/64
	maxManifest = 2 << 20
	maxHead     = 1<<16 - 1
	maxID       = 64 // bytes of an invitation's id
)

const (
	begin      = "kaohe package 1\n" // also in front of what the sender signs
	beginFiles = "kaohe package 2\n"
	end        = "kaohe pack end\n\n"
)

// Chain is the records of one device behind After up to Head, each the predecessor of the next. Several of one device are branches of a fork.
type Chain struct {
	Device ledger.Device
	After  ledger.Tip // number 0: from the first record on
	Head   ledger.Tip
}

// Records is their number.
func (c Chain) Records() uint64 { return c.Head.Seq - c.After.Seq }

// Manifest is what a package says of itself.
type Manifest struct {
	Vault    ledger.Hash
	Made     int64           // Unix milliseconds by the sender's clock
	By       ledger.Device   // the sender's laptop, which signs
	Author   string          // the sender's id as a person; empty where nobody works
	Chains   []Chain         // the records in it, in this order
	Heads    ledger.Frontier // everything the sender had, in the package or not, so that receivers know who has what
	Since    ledger.Hash     // digest of the package that it continues; zero: none
	District string          // id of the one that the package was cut for; empty: all
	For      string          // id of the person that it was cut for; empty: anybody

	Files   []File          // of evidence, which travel or are named; each once
	Records int             // set by Write
	Bytes   int64           // of all records, unpacked; set by Write
	Readers []ledger.Device // the keys that open it; set by Write; none: a passphrase does
}

// Receipt is what was written.
type Receipt struct {
	Records int
	Files   int         // that travel with them
	Bytes   int64       // the file's size
	Digest  ledger.Hash // SHA-256 of the whole file, or where files follow of what is before them

	whole ledger.Hash // SHA-256 of the whole file
}

type wireHead struct {
	Vault       ledger.Hash `cbor:"1,keyasint"`
	Invitations []string    `cbor:"2,keyasint,omitempty"`
	Passphrase  bool        `cbor:"3,keyasint,omitempty"`
	Inside      uint64      `cbor:"4,keyasint,omitempty"` // bytes of the age file
	Follows     uint64      `cbor:"5,keyasint,omitempty"` // bytes of the files
}

type wireManifest struct {
	Format   uint64        `cbor:"1,keyasint"`
	Vault    ledger.Hash   `cbor:"2,keyasint"`
	Made     int64         `cbor:"3,keyasint"`
	By       ledger.Device `cbor:"4,keyasint"`
	Author   string        `cbor:"5,keyasint,omitempty"`
	Chains   []wireChain   `cbor:"6,keyasint"`
	Records  uint64        `cbor:"7,keyasint"`
	Bytes    uint64        `cbor:"8,keyasint"`
	Heads    []wireTip     `cbor:"9,keyasint"`
	Since    []byte        `cbor:"10,keyasint,omitempty"`
	District string        `cbor:"11,keyasint,omitempty"`
	For      string        `cbor:"12,keyasint,omitempty"`
	Frames   []wireFrame   `cbor:"13,keyasint"`

	Readers []ledger.Device `cbor:"14,keyasint,omitempty"`

	Originals []wireOriginal `cbor:"16,keyasint,omitempty"`
	Small     []wireSmall    `cbor:"17,keyasint,omitempty"`
	Absent    []wireOriginal `cbor:"18,keyasint,omitempty"`
	Key       string         `cbor:"19,keyasint,omitempty"` // to the files that follow
}

// lastKey is the highest that the first version knew in the manifest. firstLater is the first key that was for later versions: their values are
// signed, and passed over by who does not know them.
const lastKey, firstLater = 14, 16

type wireChain struct {
	_         struct{} `cbor:",toarray"`
	Device    ledger.Device
	AfterSeq  uint64
	AfterHash ledger.Hash
	Seq       uint64
	Hash      ledger.Hash
}

type wireTip struct {
	_      struct{} `cbor:",toarray"`
	Device ledger.Device
	Seq    uint64
	Hash   ledger.Hash
}

type wireFrame struct {
	_      struct{} `cbor:",toarray"`
	Packed uint32
	Plain  uint32
	Sum    ledger.Hash // of the packed bytes
}

func (m *Manifest) wire(frames []wireFrame) wireManifest {
	w := wireManifest{Format: format, Vault: m.Vault, Made: m.Made, By: m.By, Author: m.Author, Chains: make([]wireChain, len(m.Chains)),
		Records: uint64(m.Records), Bytes: uint64(m.Bytes), Heads: make([]wireTip, len(m.Heads)), District: m.District, For: m.For,
		Frames: frames, Readers: m.Readers}
	if m.Since != (ledger.Hash{}) {
		w.Since = m.Since[:]
	}
	for i, c := range m.Chains {
		w.Chains[i] = wireChain{Device: c.Device, AfterSeq: c.After.Seq, AfterHash: c.After.Hash, Seq: c.Head.Seq, Hash: c.Head.Hash}
	}
	for i, t := range m.Heads {
		w.Heads[i] = wireTip{Device: t.Device, Seq: t.Seq, Hash: t.Hash}
	}
	m.wireFiles(&w)
	return w
}

// message is what the sender signs of a package that begins so.
func message(begin string, head, manifest []byte) []byte {
	sum := sha256.Sum256(head)
	return append(append([]byte(begin), sum[:]...), manifest...)
}

func refuse(code string, args ...any) *words.Fault { return words.Refuse("pack."+code, args...) }
