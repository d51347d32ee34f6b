// Package parts reads the objects that stand in a PDF's bytes, whatever its cross-reference tables say of them: superseded, unreachable and
// packed ones too. It answers what no picture of the pages can: whether anything in the file could act, hide, or show another page in
// another reader or on another day.
//
//	value.go  bytes -> values
//	read.go   a file -> its objects
//	judge.go  objects -> what they could do
//
// It believes what it knows and nothing else: the keys of dictionaries are compared with a list of those that describe pages, text, lines,
// pictures and fonts. What is not on that list is named; whether it matters, nobody can say without reading it.
//
// # Caveats
//
// Content streams are not read, since nothing that acts or hides can stand in one without a dictionary that is found here. Nor are
// cross-reference tables: an object that they leave out is judged as one that is there, and a reader that ignores them may show it.
package parts
