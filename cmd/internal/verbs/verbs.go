package verbs

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// Host is the world a verb runs in.
type Host struct {
	Out, Err io.Writer
	Say      words.Catalog
	Env      workspace.Env
	// Window opens the window on a vault ("" for the start page) and returns when it is closed. Nil where there is none.
	Window func(ctx context.Context, vault string) error
}

type verb struct {
	name string
	args string
	run  func(*call) error
}

// call is one run of a verb.
type call struct {
	Host
	ctx   context.Context
	flags *pflag.FlagSet
	args  []string
	pass  *string // the file of the passphrase; nil: the verb takes none
}

var verbs = []verb{
	{"demo", "[--dir DIR]", (*call).demo},
	{"sample", "VAULT", (*call).sample},
	{"new", "VAULT --from BOOK.xlsx (--pin-file F [--person NAME] [--passphrase-file F] [--recovery-sheet FILE.pdf] | --dry-run)", (*call).new},
	{"status", "VAULT [--person NAME] [--json]", (*call).status},
	{"import", "VAULT BOOK.xlsx --person NAME [--pin-file F] [--dry-run] [--partial] [--allow-clearing] [--table [--sheet S] [--map head=3,A=section,C=text,D=points]]", (*call).take},
	{"export", "VAULT -o BOOK.xlsx [--template | --district D --person NAME] [--force]", (*call).export},
	{"report", "VAULT --kind KIND|all [--district D | --all] -o FILE|DIR [--format pdf|ofd|docx] [--embedded-fonts] [--pictures none|2|6] [--force]", (*call).report},
	{"circular", "VAULT --from FILE.docx --person NAME [--dry-run] [--over]", (*call).circular},
	{"gather", "DIR -o BOOK.xlsx|FILE.pdf [--package-passphrase-file F] [--force]", (*call).gather},
	{"team", "VAULT [--json]", (*call).team},
	{"invite", "VAULT --person NAME " + signedBy + " [--days N] [-o FILE.kpack [--force]]", (*call).invite},
	{"withdraw", "VAULT --person NAME [--keep LAPTOP] [--reason TEXT] --by NAME --pin-file F", (*call).withdraw},
	{"join", "FILE.kpack -o VAULT --code-file F [--person NAME] [--pin-file F] [--name LAPTOP] [--package-passphrase-file F] [--passphrase-file F]", (*call).join},
	{"ask", "VAULT --person NAME [--name LAPTOP] [--pin-file F]", (*call).ask},
	{"admit", "VAULT --laptop NAME [--person NAME] [--adopt REASON] " + signedBy, (*call).admit},
	{"person", "VAULT --person NAME [--role ROLE] [--agency TEXT] [--new-pin-file F] " + signedBy, (*call).person},
	{"remove", "VAULT (--person NAME | --laptop NAME [--branch NUMBER]) [--before 2006-11-20] --reason TEXT --by NAME --pin-file F [--with NAME --with-pin-file F | --recovery-file F] [--dry-run]", (*call).remove},
	{"relay", "VAULT (--dir DIR | --s3 https://host/bucket/prefix | --webdav https://host/path) [--watch] [--anew]", (*call).relay},
	{"undo", "VAULT --person NAME [--dry-run]", (*call).undo},
	{"sign", "VAULT --district D --phase P --person NAME --pin-file F", (*call).sign},
	{"comments", "VAULT [--open] [--json]", (*call).comments},
	{"comment", "VAULT --person NAME ([--district D] --on WHAT --text TEXT | --reply ID --text TEXT | --resolve ID | --reopen ID)", (*call).comment},
	{"return", "VAULT --person NAME (--district D (--phase P | --item CODE) --reason TEXT | --answer ID --text TEXT | --again ID --reason TEXT | --clear ID)", (*call).returning},
	{"held", "VAULT [--json]", (*call).held},
	{"adopt", "VAULT --record HASH --reason TEXT --person NAME --pin-file F", (*call).adopt},
	{"pack", "VAULT -o FILE.kpack [--since FILE.kpack] [--for PERSON] [--district D] [--evidence all|small|none] [--package-passphrase-file F] [--force]", (*call).pack},
	{"merge", "VAULT FILE.kpack... [--dry-run] [--package-passphrase-file F]", (*call).merge},
	{"evidence add", "VAULT --district D --phase P --person NAME [--item CODE] [--record N] [--finding N] [--deduction CODE/N] [--caption TEXT] FILE|DIR...", (*call).addEvidence},
	{"evidence list", "VAULT [--district D] [--json]", (*call).listEvidence},
	{"evidence extract", "VAULT NUMBER -o FILE [--district D] [--force]", (*call).extractEvidence},
	{"evidence export", "VAULT (--district D -o DIR|FILE.zip | --all -o DIR) [--without-position] [--force]", (*call).exportEvidence},
	{"evidence thin", "VAULT [--before DATE] [--dry-run]", (*call).thinEvidence},
	{"verify", "FILE|DIR [--vault VAULT] [--package-passphrase-file F] [--layout] [--json]", (*call).verify},
	{"log", "VAULT [--json]", (*call).log},
	{"backup", "VAULT [-o DIR] [--list]", (*call).backup},
	{"restore", "VAULT --from BACKUP.kaohe [--dry-run]", (*call).restore},
	{"salvage", "BAD.kaohe -o GOOD.kaohe", (*call).salvage},
	{"seal", "VAULT --passphrase-file F [--recovery-sheet FILE.pdf]", (*call).seal},
	{"unseal", "VAULT --passphrase-file F", (*call).unseal},
	{"passphrase", "VAULT (--passphrase-file OLD | --recovery-file F) --new-passphrase-file NEW", (*call).passphrase},
}

