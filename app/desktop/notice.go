//go:build desktop || bindings || dev

package desktop

import (
	"context"
	"net/http"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Notice shows one message to somebody who started the program from its icon
// and sees no terminal, and waits until it is put away.
func Notice(title, text string) error {
	return wails.Run(&options.App{
		Title:       title,
		StartHidden: true,
		LogLevel:    logger.WARNING,
		AssetServer: &assetserver.Options{Handler: http.NotFoundHandler()},
		Linux:       &linux.Options{Icon: icon, ProgramName: "pishkhan", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
		OnStartup: func(window context.Context) {
			go func() {
				// Whether it was put away by its button or its corner is all the same.
				_, _ = runtime.MessageDialog(window, runtime.MessageDialogOptions{Type: runtime.WarningDialog, Title: title, Message: text})
				runtime.Quit(window)
			}()
		},
	})
}
