// Package frontend carries the built interface inside the binary.
//
// It owns dist/ and nothing else: make builds the interface there before the
// binary is built. A clean clone has only a placeholder, so that it compiles;
// Built tells the difference and whoever serves the files says so.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files are the built interface with index.html at their root.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the path is a constant: only a broken build gets here
	}
	return sub
}

// Built tells whether the interface was there when this binary was built.
func Built() bool {
	_, err := fs.Stat(dist, "dist/index.html")
	return err == nil
}
