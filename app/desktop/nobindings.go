//go:build (desktop || dev) && !bindings

package desktop

// Bindings tells whether this binary was built only to list its bindings.
const Bindings = false
