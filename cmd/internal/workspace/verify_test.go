package workspace_test

import (
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // which Windows has not

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/app/roundplan"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/attach"
)

// sampled is the sample's vault, with its plan changed before it is made.
func sampled(t testing.TB, change ...func(*roundplan.Plan)) *workspace.Workspace {
	t.Helper()
	plan, err := roundplan.ReadPlan(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(plan)
	}
	d, err := workspace.FoundRound(filepath.Join(t.TempDir(), "s.kaohe"), plan, true, cheap(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// whole is a round of two districts whose five phases are all signed.
func whole(t testing.TB) *workspace.Workspace {
	t.Helper()
	var signer *roundplan.Mate
	d := sampled(t, func(p *roundplan.Plan) {
		i := slices.IndexFunc(p.Areas, func(a *roundplan.Area) bool { return a.ID == "longgang" })
		one := p.Areas[i]
		var done *roundplan.Finding
		for k := range one.Findings {
			if r := one.Findings[k].Rect; r != nil && r.State == assess.RectClosed {
				done = &one.Findings[k]
			}
		}
		for k := range one.Findings {
			if f := &one.Findings[k]; f.Rect != nil && f != done {
				r := *f.Rect
				r.State, r.Reported, r.Checker = assess.RectClosed, done.Rect.Reported, done.Rect.Checker
				r.Checked, f.Progress = done.Rect.Checked, done.Progress
				f.Rect = &r
			}
		}
		one.Tasks = slices.Clone(one.Tasks)
		for k := range one.Tasks {
			one.Tasks[k].Done = true
		}
		one.Before = p.Areas[slices.IndexFunc(p.Areas, func(a *roundplan.Area) bool { return len(a.Before.Problems) > 0 })].Before
		one.Before.Problems = slices.Clone(one.Before.Problems)
		for k := range one.Before.Problems {
			one.Before.Problems[k].State = "fixed"
		}
		two := *one
		two.ID, two.Name, two.Prepared.Draws = "dapeng", "大鹏区", nil
		p.Areas = []*roundplan.Area{one, &two}
		signer = p.Mate(one.Signer)
	})
	for _, id := range []string{"longgang", "dapeng"} {
		if _, err := d.Sign(id, assess.Rectification, signer.ID, signer.PIN); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// spoken are a verdict's lines in Chinese.
func spoken(p *workspace.Printer, c *workspace.PaperCheck) string {
	var out []string
	for _, m := range c.Lines() {
		out = append(out, p.Say.Say(m))
	}
	return strings.Join(out, "\n")
}

// printed is a job's file; nil where there is nothing to print.
func printed(t testing.TB, p *workspace.Printer, d *workspace.Workspace, j report.Job) []byte {
	t.Helper()
	x, err := p.Print(context.Background(), d, j, nil)
	if errors.Is(err, words.Refuse("report.none")) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return x.Bytes
}

func verdictOn(t testing.TB, p *workspace.Printer, file []byte, against *workspace.Workspace) *workspace.PaperCheck {
	t.Helper()
	c, err := p.CheckPaper(context.Background(), file, against)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Where all that a document is made from is signed, verifying says so, and nothing less. Two kinds need the vault for it: a page of signatures
// says that nothing was changed since; and a circular names no district for what it tells, as the data would that it is made from. What persons
// wrote in the circular for the city is under no signature, which the vault doesn't change.
func TestEachKindOfARoundThatIsSignedThroughoutIsVerified(t *testing.T) {
	d, p := whole(t), printer(t)
	for _, k := range assess.Papers {
		n := 0
		for _, j := range report.Jobs(d.View(), k) {
			file := printed(t, p, d, j)
			if file == nil {
				continue
			}
			n++
			want := workspace.Verified
			switch k.Key {
			case "signoffs":
				want = workspace.Signed
			case "circular", "upward":
				want = workspace.Unsigned
			}
			c := verdictOn(t, p, file, nil)
			if c.Word() != want || c.Pages != workspace.PagesExact || want == workspace.Signed && !strings.Contains(spoken(p, c), "签字后有没有变更") {
				t.Errorf("%v: %s", j, spoken(p, c))
			}
			with := workspace.Verified
			if want == workspace.Unsigned {
				with = workspace.Signed
			}
			if c = verdictOn(t, p, file, d); c.Word() != with {
				t.Errorf("%v with the vault: %s", j, spoken(p, c))
			}
		}
		if n == 0 && k.Key != "urging" { // of a round that is done nothing is urged
			t.Errorf("there is no %s", k.Key)
		}
	}
}

// most is how much a kind may carry, in kilobytes, of the sample.
var most = map[string]int{"draw": 16, "score": 48, "records": 56, "documents": 24, "consultation": 40, "findings": 60, "signoffs": 32, "circular": 16,
	"notice": 20, "ledger": 60, "scheme": 48, "standard": 36, "materials": 48, "attendance": 24, "lookback": 32, "opinions": 40, "summary": 60,
	"upward": 16, "closing": 32, "urging": 32}

// Every document of the sample can be made again from what it carries; what is not signed is named in few lines, and not in the program's
// words; notes, answers and remarks that it does not show are not inside.
func TestDocumentsOfTheSampleCarryWhatTheyShow(t *testing.T) {
	d, p := sampled(t), printer(t)
	english, err := i18n.Load(i18n.Languages[1])
	must(t, err)
	hidden := secrets(d.View())
	got := map[string]bool{}
	for _, k := range assess.Papers {
		for _, j := range report.Jobs(d.View(), k) {
			file := printed(t, p, d, j)
			if file == nil {
				continue
			}
			c := verdictOn(t, p, file, nil)
			got[c.Word()] = true
			if report.Names(k.Key) {
				if c.Proof.Proven != nil {
					t.Errorf("%v carries who is meant", j)
				}
			} else if c.Proof.Proven == nil || !c.Proof.Remade || len(c.Proof.Proven.Faults) > 0 || c.Word() == workspace.Denied {
				t.Errorf("%v: %s", j, spoken(p, c))
			}
			data := attach.Find(file)
			if len(data) > most[k.Key]<<10 {
				t.Errorf("%v carries %d bytes", j, len(data))
			}
			if n := len(c.NotCovered()); n > 8 {
				t.Errorf("%v: %d lines of what is not covered", j, n)
			}
			for _, m := range c.Lines() {
				if s := english.Say(m); strings.Contains(s, "paper.check") || strings.Contains(s, "noun.") || strings.Contains(s, "field.") {
					t.Errorf("%v says %q", j, s)
				}
			}
			plain, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
			must(t, err)
			shown := strings.Join(reportproof.Texts(c.Doc), "\n")
			for _, s := range hidden {
				if !strings.Contains(shown, strings.TrimRight(s, "。")) && bytes.Contains(plain, []byte(s)) {
					t.Errorf("%v carries %q, and does not show it", j, s)
				}
			}
		}
	}
	if !got[workspace.Verified] || !got[workspace.Signed] || !got[workspace.Unsigned] {
		t.Errorf("the sample has only %v", got)
	}
}

// secrets are the texts that some reader must not see.
func secrets(a *assess.Assessment) []string {
	var out []string
	add := func(texts ...string) {
		for _, s := range texts {
			if len(s) > 20 {
				out = append(out, s)
			}
		}
	}
	for _, d := range a.Districts {
		add(d.Contact)
		for _, r := range d.Records {
			add(r.Text, r.Present)
			for _, x := range r.QA {
				add(x.Question, x.Answer)
			}
			for _, x := range r.Docs {
				add(x.Remark)
			}
		}
		for _, s := range d.Scores {
			add(s.Remark, s.ClaimNote)
			for _, x := range s.Deductions {
				add(x.Reason)
			}
		}
		for _, x := range d.Looks {
			add(x.Note)
		}
		for _, x := range d.Carried {
			add(x.Answer)
		}
		for _, f := range d.Findings {
			if f.Response != nil {
				add(f.Response.Grounds) // the rulings are known to the district
			}
		}
	}
	return out
}

// In any time zone and language the answer is the same: days in statements are those of the whole country.
func TestTheAnswerIsTheSameInAnyTimeZone(t *testing.T) {
	d, p := whole(t), printer(t)
	file := printed(t, p, d, report.Job{Kind: "findings", District: "longgang"})
	here := time.Local
	defer func() { time.Local = here }()
	var first string
	for _, zone := range []string{"UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"} {
		at, err := time.LoadLocation(zone)
		must(t, err)
		time.Local = at
		got := spoken(p, verdictOn(t, p, file, d)) + string(attach.Find(printed(t, p, d, report.Job{Kind: "findings", District: "longgang"})))
		if first == "" {
			first = got
		}
		if got != first || !strings.Contains(got, "核验通过") {
			t.Errorf("%s: another answer", zone)
		}
	}
}

// A vault that others state to have seen more of is not clean, and says what it lacks.
func TestWhatAVaultLacksIsSaid(t *testing.T) {
	c := &workspace.VaultCheck{Lacking: []workspace.LackCheck{{Device: "ab12", Number: 7}}}
	said := false
	for _, m := range c.Lines() {
		said = said || m.Key == "cli.verify.lacking"
	}
	if c.Clean() || !c.OK() || !said {
		t.Errorf("clean %v, ok %v, said %v", c.Clean(), c.OK(), said)
	}
}
