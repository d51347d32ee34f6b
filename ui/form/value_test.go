package form

import "testing"

func TestTimes(t *testing.T) {
	for typed, want := range map[string]string{"9:30": "09:30", "930": "09:30", "1430": "14:30", "９：３０": "09:30", "上午": "上午", "25:00": "25:00", "": ""} {
		if got := clock(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}
