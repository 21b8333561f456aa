package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachConsole gives a command typed in a console its output back: a program
// with a window is born without one on Windows.
func attachConsole() {
	const parent = ^uintptr(0)
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if ok, _, _ := attach.Call(parent); ok == 0 {
		return
	}
	for _, stream := range []**os.File{&os.Stdout, &os.Stderr} {
		if _, err := (*stream).Stat(); err == nil {
			continue // sent to a file or another program
		}
		if f, err := os.OpenFile("CONOUT$", os.O_WRONLY, 0); err == nil {
			*stream = f
		}
	}
}
