// Package pdfread reads finished PDFs, our own or anyone's: text with its place, lines, fonts, pictures of pages, bookmarks. It knows
// nothing about how a document is laid out. Package pagecheck measures with it, the preview draws with it.
//
// It runs PDFium, the PDF engine of a widespread browser, as WebAssembly in wazero: without cgo, and so that a hostile file can't read
// files, use the network or crash the program. Lengths are millimetres from the upper left corner of the page as shown, with rotation
// applied, y downwards.
//
//	engine.go  PDFium, started once
//	file.go    Open, Close, and how a call is run
//	place.go   PDF space -> the page as shown
//	objects.go walks a page's objects
//	glyph.go stroke.go font.go image.go meta.go laid.go attachment.go   what is read
//	differ.go  where two pictures differ
//
// # Cost
//
// Measured on two cores: the first Open of a process compiles PDFium, which takes 3 to 4 s and 310 MB for that time; with Keep the compiled
// engine (21 MB) stays in a folder, and later processes start in 0.2 s. After that an Open takes about 10 ms and holds 20 MB until Close. A
// page of 700 characters is read in 30 to 50 ms and drawn at 96 dpi in 20 to 50 ms. Half to five sixths of that is the price for being able
// to stop PDFium: compiled without it, a page is read in 10 ms and drawn in 10 to 20, but a malicious file can occupy a core for ever, and
// block Go's garbage collector and the window with it.
//
// # Caveats
//
// A call that is cancelled or takes longer than half a minute is stopped by killing the file's engine; the next call loads the file again.
// Fonts that the file does not contain are not looked for on the computer: Latin is drawn with PDFium's own fonts, Chinese not at all; the
// origins are right in any case. The upper edge of a glyph's box may be too high by one part in 64 of its height above the baseline. Text
// is in the order of the page's content, with the blanks and line ends that PDFium infers from distances. UserUnit is ignored. Pictures
// show annotations, but not what would be filled into a form's fields.
package pdfread
