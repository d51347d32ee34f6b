// Linux tells what is mapped.

package vault_test

import (
	"bytes"
	"os"
	"testing"
)

// TestNothingStaysMapped: what Open reads ahead goes when it was loaded, or when the vault is closed.
func TestNothingStaysMapped(t *testing.T) {
	path := fresh(t)
	must(t, os.WriteFile(path, made(t, 60), 0o600))
	mapped := func() int {
		maps, err := os.ReadFile("/proc/self/maps")
		must(t, err)
		return bytes.Count(maps, []byte(path))
	}
	v := open(t, path)
	load(t, v)
	if n := mapped(); n != 1 {
		t.Errorf("%d mappings when loaded", n)
	}
	must(t, v.Close())
	must(t, open(t, path).Close())
	if n := mapped(); n != 0 {
		t.Errorf("%d mappings when closed", n)
	}
}
