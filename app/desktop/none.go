//go:build !desktop && !bindings && !dev

package desktop

import (
	"context"
	"errors"
)

// Bindings tells whether this binary was built only to list its bindings.
const Bindings = false

// Missing says why there can be no window, as a key of the catalogue; it is
// empty when there can be one.
func Missing() string { return "cli.window_not_built" }

// Run cannot open a window here.
func Run(context.Context, Options) error { return errors.New("built without the window") }

// Notice has no screen to show anything on.
func Notice(string, string) error { return nil }
