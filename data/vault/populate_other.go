//go:build !linux

package vault

const populate = 0
