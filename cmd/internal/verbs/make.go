package verbs

import (
	"os"
	"path/filepath"
	"time"

	"kaohe/app/roundplan"
	"kaohe/app/words"
	content "kaohe/assets/sample"
	"kaohe/cmd/internal/workspace"
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
		return words.Refuse("windowless")
	}
	if *dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return words.Refuse("home").Because(err)
		}
		*dir = filepath.Join(base, "kaohe", "demo")
	}
	if err := workspace.MakeFolder(*dir); err != nil {
		return err
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
	plan, err := roundplan.ReadPlan(content.Files)
	if err != nil {
		return err
	}
	c.print("cli.sample", path)
	c.print("cli.sample.pins")
	for _, m := range plan.Team {
		if m.PIN != "" {
			c.line("  %s  %s  %s", m.Name, c.Say.Get("role."+string(m.Role)), m.PIN)
		}
	}
	return nil
}

// MakeSample writes the sample round into a new vault. Its clock stands at the sample's day, so that histories and signatures fit
// what they tell.
func MakeSample(path string, env workspace.Env) error {
	plan, err := roundplan.ReadPlan(content.Files)
	if err != nil {
		return err
	}
	env.Now, env.Seal = sampleClock(string(plan.AsOf)), ""
	d, err := workspace.FoundRound(path, plan, true, env)
	if err != nil {
		return err
	}
	return d.Close()
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
