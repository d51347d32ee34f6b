package printing

import (
	"regexp"
	"strings"

	"kaohe/app/assess"
)

// issueFields are the boxes of 发文设置 in the order in which a person fills them in: head, text, colophon. They are the registers'
// names.
var issueFields = []string{"number", "office", "date", "addressee", "copyto", "copies", "signer", "copy", "secrecy", "urgency", "inquiries", "head", "seal", "pictures", "drawing"}

// at is where an Issue keeps a field.
func at(x *assess.Issue, field string) *string {
	return map[string]*string{"office": &x.Office, "number": &x.Number, "addressee": &x.Addressee, "copyto": &x.CopyTo, "date": (*string)(&x.Date),
		"signer": &x.Signer, "copy": &x.Copy, "secrecy": &x.Secrecy, "urgency": &x.Urgency, "copies": &x.Copies, "inquiries": &x.Inquiries, "head": &x.Head, "seal": &x.Seal,
		"pictures": &x.Pictures, "drawing": &x.Drawing}[field]
}

// Setting is one field of 发文设置 as it stands for the round or a district.
type Setting struct {
	Value     string // set here
	Inherited string // what holds while nothing is set here; empty: as the kind usually has it
	Own       bool   // set apart for the district
}

// Settings reads all fields of a kind; d is nil for the round's.
func Settings(a *assess.Assessment, kind string, d *assess.District) map[string]Setting {
	here, above := a.Issues[kind], assess.Issue{Office: a.City}
	if d != nil {
		here, above = d.Issues[kind], a.Issues[kind]
		if above.Office == "" {
			above.Office = a.City
		}
	}
	out := map[string]Setting{}
	for _, f := range issueFields {
		v := *at(&here, f)
		out[f] = Setting{Value: v, Inherited: *at(&above, f), Own: d != nil && v != ""}
	}
	return out
}

// Follow takes everything back that is set apart for a district; nil where nothing is.
func Follow(kind string, d *assess.District) *assess.Edit {
	return assess.SetIssue(kind, d, d.Issues[kind], assess.Issue{})
}

var (
	yearInBrackets = regexp.MustCompile(`[\[(（［【〔{｛〈<《「]\s*(\d{4})\s*年?[\])）］】〕}｝〉>》」]`)
	orderNumber    = regexp.MustCompile(`〕\s*第?\s*0*(\d+)\s*号?$`)
)

// MendNumber writes 发文字号 as GB/T 9704-2012 7.2.5 has it: the year in full in 〔〕, the number without 第 and without leading zeros,
// with 号 behind it. What it does not understand stays as it is.
func MendNumber(s string) string {
	plain := strings.Map(func(r rune) rune { // digits alone: the rest of the number may keep its width
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, strings.TrimSpace(s))
	m := yearInBrackets.FindStringSubmatchIndex(plain)
	if m == nil {
		return s
	}
	plain = strings.TrimSpace(plain[:m[0]]) + "〔" + plain[m[2]:m[3]] + "〕" + strings.TrimSpace(plain[m[1]:])
	return orderNumber.ReplaceAllString(plain, "〕${1}号")
}
