package bulk

import (
	"runtime"
	"syscall"
)

// lower binds the work to a thread of low priority, which ends with it.
func lower() {
	runtime.LockOSThread()
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 15) // of this thread alone; without it the pauses still hold
}
