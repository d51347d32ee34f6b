package ui

import (
	"context"
	"time"

	"kaohe/app/book"
	"kaohe/app/circular"
	"kaohe/app/ledger"
	"kaohe/app/province"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/exchange"
	"kaohe/ui/parcels"
	"kaohe/ui/preview"
	"kaohe/ui/printing"
	"kaohe/ui/start"
	"kaohe/ui/unlock"
)

// System is what the window asks of the world outside: files, paper, the system.
type System interface {
	// Open opens a vault and tells how many of its records are read. It runs beside the UI thread.
	Open(ctx context.Context, path string, progress func(done, total int)) (Vault, error)
	Create(path string, r start.NewRound) (Vault, error)
	Sample() (path string, err error)
	Show(path string) error
	Exists(path string) bool
	// Same tells whether two paths lead to one file.
	Same(a, b string) bool
	// Round is the id of a vault's round.
	Round(v Vault) string
	Sealing
	Documents
	Workbooks
	Backups
	Gathering
	Joining
	Parcels
	EvidenceFiles
	Intake
}

// Parcels exchanges packages with colleagues.
type Parcels interface {
	// Removable is the folder of a stick or another medium that can be taken out; empty where there is none.
	Removable() string
	// Spread tells who is known to have what.
	Spread(v Vault) session.Spread
	// Pack writes a package, and returns once it was read back. Faults: output.exists, those of the disk, pack.large.
	Pack(ctx context.Context, v Vault, path string, r parcels.Request, replace bool, progress func(done, total int)) (parcels.Packed, error)
	// OpenParcels opens packages and tells what taking them in would do, with those that are at hand, which may be nil. Faults: pack.passphrase
	// and pack.wrong, where one is to be asked for, and those of what is no package of this round, damaged, or not for this laptop.
	OpenParcels(ctx context.Context, v Vault, paths []string, passphrase string, beside *parcels.Incoming, progress func(done, total int)) (*parcels.Incoming, error)
	// MergeParcels takes packages in: all or nothing.
	MergeParcels(ctx context.Context, v Vault, in *parcels.Incoming, progress func(done, total int)) (parcels.Merged, error)
	// Carried tells how much evidence a package for a person, or of a district, would carry; ids may be empty.
	Carried(v Vault, person, district string) parcels.Carried
	// Thinnable tells what may go of the originals of evidence to make room; Thin lets it go, and says what came of it.
	Thinnable(v Vault) parcels.Thinning
	Thin(ctx context.Context, v Vault, t parcels.Thinning, progress func(done, total int)) ([]words.Msg, error)
	// TryPlace looks whether a place can be read, and keeps what opens it where that was typed. It may take a while.
	TryPlace(ctx context.Context, v Vault, p Place, by Login) error
	// Relay exchanges with a place in the background until stop is called, which waits for its end; told is called after each look that did
	// something or failed, on a goroutine of its own.
	Relay(v Vault, p Place, anew bool, told func(Relayed)) (stop func())
}

// Gathering puts many rounds into one table.
type Gathering interface {
	// Gather reads the rounds below a folder; phrases open what asks for one. The table is not nil where the fault is gather.none: it says why.
	Gather(ctx context.Context, folder string, phrases []string, progress func(done, total int)) (*province.Table, error)
	// SaveTable writes the table into a folder as a workbook, whose path it gives, and a PDF. Fault: output.exists.
	SaveTable(ctx context.Context, t *province.Table, folder string, replace bool) (workbook string, err error)
}

// Joining lets persons join on laptops of their own.
type Joining interface {
	// CheckCode tells at once whether the code of an invitation was mistyped. Fault: invite.form.
	CheckCode(code string) error
	// LaptopName is what the system calls this laptop; it may be empty.
	LaptopName() string
	// Spoken is a laptop's key in a few characters that can be read out and compared.
	Spoken(d ledger.Device) string
	// Receive makes a vault of a team's package, or takes the package into an older copy of that round, and opens it. Nobody has joined by
	// that. Faults: invite.form, invite.closed, receive.partial, those of packages and of new vaults.
	Receive(j start.Joining, path string) (Vault, error)
	// ReceiveInto takes the package into an open vault.
	ReceiveInto(v Vault, j start.Joining) error
	// Discard closes a vault and, if Receive made it, removes it: nobody joined.
	Discard(v Vault) error
}

// Sealing opens sealed vaults, seals them and unseals them.
type Sealing interface {
	// Unlock opens a sealed vault by what a person typed; it takes as long as a guess at a passphrase costs. Faults: passphrase.wrong,
	// recovery.form, recovery.wrong, recovery.opens, and those of Open.
	Unlock(ctx context.Context, path string, by unlock.Secret, progress func(done, total int)) (Vault, error)
	// Try has sealed files that are only read, such as backups, opened by this from now on.
	Try(by unlock.Secret)
	// Keychain tells why no key can be remembered, nil where one can. It may take a while.
	Keychain() error
	// Remember has the system's keychain open the vault from now on.
	Remember(v Vault) error
	// Seal and Unseal write a closed vault's file anew and open it. Recovery then gives the code of a vault that was sealed.
	Seal(path, passphrase string, progress func(done, total int)) (Vault, error)
	Unseal(path string, by unlock.Secret, progress func(done, total int)) (Vault, error)
	// Knows tells whether somebody knows what opens a vault: nil, passphrase.wrong.
	Knows(v Vault, by unlock.Secret) error
	ChangePassphrase(v Vault, by unlock.Secret, passphrase string) error
}

