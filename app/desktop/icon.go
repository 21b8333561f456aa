//go:build desktop || bindings || dev

package desktop

import _ "embed"

// icon of the window, made from build/appicon.svg by `make icons`.
//
//go:embed icon.png
var icon []byte
