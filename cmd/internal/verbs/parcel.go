package verbs

import (
	"context"
	"errors"
	"slices"
	"time"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

const packagePassphrase = "package-passphrase-file"

// parcelSecret reads the passphrase of a package from its file; empty where none is named.
func parcelSecret(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	p, err := workspace.ReadPIN(file)
	if err == nil && p == "" {
		err = words.Refuse("passphrase.none", file)
	}
	return p, err
}

// pack writes a package for colleagues.
func (c *call) pack() error {
	out := c.flags.StringP("output", "o", "", "")
	since := c.flags.String("since", "", "")
	to := c.flags.String("for", "", "")
	district := c.flags.String("district", "", "")
	secret := c.flags.String(packagePassphrase, "", "")
	carry := c.flags.String("evidence", "", "")
	force := c.flags.Bool("force", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := c.needs("output"); err != nil {
		return err
	}
	o := workspace.PackOptions{Since: *since, Replace: *force, Carry: workspace.Carry(*carry)}
	if !slices.Contains([]workspace.Carry{"", workspace.CarryAll, workspace.CarrySmall, workspace.CarryNone}, o.Carry) {
		return misuse{words.M("cli.flag", "--evidence all|small|none")}
	}
	if o.Passphrase, err = parcelSecret(*secret); err != nil {
		return err
	}
	o.Each = c.telling("cli.packing")
	mode := vault.ReadOnly
	if o.Carry == workspace.CarrySmall {
		mode = vault.ReadWrite // smaller copies that are made are kept
	}
	return c.on(path, mode, func(d *workspace.Workspace) error {
		if *to != "" {
			p, err := person(d.View(), *to)
			if err != nil {
				return err
			}
			o.For = p.ID
		}
		if *district != "" {
			x, err := c.district(d.View(), *district)
			if err != nil {
				return err
			}
			o.District = x.ID
		}
		done, err := d.Pack(*out, o)
		if err != nil {
			return interrupted(err, "pack.interrupted")
		}
		c.packed(done)
		return nil
	})
}

// packed says what lies where, what is not in it, and whether that can be taken away.
func (c *call) packed(done workspace.Packed) {
	c.print("cli.packed", done.Path, done.Records, words.Size(done.Bytes), workspace.Number(done.Digest))
	c.say(done.Notes...)
	if done.Stick {
		c.print("cli.packed.stick")
	}
}

// often is how long work is silent before it says how far it is, and between two such lines.
const often = 2 * time.Second

// telling says on standard error how far long work is, and ends it when the verb is interrupted.
func (c *call) telling(key string) workspace.Each {
	last := time.Now()
	return workspace.Until(c.ctx, func(done, total int) {
		if now := time.Now(); total > 0 && now.Sub(last) >= often {
			last = now
			c.warn(key, done, total)
		}
	})
}

// interrupted says of a verb that was what became of its work; other errors it gives back.
func interrupted(err error, code string) error {
	if errors.Is(err, context.Canceled) {
		return words.Refuse(code)
	}
	return err
}

// merge takes colleagues' packages in, after it has said what that changes.
func (c *call) merge() error {
	dry := c.flags.Bool("dry-run", false, "")
	secret := c.flags.String(packagePassphrase, "", "")
	if err := c.parse(c.args); err != nil {
		return err
	}
	if len(c.args) < 2 {
		return misuse{words.M("cli.args", "merge", "VAULT FILE.kpack...")}
	}
	passphrase, err := parcelSecret(*secret)
	if err != nil {
		return err
	}
	mode := vault.ReadWrite
	if *dry {
		mode = vault.ReadOnly
	}
	return c.on(c.args[0], mode, func(d *workspace.Workspace) error {
		var parcels []*workspace.Parcel
		for _, path := range c.args[1:] {
			p, err := d.OpenParcel(c.telling("cli.opening"), path, passphrase)
			if err != nil {
				return interrupted(err, "merge.interrupted")
			}
			c.say(p.Headline()...)
			parcels = append(parcels, p)
		}
		return c.mergeInto(d, parcels, *dry)
	})
}

func (c *call) mergeInto(d *workspace.Workspace, parcels []*workspace.Parcel, dry bool) error {
	in := d.Look(parcels...)
	c.say(workspace.Lines(in)...)
	if dry {
		c.print("cli.merge.dry")
		return nil
	}
	done, err := d.Merge(c.telling("cli.merging"), parcels...)
	if err != nil {
		return interrupted(err, "merge.interrupted")
	}
	if done.New == 0 {
		c.say(done.Same())
	} else {
		c.print("cli.merged", done.New, done.Known)
	}
	if done.Forked {
		c.print("cli.merge.forked")
	}
	c.say(done.FileLines()...)
	return done.Files.Why
}

// thinEvidence makes room on this laptop.
func (c *call) thinEvidence() error {
	day, dry := c.flags.String("before", "", ""), c.flags.Bool("dry-run", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, *day); *day != "" && err != nil {
		return words.Refuse("thin.day", *day).Because(err)
	}
	mode := vault.ReadWrite
	if *dry {
		mode = vault.ReadOnly
	}
	return c.on(path, mode, func(d *workspace.Workspace) error {
		may := d.Thinnable(*day)
		c.say(may.Lines()...)
		if *dry {
			c.print("thin.dry")
			return nil
		}
		if len(may.Files) == 0 {
			return nil
		}
		n, size, err := d.Thin(c.telling("thin.working"), may)
		if errors.Is(err, context.Canceled) {
			return words.Refuse("thin.interrupted", n)
		}
		if n > 0 {
			c.print("thin.done", n, words.Size(size))
		}
		return err
	})
}

// SpreadStatus is who is known to have what, by what came back from them.
type SpreadStatus struct {
	OnlyHere int            `json:"onlyHere"` // records that no other laptop is known to have
	OnlyMine int            `json:"onlyMine"` // of these, written on this laptop
	Lacking  int            `json:"lacking"`  // records that others are known to have and that are not here
	Laptops  []LaptopStatus `json:"laptops"`
}

// LaptopStatus is another laptop of the round.
type LaptopStatus struct {
	Device string   `json:"device"`
	Name   string   `json:"name"`
	People []string `json:"people"` // IDs; empty: all of the team
	Heard  bool     `json:"heard"`  // something has come from it
	Lacks  int      `json:"lacks"`  // records here that it is not known to have
	Mine   int      `json:"mine"`   // of these, written on this laptop
	Ahead  int      `json:"ahead"`  // records that it is known to have and that are not here
	Files  int      `json:"files"`  // of evidence, whose originals it does not say to hold
	Bytes  int64    `json:"bytes"`  // of these
}

func spreadOf(s session.Spread, a *assess.Assessment) SpreadStatus {
	out := SpreadStatus{s.OnlyHere, s.OnlyMine, s.Lacking, []LaptopStatus{}}
	for _, l := range s.Laptops {
		people := l.People
		if people == nil {
			people = []string{}
		}
		files, size := a.FilesBeyond(l.Device)
		out.Laptops = append(out.Laptops, LaptopStatus{l.Device.String(), l.Name, people, l.Heard, l.Lacks, l.Mine, l.Ahead, files, size})
	}
	return out
}

// printSpread tells it where there is anybody else.
func (c *call) printSpread(s SpreadStatus) {
	if len(s.Laptops) == 0 && s.Lacking == 0 {
		return
	}
	c.print("cli.spread", s.OnlyHere, s.OnlyMine, s.Lacking)
	for _, l := range s.Laptops {
		name := l.Name
		if name == "" {
			name = l.Device
		}
		if !l.Heard {
			c.print("cli.spread.unheard", name)
		} else if l.Lacks+l.Ahead > 0 {
			c.print("cli.spread.laptop", name, l.Lacks, l.Ahead)
		}
		if l.Files > 0 {
			c.print("cli.spread.files", name, l.Files, words.Size(l.Bytes))
		}
	}
}
