package vault_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"kaohe/data/vault"
)

const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 0:45 / /mnt/share rw,relatime shared:2 master:1 - cifs //server/share rw,vers=3.0
32 22 0:46 / /mnt/with\\040space rw - nfs4 server:/data rw
33 22 0:47 / /run/user/0/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 8:17 / /media/stick rw - fuseblk /dev/sdb1 rw
35 22 0:48 / /home/x/far rw - fuse.sshfs x@far: rw
`

func TestNetworkFileSystemsAreKnownByTheirMounts(t *testing.T) {
	for device, want := range map[string]bool{"8:1": false, "0:45": true, "0:46": true, "0:47": true, "8:17": false, "0:48": true, "9:9": false} {
		if got := vault.OverNetwork(strings.NewReader(mounts), device); got != want {
			t.Errorf("%s: %v", device, got)
		}
	}
}

// In a network folder a vault can be read, and neither written nor made.
func TestAVaultInANetworkFolderIsOnlyRead(t *testing.T) {
	path := fresh(t)
	must(t, create(t, path).Close())
	vault.PretendNetwork(t)
	if _, err := vault.Open(path, vault.ReadWrite, nil); !is(err, "vault.network") {
		t.Errorf("%v", err)
	}
	load(t, opened(t, path, vault.ReadOnly))
	other := fresh(t)
	if _, err := vault.Create(other, vault.Genesis{Signer: dev(1), Record: edit(0)}); !is(err, "vault.network") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(other); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something was made: %v", err)
	}
}

func TestAFileSystemWithoutLocksIsSaid(t *testing.T) {
	for _, e := range []error{syscall.ENOLCK, syscall.ENOSYS, syscall.EOPNOTSUPP, fmt.Errorf("flock: %w", syscall.ENOLCK)} {
		if err := vault.LockFault("x.kaohe", e); !is(err, "vault.nolock") {
			t.Errorf("%v: %v", e, err)
		}
	}
	if err := vault.LockFault("x.kaohe", syscall.EIO); !errors.Is(err, syscall.EIO) || is(err, "vault.nolock") {
		t.Errorf("a bad disk is no lack of locks: %v", err)
	}
}
