package workspace

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kaohe/app/words"
	"kaohe/data/durable"
	"kaohe/data/vault"
)

// Output is where a file for the user goes: a workbook, a document, the text beside a draw. What the window and the verbs write for a person
// goes this way and no other; new vaults alone are made by data/vault, which never replaces anything.
//
// An output never is a vault, nor leads to one by a symbolic or a hard link or through a linked folder: a vault is known by its bytes, sound
// or damaged, and by this process having it open. Nor does it take a vault's name. A file that is there must be an ordinary, writable one, and
// is replaced only where Replace says that the user wants it; behind a link that is the file, and the link stays. What is written appears whole
// or not at all, with permissions by the umask, or those of the file that it replaces.
//
// Faults: output.dash (standard output is no file), output.source (open in this process), output.vault, output.name, output.kind (folder, pipe, device, link to nowhere),
// output.readonly, output.exists (how many, the first), output.held (another program has it open; Windows), file.name (see durable.Nameable),
// file.read, file.full, file.write.
type Output struct {
	Path    string
	Replace bool
	Private bool // for nobody else on this computer to read, whatever the umask says
}

// Clear refuses outputs that may not be written, before there is any work for them. It writes nothing and waits for nothing.
func Clear(outputs ...Output) error {
	taken, first := 0, ""
	for _, o := range outputs {
		p, err := o.look()
		if err != nil {
			return err
		}
		if p.there != nil && !o.Replace {
			if taken++; taken == 1 {
				first = o.Path
			}
		}
	}
	if taken > 0 {
		return words.Refuse("output.exists", taken, first)
	}
	return nil
}

// Write writes a file.
func (o Output) Write(b []byte) error { return writeAll(content{o, bytes.NewReader(b)}) }

// Copy writes a file of what a reader gives. Where reading fails there is none, and its error is returned if it is a words.Fault.
func (o Output) Copy(r io.Reader) error { return writeAll(content{o, r}) }

// Fill is Copy for what is written piece by piece. It returns when fill has.
func (o Output) Fill(fill func(io.Writer) error) error {
	r, w := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = w.CloseWithError(fill(w)) // always nil
	}()
	err := o.Copy(r)
	_ = r.Close() // always nil; a fill whose file failed sees it at its next write
	<-done
	return err
}

// MakeFolder makes a folder with those around it, if it is not there. Faults: folder, file.full.
func MakeFolder(path string) error {
	err := os.MkdirAll(path, 0o777)
	switch {
	case err == nil:
		return nil
	case vault.Full(err):
		return words.Refuse("file.full", path).Because(err)
	}
	return words.Refuse("folder", path).Because(err)
}

// folder makes the folder that an output is. Faults: those of MakeFolder.
func (o Output) folder() error {
	if info, err := os.Stat(o.Path); err != nil || !info.IsDir() {
		if _, err := o.look(); err != nil {
			return err
		}
	}
	return MakeFolder(o.Path)
}

// content is what is to be in an output.
type content struct {
	Output
	io.Reader
}

// writeAll writes files that belong together: none gets its name before all of them are on disk.
func writeAll(files ...content) error {
	var outputs []Output
	for _, f := range files {
		outputs = append(outputs, f.Output)
	}
	if err := Clear(outputs...); err != nil {
		return err
	}
	temps := make([]string, len(files))
	for i, f := range files {
		temp, err := f.stage()
		if err != nil {
			return f.fault(err)
		}
		defer func() { _ = durable.Remove(temp) }() // gone already when all went well
		temps[i] = temp
	}
	for i, f := range files {
		if err := f.settle(temps[i]); err != nil {
			return f.fault(err)
		}
	}
	return nil
}

// stage writes a file under another name beside its place; where that fails, nothing stays.
func (c content) stage() (temp string, err error) {
	p, err := c.look()
	if err != nil {
		return "", err
	}
	perm := fs.FileMode(0o666) // less the umask
	switch {
	case c.Private:
		perm = 0o600
	case p.there != nil:
		perm = p.there.Mode().Perm()
	}
	durable.Sweep(filepath.Dir(p.path))
	temp = durable.Temp(p.path)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return "", err
	}
	if _, err = io.Copy(f, c.Reader); err == nil {
		err = f.Sync()
	}
	if err == nil && (c.Private || p.there != nil) {
		err = keepPerm(f, perm)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = durable.Remove(temp) // the first error is the one to tell
	}
	return temp, err
}

// keepPerm gives a file permissions, if it has others: some file systems know none to give.
func keepPerm(f *os.File, perm fs.FileMode) error {
	info, err := f.Stat()
	if err != nil || info.Mode().Perm() == perm {
		return err
	}
	return f.Chmod(perm)
}

// settle gives a finished file its name, looking once more at what is there.
func (o Output) settle(temp string) error {
	p, err := o.look()
	switch {
	case err != nil:
		return err
	case o.Replace:
		return durable.Replace(temp, p.path)
	}
	return durable.Settle(temp, p.path)
}

func (o Output) fault(err error) error {
	var known *words.Fault
	switch {
	case errors.As(err, &known):
		return err
	case vault.Full(err):
		return words.Refuse("file.full", o.Path).Because(err)
	case durable.Held(err):
		return words.Refuse("output.held", o.Path).Because(err)
	case errors.Is(err, fs.ErrExist): // since it was looked at
		return words.Refuse("output.exists", 1, o.Path)
	}
	return words.Refuse("file.write", o.Path).Because(err)
}

// place is where an output leads by all links, and the file there; nil for nothing.
type place struct {
	path  string
	there os.FileInfo
}

// look follows an output to its place and refuses what may not be written whatever the user says.
func (o Output) look() (p place, err error) {
	if o.Path == "-" {
		return p, words.Refuse("output.dash")
	}
	if err = durable.Nameable(o.Path); err != nil { // before it is looked for: a device would be there
		return p, err
	}
	p.path = o.Path
	if _, err = os.Lstat(o.Path); err == nil {
		if p.path, err = filepath.EvalSymlinks(o.Path); err != nil { // it leads nowhere, or round
			return p, words.Refuse("output.kind", o.Path).Because(err)
		}
		if p.there, err = os.Stat(p.path); err == nil {
			err = o.judge(p)
		}
	} else if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err == nil && (vaultName(o.Path) || vaultName(p.path)) {
		err = words.Refuse("output.name", o.Path)
	}
	if err != nil {
		return p, o.fault(err)
	}
	return p, nil
}

// judge refuses a vault, and what is no ordinary file that can be written.
func (o Output) judge(p place) error {
	if !p.there.Mode().IsRegular() { // asked before opening, for which a pipe lets one wait
		return words.Refuse("output.kind", o.Path)
	}
	if vault.InUse(p.there) {
		return words.Refuse("output.source", o.Path)
	}
	f, _, err := open(p.path)
	if err != nil {
		return err
	}
	is, err := vault.Looks(f)
	_ = f.Close() // only read
	switch {
	case err != nil:
		return words.Refuse("file.read", o.Path).Because(err)
	case is:
		return words.Refuse("output.vault", o.Path)
	}
	return o.writable(p)
}

// writable refuses a file that is protected against writing: the rename that replaces it would not ask.
func (o Output) writable(p place) error {
	if p.there.Mode().Perm()&0o222 == 0 { // which does not stop root
		return words.Refuse("output.readonly", o.Path)
	}
	var f *os.File
	err := durable.Patiently(func() (err error) { f, err = os.OpenFile(p.path, os.O_WRONLY, 0); return err })
	switch {
	case durable.Denied(err):
		return words.Refuse("output.readonly", o.Path).Because(err)
	case err != nil:
		return err
	}
	return f.Close()
}

func vaultName(path string) bool { return strings.EqualFold(filepath.Ext(path), ".kaohe") }
