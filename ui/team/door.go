package team

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// Doors are the ways in that stand in the list of laptops: those that ask to be enrolled, and invitations, each for a laptop that is to come.
// Those that ended stand below all others. now is in Unix milliseconds.
func Doors(a *assess.Assessment, now int64) (open, shut []Machine) {
	for i := range a.Requests {
		x := &a.Requests[i]
		open = append(open, Machine{Device: x.Device, Name: x.Laptop, Asks: x})
	}
	for i := range slices.Backward(a.Invitations) {
		x := &a.Invitations[i]
		m := Machine{Invited: x, Door: x.State(now), People: []string{x.Person}}
		if m.Door == authority.InviteOpen || m.Door == authority.InviteContested {
			open = append(open, m)
		} else {
			shut = append(shut, m)
		}
	}
	return open, shut
}

// withDoors puts the ways in between the laptops that work and what ended.
func withDoors(list []Machine, a *assess.Assessment, now int64) []Machine {
	open, shut := Doors(a, now)
	at := slices.IndexFunc(list, Machine.Out)
	if at < 0 {
		at = len(list)
	}
	return append(slices.Insert(list, at, open...), shut...)
}

func machineKey(m Machine) string {
	if m.Invited != nil {
		return invitedKey(m.Invited.Digest)
	}
	return string(m.Device[:])
}

func invitedKey(digest ledger.Hash) string { return "invite/" + digest.String() }
