// Package torture is tests only: what a disk, a power cut, another program or a hostile file can do to a round, done at every place where it can
// be done. `make torture` runs it ten times as long, with seeds of its own.
//
// Caveat: it needs data/faultdisk, and so Linux with FUSE. What fails says the seed or the operation that it failed at; KAOHE_TORTURE_SEED runs
// that seed again.
package torture
