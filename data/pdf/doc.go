// Package pdf prints a report.Document as a PDF laid out by GB/T 9704-2012 (党政机关公文格式).
//
// A Printer holds the parsed typefaces; each Write lays the blocks out as units, paginates the units, numbers the glyphs that are used, and
// writes the pages. The same document gives the same bytes.
//
//	text.go punct.go                  what is done to text before it is set (controls, newlines, squeezed stops)
//	sheet.go                          the page's measures, with the clauses they come from
//	head.go parts.go sign.go hands.go colophon.go flow.go     blocks -> units
//	table.go chart.go legend.go area.go                       tables and charts -> units
//	pages.go furniture.go             units -> pages, page numbers
//	face.go codes.go fangsong.go      characters -> glyphs and codes
//	draw.go embed.go patch.go         pages and fonts -> bytes
//	sfnt/        reads and merges TrueType; knows nothing of PDF
//	breaker/     divides text into lines; pure
//
// # What gofpdf does, and what it is not trusted with
//
// gofpdf v1.16.2 makes pages, outline and metadata. Its repository is archived, and its text and fonts lose, swap or panic on characters (MultiCell
// fpdf.go:2707, code points above U+FFFF fpdf.go:4199) and take most of a report's time (a font costs two tables of 65,536 entries and a hash of
// one as JSON, def.go:719). So pages are written as operators here, and the fonts, one Type 0 font with Identity-H for each role, are put into
// the finished file (patch.go), where pages and fonts are compressed in parallel. Also worked around:
//
//   - Bookmarks and metadata have no 4-byte UTF-8 (util.go:109): they are handed over as UTF-16.
//   - Bookmark levels that skip or start below 0 loop (fpdf.go:4735), and their height is that of the last page (fpdf.go:4766): levels
//     are straightened, and all pages of one document have one size.
//   - Dates default to the clock: both are set.
//
// # Lines
//
// A line takes as many characters as fit by 避头尾. Of two neighbouring stops or brackets one gives up its blank half, and so does a stop that would
// just not fit at a line's end (a second glyph of half the width that copies out as the stop). Lines are justified by the space between
// characters (Tc), never inside words, numbers, dates and 〔2006〕238号. Where that would tear a line open by more than 0.08 em per gap, the two
// lines before it share the stretch; where more than 0.15 em is left even so, a date is divided behind 年 or 月 and a 文号 behind its year; where
// there is neither and more than 0.3 em is left, the line stays ragged.
//
// # Readings of the standard
//
//   - The grid of the first page begins below 版头, so that "空二行" below the red line is two lines of 10.23 mm exactly.
//   - The first page must show text (7.3.3): the office's name shrinks, then the empty lines below the red line go, until two lines fit. Where even
//     that is not enough, text begins on the next page.
//   - Where 版记 does not fit below the text, the text's last two lines, or what they are kept with, go with it to the next page. Only where they
//     cannot it stands alone on the back of a sheet, behind an empty page if need be, and both bear no number then (7.5).
//   - A landscape document is the upright one turned clockwise on every page: its head is at the binding edge of odd pages and at the cut edge of
//     even ones (8), and the number stands on the upright page's foot.
//   - The binding margin is 28 mm at the left of every page; margins are not mirrored for even ones.
//   - A seal has room if it is 42 mm wide, with office and date a little below its middle.
//
// # Caveats
//
// Text is not normalised: what was typed is what copies out, but for the colon of 主送机关, the brackets of 附注, 附件：, 抄送：, 印发 and 签发人：, which
// are added where the standard wants them. Control characters are dropped, save that a tab becomes a space and a line break begins a new
// paragraph. Kerning and contextual shaping are not done; the structure is not tagged. A printer's own 仿宋 depends on the computer, so the same
// document may differ between computers unless Options.EmbeddedOnly is set. A letter's 版记 shows 抄送 only (10.1).
package pdf
