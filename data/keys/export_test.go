package keys

// Cost reads from a box what opening it will cost. Faults: pin.box, pin.newer.
func Cost(sealed []byte) (Params, error) {
	b, err := decode(sealed)
	return b.params(), err
}
