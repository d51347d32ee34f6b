package desktop

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sys/windows"
)

// documents asks the system, because users and administrators move the folder to other drives and into clouds.
func documents(home string) []string {
	usual := filepath.Join(home, "Documents")
	at, err := windows.KnownFolderPath(windows.FOLDERID_Documents, windows.KF_FLAG_DEFAULT)
	if err != nil { // it leads to a drive that is not there
		return []string{usual}
	}
	return []string{at, usual}
}

// Show opens a file or folder with the system's program for it.
func Show(path string) error { return execute("open", path) }

// Print has the system's program for a file print it or, where it has no way to be told so, show it for its user to print.
func Print(path string) error {
	told := execute("print", path)
	if told == nil {
		return nil
	}
	if err := execute("open", path); err != nil {
		return errors.Join(told, err)
	}
	return nil
}

// execute does with a file what its kind is registered for.
func execute(verb, path string) error {
	runtime.LockOSThread() // COM belongs to a thread, and extensions of the shell need it
	defer runtime.UnlockOSThread()
	const already = syscall.Errno(windows.S_FALSE)
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err == nil || errors.Is(err, already) {
		defer windows.CoUninitialize() // else the thread has it in another way, which does
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(abs)
	if err != nil {
		return err
	}
	do, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	if err := windows.ShellExecute(0, do, file, nil, nil, windows.SW_SHOWNORMAL); err != nil {
		return fmt.Errorf("%s %s: %w", verb, abs, err)
	}
	return nil
}

// Removable are the drives whose medium can be taken out, if one is in.
func Removable() (out []string) {
	for letter := 'D'; letter <= 'Z'; letter++ { // A and B are floppies, which would be waited for
		drive := string(letter) + `:\`
		name, err := windows.UTF16PtrFromString(drive)
		if err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOVABLE &&
			windows.GetVolumeInformation(name, nil, 0, nil, nil, nil, nil, 0) == nil { // else a card reader without a card
			out = append(out, drive)
		}
	}
	return out
}
