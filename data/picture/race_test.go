//go:build race

package picture_test

// garbage is how often more than reckoned may be asked for: under the race detector a slice that grows leaves more behind.
const garbage = 2
