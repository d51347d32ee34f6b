package sheet

import (
	"strconv"
	"unicode/utf8"

	"kaohe/app/book"
)

// sign is the first cell of the hidden sheet, by which it is known again whatever it was renamed to.
const (
	sign       = "kaohe"
	hiddenName = "考核通"
	prefix     = "kaohe."
)

// chunk is what one custom property holds at most, in characters: Excel keeps 255.
const chunk = 240

// fields are a Head's, by the name under which they are kept.
func fields(h *book.Head) []struct {
	name  string
	value *string
} {
	return []struct {
		name  string
		value *string
	}{
		{"form", &h.Form}, {"vault", &h.Vault}, {"frontier", &h.Frontier}, {"district", &h.District}, {"person", &h.Person}, {"title", &h.Title},
	}
}

// property is a piece of a Head: kaohe.frontier, kaohe.frontier.2, …
type property struct{ name, value string }

func properties(h book.Head) []property {
	var all []property
	for _, f := range fields(&h) {
		rest := *f.value
		for i := 1; i == 1 || rest != ""; i++ {
			end := len(rest)
			if utf8.RuneCountInString(rest) > chunk {
				end = len(string([]rune(rest)[:chunk]))
			}
			all = append(all, property{propertyName(f.name, i), rest[:end]})
			rest = rest[end:]
		}
	}
	return all
}

func propertyName(field string, i int) string {
	if i == 1 {
		return prefix + field
	}
	return prefix + field + "." + strconv.Itoa(i)
}

// headOf puts the pieces together; not ours is what has no form.
func headOf(found map[string]string) (h book.Head, ours bool) {
	for _, f := range fields(&h) {
		for i := 1; ; i++ {
			piece, ok := found[propertyName(f.name, i)]
			if !ok {
				break
			}
			*f.value += piece
		}
	}
	return h, h.Form != ""
}

// takeHidden takes our hidden sheet out of a Grid and gives what it keeps.
func takeHidden(g *book.Grid) map[string]string {
	for i, s := range g.Sheets {
		if !s.Hidden || len(s.Rows) == 0 || s.Rows[0].N != 1 || s.Rows[0].Cells[0].Text != sign {
			continue
		}
		found := map[string]string{}
		for _, row := range s.Rows[1:] {
			if len(row.Cells) > 1 {
				found[row.Cells[0].Text] = row.Cells[1].Text
			}
		}
		g.Sheets = append(g.Sheets[:i:i], g.Sheets[i+1:]...)
		return found
	}
	return nil
}
