//go:build desktop || bindings || dev

package desktop

import (
	"context"
	"net/http"
	goruntime "runtime"
	"strings"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Run shows the window until it is closed or ctx ends. It must be called on
// the main goroutine.
func Run(ctx context.Context, o Options) error {
	b := &Bridge{dropped: dropped{came: make(chan struct{}, 1)}}
	defer b.clean()
	closed := make(chan struct{})
	defer close(closed)
	return wails.Run(&options.App{
		Title:            o.Title,
		Width:            1366,
		Height:           768,
		MinWidth:         1024,
		MinHeight:        640,
		BackgroundColour: options.NewRGB(0xF7, 0xF4, 0xEE),
		LogLevel:         logger.WARNING,
		AssetServer: &assetserver.Options{
			Assets: o.Assets,
			// As Handler, a GET ending in / and a 404 would become Wails' own page.
			Middleware: func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasPrefix(r.URL.Path, "/api/") {
						o.API.ServeHTTP(w, r)
						return
					}
					next.ServeHTTP(w, r)
				})
			},
		},
		OnStartup: func(window context.Context) {
			b.window = window
			runtime.OnFileDrop(window, func(_, _ int, paths []string) { b.dropped.put(paths) })
			go func() {
				select {
				case <-ctx.Done():
					runtime.Quit(window)
				case <-closed:
				}
			}()
		},
		// The other systems' web views hand dropped files to the page themselves.
		DragAndDrop: &options.DragAndDrop{EnableFileDrop: goruntime.GOOS == "linux"},
		Bind:        []any{b},
		Linux:       &linux.Options{Icon: icon, ProgramName: "pishkhan", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
}
