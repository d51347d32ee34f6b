package vault

import (
	bolt "go.etcd.io/bbolt"
)

// again opens the file anew after a change that failed on its way to the disk; where none did, it does nothing. What is mapped of the file may
// then be the change that failed, and what stands before it as soon as the kernel reads those pages again: bbolt would find its free pages by the
// one and write into them by the other. Whether the change is in the file all the same, who writes next finds out (endsWith).
func (v *Vault) again() error {
	if !v.torn.Load() {
		return nil
	}
	v.open.Lock()
	defer v.open.Unlock()
	v.write.Lock()
	defer v.write.Unlock()
	if !v.torn.Load() || v.hurt.Load() != nil {
		return nil
	}
	was := v.head.ID
	_ = v.letGo() // the disk has failed already
	err := v.guard(v.bolt)
	if err == nil && v.head.ID != was {
		err = refuse("moved", v.path)
	}
	if ahead := v.ahead; ahead != nil { // nobody is going to load
		v.ahead = nil
		if e := ahead.end(); err == nil {
			err = v.fault(e)
		}
	}
	if err == nil && !v.whole {
		err = v.changeLocked(nothing)
	}
	if err != nil {
		_ = v.letGo() // the first fault is the one to tell
	}
	v.torn.Store(err != nil)
	return err
}

// nothing is a change that writes the meta page that is not in force.
func nothing(*bolt.Tx) error { return nil }

// notOpen is why there is no database.
func (v *Vault) notOpen() error {
	if v.torn.Load() {
		return refuse("disk", v.path)
	}
	return errClosed
}
