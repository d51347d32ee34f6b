// Kaohe (考核通) leads an assessment of district governments through its five phases, on a laptop without a network. Without a verb it
// opens its window; package verbs lists the others.
package main

import (
	"os"

	_ "kaohe/cmd/internal/locale" // before Fyne looks at the environment
	"kaohe/cmd/internal/program"
)

func main() { os.Exit(program.Run(window)) }
