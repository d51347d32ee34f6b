package onsite

import (
	"strings"

	"kaohe/app/find"
)

// matches tells whether each word of a query is found in one of the texts, as it stands or by its pinyin.
func matches(query string, texts ...string) bool { return find.Match(query, strings.Join(texts, "\n")) }
