//go:build linux

package torture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/intake"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/session"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
	"kaohe/data/faultdisk"
	"kaohe/data/sheet"
	"kaohe/data/vault"
)

// action is something that a person does, and that happens as a whole or not at all.
type action struct {
	name  string
	calls []string // methods of session.Session that it stands for
	// before makes the round that it begins with; nil for one with a frozen standard. An action that makes a round has none.
	before func(*workspace.Workspace) error
	// ready is done in the same window, before anything fails; may be nil.
	ready func(*workspace.Workspace) error
	// on an open round.
	on func(*workspace.Workspace) error
	// in a folder, where it opens and closes what it needs itself.
	in func(dir string) error
	// makes a round where none was, called name, or nothing.
	makes string
	// prepare goes on in the folder when that round is closed; may be nil.
	prepare func(dir string) error
	// spoil hurts the files that it begins with; may be nil.
	spoil func(faultdisk.Files)
	// same: what stands afterwards is what stood before.
	same bool
	// foreign: the laptop has to be enrolled first, as long as the action is not done.
	foreign bool
	keys    bool // and yet its keys are there
	// pins that may be the leader's afterwards.
	pins []string
}

var actions = []action{
	{name: "edit", calls: []string{"Apply"}, on: func(d *workspace.Workspace) error { return d.Apply(mark(1)) }},
	{name: "large edit", on: func(d *workspace.Workspace) error {
		return d.Apply(assess.Fields("edit.district", "d/ns", "contact", strings.Repeat("长", 20_000)))
	}},
	{name: "many edits at once", on: func(d *workspace.Workspace) error {
		e := assess.New("edit.district")
		for i := range 40 { // several records in one transaction
			e.Texts("d/ns/find/"+string(rune('A'+i)), "kind", "problem", "named", strings.Repeat("查", 10_000))
		}
		return d.Apply(e)
	}},
	{name: "edit of a colleague", calls: []string{"ApplyAs"}, on: func(d *workspace.Workspace) error { return d.ApplyAs("wu", mark(2)) }},
	{name: "undo", calls: []string{"Undo"}, ready: func(d *workspace.Workspace) error { return d.Apply(mark(3)) },
		on: func(d *workspace.Workspace) error { return d.Undo() }},
	{name: "redo", calls: []string{"Redo"}, ready: func(d *workspace.Workspace) error { return errors.Join(d.Apply(mark(3)), d.Undo()) },
		on: func(d *workspace.Workspace) error { return d.Redo() }},
	{name: "take", on: func(d *workspace.Workspace) error { // one file: of several, those stay that were named before the fault
		_, err := d.Take(context.Background(), intake.Request{District: "ns", Phase: assess.Onsite, Files: []intake.File{{Name: "a.txt", Bytes: []byte("photo")}}}, nil)
		return err
	}},
	{name: "evidence held", calls: []string{"Hold"}, on: func(d *workspace.Workspace) error {
		_, err := d.Hold(true, strings.Repeat("ab", 32))
		return err
	}},
	{name: "sign", calls: []string{"Sign"}, on: func(d *workspace.Workspace) error {
		_, err := d.Sign("ns", assess.Preparation, "chen", pin)
		return err
	}},
	{name: "reopen", calls: []string{"Reopen"},
		before: func(d *workspace.Workspace) error {
			if err := frozen(d); err != nil {
				return err
			}
			_, err := d.Sign("ns", assess.Preparation, "chen", pin)
			return err
		},
		on: func(d *workspace.Workspace) error {
			_, err := d.Reopen("ns", assess.Preparation, "chen", pin, "补充材料")
			return err
		}},
	{name: "new PIN", calls: []string{"AddPerson"}, pins: []string{pin, newPIN}, on: func(d *workspace.Workspace) error { return d.AddPerson(chen(newPIN), "chen", pin) }},
	{name: "new person with a PIN", on: func(d *workspace.Workspace) error {
		return d.AddPerson(session.NewPerson{ID: "he", Name: "贺", Role: assess.Deputy, PIN: "975310"}, "chen", pin)
	}},
	{name: "enrol", calls: []string{"EnrolDevice"}, foreign: true, on: func(d *workspace.Workspace) error {
		return d.EnrolDevice(session.NewLaptop{Name: "第二台", Shared: true}, "chen", pin)
	}},
	{name: "laptop's card", calls: []string{"SetLaptop"}, on: func(d *workspace.Workspace) error {
		return d.SetLaptop(d.Own(), session.NewLaptop{Name: "办公室", Shared: true}, "chen", pin)
	}},
	{name: "remove", calls: []string{"Remove"}, on: func(d *workspace.Workspace) error {
		return d.Remove(session.Removal{Person: "li", Reason: "调离"}, "chen", pin)
	}},
	{name: "adopt", calls: []string{"Adopt"}, before: func(d *workspace.Workspace) error { return errors.Join(frozen(d), stray(d)) },
		on: func(d *workspace.Workspace) error {
			return d.Adopt(d.View().Held[0].Record.ID, "核对过", "chen", pin)
		}},
	{name: "adopt a laptop's", calls: []string{"AdoptLaptop"}, before: func(d *workspace.Workspace) error { return errors.Join(frozen(d), stray(d)) },
		on: func(d *workspace.Workspace) error {
			_, err := d.AdoptLaptop(d.Own(), "核对过", "chen", pin)
			return err
		}},
	{name: "invite", calls: []string{"Invite"}, on: func(d *workspace.Workspace) error {
		_, err := d.Invite("li", 7, "chen", pin)
		return err
	}},
	{name: "withdraw", calls: []string{"Withdraw"}, before: func(d *workspace.Workspace) error { return errors.Join(frozen(d), invites(d)) },
		on: func(d *workspace.Workspace) error {
			return d.Withdraw(session.Withdrawing{Invitation: d.View().Invitations[0].Digest}, "chen", pin)
		}},
	{name: "join", calls: []string{"Join"}, foreign: true, pins: []string{pin, newPIN},
		before: func(d *workspace.Workspace) error { return errors.Join(frozen(d), invites(d)) },
		on: func(d *workspace.Workspace) error {
			return d.Join(session.Joining{Person: "chen", Code: os.Getenv(inviteEnv), Laptop: "第二台", PIN: newPIN})
		}},
	{name: "ask to join", calls: []string{"Ask"}, foreign: true, on: func(d *workspace.Workspace) error {
		return d.Ask(session.Asking{Person: "li", Laptop: "第二台"})
	}},
	{name: "admit", calls: []string{"Admit"}, prepare: asked, on: func(d *workspace.Workspace) error {
		_, err := d.Admit(session.Admission{Device: d.View().Requests[0].Device, Person: "li", Reason: "核对过"}, "chen", pin)
		return err
	}},
	{name: "freeze", calls: []string{"Freeze"}, before: fill, on: freeze},
	{name: "new edition", calls: []string{"TakeVersion"},
		before: func(d *workspace.Workspace) error {
			return errors.Join(frozen(d), d.Apply(assess.BeginVersion(d.View())), d.Apply(assess.SetItem("nstd", "a1", "text", "责任书签订")),
				d.Apply(assess.Fields("edit.draftversion", "nstd", "version", "2026-2")))
		},
		on: func(d *workspace.Workspace) error { return d.TakeVersion("chen", pin) }},
	{name: "import", on: func(d *workspace.Workspace) error { return takeBook(d, books()[0]) }},
	{name: "import with a person", calls: []string{"AddPersons"}, on: func(d *workspace.Workspace) error { return takeBook(d, books()[1]) }},
	{name: "open", same: true, in: justOpen},
	{name: "open by one meta page", same: true, in: justOpen, spoil: func(f faultdisk.Files) { // the page that is not in force is made anew
		b := f[roundName]
		page := 4096
		if binary.LittleEndian.Uint64(b[64:]) < binary.LittleEndian.Uint64(b[4096+64:]) { // bbolt's number of the change
			page = 0
		}
		clear(b[page : page+512])
	}},
	{name: "found", makes: roundName, in: func(dir string) error {
		d, err := workspace.Found(filepath.Join(dir, roundName), first(), nil, laptop(dir))
		return closed(d, err)
	}},
	{name: "found a planned round", makes: roundName, in: func(dir string) error {
		plan := &roundplan.Plan{Title: "2027年度考核", Year: "2027", City: "市打假办",
			Team:  []roundplan.Mate{{ID: "chen", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin}, {ID: "wu", Name: "吴", Agency: "市打假办", Role: assess.Deputy, PIN: deputyPIN}},
			Areas: []*roundplan.Area{{ID: "ns", Name: "南山区", Subdistricts: []roundplan.Sub{{ID: "yh", Name: "粤海街道"}}}}}
		d, err := workspace.FoundRound(filepath.Join(dir, roundName), plan, false, laptop(dir))
		return closed(d, err)
	}},
	{name: "found from last year's round", before: frozen, makes: "next.kaohe", in: func(dir string) error {
		plan := &roundplan.Plan{Title: "2027年度考核", Year: "2027", City: "市打假办", Team: []roundplan.Mate{{ID: "chen", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin}}}
		d, err := workspace.FoundFrom(filepath.Join(dir, "next.kaohe"), filepath.Join(dir, roundName), plan, laptop(dir))
		return closed(d, err)
	}},
	{name: "found from a workbook", makes: roundName, in: func(dir string) error {
		g, err := readBook(books()[1])
		if err != nil {
			return err
		}
		p, err := workspace.PlanNew(g, "2026-11-24")
		if err != nil {
			return err
		}
		d, err := workspace.FoundBook(filepath.Join(dir, roundName), p, "", pin, laptop(dir))
		return closed(d, err)
	}},
	{name: "seal", before: photographed, in: func(dir string) error {
		env := laptop(dir)
		env.Seal = phrase
		d, err := workspace.SealVault(filepath.Join(dir, roundName), env, progress)
		return closed(d, err)
	}},
	{name: "edit of a sealed round", prepare: sealed, on: func(d *workspace.Workspace) error { return d.Apply(mark(1)) }},
	{name: "new PIN in a sealed round", prepare: sealed, pins: []string{pin, newPIN}, on: func(d *workspace.Workspace) error { return d.AddPerson(chen(newPIN), "chen", pin) }},
	{name: "new passphrase", prepare: sealed, on: func(d *workspace.Workspace) error {
		return d.ChangePassphrase(workspace.Secret{Passphrase: phrase}, newPhrase)
	}},
	{name: "unseal", before: photographed, prepare: sealed, in: func(dir string) error {
		d, err := workspace.UnsealVault(filepath.Join(dir, roundName), laptop(dir), progress)
		return closed(d, err)
	}},
	{name: "backup", same: true, before: photographed, in: backUp},
	{name: "restore", foreign: true, keys: true, prepare: func(dir string) error {
		if err := backUp(dir); err != nil {
			return err
		}
		d, err := open(dir)
		if err != nil {
			return err
		}
		return errors.Join(d.Use("chen"), d.Apply(mark(7)), d.Close())
	}, in: func(dir string) error {
		copies, err := filepath.Glob(filepath.Join(dir, "备份", "*.kaohe"))
		if err != nil {
			return err
		}
		_, err = workspace.Restore(context.Background(), filepath.Join(dir, roundName), copies[0], laptop(dir), progress)
		return err
	}},
	{name: "merge", calls: []string{"Merge"}, prepare: colleague, on: func(d *workspace.Workspace) error { return takeIn(d) }},
	{name: "pack", same: true, in: func(dir string) error {
		d, err := workspace.Open(filepath.Join(dir, roundName), vault.ReadOnly, laptop(dir))
		if err != nil {
			return err
		}
		_, err = d.Pack(filepath.Join(dir, "out.kpack"), workspace.PackOptions{})
		return errors.Join(err, d.Close())
	}},
	{name: "salvage", before: frozen, makes: "good.kaohe", in: func(dir string) error {
		_, err := vault.Salvage(filepath.Join(dir, roundName), filepath.Join(dir, "good.kaohe"), "test", nil)
		return err
	}},
}

