//go:build desktop || bindings || dev

package desktop

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	goruntime "runtime"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Bridge is what the page may ask of the window beyond the API.
type Bridge struct {
	window context.Context
	temp   string // made for the first file, removed with the window

	dropped dropped
}

// shown are the kinds of file that the system may be asked to open: none that
// could run.
var shown = map[string]bool{".pdf": true, ".png": true, ".csv": true, ".xlsx": true}

// OpenFile opens a document in the system's viewer. The content is base64;
// the name only suggests, and must end in pdf, png, csv or xlsx.
func (b *Bridge) OpenFile(name, content string) error {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	if !shown[strings.ToLower(filepath.Ext(name))] {
		return fmt.Errorf("not a kind of file to open: %q", name)
	}
	body, err := base64.StdEncoding.DecodeString(content)
	if err != nil {
		return fmt.Errorf("open file: %w", err)
	}
	if b.temp == "" {
		if b.temp, err = os.MkdirTemp("", "pishkhan-"); err != nil {
			return fmt.Errorf("open file: %w", err)
		}
	}
	path := filepath.Join(b.temp, name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		return fmt.Errorf("open file: %w", err)
	}
	viewer := viewer(path)
	if err := viewer.Start(); err != nil {
		return fmt.Errorf("open file: %w", err)
	}
	go func() { _ = viewer.Wait() }() // the viewer's own end says nothing to us
	return nil
}

// saved are the kinds of file that may be kept through the window.
var saved = map[string]bool{".csv": true, ".xlsx": true, ".pdf": true, ".zip": true, ".json": true}

// SaveFile asks where a file is to be kept and writes it there. The content is
// base64; the name only suggests, and must end in csv, xlsx, pdf, zip or json. The answer
// is the name it got, empty when the person thought better of it.
func (b *Bridge) SaveFile(name, content string) (string, error) {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	ending := strings.ToLower(filepath.Ext(name))
	if !saved[ending] {
		return "", fmt.Errorf("not a kind of file to keep: %q", name)
	}
	body, err := base64.StdEncoding.DecodeString(content)
	if err != nil {
		return "", fmt.Errorf("save file: %w", err)
	}
	path, err := runtime.SaveFileDialog(b.window, runtime.SaveDialogOptions{
		DefaultFilename: name, CanCreateDirectories: true,
		Filters: []runtime.FileFilter{{DisplayName: strings.ToUpper(ending[1:]), Pattern: "*" + ending}},
	})
	if err != nil || path == "" {
		return "", err
	}
	if strings.ToLower(filepath.Ext(path)) != ending {
		path += ending
	}
	if err := os.WriteFile(path, body, 0o600); err != nil {
		return "", fmt.Errorf("save file: %w", err)
	}
	return filepath.Base(path), nil
}

// Quit closes the window.
func (b *Bridge) Quit() { runtime.Quit(b.window) }

func (b *Bridge) clean() {
	if b.temp == "" {
		return
	}
	_ = os.RemoveAll(b.temp) // a viewer may still hold a file; the system sweeps its temp folder
}

func viewer(path string) *exec.Cmd {
	switch goruntime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	case "darwin":
		return exec.Command("open", path)
	}
	return exec.Command("xdg-open", path)
}
