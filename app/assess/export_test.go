package assess

import "kaohe/app/ledger"

// ViewSeen is View that tells each field that is asked for.
func ViewSeen(s *ledger.State, standing Standing, seen func(entity, field string)) *Assessment {
	return view(reader{s: s, seen: seen}, standing)
}

// Shared tells whether somebody is told of the blockers of a key.
func Shared(key string) bool { return shares[key].to != nil }

// Removable and Belongs are the lists of what can be removed, and of what goes with it.
var (
	Removable = removable
	Belongs   = belongs
)

// SignedRoot returns the root of what a signature of a schema covers.
func SignedRoot(s *ledger.State, district string, p Phase, version int) ledger.Hash {
	columns, _ := columnsOf(s, covered(s, district, p, version), ledger.Everything, version)
	root, _ := ledger.RootOf(columns)
	return root
}
