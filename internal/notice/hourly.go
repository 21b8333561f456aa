package notice

import (
	"context"
	"log/slog"
	"time"

	"pishkhan/internal/errs"
)

// Hourly lets rooms remind people of what comes, now and every hour, until ctx
// ends.
func Hourly(ctx context.Context, remind ...func(context.Context) error) {
	for tick := time.NewTicker(time.Hour); ; {
		for _, r := range remind {
			if err := r(ctx); err != nil && !errs.Is(err, errs.SetupNeeded) && ctx.Err() == nil {
				slog.Warn("nobody was reminded", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}
