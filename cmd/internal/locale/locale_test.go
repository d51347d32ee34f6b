package locale

import "testing"

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want string
	}{
		{"nothing set", nil, "zh_CN.UTF-8"},
		{"C", map[string]string{"LANG": "C"}, "zh_CN.UTF-8"},
		{"C.UTF-8", map[string]string{"LANG": "C.UTF-8"}, "zh_CN.UTF-8"},
		{"POSIX over a language", map[string]string{"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "zh_CN.UTF-8"},
		{"English stays", map[string]string{"LANG": "en_US.UTF-8"}, "en_US.UTF-8"},
		{"German stays", map[string]string{"LANG": "de_DE.UTF-8"}, "de_DE.UTF-8"},
		{"KAOHE_LANG wins", map[string]string{"LANG": "zh_CN.UTF-8", "KAOHE_LANG": "en"}, "en_US.UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := map[string]string{}
			for k, v := range c.env {
				env[k] = v
			}
			settle(func(k string) string { return env[k] }, func(k, v string) error { env[k] = v; return nil })
			if env["LANG"] != c.want {
				t.Errorf("LANG is %q, want %q", env["LANG"], c.want)
			}
		})
	}
}
