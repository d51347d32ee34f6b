package verbs

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
)

// everyKind stands for all kinds of documents at once.
const everyKind = "all"

// report prints documents: one to a file, or many into a folder.
func (c *call) report() error {
	kind := c.flags.String("kind", "", "")
	district := c.flags.String("district", "", "")
	all := c.flags.Bool("all", false, "")
	out := c.flags.StringP("output", "o", "", "")
	force := c.flags.Bool("force", false, "")
	embedded := c.flags.Bool("embedded-fonts", false, "")
	format := c.flags.String("format", "pdf", "")
	pictures := c.flags.String("pictures", "", "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.reportUse(*kind, *out, *format, *district, *all); err != nil {
		return err
	}
	if !slices.Contains([]string{"", "none", "2", "6"}, *pictures) {
		return misuse{words.M("cli.pictures", *pictures)}
	}
	chinese, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		return err
	}
	d, err := c.read(path)
	if err != nil {
		return err
	}
	defer d.Close()
	printer := &workspace.Printer{Say: chinese, EmbeddedOnly: *embedded, Format: report.Format(*format)}
	jobs, err := c.jobs(d.View(), *kind, *district, *all)
	if err != nil {
		return err
	}
	for i := range jobs {
		jobs[i].Pictures = *pictures
	}
	to := workspace.Output{Path: *out, Replace: *force}
	if *all || *kind == everyKind || len(jobs) > 1 && filepath.Ext(*out) == "" {
		err = c.batch(printer, d, jobs, to)
		if *kind == everyKind {
			c.leftOut(d.View(), jobs)
		}
		return err
	}
	return c.each(printer, d, jobs, to)
}

// reportUse tells what of the flags of report can't be.
func (c *call) reportUse(kind, out, format, district string, all bool) error {
	p, known := assess.PaperOf(kind)
	switch {
	case kind == "":
		return misuse{words.M("cli.missing", "report", "--kind")}
	case !known && kind != everyKind:
		return misuse{words.M("cli.kind", kind, c.kinds())}
	case out == "":
		return misuse{words.M("cli.missing", "report", "-o")}
	case !slices.Contains(report.Formats, report.Format(format)):
		return misuse{words.M("cli.format", format)}
	case misnamed(out, format):
		return misuse{words.M("cli.format.name", filepath.Base(out), format)}
	case district != "" && all, district == "" && !all && known && !p.Round:
		return misuse{words.M("cli.oneorall")}
	}
	return nil
}

// misnamed tells whether a file would have a name that says another format.
func misnamed(out, format string) bool {
	ext := strings.ToLower(filepath.Ext(out))
	return ext != report.Format(format).Ext() && slices.ContainsFunc(report.Formats, func(f report.Format) bool { return ext == f.Ext() })
}

// kinds names all kinds of documents.
func (c *call) kinds() string {
	var out []string
	for _, p := range assess.Papers {
		out = append(out, p.Key+" "+c.Say.Get("paper."+p.Key))
	}
	return strings.Join(out, c.Say.Get("list.sep"))
}

// each prints to files that are numbered from the second on; none, where one of them may not be written.
func (c *call) each(printer *workspace.Printer, d *workspace.Workspace, jobs []report.Job, to workspace.Output) error {
	files := make([]workspace.Output, len(jobs))
	var all []workspace.Output
	for i, j := range jobs {
		files[i] = workspace.Output{Path: numbered(to.Path, i+1), Replace: to.Replace}
		all = append(all, workspace.Outputs(j, files[i])...)
	}
	if err := workspace.Clear(all...); err != nil {
		return err
	}
	for i, j := range jobs {
		if err := c.made(printer.Save(c.ctx, d, j, files[i], nil)); err != nil {
			return err
		}
	}
	return nil
}

// jobs are the documents asked for: those of a district, of all districts and the round, or the round's own where none is named.
func (c *call) jobs(a *assess.Assessment, kind, district string, all bool) ([]report.Job, error) {
	id, who := "", a.Title
	if district != "" {
		d, err := c.district(a, district)
		if err != nil {
			return nil, err
		}
		id, who = d.ID, d.Name
	}
	var out []report.Job
	for _, k := range assess.Papers {
		if kind != everyKind && kind != k.Key {
			continue
		}
		for _, j := range report.Jobs(a, k) {
			if all || kind == everyKind && district == "" || j.District == id {
				out = append(out, j)
			}
		}
	}
	if len(out) == 0 {
		if kind == "draw" {
			return nil, words.Refuse("drawsheet.empty", who)
		}
		return nil, words.Refuse("report.scope", words.M("paper."+kind))
	}
	return out, nil
}

// batch prints into a folder. Documents for which there is nothing to print yet are said and left out; any other failure fails the verb.
func (c *call) batch(printer *workspace.Printer, d *workspace.Workspace, jobs []report.Job, to workspace.Output) error {
	made, err := printer.Batch(c.ctx, d, jobs, to, nil)
	if made == nil && err != nil {
		return err // nothing was begun
	}
	var failed error
	n := 0
	for _, m := range made {
		switch e := c.made(m); {
		case errors.Is(e, words.Refuse("report.none")):
			c.line("%s", c.Say.Explain(e).Line())
		case e != nil && failed == nil:
			failed = e
		case e == nil:
			n++
		}
	}
	c.print("cli.printed.n", n)
	return errors.Join(err, failed)
}

// leftOut says, district by district, what was entered and stands in none of all kinds.
func (c *call) leftOut(a *assess.Assessment, jobs []report.Job) {
	for _, d := range a.Districts {
		var out []string
		for _, m := range report.LeftOut(d) {
			out = append(out, c.Say.Say(m))
		}
		if len(out) > 0 && slices.ContainsFunc(jobs, func(j report.Job) bool { return j.District == d.ID }) {
			c.print("papers.left", d.Name, strings.Join(out, c.Say.Get("list.sep")))
		}
	}
}

// made says what came of a job.
func (c *call) made(m workspace.Made) error {
	if m.Err != nil {
		return m.Err
	}
	c.print("cli.printed", m.Path)
	if m.Kind == "draw" {
		c.print("cli.printed", workspace.TextName(m.Path))
	}
	if len(m.Missing) > 0 {
		c.print("cli.missingchars", string(m.Missing))
	}
	if m.Lacks > 0 {
		c.print("cli.lacks", m.Lacks)
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
