package verbs

import (
	"encoding/hex"
	"fmt"
	"time"

	"kaohe/app/ledger"
)

// plain is a stored value as JSON can carry it: byte strings in hex, maps with their keys as text.
func plain(v ledger.Value) any {
	if v == "" {
		return nil
	}
	x, err := ledger.As[any](v)
	if err != nil {
		return hex.EncodeToString([]byte(v))
	}
	return plainAny(x)
}

func plainAny(x any) any {
	switch x := x.(type) {
	case []byte:
		return hex.EncodeToString(x)
	case []any:
		for i := range x {
			x[i] = plainAny(x[i])
		}
		return x
	case map[any]any:
		m := make(map[string]any, len(x))
		for k, v := range x {
			m[fmt.Sprint(k)] = plainAny(v)
		}
		return m
	}
	return x
}

// instant is a time as JSON has it.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
