package assess

// Circular is what is kept of 通报 beside the findings it is made of.
type Circular struct{}

func (r reader) circular() *Circular { return &Circular{} }
