// Package pdf prints a report.Document as a PDF laid out by GB/T 9704-2012 (党政机关公文格式).
//
// A Printer holds the parsed typefaces; each Write lays the blocks out as units, paginates the units, builds one small font per role
// from just the glyphs that are used, and lets gofpdf v1.16.2 draw the finished lines. The same document gives the same bytes.
//
//	text.go      what is done to text before it is set (controls, newlines)
//	sheet.go     the page's measures, with the clauses they come from
//	flow.go para.go sign.go table.go  blocks -> units
//	pages.go     units -> pages
//	face.go codes.go fangsong.go      characters -> glyphs and codes
//	draw.go unicode.go                pages -> bytes
//	sfnt/        reads and merges TrueType; knows nothing of PDF
//	breaker/     divides text into lines; pure
//
// # What gofpdf is not trusted with
//
// The repository is archived; these defects of v1.16.2 are worked around here (file:line of that version):
//
//   - MultiCell and SplitText lose a hanzi at each break (fpdf.go:2707,2746; splittext.go:29), Write is quadratic (fpdf.go:2813):
//     lines come from package breaker and are drawn with Text only.
//   - AliasNbPages draws boxes (fpdf.go:4108): page numbers are laid out before drawing.
//   - Code points above U+FFFF panic (fpdf.go:4199): such characters get a free code of the basic plane, and the ToUnicode map of the
//     font is rewritten so that they copy out as themselves (codes.go, unicode.go).
//   - A run of several hundred consecutive codes takes cubic time (util.go:345): codes are spread so that no run gets long.
//   - Bookmarks and metadata have no 4-byte UTF-8 (util.go:109): surrogates are handed over as two 3-byte sequences.
//   - Bookmark levels that skip or start below 0 loop (fpdf.go:4735), and their height is that of the last page (fpdf.go:4766): levels
//     are straightened, and all pages of one document have one size.
//   - A font that it cannot read makes it print to standard output (fpdf.go:1843; utf8fontfile.go:346): it only sees fonts built here.
//   - Fonts are written in map order unless SetCatalogSort; dates default to the clock: both are set.
//
// # Lines
//
// A line takes as many characters as fit by 避头尾; a stop that would just not fit gives up its blank half (a second glyph of half the
// width, under a code of its own that copies out as the stop). Lines are justified by the space between characters (Tc), never inside
// words and numbers; a line that would have to be torn open by more than 0.3 em per gap stays ragged.
//
// # Caveats
//
// Text is not normalised: what was typed is what copies out. Control characters are dropped, save that a tab becomes a space and a line
// break begins a new paragraph. Kerning and contextual shaping are not done. A printer's own 仿宋 depends on the computer, so the same
// document may differ between computers unless Options.EmbeddedOnly is set.
package pdf