// Documents makes documents of a vault.
type Documents interface {
	// Print makes documents in a folder, all from one state, and says of each what came of it. Where files of their names are there already
	// and may not be replaced, nothing is printed. Fault: output.exists.
	Print(ctx context.Context, v Vault, jobs []report.Job, as report.Format, folder string, replace bool, progress func(done, total int)) ([]printing.Made, error)
	// ReadWord reads a circular that was edited in a word processor. Faults: those of docx.Read.
	ReadWord(path string) (*circular.File, error)
	// Preview makes a document to be looked at.
	Preview(ctx context.Context, v Vault, j report.Job) (preview.Pages, error)
	// Printers lists where Send can send to. Fault: printer.none.
	Printers(ctx context.Context) (printing.Printers, error)
	// Send gives documents to a printer, and says of each what came of it; those sent before a fault stay sent. Faults: printer.none,
	// printer.failed, file.full.
	Send(ctx context.Context, v Vault, jobs []report.Job, to printing.Printer, progress func(done, total int)) ([]printing.Made, error)
	// Recovery is the recovery code of a vault that was just made; empty for any other. SaveRecovery writes its sheet into a folder, and
	// SendRecovery gives it to the computer's usual printer. Faults: output.exists, recovery.gone, printer.none.
	Recovery(v Vault) string
	SaveRecovery(ctx context.Context, v Vault, folder string, replace bool) (path string, err error)
	SendRecovery(ctx context.Context, v Vault) error
	// Verify checks a file: a printed report, against the open vault where there is one, a draw sheet, or a vault.
	Verify(ctx context.Context, path string, v Vault) (Verdict, error)
}

// Verdict is what came of verifying a file: the sum of it in one word, and lines that say what was found.
type Verdict struct {
	Word  string
	Lines []words.Msg
}

// The words. VerifyGood is said of nothing but what was proved throughout; only VerifyDenied speaks against the file.
const (
	VerifyGood     = "verified"
	VerifySigned   = "signed"   // a report's signatures are real, and do not cover all of it
	VerifyUnsigned = "unsigned" // no signature proves a report
	VerifyNoted    = "noted"    // a vault holds, and there is something to settle
	VerifyRepeats  = "repeats"  // a draw's list and phrase give its result
	VerifyNewer    = "newer"    // of a vault: only a newer version of the program can check some signatures
	VerifyDenied   = "denied"
)

// Workbooks reads and writes workbooks.
type Workbooks interface {
	Read(path string) (*book.Grid, error)
	// Plan says what taking a workbook in would change; PlanNew what a new vault made from it would hold.
	Plan(v Vault, g *book.Grid) (*book.Plan, error)
	PlanNew(g *book.Grid) (*book.Plan, error)
	// Take applies what is ticked; pin is needed where persons are among it.
	Take(v Vault, p *book.Plan, pin string) error
	// Found makes a vault from a plan of PlanNew; an empty passphrase leaves it unsealed.
	Found(path string, p *book.Plan, pin, passphrase string) (Vault, error)
	// Save writes a workbook. Fault: output.exists, where there is a file that may not be replaced.
	Save(v Vault, path string, replace bool, kind exchange.Kind, district, person string) error
}

// Backups keeps copies of vaults, and puts one back.
type Backups interface {
	// Beside is the folder for backups next to a vault.
	Beside(path string) string
	// Backup makes a backup of an open vault in each folder, where the newest there does not hold the same, and says of each what came of it.
	Backup(ctx context.Context, v Vault, folders []string, progress func(done, total int)) []BackedUp
	// Backups lists those of the vault at a path, checked, the newest first; folders that are not there are passed over.
	Backups(ctx context.Context, path string, folders []string, progress func(done, total int)) ([]Backup, error)
	// Loss says what restoring a backup would take away, in the first line, and of whom and where, and what stays. v is the vault where it is
	// open, or nil. Faults: backup.none, backup.other.
	Loss(path, from string, v Vault) ([]words.Msg, error)
	// Restore puts a backup in the place of a vault that is not open; aside is where the old file is then, empty where there was none.
	Restore(ctx context.Context, path, from string, progress func(done, total int)) (aside string, err error)
	// Salvage takes what can be had out of a damaged vault into a new one beside it, and says how much that is.
	Salvage(path string) (to string, lines []words.Msg, err error)
	// SaveCopy writes a copy of an open vault that can be worked on. Faults: those of a new vault.
	SaveCopy(ctx context.Context, v Vault, path string, progress func(done, total int)) error
}

// BackedUp is what came of a backup into one folder.
type BackedUp struct {
	Folder string
	Path   string    // of the backup
	At     time.Time // of which moment it is
	Files  int       // of evidence that were new there
	Bytes  int64     // of these
	Err    error
}

// Backup is one that can be restored; Err says how it is damaged.
type Backup struct {
	Path    string
	At      time.Time
	Records int
	Size    int64 // bytes
	Err     error
}