// inviteEnv names the code of the last invitation, which processes that this one starts and kills inherit.
const inviteEnv = "KAOHE_TORTURE_INVITATION"

// invites invites the leader to a laptop of their own.
func invites(d *workspace.Workspace) error {
	i, err := d.Invite("chen", 7, "chen", pin)
	return errors.Join(err, os.Setenv(inviteEnv, i.Code))
}

// asked has another laptop ask to join, write something, and hand it over.
func asked(dir string) error {
	if err := apart(dir, func(d *workspace.Workspace) error {
		return errors.Join(d.Ask(session.Asking{Person: "li", Laptop: "第二台"}), d.Apply(assess.SetClaim(d.View().District("ns"), "a1", 4100, "")))
	}); err != nil {
		return err
	}
	d, err := open(dir)
	if err != nil {
		return err
	}
	return errors.Join(takeIn(d), d.Close(), os.Remove(filepath.Join(dir, broughtName)))
}

// reads are the session's methods that write nothing, or stand for themselves in no file.
var reads = []string{"Asked", "At", "Base", "Boxed", "CanRedo", "CanUndo", "Clocks", "Day", "Enrolled", "Everything", "Fit", "Forks", "Has", "Held",
	"History", "Invitee", "Lacking", "Log", "MayAddPerson", "MayInvite", "MayRemove", "MayWrite", "NewID", "News", "Now", "Overruled", "Own", "PINWait", "Preview", "Proof",
	"ReadOnly", "Recall", "Record",
	"Recoverable", "Runes", "Shared", "Since", "Snapshot", "Spread", "Subscribe", "Today", "Undeclared", "Use",
	"Value", "View", "Who", "With"}

