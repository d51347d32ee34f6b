package onsite

import (
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// register is a record of documents that were checked.
type register struct {
	ID, Number, Title string
	Docs              int
}

// registers of a district, in the order of its records.
func registers(d *assess.District) []register {
	var out []register
	for n, r := range d.Records {
		if r.Form == standard.DocumentCheck {
			out = append(out, register{r.ID, strconv.Itoa(n + 1), r.Title, len(r.Docs)})
		}
	}
	return out
}

// checked counts all documents of a district.
func checked(d *assess.District) int {
	n := 0
	for _, r := range registers(d) {
		n += r.Docs
	}
	return n
}

// tally counts documents by verdict.
func tally(docs []*assess.Document) map[assess.Verdict]int {
	out := map[assess.Verdict]int{}
	for _, x := range docs {
		out[x.Verdict]++
	}
	return out
}

// docValue is a document's field by the name under which it is stored.
func docValue(x *assess.Document, field string) string {
	switch field {
	case "title":
		return x.Title
	case "number":
		return x.Number
	case "issuer":
		return x.Issuer
	case "date":
		return string(x.Date)
	case "wanted":
		return x.Wanted
	case "verdict":
		return string(x.Verdict)
	case "remark":
		return x.Remark
	}
	return ""
}
