package workspace_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/app/roundplan"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/attach"
)

// forger has a report that is verified, the program's own packages, and no person's key.
type forger struct {
	t   *testing.T
	p   *workspace.Printer
	c   *reportproof.Carried
	doc report.Document
}

func carriedIn(t *testing.T, file []byte) *reportproof.Carried {
	t.Helper()
	c, err := reportproof.Read(attach.Find(file))
	must(t, err)
	return c
}

func newForger(t *testing.T, p *workspace.Printer, file []byte) *forger {
	f := &forger{t: t, p: p, c: carriedIn(t, file)}
	var err error
	f.doc, err = f.c.Document()
	must(t, err)
	return f
}

// again makes the document anew of the forged registers, so that it follows from them.
func (f *forger) again() {
	f.t.Helper()
	var err error
	f.doc, err = workspace.Again(f.p, f.c)
	must(f.t, err)
}

// file calls reportproof.New again and prints.
func (f *forger) file() []byte {
	f.t.Helper()
	tree := reportproof.New(f.doc, *f.c.Proof)
	tree.Genesis, tree.District, tree.Frontier, tree.Whole, tree.Layout, tree.Draw = f.c.Genesis, f.c.District, f.c.Frontier, f.c.Whole, f.c.Layout, f.c.Draw
	b, err := workspace.Forge(f.p, f.doc, tree)
	must(f.t, err)
	return b
}

func (f *forger) group(district, name string) *assess.Group {
	f.t.Helper()
	for i := range f.c.Proof.State {
		if g := &f.c.Proof.State[i]; g.District == district && g.Name == name {
			return g
		}
	}
	f.t.Fatalf("no column %s of %s", name, district)
	return nil
}

func (f *forger) drop(district, name string) {
	f.group(district, name)
	f.c.Proof.State = slices.DeleteFunc(f.c.Proof.State, func(g assess.Group) bool { return g.District == district && g.Name == name })
}

// replace puts another text for one in the tree, wherever it stands.
func (f *forger) replace(old, new string) {
	f.t.Helper()
	n := 0
	for i, b := range f.doc.Blocks {
		switch x := b.(type) {
		case report.Para:
			n += strings.Count(x.Text, old)
			x.Text = strings.ReplaceAll(x.Text, old, new)
			f.doc.Blocks[i] = x
		case report.Table:
			for _, r := range x.Rows {
				for k := range r.Cells {
					n += strings.Count(r.Cells[k], old)
					r.Cells[k] = strings.ReplaceAll(r.Cells[k], old, new)
				}
			}
		}
	}
	if n == 0 {
		f.t.Fatalf("%q stands nowhere", old)
	}
}

const one, two = "longgang", "dapeng"

