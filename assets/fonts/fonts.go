// Package fonts embeds the typefaces of the program and of the documents that it
// prints, so that neither needs a font installed on the computer.
//
// The files are cut from open fonts (SIL Open Font License 1.1; the OFL-*.txt files
// beside them have the notices) by make.sh; README.md says from what and how.
//
//	SansRegular   the screen
//	SansBold      the screen's bold; 黑体 in documents
//	SerifRegular  宋体 in documents; body text where the computer has no 仿宋
//	SerifBold     titles in documents, in the place of 小标宋
//	KaiRegular    楷体 in documents
//	Whole         last resort for characters that the others lack
//
// All but Whole cover the same set: 通用规范汉字表 (8105 characters, 196 of them above
// U+FFFF), GB 2312, the traditional forms that identity cards carry for names, Latin-1,
// and the punctuation, digits and marks that Chinese documents use. All are TrueType outlines with 1000 units to the em.
//
// # Caveats
//
// The slices are shared: nobody may write to them. Code that gives one to a library
// which keeps or changes its input should pass a copy.
//
// There are no layout tables: no kerning, no ligatures, no vertical writing. The width
// of a string is the sum of the widths of its characters.
//
// Format 4 of the cmap ends at U+FFFF. A reader that knows no other, as gofpdf, does
// not see the characters above.
//
// There is no italic, and there is no bold 楷体.
//
// Latin beyond Latin-1 is incomplete in all of them; no program text may count on it.
//
// SerifBold is the heaviest weight (900), not 700: its name says Black.
package fonts

import _ "embed"

// A variable that no code mentions is left out of the program by the linker, file and
// all, so each face costs only those who use it.
var (
	// SansRegular is Kaohe Sans Regular, from Noto Sans SC 400.
	//
	//go:embed sans-regular.ttf
	SansRegular []byte

	// SansBold is Kaohe Sans Bold, from Noto Sans SC 700.
	//
	//go:embed sans-bold.ttf
	SansBold []byte

	// SerifRegular is Kaohe Serif Regular, from Noto Serif SC 400.
	//
	//go:embed serif-regular.ttf
	SerifRegular []byte

	// SerifBold is Kaohe Serif Black, from Noto Serif SC 900.
	//
	//go:embed serif-bold.ttf
	SerifBold []byte

	// KaiRegular is Kaohe Kai Regular, from a 楷体 face whose reserved name it may
	// not bear; OFL-LXGWWenKai.txt names it.
	//
	//go:embed kai-regular.ttf
	KaiRegular []byte

	// Whole is Kaohe Whole Regular: every character of Noto Sans SC 400, some 30,900,
	// in the shapes of SansRegular. It is 10 MB, and a screen that loads it takes
	// about 60 MB more memory: load it only when a character is missing.
	//
	//go:embed whole.ttf
	Whole []byte
)