// unsealed are the verbs that make a vault which is never sealed, and take no passphrase.
var unsealed = map[string]bool{"demo": true, "sample": true}

// misuse is a wrong command line: exit status 2.
type misuse struct{ msg words.Msg }

func (m misuse) Error() string { return m.msg.Key }

// Run carries out a command line without the program's name and gives the exit status.
func Run(ctx context.Context, args []string, h Host) int {
	if err := dispatch(ctx, args, h); err != nil {
		return h.Fail(err)
	}
	return 0
}

func dispatch(ctx context.Context, args []string, h Host) error {
	for _, v := range verbs {
		name := strings.Fields(v.name)
		if len(args) >= len(name) && slices.Equal(name, args[:len(name)]) {
			return v.call(ctx, args[len(name):], h)
		}
	}
	c := &call{Host: h, ctx: ctx, flags: newFlags("kaohe")}
	help := c.flags.BoolP("help", "h", false, "")
	version := c.flags.Bool("version", false, "")
	if err := c.parse(args); err != nil {
		return err
	}
	switch {
	case *help:
		return c.help()
	case *version:
		c.line("kaohe %s", h.Env.Version)
		return nil
	case len(c.args) > 1:
		return misuse{words.M("cli.verb", c.args[0])}
	case len(c.args) == 1 && !strings.ContainsAny(c.args[0], "./\\"):
		return misuse{words.M("cli.verb", c.args[0])}
	}
	vault := ""
	if len(c.args) == 1 {
		vault = c.args[0]
	}
	return c.window(vault)
}

func (c *call) window(vault string) error {
	if c.Window == nil {
		return words.Refuse("windowless")
	}
	return c.Window(c.ctx, vault)
}

func (v verb) call(ctx context.Context, args []string, h Host) error {
	c := &call{Host: h, ctx: ctx, flags: newFlags(v.name), args: args}
	if !unsealed[v.name] {
		c.pass = c.flags.String(passphraseFile, "", "")
	}
	if err := v.run(c); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return c.help()
		}
		return err
	}
	return nil
}

func newFlags(name string) *pflag.FlagSet {
	f := pflag.NewFlagSet(name, pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	return f
}

// parse reads the flags, wherever they stand, and leaves the arguments in c.args.
func (c *call) parse(args []string) error {
	if err := c.flags.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return err
		}
		return misuse{words.M("cli.flag", err.Error())}
	}
	c.args = c.flags.Args()
	return c.readPassphrase()
}

// one parses the flags of a verb that takes exactly one argument.
func (c *call) one(what string) (string, error) {
	if err := c.parse(c.args); err != nil {
		return "", err
	}
	if len(c.args) != 1 {
		return "", misuse{words.M("cli.args", c.flags.Name(), what)}
	}
	return c.args[0], nil
}

// needs refuses a command line without a value of one of its flags.
func (c *call) needs(flags ...string) error {
	for _, name := range flags {
		if strings.TrimSpace(c.flags.Lookup(name).Value.String()) == "" {
			return misuse{words.M("cli.missing", c.flags.Name(), "--"+name)}
		}
	}
	return nil
}

// on does something with a vault, and tells what was wrong in doing it or in closing the vault.
func (c *call) on(path string, mode vault.Mode, do func(*workspace.Workspace) error) error {
	d, err := workspace.Open(path, mode, c.Env)
	if err != nil {
		return err
	}
	return errors.Join(do(d), d.Close())
}

// read opens a vault for a verb that changes nothing.
func (c *call) read(path string) (*workspace.Workspace, error) {
	return workspace.Open(path, vault.ReadOnly, c.Env)
}

// source opens the vault that is the only argument, for a verb that changes nothing.
func (c *call) source() (*workspace.Workspace, error) {
	path, err := c.one("VAULT")
	if err != nil {
		return nil, err
	}
	return c.read(path)
}

func (c *call) help() error {
	c.print("cli.usage")
	c.line("")
	c.line("  kaohe [VAULT]")
	for _, v := range verbs {
		c.line("  kaohe %s %s", v.name, v.args)
		c.line("      %s", c.Say.Get("cli.verb."+strings.ReplaceAll(v.name, " ", ".")))
	}
	c.line("")
	c.print("cli.passphrase")
	c.print("cli.exit")
	return nil
}
