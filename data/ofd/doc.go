// Package ofd writes a document that is laid out (data/ink) as an OFD file, the fixed-layout format in which Chinese offices exchange and archive
// (GB/T 33190-2016), and reads such files within bounds, to say what they carry and where they differ from what would be written now.
//
//	write.go parts.go      the archive and its parts
//	schema.go object.go    the elements outside of pages, as encoding/xml writes them; the objects on pages
//	page.go area.go        what is on a page -> its objects
//	node.go known.go       files from anywhere: XML as trees, and which elements are known
//	read.go looks.go       their pages, as objects without numbers
//
// A file has the same pages as the PDF of the same document: from the same runs, rules, areas and pictures, with each character at its place
// (DeltaX), and rules, charts and the mark of a sample as paths. It aims at the archival profile (OFD/A, GB/T 42133-2022): all fonts are in the
// file, with a Unicode map; nothing refers to what is outside of it; there are no scripts, no annotations, no versions. It has no signatures: seals
// are the office's, which adds them with a program of its own.
//
// # Caveats
//
// The full text of GB/T 42133 was not at hand. A stop or bracket that gave up its blank half is the whole glyph, of which the blank half lies below
// its neighbour. Characters beyond U+FFFF stand in a TextCode each, because readers count them as one or as two. No office reader (数科, 福昕) was at
// hand: what was tried is in the README.
package ofd
