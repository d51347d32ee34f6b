package evidence

// SetFree has disks tell so many free bytes, until the test ends.
func SetFree(t interface{ Cleanup(func()) }, n func() int64) {
	was := free
	free = func(string) (int64, error) { return n(), nil }
	t.Cleanup(func() { free = was })
}
