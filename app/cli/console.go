//go:build !windows

package cli

// attachConsole has nothing to do where every program has its streams.
func attachConsole() {}
