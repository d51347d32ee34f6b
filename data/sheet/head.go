package sheet

import (
	"strconv"
	"unicode/utf8"

	"kaohe/app/book"
)

// sign is in the first cell of the hidden sheet, which is recognised by it even if it was renamed.
const (
	sign       = "kaohe"
	hiddenName = "考核通"
	prefix     = "kaohe."
)

// chunk is the most that is written to one custom property, in characters: Excel keeps 255.
const chunk = 240

// fields lists the fields of a Head with their names in the workbook.
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

// headOf joins the pieces. ours is false if they give no form, that is, if this program did not write the workbook.
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

// takeHidden removes our hidden sheet from a Grid and returns the properties in it.
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
