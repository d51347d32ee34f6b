package words_test

import (
	"testing"

	"kaohe/app/words"
)

func TestSizesAreRoundedUp(t *testing.T) {
	for n, want := range map[int64]string{0: "0 KB", 1: "1 KB", 1024: "1 KB", 1025: "2 KB", 1<<20 - 1024: "1023 KB", 1<<20 - 1: "1 MB", 1 << 20: "1 MB", 1<<20 + 1: "1.1 MB",
		3<<20 + 1<<19: "3.5 MB", 64 << 20: "64 MB", 1<<63 - 1: "8796093022208 MB"} {
		if got := words.Size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
