package main

import (
	"fmt"
	"os"
	"os/exec"
)

// measureScreen measures the interface in Chromium, with the real program and
// as many products as the large shop has.
func measureScreen() {
	s := serveFilled(filled(size{products: *products}))
	defer s.stop()
	node := exec.Command("node", "build/bench/screen.mjs", "http://"+s.addr+"/", ownerName, ownerPassword, fmt.Sprint(*rounds))
	node.Stdout, node.Stderr = os.Stdout, os.Stderr
	if err := node.Run(); err != nil {
		fmt.Printf("no browser to measure in: %v\n", err)
	}
}
