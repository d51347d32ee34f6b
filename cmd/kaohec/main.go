// Kaohec is Kaohe without its window, built without cgo: for consoles of Windows, where a program with a window can't write, and for
// systems whose windows Fyne does not know.
package main

import (
	"os"

	"kaohe/cmd/internal/program"
)

func main() { os.Exit(program.Run(nil)) }
