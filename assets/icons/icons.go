// Package icons holds the drawings of the program's icons. Package cmd/dist makes all sizes of them; kaohe.png is one of these, for the
// window and FyneApp.toml.
package icons

import _ "embed" // for the pictures

// Program is the program's icon, and Small the same for up to 32 pixels; Document is that of its files. All are SVG.
var (
	//go:embed kaohe.svg
	Program []byte
	//go:embed kaohe-small.svg
	Small []byte
	//go:embed document.svg
	Document []byte
)

// Window is the program's icon as PNG of 256 by 256 pixels.
//
//go:embed kaohe.png
var Window []byte
