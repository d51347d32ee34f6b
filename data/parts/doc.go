// Package parts reads all objects in a PDF's bytes, whatever its cross-reference tables say about them: superseded, unreachable and packed
// ones too. It answers what a picture of the pages can't: whether anything in the file could act, hide, or show another page in another
// reader or on another day. Its functions are safe for concurrent use.
//
//	value.go  bytes -> values
//	read.go   a file -> its objects
//	judge.go  objects -> what they could do
//	archive.go claims.go fonts.go   objects -> whether they keep the rules of PDF/A-3b
//
// It only trusts what it knows: the keys of dictionaries are compared with a list of those that describe pages, text, lines, pictures and
// fonts. Other keys are reported by name; a person has to decide whether they matter.
//
// # Caveats
//
// Content streams are not read for what they do, since nothing that acts or hides can be in one without a dictionary that is found here. Cross-reference
// tables are not read either: an object that they leave out is judged like any other, since a reader that ignores them may show it.
//
// Archive checks the rules of ISO 19005-3 that a file of this program's shape can break. It is no validator: outlines in font programs,
// pictures' data and XMP extension schemas, for example, are not looked into. That no rule is broken must be said as no more than that.
package parts
