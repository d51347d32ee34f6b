package onsite

import (
	"strings"

	"kaohe/app/pinyin"
)

// matches tells whether each word of a query is found in one of the texts, as it stands or by its pinyin.
func matches(query string, texts ...string) bool {
	return pinyin.Match(query, strings.Join(texts, "\n"))
}
