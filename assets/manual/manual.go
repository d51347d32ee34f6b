// Package manual embeds the manual: a folder for each language, a Markdown file for each chapter in the order of their names, and the
// pictures, which `make pictures` draws from the sample.
//
// A chapter is of headings, paragraphs, steps (1.), points (-), notices (>), tables, pictures, samples of commands, and lines that are a
// link and nothing else; package ui/manual reads just these. A heading that something leads to begins with <a id="name"></a>: F1 on a page
// leads to the page's own name. What stands in 【】 is on screen in just these words; a test looks for it in the catalogue.
package manual

import "embed"

// Files are read by ui/manual's Read.
//
//go:embed zh-Hans/*.md en/*.md pictures/*.png
var Files embed.FS
