package verbs

import (
	"time"

	"kaohe/app/ledger"
	"kaohe/cmd/internal/workspace"
)

// PackageVerdict is what `verify --json` prints of a package. Word is the sum of it: verified, signed (nothing says whose laptop made it), partly (of
// its files of evidence some are damaged or cut off), closed (it was not opened, and nothing from made on is known) or denied; OK is true for the first two. Against is empty without --vault, otherwise same or
// other. Sender is enrolled, removed, unknown or self, and is known, like new and knownRecords, only against the vault that the package belongs to.
type PackageVerdict struct {
	OK         bool   `json:"ok"`
	Word       string `json:"word"`
	File       string `json:"file"`
	Kind       string `json:"kind"`
	Vault      string `json:"vault"`
	Digest     string `json:"digest"` // SHA-256 of the file
	Bytes      int64  `json:"bytes"`
	Passphrase bool   `json:"passphrase"`
	Opened     bool   `json:"opened"`

	Made     string         `json:"made"`
	Device   string         `json:"device"`
	Author   string         `json:"author"`
	Records  int            `json:"records"`
	Chains   []PackageChain `json:"chains"`
	Heads    []PackageHead  `json:"heads"` // what the sender had
	Since    string         `json:"since"`
	District string         `json:"district"`
	For      string         `json:"for"`

	Files     int   `json:"files"`     // of evidence in it
	FileBytes int64 `json:"fileBytes"` // of these
	BadFiles  int   `json:"badFiles"`  // of these, damaged or cut off
	Absent    int   `json:"absent"`    // files of evidence that are only named

	Against string `json:"against"`
	Laptop  string `json:"laptop"`
	Sender  string `json:"sender"`
	New     int    `json:"new"`
	Known   int    `json:"knownRecords"`
}

// PackageChain is records of one laptop.
type PackageChain struct {
	Device string `json:"device"`
	From   uint64 `json:"from"`
	To     uint64 `json:"to"`
	Head   string `json:"head"` // hash of the last
}

// PackageHead is the newest record of a laptop.
type PackageHead struct {
	Device string `json:"device"`
	Number uint64 `json:"number"`
	Record string `json:"record"`
}

// verifyPackage verifies a package, by this laptop's keys or the passphrase in a file.
func (c *call) verifyPackage(path, secret, vault string, asJSON bool) (err error) {
	passphrase, err := parcelSecret(secret)
	if err != nil {
		return err
	}
	var against *workspace.Workspace
	if vault != "" {
		if against, err = c.read(vault); err != nil {
			return err
		}
		defer against.Close()
	}
	x, err := workspace.CheckPackage(path, passphrase, c.Env, against)
	if err != nil {
		return err
	}
	if asJSON {
		err = c.json(packageVerdict(x))
	} else {
		c.say(x.Lines()...)
	}
	if err != nil {
		return err
	}
	return x.Refusal()
}

func packageVerdict(x *workspace.PackageCheck) PackageVerdict {
	v := PackageVerdict{OK: x.Refusal() == nil, Word: x.Word(), File: x.Path, Kind: "package", Vault: x.Vault.String(), Digest: x.Digest.String(),
		Bytes: x.Size, Passphrase: x.Passphrase, Chains: []PackageChain{}, Heads: []PackageHead{}, Against: x.Against, Laptop: x.Laptop, Sender: string(x.Sender)}
	if x.Incoming != nil {
		v.New, v.Known = x.Incoming.New, x.Incoming.Known
	}
	v.Files, v.FileBytes, v.BadFiles, v.Absent = x.Files, x.FileBytes, x.Bad, x.Absent
	m := x.Manifest
	if m == nil {
		return v
	}
	v.Opened, v.Made, v.Device, v.Author, v.Records, v.District, v.For = true, time.UnixMilli(m.Made).UTC().Format(time.RFC3339), m.By.String(), m.Author, m.Records, m.District, m.For
	if m.Since != (ledger.Hash{}) {
		v.Since = m.Since.String()
	}
	for _, x := range m.Chains {
		v.Chains = append(v.Chains, PackageChain{x.Device.String(), x.After.Seq + 1, x.Head.Seq, x.Head.Hash.String()})
	}
	for _, t := range m.Heads {
		v.Heads = append(v.Heads, PackageHead{t.Device.String(), t.Seq, t.Hash.String()})
	}
	return v
}
