package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kaohe/cmd/internal/verbs"
	"kaohe/data/vault"
)

// verb runs a verb as this laptop and gives what it says.
func (l *laptop) verb(args ...string) string {
	l.t.Helper()
	c := exec.Command(binary(l.t), args...)
	c.Env = env(l.home, l.display)
	out, err := c.CombinedOutput()
	if err != nil {
		l.t.Fatalf("kaohe %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// leave sets, while no window holds the vault, where it opens and how it exchanges.
func (l *laptop) leave(settings map[string]string) {
	l.t.Helper()
	v, err := vault.Open(l.vault, vault.ReadWrite, nil)
	if err != nil {
		l.t.Fatal(err)
	}
	for key, value := range settings {
		if err := v.SetSetting(key, value); err != nil {
			l.t.Fatal(err)
		}
	}
	if err := v.Close(); err != nil {
		l.t.Fatal(err)
	}
}

// copied is a copy of the vault, which a window holds.
func (l *laptop) copied() string {
	path := filepath.Join(l.t.TempDir(), "copy.kaohe")
	b, err := os.ReadFile(l.vault)
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		l.t.Fatal(err)
	}
	return path
}

// conflicts counts what disagrees on disk; -1 while a page is being written.
func (l *laptop) conflicts() int {
	c := exec.Command(binary(l.t), "status", l.copied(), "--json")
	c.Env = env(l.home, l.display)
	out, err := c.Output()
	var st verbs.Status
	if err != nil || json.Unmarshal(out, &st) != nil {
		return -1
	}
	return st.Conflicts
}

// Two windows on two laptops: both write a note on one item while their shared folder is not there. When it is, each has what the other wrote and
// a conflict; the one is opened anew and settles it, and the other learns of that.
func TestTwoWindowsExchangeThroughAFolderAndSettleAConflict(t *testing.T) {
	home := t.TempDir()
	share, pin, code, parcel := filepath.Join(home, "share"), filepath.Join(home, "pin"), filepath.Join(home, "code"), filepath.Join(home, "team.kpack")
	gu := &laptop{t: t, display: screen(t), home: filepath.Join(home, "gu"), vault: filepath.Join(home, "gu", "round.kaohe")}
	li := &laptop{t: t, display: screen(t), home: filepath.Join(home, "li"), vault: filepath.Join(home, "li", "round.kaohe")}
	for _, l := range []*laptop{gu, li} {
		if err := os.MkdirAll(l.home, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	put := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(pin, "246810")
	gu.verb("sample", gu.vault)
	said := gu.verb("invite", gu.vault, "--person", "李䶮", "--by", "顾彧", "--pin-file", pin, "-o", parcel)
	put(code, regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`).FindString(said))
	li.verb("join", parcel, "-o", li.vault, "--code-file", code, "--pin-file", pin, "--name", "李的电脑")

	place, err := json.Marshal(map[string]any{"kind": "dir", "at": share, "on": true})
	if err != nil {
		t.Fatal(err)
	}
	for who, l := range map[string]*laptop{"gu": gu, "li": li} {
		l.leave(map[string]string{"who": who, "route": `{"page":"district","district":"nanshan","phase":2}`, "relay": string(place)})
		l.show(l.vault)
		l.writes("edit.remark", "d/nanshan/", "Down", "Down", "Down", "Down", "Down", "Down", "F4", "'noted by "+who, "Escape", "Tab")
	}
	if err := os.Mkdir(share, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, l := range []*laptop{gu, li} {
		soon(t, "the other's note, which disagrees", func() bool { return l.conflicts() == 1 })
	}
	gu.kill()
	gu.leave(map[string]string{"route": `{"page":"conflicts"}`})
	gu.show(gu.vault)
	gu.keys("Return", "Return", "'checked", "Return")
	for _, l := range []*laptop{gu, li} {
		soon(t, "one note", func() bool { return l.conflicts() == 0 })
	}
	gu.kill()
	li.kill()
	if x := li.last("edit.settle"); x == nil || x.Person != "gu" || !strings.HasPrefix(x.Entity, "d/nanshan/") {
		t.Errorf("settled: %+v", x)
	}
}
