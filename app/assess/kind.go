package assess

import (
	"slices"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// holds tells whether a field of this kind can hold a value. Null is allowed for every kind: it means no value, and an undo writes it.
func holds(f *schema.Field, v ledger.Value) bool {
	raw, err := ledger.As[any](v)
	if err != nil || raw == nil {
		return err == nil
	}
	switch x := raw.(type) {
	case string:
		switch f.Kind {
		case schema.Text, schema.Prose, schema.Clock, schema.Ref:
			return true
		case schema.Day:
			return Day(x).Valid()
		case schema.Choice:
			return x == "" || slices.Contains(f.One, x)
		}
	case bool:
		return f.Kind == schema.Flag
	case int64:
		switch f.Kind {
		case schema.Number, schema.Points, schema.Percent, schema.Measure, schema.Order:
			return true
		}
	case []any:
		return f.Kind == schema.Table || f.Kind == schema.Lines && !slices.ContainsFunc(x, func(x any) bool { _, text := x.(string); return !text })
	case float64:
		return false // fractions are stored as integers only
	default: // a map or bytes
		return f.Kind == schema.Table
	}
	return false
}
