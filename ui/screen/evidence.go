package screen

import "kaohe/app/assess"

// Target is what files that come in become evidence of.
type Target struct {
	District string // id
	Phase    assess.Phase
	Supports assess.Supports
	Name     string // what they will support, in words; empty where it is nothing but the district
}

// Evidenced screens have something at hand that files can support: what is dropped on the window or pasted goes to it. They tell false where
// nothing can come in.
type Evidenced interface {
	Target() (Target, bool)
}
