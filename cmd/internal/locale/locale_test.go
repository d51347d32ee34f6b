package locale

import (
	"maps"
	"testing"
)

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want map[string]string
	}{
		{"nothing set", nil, map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}},
		{"C", map[string]string{"LANG": "C"}, map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}},
		{"C.UTF-8 stays", map[string]string{"LANG": "C.UTF-8"}, map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}},
		{"POSIX over a language", map[string]string{"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"},
			map[string]string{"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN"}},
		{"English stays", map[string]string{"LANG": "en_US.UTF-8"}, map[string]string{"LANG": "en_US.UTF-8"}},
		{"German stays", map[string]string{"LANG": "de_DE.UTF-8"}, map[string]string{"LANG": "de_DE.UTF-8"}},
		{"KAOHE_LANG wins", map[string]string{"LANG": "zh_CN.UTF-8", "KAOHE_LANG": "en"},
			map[string]string{"LANG": "zh_CN.UTF-8", "KAOHE_LANG": "en", "LANGUAGE": "en_US"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := map[string]string{}
			for k, v := range c.env {
				env[k] = v
			}
			settle(func(k string) string { return env[k] }, func(k, v string) error { env[k] = v; return nil })
			if !maps.Equal(env, c.want) {
				t.Errorf("environment is %v, want %v", env, c.want)
			}
		})
	}
}
