//go:build !linux

package bulk

// lower does nothing where a thread has no priority of its own: the pauses give
// way.
func lower() {}
