//go:build !windows

package vault

import bolt "go.etcd.io/bbolt"

// room is how far a file can grow, in bytes, before it must be mapped anew: some 400,000 records.
const room = 128 << 20

// roomy has a file of so many bytes mapped beyond its end, which costs addresses only. Each time a change outgrows what is mapped, bbolt copies
// all that the change holds.
func roomy(opt *bolt.Options, size int64) { opt.InitialMmapSize = int(size) + room }
