package alert

import "golang.org/x/sys/windows"

// Show shows a title, what happened, what to do and the button that ends it, and returns when it is closed. The system names the button.
func Show(title, what, todo, _ string) error {
	caption, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return err
	}
	text, err := windows.UTF16PtrFromString(what + "\n\n" + todo)
	if err != nil {
		return err
	}
	_, err = windows.MessageBox(0, text, caption, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
	return err
}
