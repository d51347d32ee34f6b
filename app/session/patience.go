package session

import (
	"errors"
	"fmt"
	"time"

	"kaohe/app/words"
)

// Notes keep what outlives a session on this laptop and belongs to no log.
type Notes interface {
	Setting(key string) string
	SetSetting(key, value string) error
}

// tries are a person's wrong PINs since the last right one.
type tries struct {
	wrong int
	last  time.Time // of the last of them
}

// How long a person waits after wrong PINs: nothing for the first, then longer each time.
const (
	freeTries   = 2
	firstWait   = 5 * time.Second
	longestWait = 5 * time.Minute
)

// wait after the last wrong PIN.
func (t tries) wait() time.Duration {
	if t.wrong <= freeTries {
		return 0
	}
	w := firstWait
	for n := freeTries + 1; n < t.wrong && w < longestWait; n++ {
		w *= 2
	}
	return min(w, longestWait)
}

// left is how much of it is left. A clock that was put back does not make it longer.
func (t tries) left(now time.Time) time.Duration {
	return max(0, min(t.wait()-now.Sub(t.last), t.wait()))
}

// PINWait is how long no PIN of a person is tried, because the last ones were wrong.
func (s *Session) PINWait(person string) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.triesOf(person).left(s.o.Now())
}

const triesKey = "pin.wrong/" // before a person, in the notes

func (s *Session) triesOf(person string) tries {
	t, known := s.tries[person]
	if !known && s.o.Notes != nil {
		var ms int64
		if _, err := fmt.Sscanf(s.o.Notes.Setting(triesKey+person), "%d %d", &t.wrong, &ms); err == nil {
			t.last = time.UnixMilli(ms)
		} else {
			t = tries{} // none is kept, or another version wrote it
		}
		s.tries[person] = t
	}
	return t
}

// patiently tries a PIN, unless the person has to wait. The recovery code is too long to be guessed. Fault: pin.wait.
func (s *Session) patiently(person string, try func() error) error {
	if person == "" {
		return try()
	}
	t := s.triesOf(person)
	if left := t.left(s.o.Now()); left > 0 {
		return words.Refuse("pin.wait", seconds(left), t.wrong)
	}
	err := try()
	switch {
	case errors.Is(err, words.Refuse("pin.wrong")):
		t = tries{t.wrong + 1, s.o.Now()}
	case err != nil || t.wrong == 0:
		return err
	default:
		t = tries{}
	}
	s.tries[person] = t
	return errors.Join(err, s.noteTries(person, t))
}

// noteTries keeps them for the next session; the vault of a laptop that is not enrolled is left as it is.
func (s *Session) noteTries(person string, t tries) error {
	own, ok := s.o.Log.Device()
	if s.o.Notes == nil || !ok || !s.auth.Enrolled(own) {
		return nil
	}
	value := ""
	if t.wrong > 0 {
		value = fmt.Sprint(t.wrong, " ", t.last.UnixMilli())
	}
	return s.o.Notes.SetSetting(triesKey+person, value)
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }
