package workspace_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// laptops are a round and a copy of it on another laptop, whose clock is years wrong.
func laptops(t *testing.T, years int) (here, there *workspace.Workspace, dir string) {
	t.Helper()
	dir = t.TempDir()
	a, b := filepath.Join(dir, "a.kaohe"), filepath.Join(t.TempDir(), "b.kaohe") // in one folder they would share the files of evidence
	env := cheap(t)
	here = found(t, a, env)
	t.Cleanup(func() { _ = here.Close() })
	must(t, here.SaveCopy(t.Context(), b, func(int, int) {}))
	other := cheap(t)
	other.Random = rand.NewChaCha8([32]byte{9})
	other.Keys.Random = other.Random
	now := other.Now
	other.Now = func() time.Time { return now().AddDate(years, 0, 0) }
	there, err := workspace.Open(b, vault.ReadWrite, other)
	must(t, err)
	t.Cleanup(func() { _ = there.Close() })
	must(t, there.Use("chen"))
	return here, there, dir
}

// hand takes all that one has to the other, by a package.
func hand(t *testing.T, from, to *workspace.Workspace, o workspace.PackOptions) (*workspace.Parcel, workspace.Merged) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.kpack")
	_, err := from.Pack(path, o)
	must(t, err)
	p, err := to.OpenParcel(nil, path, o.Passphrase)
	must(t, err)
	m, err := to.Merge(nil, p)
	must(t, err)
	return p, m
}

