package vault

import (
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// PINBox is the PIN box of a person, as PutSealedKey was given it.
func (v *Vault) PINBox(person string) ([]byte, bool) {
	box := v.get(bucketKeys, person)
	return box, box != nil
}

// PINBoxes are the PIN boxes of all persons that have one.
func (v *Vault) PINBoxes() (boxes []Box, err error) {
	s := v.sealer
	err = v.view(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketKeys).ForEach(func(k, v []byte) error {
			person, box, err := s.openNamed(bucketKeys, k, v)
			boxes = append(boxes, Box{person, box})
			return err
		})
	})
	slices.SortFunc(boxes, func(a, b Box) int { return strings.Compare(a.Person, b.Person) })
	return boxes, err
}

// PutSealedKey keeps a person's PIN box, replacing the one before. Faults: vault.readonly, vault.full.
func (v *Vault) PutSealedKey(person string, box []byte) error {
	return v.set(bucketKeys, person, box)
}

// Setting is one of this laptop's settings; empty when it was never set. Settings are not part of the log.
func (v *Vault) Setting(key string) string { return string(v.get(bucketLocal, key)) }

// SetSetting keeps a setting; an empty value removes it. Faults: vault.readonly, vault.full.
func (v *Vault) SetSetting(key, value string) error { return v.set(bucketLocal, key, []byte(value)) }

func (v *Vault) get(bucket []byte, key string) (value []byte) {
	if key == "" {
		return nil
	}
	err := v.view(func(tx *bolt.Tx) (err error) {
		name := v.sealer.name(bucket, key)
		sealed := tx.Bucket(bucket).Get(name)
		if sealed == nil {
			return nil
		}
		_, value, err = v.sealer.openNamed(bucket, name, sealed)
		return err
	})
	if err != nil {
		return nil // the caller uses its default; the next Append returns the same fault of the disk
	}
	return value
}

func (v *Vault) set(bucket []byte, key string, value []byte) error {
	return v.change(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucket)
		name, sealed := v.sealer.sealNamed(bucket, key, value)
		if len(value) > 0 {
			return put(b, name, sealed)
		}
		return drop(b, name)
	})
}
