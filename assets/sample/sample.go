// Package sample embeds the sample round: round.json, and a file for each of its districts.
package sample

import "embed"

// Files are read by app/roundplan's ReadPlan.
//
//go:embed *.json
var Files embed.FS
