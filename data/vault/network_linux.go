package vault

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// remote tells whether a path lies on another computer's disk. Where that can't be found out, it does not.
func remote(path string) bool {
	var stat unix.Stat_t
	if unix.Stat(path, &stat) != nil {
		return false
	}
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return false
	}
	defer f.Close() // only read
	return overNetwork(mountedAs(f, fmt.Sprintf("%d:%d", unix.Major(stat.Dev), unix.Minor(stat.Dev))))
}

// mountedAs is the type of the file system of a device, by a list of mounts as in proc(5); empty where it is not in it.
func mountedAs(mounts io.Reader, device string) (kind string) {
	for lines := bufio.NewScanner(mounts); lines.Scan(); {
		mount, fs, ok := strings.Cut(lines.Text(), " - ")
		fields := strings.Fields(mount)
		if ok && len(fields) > 2 && fields[2] == device {
			kind, _, _ = strings.Cut(fs, " ")
		}
	}
	return kind
}

// overNetwork tells of a type of file system whether its files lie on another computer.
func overNetwork(kind string) bool {
	switch strings.TrimPrefix(kind, "fuse.") {
	case "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "ncpfs", "davfs", "davfs2", "sshfs", "rclone", "curlftpfs", "gvfsd-fuse", "s3fs", "glusterfs":
		return true
	}
	return false
}
