package vault

import (
	"io"
	"testing"
)

// OverNetwork tells of a device in a list of mounts whether its files lie on another computer.
func OverNetwork(mounts io.Reader, device string) bool { return overNetwork(mountedAs(mounts, device)) }

// PretendNetwork has all files lie on another computer until the test ends.
func PretendNetwork(t *testing.T) {
	isRemote = func(string) bool { return true }
	t.Cleanup(func() { isRemote = remote })
}

// LockFault is what is said of an error of a lock.
func LockFault(path string, err error) error { return (&Vault{path: path}).lockFault(err) }
