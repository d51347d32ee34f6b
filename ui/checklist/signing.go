package checklist

import (
	"encoding/hex"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Signing is what the panel shows about a phase.
type Signing struct {
	Status      assess.Status
	Done, Total int
	Blockers    []assess.Blocker
	Signed      *Signature // the sign-off in force, or nil
	Changed     []Change   // registers that differ from what was signed
	Reopened    *Signature // the last statement, if it is a reopening
	Refusal     error      // the fault that tells why the person at the keyboard can't sign, or nil
}

// Signature is a sign-off or reopening as the panel shows it.
type Signature struct {
	By     string
	Day    assess.Day
	Digest string // in groups of four
	Count  int    // registers covered
	Reason string
}

// Change is a register that was changed after the signature, with its place.
type Change struct {
	words.Msg
	At    ledger.Register // empty on a sheet of what is to be signed
	Place assess.Place
}

// ReadSigning returns what the panel shows. who is at the keyboard, or nil.
func ReadSigning(a *assess.Assessment, say words.Catalog, who *assess.Person, d *assess.District, p assess.Phase) Signing {
	st := &d.Phases[p]
	s := Signing{Status: st.Status, Done: st.Done, Total: st.Total, Blockers: st.Blockers, Refusal: assess.PermitAct(who, assess.Sign)}
	if so := st.Signed(); so != nil {
		s.Signed = signature(a, so)
	} else if n := len(st.SignOffs); n > 0 && st.SignOffs[n-1].Act == assess.ActReopen && st.SignOffs[n-1].Fault == "" {
		s.Reopened = signature(a, st.SignOffs[n-1])
	}
	for _, at := range st.Changed {
		s.Changed = append(s.Changed, Change{
			Msg:   words.M("checklist.change", a.EntityName(say, at.Entity), a.FieldName(say, at)),
			At:    at,
			Place: assess.PlaceOf(at.Entity)})
	}
	return s
}

func signature(a *assess.Assessment, so *assess.SignOff) *Signature {
	return &Signature{By: a.Name(so.Person), Day: so.Day(), Digest: Groups(hex.EncodeToString(so.Digest[:])), Count: so.Count, Reason: so.Reason}
}

// Groups splits a digest into groups of four, so that it can be read out.
func Groups(s string) string {
	var out []string
	for len(s) > 4 {
		out, s = append(out, s[:4]), s[4:]
	}
	return strings.Join(append(out, s), " ")
}
