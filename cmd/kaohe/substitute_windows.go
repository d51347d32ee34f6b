//go:build !gles

package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// substitute starts the program beside this one that draws through Direct3D, with the same arguments. Both never run side by side for
// longer than a start: this one ends, and the other says by itself what is wrong.
func substitute(args []string) (started bool, err error) {
	self, err := os.Executable()
	if err != nil {
		return false, err
	}
	c := exec.Command(filepath.Join(filepath.Dir(self), "kaohe-d3d.exe"), args...)
	if err := c.Start(); err != nil {
		return false, err
	}
	return true, c.Process.Release()
}
