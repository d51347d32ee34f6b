package workspace

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// Made is what came of a job.
type Made struct {
	report.Job
	Path    string
	Pages   int
	Missing []rune
	Lacks   int // pictures of evidence that are not shown
	Err     error
}

// Outputs are the files that a job makes: the document and, of a draw, its plain text beside it.
func Outputs(j report.Job, to Output) []Output {
	if j.Kind != "draw" {
		return []Output{to}
	}
	return []Output{to, {Path: TextName(to.Path), Replace: to.Replace}}
}

// Save prints a job to a file, and the plain text of a draw beside it: both or neither. Faults: those of Print and of Output.
func (p *Printer) Save(ctx context.Context, d *Workspace, j report.Job, to Output, progress func(done, total int)) Made {
	o, err := d.origin()
	if err == nil {
		err = Clear(Outputs(j, to)...)
	}
	if err != nil {
		return Made{Job: j, Path: to.Path, Err: err}
	}
	return p.save(ctx, o, j, to, progress)
}

func (p *Printer) save(ctx context.Context, o origin, j report.Job, to Output, progress func(done, total int)) Made {
	m := Made{Job: j, Path: to.Path}
	x, err := p.print(ctx, o, j, progress)
	if err == nil {
		m.Pages, m.Missing, m.Lacks = x.Pages, x.Missing, len(x.Lacks)
		parts := [][]byte{x.Bytes, x.Text}
		var files []content
		for i, out := range Outputs(j, to) {
			files = append(files, content{out, bytes.NewReader(parts[i])})
		}
		err = writeAll(files...)
	}
	m.Err = err
	return m
}

// Batch prints jobs into a folder, all from one state of the vault and several at once, and says of each what came of it. It goes on
// after one that fails. When it is cancelled it returns what was made by then, with ctx's error. Where one of the files may not be written,
// nothing is printed. Faults: folder, those of Output.
func (p *Printer) Batch(ctx context.Context, d *Workspace, jobs []report.Job, folder Output, progress func(done, total int)) ([]Made, error) {
	if err := folder.folder(); err != nil {
		return nil, err
	}
	o, err := d.origin()
	if err != nil {
		return nil, err
	}
	files := make([]Output, len(jobs))
	var all []Output
	for i, name := range p.names(o.view, jobs) {
		files[i] = Output{Path: filepath.Join(folder.Path, name), Replace: folder.Replace}
		all = append(all, Outputs(jobs[i], files[i])...)
	}
	if err := Clear(all...); err != nil {
		return nil, err
	}
	made := make([]Made, len(jobs))
	var next, done atomic.Int64
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range min(len(jobs), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(jobs) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				made[i] = p.save(ctx, o, jobs[i], files[i], nil)
				if n := int(done.Add(1)); progress != nil {
					mu.Lock()
					progress(n, len(jobs))
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	var out []Made
	for _, m := range made {
		if m.Path != "" && !errors.Is(m.Err, context.Canceled) {
			out = append(out, m)
		}
	}
	return out, ctx.Err()
}

// names are the files of jobs: two of one name are told apart by a number, whatever the case of their letters.
func (p *Printer) names(a *assess.Assessment, jobs []report.Job) []string {
	seen := map[string]bool{}
	out := make([]string, len(jobs))
	for i, j := range jobs {
		base, ext := strings.TrimSuffix(Name(a, j), pdfExt), p.Format.Ext()
		name := base + ext
		for n := 2; seen[strings.ToLower(name)]; n++ {
			name = base + "（" + strconv.Itoa(n) + "）" + ext
		}
		seen[strings.ToLower(name)] = true
		out[i] = name
	}
	return out
}

// Name is the file name offered for a job.
func Name(a *assess.Assessment, j report.Job) string {
	if j.List != nil {
		return report.ListName(*j.List)
	}
	d := a.District(j.District)
	if d != nil && j.Draw != "" {
		for n, x := range d.Draws {
			if x.ID == j.Draw {
				upTo := *d
				upTo.Draws = d.Draws[:n+1]
				d = &upTo
				break
			}
		}
	}
	return report.FileName(j.Kind, a, d)
}

// TextName is the name of the plain text beside a printed draw; never the draw's own.
func TextName(path string) string {
	ext := filepath.Ext(path)
	if strings.EqualFold(ext, ".txt") {
		ext = ""
	}
	return strings.TrimSuffix(path, ext) + ".txt"
}