func TestPackagesFromAWrongClockMerge(t *testing.T) {
	for _, years := range []int{-30, 40} {
		here, there, _ := laptops(t, years)
		must(t, there.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
		must(t, there.Apply(assess.Fields("edit.district", "d/ns", "contact", "王")))
		p, m := hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
		if m.New != 2 || p.Sender != workspace.SenderEnrolled || p.Laptop != "二" || here.View().District("ns").Contact != "王" {
			t.Fatalf("%d years: %+v, from %s (%s)", years, m, p.Laptop, p.Sender)
		}
		must(t, here.Apply(assess.Fields("edit.district", "d/ns", "contact", "李")))
		if ahead, _ := here.Clocks(); years > 0 && ahead == 0 || here.History(assessContact)[0].Person != "chen" {
			t.Fatal("nobody is told of the clock")
		}
		if s := here.Spread(); s.OnlyHere != 1 || s.OnlyMine != 1 || s.Lacking != 0 {
			t.Fatalf("%+v", s)
		}
		hand(t, here, there, workspace.PackOptions{})
		hand(t, there, here, workspace.PackOptions{}) // brings nothing but that it is there
		if s := here.Spread(); s.OnlyHere != 0 {
			t.Fatalf("what the colleague's package says that they have is forgotten: %+v", s)
		}
	}
}

var assessContact = assess.Fields("edit.district", "d/ns", "contact", "").Writes[0].Register()

func TestAPackageSaysWhetherItsSenderIsKnown(t *testing.T) {
	here, there, _ := laptops(t, 0)
	p, _ := hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
	if p.Sender != workspace.SenderUnknown || !strings.Contains(p.Headline()[1].Key, "unknown") {
		t.Fatalf("%s: %v", p.Sender, p.Headline())
	}
	must(t, there.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
	must(t, here.Remove(session.Removal{Device: there.Own(), Reason: "丢失"}, "chen", pin))
	must(t, there.Apply(assess.Fields("edit.district", "d/ns", "contact", "王")))
	p, m := hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
	if p.Sender != workspace.SenderRemoved || m.New != 1 || len(here.View().Held) != 1 {
		t.Fatalf("%s, %+v, held %v", p.Sender, m, here.View().Held)
	}
	path := filepath.Join(t.TempDir(), "x.kpack")
	_, err := here.Pack(path, workspace.PackOptions{})
	must(t, err)
	_, err = there.OpenParcel(nil, path, "")
	refused(t, "pack.locked", err)
}

// A comment belongs to its district: in what a preview counts, and in whose package it goes.
func TestACommentIsOfItsDistrict(t *testing.T) {
	here, there, dir := laptops(t, 0)
	must(t, there.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	must(t, there.Apply(assess.Fields("edit.district", "d/yt", "name", "盐田区")))
	hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
	base := filepath.Join(dir, "base.kpack")
	_, err := here.Pack(base, workspace.PackOptions{})
	must(t, err)
	v := there.View()
	must(t, there.Apply(v.AddComment(v.District("yt"), there.Who(), assess.SubjectPhase(assess.Preparation), "c1", "请核对")))
	for district, want := range map[string]int{"ns": 0, "yt": 1} {
		packed, err := there.Pack(filepath.Join(dir, district+".kpack"), workspace.PackOptions{District: district, Since: base})
		must(t, err)
		if packed.Records != want {
			t.Errorf("%s: %d records", district, packed.Records)
		}
	}
	p, err := here.OpenParcel(nil, filepath.Join(dir, "yt.kpack"), "")
	must(t, err)
	if in := p.Incoming.In; len(in) != 1 || in[0].ID != "yt" {
		t.Errorf("%+v", in)
	}
}

func TestAPackageThatChangesNothingLeavesTheVaultAsItIs(t *testing.T) {
	here, _, _ := laptops(t, 0)
	hand(t, here, here, workspace.PackOptions{})
	before, err := os.ReadFile(here.Vault.Path())
	must(t, err)
	_, m := hand(t, here, here, workspace.PackOptions{})
	after, err := os.ReadFile(here.Vault.Path())
	must(t, err)
	if m.New != 0 || m.Known != len(here.Log()) {
		t.Fatalf("%+v", m)
	}
	if !bytes.Equal(before, after) {
		t.Fatal("the file changed")
	}
}

// Packing, opening and merging end when they are told to, at any moment, and leave nothing.
func TestExchangeIsGivenUpAndLeavesNothing(t *testing.T) {
	here, there, dir := laptops(t, 0)
	must(t, there.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	must(t, there.Apply(assess.Fields("edit.district", "d/ns", "contact", "王")))
	path := filepath.Join(dir, "x.kpack")
	enough := errors.New("enough")
	var parcel *workspace.Parcel
	calls := 0
	for name, work := range map[string]func(workspace.Each) error{
		"pack": func(each workspace.Each) error {
			_, err := there.Pack(path, workspace.PackOptions{Each: each, Passphrase: "correct horse"})
			return err
		},
		"open": func(each workspace.Each) (err error) {
			other := filepath.Join(dir, "y.kpack")
			if _, err := there.Pack(other, workspace.PackOptions{Passphrase: "correct horse", Replace: true}); err != nil {
				return err
			}
			parcel, err = here.OpenParcel(each, other, "correct horse")
			return err
		},
		"merge": func(each workspace.Each) error {
			other := filepath.Join(dir, "z.kpack")
			if _, err := there.Pack(other, workspace.PackOptions{Passphrase: "correct horse", Replace: true}); err != nil {
				return err
			}
			p, err := here.OpenParcel(nil, other, "correct horse")
			if err != nil {
				return err
			}
			_, err = here.Merge(each, p)
			return err
		},
	} {
		records := len(here.Log())
		must(t, os.RemoveAll(path)) // the map has no order: packing, once done, leaves its package to the others
		for at := 1; ; at += 7 {
			calls, parcel = 0, nil
			err := work(func(done, total int) error {
				if calls++; calls == at {
					return enough
				}
				return nil
			})
			if err == nil {
				break
			}
			if _, there := os.Lstat(path); !errors.Is(err, enough) || parcel != nil || len(here.Log()) != records || there == nil {
				t.Fatalf("%s, given up at %d: %v, %d records, package: %v", name, at, err, len(here.Log()), there)
			}
		}
		if calls == 0 {
			t.Errorf("%s tells nobody how far it is", name)
		}
	}
}

// After a fork nobody's number says what they have: the package has all of that laptop's records, and says so.
func TestAPackageSaysWhatItLeavesOut(t *testing.T) {
	here, there, dir := laptops(t, 0)
	left := ""
	said := func(o workspace.PackOptions) string {
		t.Helper()
		o.Replace = true
		done, err := here.Pack(filepath.Join(dir, "x.kpack"), o)
		must(t, err)
		var keys []string
		for _, m := range done.Notes {
			keys, left = append(keys, m.Key), fmt.Sprint(m.Args)
		}
		return strings.Join(keys, " ")
	}
	if got := said(workspace.PackOptions{For: "chen"}); got != "packed.for.shared" {
		t.Errorf("for somebody without a laptop of their own: %s", got)
	}
	must(t, there.EnrolDevice(session.NewLaptop{Name: "二", People: []string{"chen"}}, "chen", pin))
	p, m := hand(t, there, here, workspace.PackOptions{Passphrase: "correct horse"})
	if got := said(workspace.PackOptions{For: "chen"}); got != "packed.for packed.empty" || m.New == 0 || p.Ahead != 0 {
		t.Errorf("for whoever sent all of it: %s", got)
	}
	if got := said(workspace.PackOptions{}); got != "" {
		t.Errorf("a package of everything: %s", got)
	}
	must(t, here.Apply(assess.Fields("edit.district", "d/ft", "contact", "李")))
	if got := said(workspace.PackOptions{District: "ns"}); got != "packed.district" || strings.HasSuffix(left, " 0]") {
		t.Errorf("for one district: %s, %s left out", got, left)
	}
}

// A stick that is pulled while a package is read takes it away in the middle: that is told, and nothing is taken in.
func TestAPackageThatVanishesWhileItIsReadIsToldAndLeavesNothing(t *testing.T) {
	here, there, dir := laptops(t, 0)
	must(t, there.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	path, records, told := filepath.Join(dir, "x.kpack"), len(here.Log()), 0
	for at := 1; at < 40; at++ {
		_, err := there.Pack(path, workspace.PackOptions{Passphrase: "correct horse", Replace: true})
		must(t, err)
		calls := 0
		_, err = here.OpenParcel(func(int, int) error {
			if calls++; calls == at {
				return os.Truncate(path, 0)
			}
			return nil
		}, path, "correct horse")
		if calls < at {
			break
		}
		var fault *words.Fault
		if err != nil && !errors.As(err, &fault) {
			t.Fatalf("pulled at %d: %v", at, err)
		}
		if err != nil {
			told++
		}
		if len(here.Log()) != records {
			t.Fatal("something was taken in")
		}
	}
	if told == 0 {
		t.Error("nobody noticed")
	}
}
