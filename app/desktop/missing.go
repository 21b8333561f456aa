//go:build desktop || bindings || dev

package desktop

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Missing says why there can be no window, as a key of the catalogue; it is
// empty when there can be one.
// GTK ends the whole process without a display, so it is asked beforehand.
func Missing() string {
	if runtime.GOOS != "linux" {
		return ""
	}
	if name := os.Getenv("WAYLAND_DISPLAY"); name != "" {
		if !filepath.IsAbs(name) {
			name = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), name)
		}
		if answers("unix", name) {
			return ""
		}
	}
	host, number, found := strings.Cut(os.Getenv("DISPLAY"), ":")
	if !found {
		return "cli.window_no_display"
	}
	number, _, _ = strings.Cut(number, ".")
	socket := "/tmp/.X11-unix/X" + number
	if (host == "" || host == "unix") && (answers("unix", socket) || answers("unix", "@"+socket)) {
		return ""
	}
	if host != "" && host != "unix" {
		return "" // a display over the network: GTK knows the way
	}
	return "cli.window_display_silent"
}

func answers(network, address string) bool {
	c, err := net.Dial(network, address)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}
