package workspace

import "golang.org/x/sys/windows"

// removable are the drives whose medium can be taken out.
func removable() (out []string) {
	for letter := 'D'; letter <= 'Z'; letter++ { // A and B are floppies, which would be waited for
		drive := string(letter) + `:\`
		name, err := windows.UTF16PtrFromString(drive)
		if err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOVABLE {
			out = append(out, drive)
		}
	}
	return out
}
