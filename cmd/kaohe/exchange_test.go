package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

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

// colleagues are two laptops of one round, each of which has what the other wrote so far: the leader's and a member's, who joined by an invitation.
func colleagues(t *testing.T) (gu, li *laptop) {
	home := t.TempDir()
	pin, code, parcel := filepath.Join(home, "pin"), filepath.Join(home, "code"), filepath.Join(home, "team.kpack")
	gu = &laptop{t: t, display: onDisplay(t), home: filepath.Join(home, "gu"), vault: filepath.Join(home, "gu", "round", "round.kaohe")}
	li = &laptop{t: t, display: onDisplay(t), home: filepath.Join(home, "li"), vault: filepath.Join(home, "li", "round", "round.kaohe")}
	for _, l := range []*laptop{gu, li} {
		if err := os.MkdirAll(filepath.Dir(l.vault), 0o700); err != nil {
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
	back := filepath.Join(home, "back.kpack")
	li.verb("pack", li.vault, "-o", back)
	gu.verb("merge", gu.vault, back)
	return gu, li
}

// begin opens a laptop's window as somebody, on a page.
func (l *laptop) begin(who, route string) {
	l.t.Helper()
	l.leave(map[string]string{"who": who, "route": route})
	l.show(l.vault)
}

// toNote are the keys from the on-site sheet to the note of one of its items.
var toNote = []string{"Down", "Down", "Down", "Down", "Down", "Down", "F4"}

const onSite = `{"page":"district","district":"nanshan","phase":2}`

// packs has the window pack everything beside the vault, and carries the package to beside the other's.
func (l *laptop) packs(to *laptop) {
	l.t.Helper()
	l.keys("ctrl+0", "ctrl+e", "ctrl+n", "Tab", "Tab", "Return") // everything, for the team
	time.Sleep(time.Second)                                      // the dialog reads a folder
	l.keys("shift+Tab", "space")
	var made []string
	soon(l.t, "a package", func() bool {
		made, _ = filepath.Glob(filepath.Join(filepath.Dir(l.vault), "*.kpack"))
		return len(made) == 1
	})
	if err := os.Rename(made[0], filepath.Join(filepath.Dir(to.vault), filepath.Base(made[0]))); err != nil {
		l.t.Fatal(err)
	}
}

// takes has the window take in the package that lies beside the vault, waits until what it brings is on disk, and takes the package away.
func (l *laptop) takes(what string, is func() bool) {
	l.t.Helper()
	l.keys("ctrl+0", "ctrl+e", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return")
	time.Sleep(time.Second) // the dialog reads a folder
	l.keys("Tab", "Tab", "Right", "space", "shift+Tab", "shift+Tab", "space")
	soon(l.t, what, func() bool { // nothing on disk tells when the preview is there: Enter is lost before
		l.keys("Return")
		for end := time.Now().Add(4 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
			if is() {
				return true
			}
		}
		return false
	})
	all, _ := filepath.Glob(filepath.Join(filepath.Dir(l.vault), "*.kpack"))
	for _, path := range all {
		if err := os.Remove(path); err != nil {
			l.t.Fatal(err)
		}
	}
}

// Two windows on two laptops, and a stick: both write a note on one item, the one comments on it. What the one packs the other takes in, settles
// the conflict, answers, and packs for the way back.
func TestTwoWindowsExchangePackagesSettleAConflictAndAnswerAComment(t *testing.T) {
	gu, li := colleagues(t)
	for who, l := range map[string]*laptop{"gu": gu, "li": li} {
		l.begin(who, onSite)
		l.writes("edit.remark", "d/nanshan/", append(toNote, "'noted by "+who, "Escape", "Tab")...)
	}
	li.writes("edit.comment", "d/nanshan/", "ctrl+shift+m", "'why so", "ctrl+Return")
	li.keys("Escape")
	li.packs(gu)
	gu.takes("the other's note, which disagrees", func() bool { return gu.conflicts() == 1 })

	gu.kill()
	gu.begin("gu", `{"page":"conflicts"}`)
	gu.keys("Return", "Return", "'checked", "Return")
	soon(t, "one note", func() bool { return gu.conflicts() == 0 })
	gu.kill()
	gu.begin("gu", `{"page":"comments"}`)
	gu.writes("edit.reply", "d/nanshan/", "Return", "'was counted twice", "ctrl+Return")
	gu.packs(li)
	li.takes("the answer", func() bool {
		lines, err := li.log(li.copied())
		return err == nil && lastOf(lines, "edit.reply") != nil
	})
	if n := li.conflicts(); n != 0 {
		t.Errorf("%d conflicts", n)
	}
	gu.kill()
	li.kill()
	if x := li.last("edit.settle"); x == nil || x.Person != "gu" || !strings.HasPrefix(x.Entity, "d/nanshan/") {
		t.Errorf("settled: %+v", x)
	}
	if x := li.last("edit.reply"); x == nil || x.Person != "gu" || !strings.HasPrefix(x.Entity, "d/nanshan/") {
		t.Errorf("answered: %+v", x)
	}
}

// Two windows on two laptops: both write a note on one item while their shared folder is not there. When it is, each has what the other wrote, and
// a conflict, with no key pressed.
func TestTwoWindowsExchangeThroughAFolder(t *testing.T) {
	gu, li := colleagues(t)
	share := filepath.Join(t.TempDir(), "share")
	place, err := json.Marshal(map[string]any{"kind": "dir", "at": share, "on": true})
	if err != nil {
		t.Fatal(err)
	}
	for who, l := range map[string]*laptop{"gu": gu, "li": li} {
		l.leave(map[string]string{"relay": string(place)})
		l.begin(who, onSite)
		l.writes("edit.remark", "d/nanshan/", append(toNote, "'noted by "+who, "Escape", "Tab")...)
	}
	if err := os.Mkdir(share, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, l := range []*laptop{gu, li} {
		soon(t, "the other's note, which disagrees", func() bool { return l.conflicts() == 1 })
	}
}
