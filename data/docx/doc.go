// Package docx writes a report.Document as a Word file (.docx, ECMA-376 transitional) laid out by GB/T 9704-2012, and reads the text of one
// that was edited.
//
//	docx.go parts.go                  options and parts -> archive
//	sheet.go style.go furniture.go    measures; styles; page numbers, headers, and what is on every page
//	blocks.go head.go sign.go table.go picture.go     blocks -> paragraphs, tables and pictures
//	paragraph.go                      paragraphs -> XML
//	read.go                           an edited file -> its paragraphs
//
// The same document always gives the same bytes. All functions are safe for concurrent use. The text is that of the PDF (report.Paragraphs,
// and the same additions: the colon of 主送机关, the brackets of 附注, 附件：, 抄送：, 印发, 签发人：); a test holds them together.
//
// # How the page is made in a word processor
//
//   - The type area is that of 5.2.1. 28 characters of 三号 in 156 mm need a spacing of −0.25 pt after each character (with −0.2 the last one has no room for its own); 22 lines in 225 mm a
//     pitch of exactly 28.95 pt. The grid of the section has lines only: with linesAndChars LibreOffice sets 18 characters a line.
//   - Digits and Latin letters are in the face of the text around them, without extra space at their sides, as in the PDF.
//   - Faces are named, not embedded: 仿宋_GB2312, 楷体_GB2312, 黑体, 方正小标宋简体, 宋体. The font table names the faces that stand in for them.
//   - Lines of a title are balanced by the paragraph's indents and not by breaks, so that a changed title still is.
//   - Headings have the built-in styles and outline levels, so that 导航窗格 and 目录 work.
//   - 版记 is a table that is placed at the foot of the type area of the page with the last paragraph. The office of a letter is a frame 30 mm
//     below the page's edge; its lower double line is the first page's footer.
//   - A chart becomes a table of its numbers.
//   - A row of pictures is a table without lines, with the JPEGs of the PDF; how many a page has follows from their heights.
//   - A part (report.Part) is a section with its labels in the footer; the numbers of its pages are left blank, to be filled in by hand.
//
// # Caveats
//
// Breaking lines and pages is the word processor's. It is not made sure that the first page has text below a long head, that a 版记 without
// room is on an even page, or that numbers of a column have their points below each other. Columns have the shares that the document
// wishes, not widths that follow their contents as in the PDF. Which of a PDF and its Word file counts is said
// in the file's properties (备注), where it does not spoil a paper that goes out.
package docx
