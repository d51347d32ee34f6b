// Package standard embeds the built-in scoring standard, as package sample reads it, and the checklists that a new round starts with.
//
// Caveat: the standard is made for practice and says so in its title. It is nobody's issued standard.
package standard

import _ "embed"

// Builtin is the table, JSON.
//
//go:embed builtin.json
var Builtin []byte

// Tasks are the checklists' lines, JSON: phase and what.
//
//go:embed tasks.json
var Tasks []byte
