// Package pdf lays a report.Document out by GB/T 9704-2012 (党政机关公文格式), and draws what is laid out as a PDF.
//
// A Printer holds the parsed fonts. Each LayOut turns the blocks into units, divides the units into pages, and numbers the used glyphs: what comes
// out is ink (data/ink), of which Draw makes a PDF and data/ofd an OFD file. The same document always gives the same bytes.
//
//	text.go punct.go                  what is done to text before it is set (controls, newlines, squeezed stops)
//	sheet.go                          the page's measures, with the clauses they come from
//	head.go parts.go sign.go hands.go foot.go colophon.go flow.go     blocks -> units
//	table.go widths.go chart.go legend.go                     tables and charts -> units
//	picture.go                        pictures of evidence -> units
//	pages.go company.go rows.go furniture.go                  units -> pages, page numbers
//	fangsong.go                       a 仿宋 of the computer
//	draw.go codes.go embed.go patch.go         pages and fonts -> bytes
//	archive.go profile.go             what makes the file PDF/A-3b: metadata, colour profile, identifier
//
// # What gofpdf does, and what it does not
//
// gofpdf v1.16.2 writes pages, outline and metadata. Its repository is archived. Its text and fonts lose, swap or panic on characters
// (MultiCell fpdf.go:2707, code points above U+FFFF fpdf.go:4199) and take most of a report's time (a font costs two tables of 65,536
// entries and a hash of one as JSON, def.go:719). So this package writes the operators of pages itself, and puts the fonts, one Type 0 font
// with Identity-H for each role, into the finished file (patch.go), where pages and fonts are compressed in parallel. It also works around
// these:
//
//   - Bookmarks and metadata have no 4-byte UTF-8 (util.go:109): they are passed as UTF-16.
//   - Bookmark levels that skip a level or begin below 0 make it loop (fpdf.go:4735), and their height is that of the last page
//     (fpdf.go:4766): levels are corrected, and all pages of a document have the same size.
//   - Dates default to the clock: both are set.
//
// # Lines
//
// A line takes as many characters as fit by 避头尾. Of two neighbouring stops or brackets one gives up its blank half, and so does a stop that
// only fits at the end of a line without it (it is drawn with a second glyph of half the width, which is copied as the stop). Lines are
// justified by space between characters (Tc), never inside words, numbers, dates and 〔2006〕238号. If a line needed more than 0.06 em per
// gap, the two lines before it share the stretch. If more than 0.15 em remain, a date is divided behind 年 or 月, and a 文号 behind its year.
// If there is neither and more than 0.3 em remain, the line is not justified.
//
// # How the standard is interpreted
//
//   - The grid of the first page begins below 版头, so that "空二行" below the red line is two lines of exactly 10.23 mm.
//   - The first page must have text (7.3.3): the office's name gets smaller, then the empty lines below the red line are dropped, until two
//     lines fit. If that is not enough, the text begins on the next page.
//   - If 版记 does not fit below the text, the text's last two lines, or what they are kept with, move with it to the next page. Only if that
//     is impossible is it alone on the back of a sheet, after an empty page if necessary; neither page has a number then (7.5).
//   - A landscape document is the upright one turned clockwise on every page: its head is at the binding edge of odd pages and at the cut
//     edge of even ones (8), and the number is at the foot of the upright page.
//   - The binding margin is 28 mm at the left of every page; margins are not mirrored on even pages.
//   - Pages of a record have a number within the record too, at the foot of the type area; 7.5's numbers go on through the whole document.
//   - A seal gets a space 42 mm wide, with office and date slightly below its middle.
//
// # Caveats
//
// Text is not normalised: what was typed is what a reader copies, except for the colon of 主送机关, the brackets of 附注, 附件：, 抄送：, 印发 and 签发人：,
// which are added where the standard requires them. Control characters are dropped, but a tab becomes a space and a line break begins a new
// paragraph. There is no kerning or contextual shaping, and the structure is not tagged:
// files are PDF/A-3 of level B, not A. A 仿宋 installed on the computer is used, so the
// same document may differ between computers unless Options.EmbeddedOnly is set. The 版记 of a letter has 抄送 only (10.1).
package pdf
