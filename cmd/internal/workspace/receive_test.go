package workspace_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// elsewhere is the environment of another laptop.
func elsewhere(t testing.TB, n byte) workspace.Env {
	t.Helper()
	env := cheap(t)
	env.Random = rand.NewChaCha8([32]byte{n})
	env.Keys.Random = env.Random
	return env
}

// inviting is a round with a member who is invited, and the package to join with.
func inviting(t *testing.T) (d *workspace.Workspace, a workspace.Arrival) {
	t.Helper()
	dir := t.TempDir()
	d = found(t, filepath.Join(dir, "round.kaohe"), cheap(t))
	t.Cleanup(func() { must(t, d.Close()) })
	must(t, d.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Role: assess.Member}, "chen", pin))
	i, err := d.Invite("li", 7, "chen", pin)
	must(t, err)
	a = workspace.Arrival{Package: filepath.Join(dir, "li.kpack"), Code: i.Code}
	_, err = d.Pack(a.Package, workspace.PackOptions{})
	must(t, err)
	return d, a
}

func TestInvitedLaptopMakesItsVaultOfThePackage(t *testing.T) {
	d, a := inviting(t)
	env := elsewhere(t, 9)
	path := filepath.Join(t.TempDir(), "mine.kaohe")
	far, err := workspace.Receive(a, path, env)
	must(t, err)
	who, err := far.Invitee(a.Code)
	if err != nil || who.ID != "li" {
		t.Fatalf("%+v, %v", who, err)
	}
	must(t, far.Join(session.Joining{Code: a.Code, Laptop: "二", PIN: "112233"}))
	must(t, far.Apply(assess.SetClaim(far.View().District("ns"), "a1", 300, "")))
	must(t, far.Close())
	far = reopen(t, path, env) // the laptop's key was kept
	must(t, far.Use("li"))
	must(t, far.Apply(assess.SetClaim(far.View().District("ns"), "a1", 400, "")))
	back := filepath.Join(t.TempDir(), "back.kpack")
	_, err = far.Pack(back, workspace.PackOptions{})
	must(t, err)
	must(t, far.Close())
	p, err := d.OpenParcel(nil, back, "")
	must(t, err)
	_, err = d.Merge(nil, p)
	must(t, err)
	if v := d.View(); len(v.Held) > 0 || v.District("ns").Score("a1").Claim != 400 {
		t.Errorf("held %+v, %+v", v.Held, v.District("ns").Score("a1"))
	}
}

func TestSealedVaultIsMadeOfAPackage(t *testing.T) {
	_, a := inviting(t)
	env := elsewhere(t, 9)
	env.Seal = "short"
	path := filepath.Join(t.TempDir(), "mine.kaohe")
	_, err := workspace.Receive(a, path, env)
	refused(t, "passphrase.short", err)
	env.Seal = "春江潮水连海平，海上"
	far, err := workspace.Receive(a, path, env)
	must(t, err)
	must(t, far.Join(session.Joining{Person: "li", Code: a.Code, Laptop: "二", PIN: "112233"}))
	must(t, far.Close())
	if _, err := workspace.Open(path, vault.ReadOnly, elsewhere(t, 9)); err == nil {
		t.Error("opened without a passphrase")
	}
	env.Secret = workspace.Secret{Passphrase: env.Seal}
	far = reopen(t, path, env)
	if !far.Enrolled() {
		t.Error("the laptop's key is gone")
	}
	must(t, far.Close())
}

func TestOlderCopyTakesThePackageIn(t *testing.T) {
	d, a := inviting(t)
	env := elsewhere(t, 9)
	copied := filepath.Join(t.TempDir(), "copy.kaohe")
	b, err := os.ReadFile(d.Vault.Path())
	must(t, err)
	must(t, os.WriteFile(copied, b, 0o600))
	must(t, d.Apply(assess.SetClaim(d.View().District("ns"), "a1", 200, "")))
	i, err := d.Invite("li", 7, "chen", pin)
	must(t, err)
	later := filepath.Join(t.TempDir(), "later.kpack")
	_, err = d.Pack(later, workspace.PackOptions{})
	must(t, err)
	far, err := workspace.Receive(workspace.Arrival{Package: later, Code: i.Code}, copied, env)
	must(t, err)
	if far.View().District("ns").Score("a1").Claim != 200 {
		t.Error("the package was not taken in")
	}
	must(t, far.Join(session.Joining{Code: i.Code, Laptop: "二"}))
	must(t, far.Discard())
	if _, err := os.Stat(copied); err != nil {
		t.Error("a vault that was there is gone: ", err)
	}
	other := filepath.Join(t.TempDir(), "other.kaohe")
	must(t, found(t, other, elsewhere(t, 3)).Close())
	_, err = workspace.Receive(a, other, env)
	refused(t, "pack.other", err)
}

func TestPackageThatCanNotBecomeAVaultLeavesNone(t *testing.T) {
	d, a := inviting(t)
	env := elsewhere(t, 9)
	dir := t.TempDir()
	path := filepath.Join(dir, "mine.kaohe")
	wrong := a
	wrong.Code = "0000-0000-0000-0Z0E" // a code, of nobody
	_, err := workspace.Receive(wrong, path, env)
	refused(t, "invite.closed", err)
	wrong.Code = "0000"
	_, err = workspace.Receive(wrong, path, env)
	refused(t, "invite.form", err)

	since := filepath.Join(dir, "since.kpack")
	must(t, d.Apply(assess.SetClaim(d.View().District("ns"), "a1", 200, "")))
	_, err = d.Pack(since, workspace.PackOptions{Since: a.Package})
	must(t, err)
	_, err = workspace.Receive(workspace.Arrival{Package: since, Code: a.Code}, path, env)
	refused(t, "receive.partial", err)

	must(t, d.Withdraw(session.Withdrawing{Invitation: d.View().Invitations[0].Digest}, "chen", pin))
	after := filepath.Join(dir, "after.kpack")
	_, err = d.Pack(after, workspace.PackOptions{})
	must(t, err)
	_, err = workspace.Receive(workspace.Arrival{Package: after, Code: a.Code}, path, env)
	refused(t, "invite.closed", err) // who was uninvited reads nothing that is new

	far, err := workspace.Receive(a, path, env)
	must(t, err)
	refused(t, "invite.wrong", far.Join(session.Joining{Person: "chen", Code: a.Code, Laptop: "二"}))
	must(t, far.Discard())
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("nobody joined, and the vault stays: ", err)
	}
}
