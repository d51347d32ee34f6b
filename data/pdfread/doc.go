// Package pdfread reads finished PDFs, our own or anyone's: text with its place, lines, fonts, pictures of pages, bookmarks. It knows nothing
// of how a document is laid out; package proof measures with it, the preview draws with it.
//
// It is PDFium, the engine of a widespread browser, as WebAssembly run by wazero: no cgo, and a hostile file can neither reach a file nor the
// network, nor bring the program down. Lengths are millimetres from the upper left corner of the page as shown, rotation applied, y downwards.
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
// Measured on two cores: the first Open of a process compiles PDFium, 3 to 4 s and 310 MB for that moment; with Keep the compiled engine
// (21 MB) stays in a folder and later processes start in 0.2 s. After that an Open takes about 10 ms and holds 20 MB until Close. A page of
// 700 characters is read in 30 to 50 ms and drawn at 96 dpi in 20 to 50 ms. Half to five sixths of that is the price of being able to stop
// PDFium: compiled without, a page is read in 10 ms and drawn in 10 to 20, but a file made for it holds a core, and with it Go's garbage
// collector and the window, for ever.
//
// # Caveats
//
// A call that is cancelled or takes longer than half a minute is stopped by killing the file's engine; the next call loads the file anew.
// Fonts that the file does not carry are not looked for on the computer: Latin is drawn with PDFium's own faces, Chinese not at all; origins
// stay right. The upper edge of a glyph's box may be too high by one part in 64 of its height above the baseline. Text runs in the order of
// the page's content, with the blanks and line ends that PDFium infers from the distances. UserUnit is ignored. Pictures show
// annotations as they lie there, but not what a form's fields would be filled with.
package pdfread
