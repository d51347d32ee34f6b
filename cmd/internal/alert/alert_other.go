//go:build !windows && !linux

package alert

// Show gives ErrNowhere.
func Show(_, _, _, _ string) error { return ErrNowhere }
