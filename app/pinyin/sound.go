package pinyin

import (
	"sync/atomic"

	"github.com/mozillazg/go-pinyin"
)

// sound is how a hanzi is read.
type sound struct {
	readings []string // the common one first
	any      uint32   // the first letters of all, a bit for each of a to z
}

// begins tells whether a reading begins with a letter.
func (s *sound) begins(letter byte, common bool) bool {
	if letter < 'a' || letter > 'z' || s.any&(1<<(letter-'a')) == 0 {
		return false
	}
	return !common || s.readings[0][0] == letter
}

// of gives the readings that count.
func (s *sound) of(common bool) []string {
	if common {
		return s.readings[:min(1, len(s.readings))]
	}
	return s.readings
}

const firstHanzi, lastHanzi = 0x3400, 0x9fff

// known are the sounds of hanzi that were asked for: finding one out takes a microsecond, and a text has thousands.
var known [lastHanzi - firstHanzi + 1]atomic.Pointer[sound]

var silent = &sound{}

// soundOf is how a character is read; not at all if it is no hanzi.
func soundOf(r rune) *sound {
	switch {
	case r >= firstHanzi && r <= lastHanzi:
		at := &known[r-firstHanzi]
		s := at.Load()
		if s == nil {
			s = find(r)
			at.Store(s)
		}
		return s
	case r == '〇', r > 0x20000, r >= 0xf900 && r <= 0xfaff: // rare ones
		return find(r)
	}
	return silent
}

var args = func() pinyin.Args {
	a := pinyin.NewArgs()
	a.Heteronym = true
	return a
}()

func find(r rune) *sound {
	s := &sound{}
	for _, reading := range pinyin.SinglePinyin(r, args) {
		if reading == "" || reading[0] < 'a' || reading[0] > 'z' {
			continue // ê, which begins with a letter that nobody types
		}
		s.readings = append(s.readings, reading)
		s.any |= 1 << (reading[0] - 'a')
	}
	return s
}