// TestEachActionIsTortured: a new method of the session is an action with a row above, or reads.
func TestEachActionIsTortured(t *testing.T) {
	known := slices.Clone(reads)
	for _, a := range actions {
		known = append(known, a.calls...)
	}
	s := reflect.TypeFor[*session.Session]()
	for i := range s.NumMethod() {
		if name := s.Method(i).Name; !slices.Contains(known, name) {
			t.Errorf("Session.%s is in no action", name)
		}
	}
	for _, name := range known {
		if _, ok := s.MethodByName(name); !ok {
			t.Errorf("there is no Session.%s", name)
		}
	}
}

func frozen(d *workspace.Workspace) error { return errors.Join(fill(d), freeze(d)) }

// photographed is a round with a file of evidence and its thumbnail.
func photographed(d *workspace.Workspace) error {
	if err := frozen(d); err != nil {
		return err
	}
	p, err := d.Files.Put(context.Background(), strings.NewReader("photo"), 99)
	if err != nil {
		return err
	}
	file := assess.NewEvidence{Sum: p.Sum.String(), Name: "photo.jpg", Media: "image/jpeg", Size: p.Size}
	return errors.Join(d.Files.PutCopy(evidence.Thumb, p.Sum, []byte("thumbnail")),
		d.Apply(assess.AddEvidence(d.View().District("ns"), assess.Onsite, d.Own(), assess.Supports{}, file)))
}

