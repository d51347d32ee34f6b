// Dist makes what installers carry beside the programs, from sources that can be read: icons from drawings, Windows resources from data.
// The scripts in .ci/dist call it; the desktop file, the MIME type and the installer's script lie here too.
//
//	dist icons DIR            icons of the program and its files, for an icon theme and for Windows
//	dist resources FILE VER   the object file that Windows programs are linked with
//	dist number VER           VER as Windows' four numbers
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "icons":
		return writeIcons(args[1])
	case len(args) == 3 && args[0] == "resources":
		return writeResources(args[1], args[2])
	case len(args) == 2 && args[0] == "number":
		number, err := numeric(args[1])
		if err == nil {
			fmt.Println(number)
		}
		return err
	}
	return fmt.Errorf("usage: dist icons DIR | resources FILE VERSION | number VERSION")
}
