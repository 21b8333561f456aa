//go:build !desktop && !bindings && !dev

package desktop

import (
	"context"
	"errors"
)

// Bindings tells whether this binary was built only to list its bindings.
const Bindings = false

// Missing says why there can be no window, or nothing when there can be one.
func Missing() string { return "This binary was built without the window." }

// Run cannot open a window here.
func Run(context.Context, Options) error { return errors.New(Missing()) }