func progress(int, int) {}

// sealed seals the round.
func sealed(dir string) error {
	env := laptop(dir)
	env.Seal = phrase
	d, err := workspace.SealVault(filepath.Join(dir, roundName), env, progress)
	return closed(d, err)
}

// backUp makes a backup beside the round, and no older one is taken away.
func backUp(dir string) error {
	path := filepath.Join(dir, roundName)
	d, err := workspace.Open(path, vault.ReadOnly, laptop(dir))
	if err != nil {
		return err
	}
	for _, x := range d.Backup(context.Background(), []string{workspace.Beside(path)}, progress) {
		err = errors.Join(err, x.Err)
	}
	return errors.Join(err, d.Close())
}

// broughtName is what a colleague brought on a stick: a package from a copy of the round, on which they went on with a laptop of their own.
const broughtName = "brought.kpack"

func colleague(dir string) error {
	return apart(dir, func(d *workspace.Workspace) error {
		return errors.Join(d.Use("chen"), enrol(d), d.Apply(assess.SetClaim(d.View().District("ns"), "a1", 4100, "")))
	})
}

// apart does something on a copy of the round on another laptop, and packs it.
func apart(dir string, do func(*workspace.Workspace) error) error {
	env := laptop(filepath.Join(dir, "home"))
	env.Random = rand.NewChaCha8([32]byte{8})
	env.Keys.Random = env.Random
	d, err := open(dir)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "theirs.kaohe")
	if err := errors.Join(d.SaveCopy(context.Background(), path, progress), d.Close()); err != nil {
		return err
	}
	if d, err = workspace.Open(path, vault.ReadWrite, env); err != nil {
		return err
	}
	if err = do(d); err == nil {
		_, err = d.Pack(filepath.Join(dir, broughtName), workspace.PackOptions{})
	}
	return errors.Join(err, d.Close(), os.Remove(path), os.RemoveAll(filepath.Join(dir, "home")))
}

