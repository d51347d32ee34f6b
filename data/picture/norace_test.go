//go:build !race

package picture_test

const garbage = 1
