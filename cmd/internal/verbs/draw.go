package verbs

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/cmd/internal/desk"
)

// draws prints each draw of one district, or of all where no district is named, which have one. A second draw of one district goes
// to FILE-2.pdf.
func (c *call) draws(press *desk.Press, a *assess.Assessment, district, out string) error {
	if district != "" {
		d, err := c.district(a, district)
		if err != nil {
			return err
		}
		if len(d.Draws) == 0 {
			return words.Refuse("drawsheet.empty", d.Name)
		}
		return c.drawsOf(press, a, d, func(n int) string { return numbered(out, n) })
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return words.Refuse("folder", out).Because(err)
	}
	none := true
	for _, d := range a.Districts {
		none = none && len(d.Draws) == 0
		if err := c.drawsOf(press, a, d, func(n int) string { return filepath.Join(out, desk.DrawName(a, d, n)) }); err != nil {
			return err
		}
	}
	if none {
		return words.Refuse("drawsheet.empty", a.Title)
	}
	return nil
}

func (c *call) drawsOf(press *desk.Press, a *assess.Assessment, d *assess.District, name func(n int) string) error {
	for i, x := range d.Draws {
		path := name(i + 1)
		missing, err := press.Draw(c.ctx, a, d, x, path, nil)
		if err != nil {
			return err
		}
		c.print("cli.printed", path)
		c.print("cli.printed", desk.TextName(path))
		if len(missing) > 0 {
			c.print("cli.missingchars", string(missing))
		}
	}
	return nil
}

func numbered(path string, n int) string {
	if n < 2 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
}

// DrawCheck is what `verify --json` prints of a draw sheet. OK is true when list and phrase give the recorded hash, seed and result;
// Differs says in words what is not so, and Drawn is what they do give.
type DrawCheck struct {
	OK   bool   `json:"ok"`
	File string `json:"file"`
	Kind string `json:"kind"`
	report.DrawSheet
	Drawn   []string `json:"drawn"`
	Differs []string `json:"differs"`
}

const largestSheet = 64 << 20

// drawSheet verifies a draw sheet; done is false where the file is none, and should be taken for a vault.
func (c *call) drawSheet(path string, asJSON bool) (done bool, err error) {
	b, ok, err := readSheet(path)
	if !ok || err != nil {
		return err != nil, err
	}
	s, err := report.ReadDrawSheet(b)
	if err != nil {
		return true, err
	}
	x := assess.Draw{List: s.List, Count: s.Count, Strata: s.Strata, Phrase: s.Phrase}
	v := DrawCheck{File: path, Kind: "draw", DrawSheet: *s, Drawn: x.Drawn(), Differs: []string{}}
	for _, m := range s.Differs() {
		v.Differs = append(v.Differs, c.Say.Say(m))
	}
	v.OK = len(v.Differs) == 0
	if asJSON {
		err = c.json(v)
	} else {
		c.printDraw(v)
	}
	if err == nil && !v.OK {
		err = words.Refuse("drawsheet.failed", path)
	}
	return true, err
}

// readSheet reads a file that begins as a draw sheet does; ok is false for others, and for what can't be opened, which the vault has
// better words for.
func readSheet(path string) (b []byte, ok bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, nil
	}
	defer f.Close()
	head := make([]byte, 16)
	if n, err := io.ReadFull(f, head); err != nil && err != io.ErrUnexpectedEOF || !report.IsDrawSheet(head[:n]) {
		return nil, false, nil
	}
	if _, err = f.Seek(0, io.SeekStart); err == nil {
		b, err = io.ReadAll(io.LimitReader(f, largestSheet+1))
	}
	switch {
	case err != nil:
		return nil, true, words.Refuse("drawsheet.damaged").Because(err)
	case len(b) > largestSheet:
		return nil, true, words.Refuse("drawsheet.large", path)
	}
	return b, true, nil
}

func (c *call) printDraw(v DrawCheck) {
	c.print("prepare.verify.what", v.Round, v.District, v.Title, v.Day)
	of := "prepare.verify.of"
	if v.Strata {
		of = "prepare.verify.strata"
	}
	c.print(of, len(v.List), v.Count, v.Phrase)
	c.print("prepare.verify.listhash", v.ListHash)
	c.print("prepare.verify.seedis", v.Seed)
	c.print("prepare.verify.resultis", strings.ReplaceAll(strings.Join(v.Result, "、"), "\t", "·"))
	if v.OK {
		c.print("prepare.verify.ok")
		c.print("prepare.verify.paper")
		return
	}
	c.print("prepare.verify.bad", len(v.Differs))
	for _, d := range v.Differs {
		fmt.Fprintln(c.Out, "  "+d)
	}
}
