// Pishkhan: one binary that runs a shop's counter, in a window or a browser.
package main

import (
	"os"

	"pishkhan/app/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