// Each is what somebody could do with the program's own packages; say is what the verdict has to tell.
var forgeries = []struct {
	name string
	do   func(*forger)
	word string
	say  string
}{
	{"nothing is changed", func(*forger) {}, workspace.Verified, "核验通过"},
	{"a sentence is invented", func(f *forger) {
		f.doc.Blocks = append(f.doc.Blocks, report.Para{Text: "该区工作突出，予以表扬。"})
	}, workspace.Denied, "写不出"},
	{"a sentence is invented, and no registers are carried", func(f *forger) {
		f.doc.Blocks = append(f.doc.Blocks, report.Para{Text: "该区工作突出，予以表扬。"})
		f.c.Proof.State = nil
	}, workspace.Denied, "写不出"},
	{"only the total is changed", func(f *forger) { f.replace("考核得分", "考核得分9") }, workspace.Denied, "写不出"},
	{"a mark is changed where it is shown", func(f *forger) {
		for _, b := range f.doc.Blocks {
			if x, ok := b.(report.Table); ok && len(x.Columns) == 6 {
				x.Rows[1].Cells[4] = "0.01"
			}
		}
	}, workspace.Denied, "写不出"},
	{"a mark is changed after signing, and all made again", func(f *forger) {
		g := f.group(one, "score mark")
		g.Leaves[0].Values[0] = cbor.Marshal(1)
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"all marks are changed, and all made again", func(f *forger) {
		for _, l := range f.group(one, "score mark").Leaves {
			l.Values[0] = cbor.Marshal(10)
		}
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"a mark of another district is changed, to move the mean", func(f *forger) {
		f.group(two, "score mark").Leaves[0].Values[0] = cbor.Marshal(1)
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"the standard is another than was signed", func(f *forger) {
		for _, l := range f.group("", "std").Leaves {
			if l.Field == "points" {
				l.Values[0] = cbor.Marshal(1000)
			}
		}
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"a change is admitted: then no signature stands over it", func(f *forger) {
		f.group(one, "score mark").Leaves[0].Values[0] = cbor.Marshal(1)
		f.c.Proof.Changes = []assess.Change{{District: one, Phase: assess.Onsite, Count: 1}}
		f.again()
		if !strings.Contains(strings.Join(reportproof.Texts(f.doc), ""), "草稿：现场考核签字后有变更") || strings.Contains(strings.Join(reportproof.Texts(f.doc), ""), "现场考核阶段　") {
			f.t.Error("a signature is printed over changed values")
		}
	}, workspace.Signed, "签字后有变更）：打分（得分）"},
	{"the register of a problem is left out", func(f *forger) {
		for _, name := range []string{"find kind", "find named", "find order"} {
			g := f.group(one, name)
			g.Leaves = g.Leaves[1:]
		}
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"a whole column is left out", func(f *forger) { f.drop(one, "ded reason"); f.again() }, workspace.Denied, "略去"},
	{"a column is emptied", func(f *forger) { f.group(one, "ded reason").Leaves = nil; f.again() }, workspace.Denied, "签字涵盖的不同"},
	{"a problem is said to be removed", func(f *forger) {
		g := f.group(one, "find named")
		gone := assess.Group{District: one, Name: "find gone", Leaves: []ledger.Leaf{{Entity: g.Leaves[0].Entity, Field: "gone", Values: [][]byte{cbor.Marshal(true)}}}}
		f.c.Proof.State = append(f.c.Proof.State, gone)
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"marks of another district are put in place", func(f *forger) {
		for i, l := range f.group(two, "score mark").Leaves {
			f.group(one, "score mark").Leaves[i].Values = [][]byte{cbor.Marshal(i)}
			l.Values = f.group(one, "score mark").Leaves[i].Values
		}
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
	{"a column of another phase is put in place", func(f *forger) {
		f.drop(one, "score mark")
		g := *f.group(one, "finalmark mark")
		g.Name = "score mark"
		f.c.Proof.State = append(f.c.Proof.State, g)
		f.again()
	}, workspace.Denied, "排列不合规则"},
	{"a register stands twice", func(f *forger) {
		g := f.group(one, "score mark")
		g.Leaves = slices.Insert(g.Leaves, 1, g.Leaves[0])
		f.again()
	}, workspace.Denied, "排列不合规则"},
	{"registers stand in another order", func(f *forger) {
		g := f.group(one, "score mark")
		g.Leaves[0], g.Leaves[1] = g.Leaves[1], g.Leaves[0]
		f.again()
	}, workspace.Denied, "排列不合规则"},
	{"a column stands twice", func(f *forger) {
		f.c.Proof.State = append(f.c.Proof.State, *f.group(one, "score mark"))
		f.again()
	}, workspace.Denied, "排列不合规则"},
	{"a district is left out of the list", func(f *forger) {
		g := f.group("", "d")
		g.Leaves = slices.DeleteFunc(g.Leaves, func(l ledger.Leaf) bool { return l.Entity == "d/"+two })
		f.again()
	}, workspace.Signed, "被考核单位名单（签字后有变更）"},
	{"what a signature covers is another list", func(f *forger) { f.c.Proof.Covers[0].Columns[0].Count++; f.again() }, workspace.Denied, "对不上"},
	{"a count near 2^24", func(f *forger) { f.c.Proof.Covers[0].Columns[0].Count = authority.MaxCovered; f.again() }, workspace.Denied, "对不上"},
	{"a signature is left out: it is said to be missing", func(f *forger) {
		f.c.Proof.Story = slices.DeleteFunc(f.c.Proof.Story, func(w authority.Written) bool { return strings.HasPrefix(w.Entity, "d/"+one+"/sign/2/") })
		f.again()
	}, workspace.Signed, "龙岗区：现场考核阶段（没有签字）"},
	{"a card is forged", func(f *forger) {
		f.c.Proof.Story[0].Signed.Body = append(slices.Clone(f.c.Proof.Story[0].Signed.Body[:40]), f.c.Proof.Story[0].Signed.Body[40:]...)
		f.c.Proof.Story[0].Signed.Body[45] ^= 1
		f.again()
	}, workspace.Denied, "有不成立的"},
	{"a card is replayed", func(f *forger) {
		f.c.Proof.Story = append(f.c.Proof.Story, f.c.Proof.Story[0])
		f.again()
	}, workspace.Denied, "有不成立的"},
	{"a member of the team is left out", func(f *forger) {
		n := slices.IndexFunc(f.c.Proof.Story, func(w authority.Written) bool { return strings.HasPrefix(w.Entity, "person/") && w.Signed.By != "" })
		last := len(f.c.Proof.Story) - 1
		for i, w := range f.c.Proof.Story {
			if strings.HasPrefix(w.Entity, "person/") && i > n {
				last = i
			}
		}
		f.c.Proof.Story = slices.Delete(f.c.Proof.Story, last, last+1)
		f.again()
	}, workspace.Denied, "考核组名单"},
	{"an older state with a later signature", func(f *forger) {
		for i := range f.c.Frontier {
			f.c.Frontier[i].Seq /= 2
		}
		f.again()
	}, workspace.Denied, "还要新"},
	{"a statement is said not to be borne out", func(f *forger) {
		f.c.Proof.Faulty = []assess.Faulty{{Digest: f.c.Proof.Covers[0].Digest, Fault: "root"}}
		f.again()
	}, workspace.Signed, "没有签字"},
	{"two values, and the other is shown", func(f *forger) {
		l := &f.group(one, "score mark").Leaves[0]
		l.Values = append(l.Values, cbor.Marshal(1))
		f.group(one, "score mark").Shown = []assess.Pick{{Leaf: 0, Value: 1}}
		f.again()
	}, workspace.Denied, "签字涵盖的不同"},
}

func TestForgedReports(t *testing.T) {
	d, p := whole(t), printer(t)
	file := printed(t, p, d, report.Job{Kind: "findings", District: one})
	for _, x := range forgeries {
		t.Run(x.name, func(t *testing.T) {
			f := newForger(t, p, file)
			x.do(f)
			c := verdictOn(t, p, f.file(), nil)
			if got := spoken(p, c); c.Word() != x.word || !strings.Contains(got, x.say) {
				t.Errorf("%s: %s", c.Word(), got)
			}
		})
	}
}

// What a report says of itself, rather than of the round.
func TestReportsWhoseFieldsAreWrong(t *testing.T) {
	d, p := whole(t), printer(t)
	file := printed(t, p, d, report.Job{Kind: "score", District: one})
	doc, err := carriedIn(t, file).Document()
	must(t, err)
	for _, x := range []struct {
		name string
		do   func(*reportproof.Carried)
		want string // word, or code
	}{
		{"as it is", func(*reportproof.Carried) {}, workspace.Verified},
		{"another kind", func(c *reportproof.Carried) { c.Kind = "findings" }, "carried.damaged"},
		{"another district", func(c *reportproof.Carried) { c.District = two }, workspace.Denied},
		{"no district", func(c *reportproof.Carried) { c.District = "" }, workspace.Denied},
		{"a district that there is not", func(c *reportproof.Carried) { c.District = "x" }, workspace.Denied},
		{"a later edition", func(c *reportproof.Carried) { c.Edition = report.Edition + 1 }, "carried.newer"},
		{"no edition", func(c *reportproof.Carried) { c.Edition = 0 }, "carried.damaged"},
		{"a later layout", func(c *reportproof.Carried) { c.Layout++ }, "carried.newer"},
		{"a later format", func(c *reportproof.Carried) { c.Format++ }, "carried.newer"},
		{"an earlier format, with nothing of its own", func(c *reportproof.Carried) { c.Format = 1 }, "carried.damaged"},
		{"no format", func(c *reportproof.Carried) { c.Format = 0 }, "carried.damaged"},
		{"nothing to prove it", func(c *reportproof.Carried) { c.Proof = nil }, workspace.Unsigned},
		{"a change near 2^63", func(c *reportproof.Carried) {
			c.Proof.Changes = []assess.Change{{District: one, Phase: assess.Onsite, Count: 1<<63 - 1}}
		}, "carried.damaged"},
		{"a count near 2^63", func(c *reportproof.Carried) { c.Proof.Covers[0].Columns[0].Count = 1<<63 - 1 }, "carried.damaged"},
		{"a place below zero", func(c *reportproof.Carried) { c.Proof.State[0].Shown = []assess.Pick{{Leaf: -1}} }, "carried.damaged"},
		{"another tree", func(c *reportproof.Carried) {
			c.Tree = reportproof.New(report.Document{Kind: "score", Blocks: []report.Block{report.Para{Text: "甲"}}}, *c.Proof).Tree
		}, workspace.Denied},
		{"65,536 empty lines of 65,536", func(c *reportproof.Carried) {
			c.Tree = reportproof.New(report.Document{Kind: "score", Blocks: slices.Repeat([]report.Block{report.Gap{Lines: 65536}}, 65536)}, *c.Proof).Tree
		}, "carried.damaged"},
		{"a table without columns", func(c *reportproof.Carried) {
			c.Tree = reportproof.New(report.Document{Kind: "score", Blocks: []report.Block{report.Table{}}}, *c.Proof).Tree
		}, "carried.damaged"},
		{"a downgrade: real statements, and no registers", func(c *reportproof.Carried) { downgrade(t, c) }, workspace.Denied},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := carriedIn(t, file)
			x.do(c)
			b, err := workspace.Forge(p, doc, c)
			must(t, err)
			got, err := p.CheckPaper(context.Background(), b, nil)
			if strings.HasPrefix(x.want, "carried.") {
				refused(t, x.want, err)
				return
			}
			must(t, err)
			if got.Word() != x.want {
				t.Errorf("%s: %s", got.Word(), spoken(p, got))
			}
		})
	}
}

// downgrade makes a report of format 1 of one of format 2: an invented text, the real cards and statements, and no leaves.
func downgrade(t *testing.T, c *reportproof.Carried) {
	t.Helper()
	var cards, proofs []any
	for _, w := range c.Proof.Story {
		switch {
		case strings.HasPrefix(w.Entity, "person/"):
			cards = append(cards, map[int]any{1: w.Entity, 2: w.Signed})
		case strings.Contains(w.Entity, "/sign/"):
			proofs = append(proofs, map[int]any{1: w.Signed, 2: []any{}})
		}
	}
	para := cbor.Marshal(map[string]any{"Text": "该区工作突出。"})
	tree := cbor.Marshal([]any{cbor.Marshal(map[string]any{"Kind": c.Kind, "Title": "评分表"}), []any{[]any{"Para", para}}})
	b := cbor.Marshal(map[int]any{1: 1, 2: c.Genesis, 3: c.Kind, 4: c.District, 5: c.Frontier, 6: tree, 7: true,
		8: map[int]any{1: cards, 2: proofs}})
	*c = reportproof.Carried{}
	must(t, cbor.Unmarshal(b, c))
}

// Who founds a round with the same names gets a report that is verified, of another round: which and whose is always said.
func TestAVaultOfTheSameNamesIsAnother(t *testing.T) {
	env := cheap(t)
	env.Random = rand.NewChaCha8([32]byte{9})
	d, e, p := signed(t), signedIn(t, env), printer(t)
	c := verdictOn(t, p, printed(t, p, e, report.Job{Kind: "findings", District: "ns"}), nil)
	own := fmt.Sprintf("考核文件 %s，由 陈喆（市打假办）创建", d.Vault.ID())
	if got := spoken(p, c); strings.Contains(got, own) || !strings.Contains(got, strings.Replace(own, d.Vault.ID().String(), e.Vault.ID().String(), 1)) {
		t.Error(got)
	}
}

// A signature that was lifted: without the vault nobody can tell, with it it is told; and who prints the old evidence as if it stood now is found.
func TestASignatureThatWasLifted(t *testing.T) {
	var leader *roundplan.Mate
	d := sampled(t, func(p *roundplan.Plan) { leader = &p.Team[0] })
	p := printer(t)
	file := printed(t, p, d, report.Job{Kind: "score", District: one})
	before := verdictOn(t, p, file, d)
	_, err := d.Reopen(one, assess.Summary, leader.ID, leader.PIN, "补充材料")
	must(t, err)
	c := verdictOn(t, p, file, d)
	if before.Word() != workspace.Signed || strings.Contains(spoken(p, before), "其后：") || c.Word() != workspace.Signed || !strings.Contains(spoken(p, c), "其后：总结阶段的签字") {
		t.Error(spoken(p, c))
	}
	f := newForger(t, p, file)
	_, f.c.Frontier = d.Snapshot()
	if c = verdictOn(t, p, f.file(), d); c.Word() != workspace.Denied || !strings.Contains(spoken(p, c), "总结阶段的签字") {
		t.Error(spoken(p, c))
	}
	if c = verdictOn(t, p, f.file(), nil); !strings.Contains(spoken(p, c), "命令行加 --vault") {
		t.Error(spoken(p, c))
	}
}
