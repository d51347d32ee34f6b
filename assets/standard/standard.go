// Package standard embeds the built-in 考核评分标准.
package standard

import _ "embed"

// Builtin is the built-in scoring standard, as app/sample's Table has it. It is an example and says so.
//
//go:embed builtin.json
var Builtin []byte
