package pack

import (
	"os"

	"kaohe/app/ledger"
)

// pace tells how far a package is that passes through three parts of work, one after the other.
type pace struct {
	each        func(done, total int) error
	parts       [3]int64 // how much each is of all
	part        int
	done, whole int64 // of this part, in its own measure
}

func newPace(d Draft) *pace {
	p := &pace{each: d.Each}
	for _, c := range d.Chains {
		p.whole += int64(c.Records())
	}
	rest := p.whole
	for _, f := range d.Carried() {
		rest += f.Bytes >> 10
	}
	p.parts = [...]int64{p.whole, rest, rest}
	return p
}

// next begins the next part, of so much work.
func (p *pace) next(whole int64) { p.part, p.done, p.whole = p.part+1, 0, whole }

// add notes more of this part's work; its error ends the work.
func (p *pace) add(n int64) error {
	if p.each == nil {
		return nil
	}
	p.done = min(p.done+n, p.whole)
	var before, all int64
	for i, part := range p.parts {
		if all += part; i < p.part {
			before += part
		}
	}
	done := float64(before) + float64(p.parts[p.part])*float64(p.done)/float64(max(p.whole, 1))
	total := p.parts[len(p.parts)-1]
	return p.each(int(done*float64(total)/float64(max(all, 1))), int(total))
}

// Write counts what is written to it.
func (p *pace) Write(b []byte) (int, error) { return len(b), p.add(int64(len(b))) }

// counted is a source whose records are counted.
type counted struct {
	Source
	pace *pace
}

func (c counted) Envelopes(d ledger.Device, after uint64, each func(envelope []byte) error) error {
	return c.Source.Envelopes(d, after, func(envelope []byte) error {
		if err := c.pace.add(1); err != nil {
			return err
		}
		return each(envelope)
	})
}

// atOnceWritten is how many bytes wait for a stick at most, so that a person who gives up does not wait for all of them.
const atOnceWritten = 4 << 20

// slow is a file on a stick: a disk's cache takes all at once, and it is the sync that takes the time.
type slow struct {
	f    *os.File
	pace *pace
	owed int // bytes that were not synced
}

func (s *slow) Write(b []byte) (int, error) {
	n, err := s.f.Write(b)
	if s.owed += n; err == nil && s.owed >= atOnceWritten {
		s.owed = 0
		err = s.f.Sync()
	}
	if err == nil {
		err = s.pace.add(int64(n))
	}
	return n, err
}
