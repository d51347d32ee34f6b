package workspace

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/data/evidence"
)

// FileCheck is a file of evidence that is not as it was put, as `verify --json` prints it. Fault is missing, damaged, or unread: the disk does not
// give it.
type FileCheck struct {
	Sum     string      `json:"sum"`
	Fault   string      `json:"fault"`
	Small   bool        `json:"small"`   // a smaller copy is here
	Named   []FileNamed `json:"named"`   // the evidence that it is
	Holders []string    `json:"holders"` // the other laptops that say to have it
}

// FileNamed is evidence whose file it is.
type FileNamed struct {
	District string `json:"district"`
	Phase    string `json:"phase"`
	No       string `json:"no"`
	Name     string `json:"name"`
	Caption  string `json:"caption"`
}

// FilesCheck is the verdict on all files of evidence that records name; Bytes are those of the ones that are here.
type FilesCheck struct {
	Folder  string
	Named   int
	Here    int
	Bytes   int64
	Bad     []FileCheck // in the order of the evidence
	Unnamed int         // files that lie in the folder and that no evidence names any more
	Fault   error       // why the folder is not used; nil: it is, or there is none
}

// namedFiles are the files that a state's evidence names, each once, in the order of districts and evidence.
func namedFiles(a *assess.Assessment) (sums []evidence.Sum, of map[evidence.Sum][]*assess.Evidence, in map[*assess.Evidence]*assess.District) {
	of, in = map[evidence.Sum][]*assess.Evidence{}, map[*assess.Evidence]*assess.District{}
	for _, d := range a.Districts {
		for _, x := range d.Evidence {
			sum, ok := evidence.ParseSum(x.ID)
			if !ok {
				continue
			}
			if of[sum] == nil {
				sums = append(sums, sum)
			}
			of[sum] = append(of[sum], x)
			in[x] = d
		}
	}
	return sums, of, in
}

// FilesHere counts the files of evidence, and looks which are there, without reading them.
func (d *Workspace) FilesHere() *FilesCheck {
	return d.files(context.Background(), func(sum evidence.Sum) error {
		if d.Files.Has(sum) {
			return nil
		}
		return words.Refuse("evidence.missing")
	}, func(int, int) {})
}

// CheckFiles reads all files of evidence from the disk. It ends with ctx, and its error.
func (d *Workspace) CheckFiles(ctx context.Context, progress func(done, total int)) (*FilesCheck, error) {
	c := d.files(ctx, func(sum evidence.Sum) error { return d.Files.Check(ctx, sum) }, progress)
	_, of, _ := namedFiles(d.View())
	err := d.Files.Each(func(sum evidence.Sum, _ int64) {
		if of[sum] == nil {
			c.Unnamed++
		}
	})
	if c.Fault != nil {
		err = nil // it is told
	}
	return c, errors.Join(ctx.Err(), err)
}

func (d *Workspace) files(ctx context.Context, check func(evidence.Sum) error, progress func(done, total int)) *FilesCheck {
	a := d.View()
	sums, of, in := namedFiles(a)
	c := &FilesCheck{Named: len(sums)}
	c.Folder, _, c.Fault = d.Files.Folder()
	if len(sums) == 0 {
		c.Fault = nil // whatever lies there is none of the vault's business
	}
	for i, sum := range sums {
		if ctx.Err() != nil {
			break
		}
		progress(i, len(sums))
		err := check(sum)
		if err == nil {
			c.Here++
			c.Bytes += of[sum][0].Size
			continue
		}
		bad := FileCheck{Sum: sum.String(), Fault: "unread", Small: d.Files.HasCopy(evidence.Small, sum), Holders: d.holders(a, sum)}
		switch {
		case errors.Is(err, words.Refuse("evidence.missing")):
			bad.Fault = "missing"
		case errors.Is(err, words.Refuse("evidence.damaged")):
			bad.Fault = "damaged"
		}
		for _, x := range of[sum] {
			bad.Named = append(bad.Named, FileNamed{District: in[x].Name, Phase: x.Phase.Key(), No: x.No, Name: x.Name, Caption: x.Caption})
		}
		c.Bad = append(c.Bad, bad)
	}
	return c
}

// holders are the other laptops that say to have a file, by name.
func (d *Workspace) holders(a *assess.Assessment, sum evidence.Sum) []string {
	out := []string{}
	for _, l := range a.Holders[sum.String()] {
		if l != d.Own() {
			out = append(out, a.LaptopName(l))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// OK tells whether each file that is there is what it was.
func (c *FilesCheck) OK() bool {
	return c.Fault == nil && !slices.ContainsFunc(c.Bad, func(f FileCheck) bool { return f.Fault != "missing" })
}

// Clean tells whether all of them are there, too.
func (c *FilesCheck) Clean() bool { return c.Fault == nil && len(c.Bad) == 0 }

// Lines say it; nothing where there is no evidence.
func (c *FilesCheck) Lines() (out []words.Msg) {
	if c.Named == 0 {
		return nil
	}
	out = append(out, words.M("files.here", c.Named, c.Here, words.Size(c.Bytes), c.Folder))
	var fault *words.Fault
	if errors.As(c.Fault, &fault) {
		out = append(out, fault.Msg)
	}
	for _, f := range c.Bad {
		for _, x := range f.Named {
			out = append(out, words.M("files.bad."+f.Fault, x.District, cmp.Or(x.No, x.Name), cmp.Or(x.Caption, x.Name)))
		}
		if len(f.Holders) > 0 {
			out = append(out, words.M("files.holders", strings.Join(f.Holders, "、")))
		}
		if f.Small {
			out = append(out, words.M("files.small"))
		}
	}
	if c.Unnamed > 0 {
		out = append(out, words.M("files.unnamed", c.Unnamed))
	}
	return out
}
