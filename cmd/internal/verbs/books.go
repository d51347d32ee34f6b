package verbs

import (
	"errors"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// new makes a vault from a filled workbook. Its founder is the workbook's first leader (else deputy or secretary), or --person.
func (c *call) new() error {
	from := c.flags.String("from", "", "")
	name := c.flags.String("person", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	sheet := c.flags.String("recovery-sheet", "", "")
	dry := c.flags.Bool("dry-run", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if *dry {
		return c.newDry(*from)
	}
	if err := c.needs("from", "pin-file"); err != nil {
		return err
	}
	pin, err := workspace.ReadPIN(*pinFile)
	if err != nil {
		return err
	}
	plan, err := c.planNew(*from)
	if err != nil {
		return err
	}
	c.printPlan(*from, plan, false)
	if err := refused(plan); err != nil {
		return err
	}
	c.Env.Seal = c.Env.Secret.Passphrase
	d, err := workspace.FoundBook(path, plan, *name, pin, c.Env)
	if err != nil {
		return err
	}
	c.print("cli.book.made", path, d.Who().Name)
	can := []string{"cli.recovery.todo"}
	if d.Vault.Sealed() {
		can = append(can, "cli.recovery.todo.file")
	} else {
		c.warn("cli.unsealed")
	}
	return errors.Join(c.recovery(d, *sheet, can...), d.Close())
}

// newDry says what a vault made from a workbook would hold, and makes none.
func (c *call) newDry(from string) error {
	if err := c.needs("from"); err != nil {
		return err
	}
	plan, err := c.planNew(from)
	if err != nil {
		return err
	}
	c.printPlan(from, plan, true)
	c.print("cli.book.dry")
	return nil
}

func (c *call) planNew(from string) (*book.Plan, error) {
	g, err := workspace.ReadBook(from)
	if err != nil {
		return nil, err
	}
	return workspace.PlanNew(g, assess.DayOf(c.Env.Now()))
}

// recovery hands out the recovery code of a vault that was just founded or sealed: as a sheet, or where none is wanted or none could be
// written, as text with what it can do. It is nowhere else.
func (c *call) recovery(d *workspace.Workspace, sheet string, can ...string) error {
	var err error
	if sheet != "" {
		if err = c.recoverySheet(d, sheet); err == nil {
			c.print("cli.recovery.saved", sheet)
			return nil
		}
	}
	c.print("cli.recovery", d.Recovery)
	for _, key := range can {
		c.print(key)
	}
	return err
}

func (c *call) recoverySheet(d *workspace.Workspace, path string) error {
	chinese, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		return err
	}
	return (&workspace.Printer{Say: chinese}).SaveRecovery(c.ctx, d, workspace.Output{Path: path})
}

// take brings a workbook in: all of it, or with --partial what is not refused and in no conflict.
func (c *call) take() error {
	name := c.flags.String("person", "", "")
	pinFile := c.flags.String("pin-file", "", "")
	dry := c.flags.Bool("dry-run", false, "")
	var how taking
	c.flags.BoolVar(&how.partial, "partial", false, "")
	c.flags.BoolVar(&how.clearing, "allow-clearing", false, "")
	asTable := c.flags.Bool("table", false, "")
	var f foreign
	c.flags.StringVar(&f.sheet, "sheet", "", "")
	c.flags.StringVar(&f.mapping, "map", "", "")
	if err := c.parse(c.args); err != nil {
		return err
	}
	if len(c.args) != 2 {
		return misuse{words.M("cli.args", "import", "VAULT BOOK.xlsx")}
	}
	g, err := workspace.ReadBook(c.args[1])
	if err != nil {
		return err
	}
	mode := vault.ReadWrite
	if *dry {
		mode = vault.ReadOnly
	}
	return c.on(c.args[0], mode, func(d *workspace.Workspace) error {
		if err := c.sit(d, g, *name); err != nil {
			return err
		}
		if *asTable {
			return c.takeTable(d, g, f, *dry, how.clearing)
		}
		return c.takeInto(d, g, *pinFile, *dry, how)
	})
}

// sit puts a person at the keyboard: the one named, or whose work a field workbook is.
func (c *call) sit(d *workspace.Workspace, g *book.Grid, name string) error {
	if name == "" {
		name = g.Head.Person
	}
	if name == "" {
		return words.Refuse("book.who")
	}
	who, err := person(d.View(), name)
	if err != nil {
		return err
	}
	return d.Use(who.ID)
}

// taking is how much of a workbook is taken in.
type taking struct {
	partial  bool // what can be taken of one that can't be taken whole
	clearing bool // also what empties many cells
}

func (c *call) takeInto(d *workspace.Workspace, g *book.Grid, pinFile string, dry bool, how taking) error {
	plan, err := d.Plan(g)
	if err != nil {
		return err
	}
	c.printPlan(c.args[1], plan, true)
	if dry {
		c.print("cli.book.dry")
		return nil
	}
	if how.clearing {
		plan.Clear(true)
	}
	if !how.partial {
		if err := refused(plan); err != nil {
			return err
		}
		if plan.Clearing > 0 && !how.clearing {
			return words.Refuse("book.clearing", plan.Clearing)
		}
	}
	pin := ""
	if len(plan.Cards()) > 0 {
		if pinFile == "" {
			return words.Refuse("book.pin")
		}
		if pin, err = workspace.ReadPIN(pinFile); err != nil {
			return err
		}
	}
	n := ticked(plan)
	if n == 0 {
		c.print("cli.book.nothing")
		return nil
	}
	if err := d.TakeBook(plan, pin); err != nil {
		return err
	}
	c.print("cli.book.taken", n)
	return nil
}

func ticked(p *book.Plan) int {
	n := 0
	for _, l := range p.Lines {
		if l.Ticked {
			n++
		}
	}
	return n
}

// refused is the fault of a plan of which not everything can be taken.
func refused(p *book.Plan) error {
	n := count(p)
	if n[book.Refused]+n[book.Conflict] == 0 {
		return nil
	}
	return words.Refuse("book.refused", n[book.Refused], n[book.Conflict])
}

func count(p *book.Plan) map[book.State]int {
	n := map[book.State]int{}
	for _, l := range p.Lines {
		n[l.State]++
	}
	return n
}

var stateKeys = map[book.State]string{book.Added: "new", book.Changed: "changed", book.Conflict: "conflict", book.Refused: "refused"}

// printPlan says what a workbook would change: a head line, what is refused or in conflict with sheet, row and cell, and with each the rows
// that are new or change.
func (c *call) printPlan(path string, p *book.Plan, each bool) {
	n := count(p)
	c.print("cli.book.head", path, n[book.Added], n[book.Changed], n[book.Conflict], n[book.Refused], p.Same)
	for _, x := range p.Problems {
		where := x.Sheet
		if where == "" {
			where = path
		}
		if x.Cell != "" {
			where += " " + x.Cell
		}
		c.print("cli.book.problem", where, x.Why)
	}
	for _, l := range p.Lines {
		trouble := l.State == book.Conflict || l.State == book.Refused
		if !each && !trouble || l.Because != nil {
			continue
		}
		c.print("cli.book.line", l.Sheet, l.Row, l.Name, words.M("cli.book."+stateKeys[l.State]))
		for _, x := range l.Diffs {
			switch {
			case x.Why != nil:
				c.print("cli.book.why", x.Cell, x.Column, c.Say.Explain(x.Why).Line())
			case x.Conflict:
				c.print("cli.book.clash", x.Cell, x.Column, quote(x.Base), quote(x.Old), quote(x.New))
			case l.State == book.Changed:
				c.print("cli.book.cell", x.Cell, x.Column, quote(x.Old), quote(x.New))
			}
		}
		if l.Follow > 0 {
			c.print("cli.book.follow", l.Follow)
		}
	}
	if p.Clearing > 0 {
		c.print("cli.book.clearing", p.Clearing)
	}
}

// quote sets a value apart, on one line and not too long.
func quote(s string) string {
	r := []rune(words.Visible(s))
	if len(r) > 40 {
		r = append(r[:39], '…')
	}
	return "“" + string(r) + "”"
}

// export writes a workbook: everything, an empty template, or one person's field workbook of one district.
func (c *call) export() error {
	out := c.flags.StringP("output", "o", "", "")
	force := c.flags.Bool("force", false, "")
	template := c.flags.Bool("template", false, "")
	district := c.flags.String("district", "", "")
	name := c.flags.String("person", "", "")
	if err := c.parse(c.args); err != nil {
		return err
	}
	switch {
	case *out == "":
		return misuse{words.M("cli.missing", "export", "-o")}
	case (*district == "") != (*name == ""), *template && *district != "":
		return misuse{words.M("cli.args", "export", "--district D --person NAME")}
	case len(c.args) > 1, len(c.args) == 0 && !*template: // a template is of no vault
		return misuse{words.M("cli.args", "export", "VAULT")}
	}
	b, err := book.Template(), error(nil)
	to := workspace.Output{Path: *out, Replace: *force}
	if !*template {
		if b, err = c.exported(c.args[0], *district, *name, to); err != nil {
			return err
		}
	}
	if err := workspace.SaveBook(to, b); err != nil {
		return err
	}
	c.print("cli.book.exported", *out)
	return nil
}

func (c *call) exported(path, district, name string, to workspace.Output) (*book.Book, error) {
	d, err := c.read(path)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	if err := workspace.Clear(to); err != nil { // while the vault is open, and known as the source
		return nil, err
	}
	if district == "" {
		return d.Export(), nil
	}
	x, err := c.district(d.View(), district)
	if err != nil {
		return nil, err
	}
	who, err := person(d.View(), name)
	if err != nil {
		return nil, err
	}
	return d.Field(x.ID, who.ID)
}