func takeIn(d *workspace.Workspace) error {
	p, err := d.OpenParcel(nil, filepath.Join(filepath.Dir(d.Vault.Path()), broughtName), "")
	if err == nil {
		_, err = d.Merge(nil, p)
	}
	return err
}

func closed(d *workspace.Workspace, err error) error {
	if err != nil {
		return err
	}
	return d.Close()
}

func justOpen(dir string) error {
	d, err := open(dir)
	return closed(d, err)
}

// stray writes a record whose author may not write it, as another program could.
func stray(d *workspace.Workspace) error {
	w := assess.New("edit.round").Set("round", "city", "深圳").Writes[0]
	_, err := d.Vault.Append(&ledger.Record{Author: "li", Label: "edit.round", Schema: assess.Schema, Stamp: ledger.Next(0, d.Now().UnixMilli()),
		Ops: []ledger.Op{{Entity: w.Entity, Field: w.Field, Value: w.Value}}})
	return err
}

// books are two workbooks of the round that actions begin with: one with a change, one with a new person as well.
var books = sync.OnceValue(func() (all [2][]byte) {
	dir, err := os.MkdirTemp("", "kaohe-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	d, err := workspace.Found(filepath.Join(dir, roundName), first(), nil, laptop(dir))
	if err != nil {
		panic(err)
	}
	steps := []func() error{
		func() error { return errors.Join(frozen(d), d.Apply(mark(5))) },
		func() error {
			return d.AddPerson(session.NewPerson{ID: "he", Name: "贺喆", Agency: "市工商局", Role: assess.Member}, "chen", pin)
		},
	}
	for i, step := range steps {
		var b bytes.Buffer
		if err := errors.Join(step(), sheet.Write(&b, d.Export())); err != nil {
			panic(err)
		}
		all[i] = b.Bytes()
	}
	if err := d.Close(); err != nil {
		panic(err)
	}
	return all
})

func readBook(b []byte) (*book.Grid, error) { return sheet.Read(bytes.NewReader(b), int64(len(b))) }

func takeBook(d *workspace.Workspace, b []byte) error {
	g, err := readBook(b)
	if err != nil {
		return err
	}
	p, err := d.Plan(g)
	if err != nil {
		return err
	}
	return d.TakeBook(p, pin)
}
