package desk

import "context"

// Compare is for files in testdata, whose printing must not depend on what the printer makes today.
func Compare(ctx context.Context, ours, theirs, carried []byte, whole bool) (string, []string, []PageDifference, error) {
	x := comparison{ctx: ctx, whole: whole}
	return x.compare(ours, theirs, carried)
}
