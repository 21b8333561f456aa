// Package desktop is the window: Wails around the same interface and the same
// API that a browser gets. It owns what HTTP cannot do (the system's
// viewer, quitting) and refuses everything else: no bindings for the shop's
// work. Without the tag desktop the package is pure Go and only says
// why there is no window.
package desktop

import (
	"io/fs"
	"net/http"
)

// Options of the window.
type Options struct {
	Title  string
	API    http.Handler // answers /api/
	Assets fs.FS        // the built interface
}
