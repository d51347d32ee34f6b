package verbs

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"kaohe/app/sample"
	"kaohe/app/words"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
	"kaohe/cmd/internal/desk"
)

// SampleName is the file name of the sample that demo opens.
const SampleName = "sample.kaohe"

// demo opens the window on a copy of the sample: fresh at the first start, as it was left afterwards.
func (c *call) demo() error {
	dir := c.flags.String("dir", "", "")
	if err := c.parse(c.args); err != nil {
		return err
	}
	if len(c.args) > 0 {
		return misuse{words.M("cli.args", "demo", "[--dir DIR]")}
	}
	if c.Window == nil {
		return words.Refuse("display")
	}
	if *dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return words.Refuse("home").Because(err)
		}
		*dir = filepath.Join(base, "kaohe", "demo")
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return words.Refuse("folder", *dir).Because(err)
	}
	path := filepath.Join(*dir, SampleName)
	if _, err := os.Stat(path); os.IsNotExist(err) {
		if err := MakeSample(path, c.Env); err != nil {
			return err
		}
	}
	return c.window(path)
}

func (c *call) sample() error {
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if err := MakeSample(path, c.Env); err != nil {
		return err
	}
	plan, _, err := readSample()
	if err != nil {
		return err
	}
	c.print("cli.sample", path)
	for _, m := range plan.Team {
		if m.PIN != "" {
			fmt.Fprintf(c.Out, "  %s  %s  %s\n", m.Name, c.Say.Get("role."+string(m.Role)), m.PIN)
		}
	}
	return nil
}

func readSample() (*sample.Plan, *sample.Table, error) {
	table, err := sample.ReadTable(builtin.Builtin)
	if err != nil {
		return nil, nil, err
	}
	plan, err := sample.ReadPlan(content.Files)
	return plan, table, err
}

// MakeSample writes the sample round into a new vault. Its clock stands at the sample's day, so that histories and signatures fit
// what they tell; a vault that could not be finished is removed again.
func MakeSample(path string, env desk.Env) error {
	plan, table, err := readSample()
	if err != nil {
		return err
	}
	env.Now = sampleClock(string(plan.AsOf))
	f := plan.Team[0]
	d, err := desk.Found(path, desk.Founder{ID: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, PIN: f.PIN}, plan.Round(true), env)
	if err != nil {
		return err
	}
	err = plan.Write(d.Session, table)
	if e := d.Close(); err == nil {
		err = e
	}
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// sampleClock starts at nine on a day and moves on by a second whenever it is asked.
func sampleClock(day string) func() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, time.Local)
	if err != nil {
		t = time.Now()
	}
	t = t.Add(9 * time.Hour)
	return func() time.Time { t = t.Add(time.Second); return t }
}
