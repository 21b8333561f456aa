package escpos

import (
	"context"
	"sync"
	"time"
)

// whole is how long a print of so many bytes may take in all, also when it never
// stands still.
func (p *Printers) whole(bytes int) time.Duration {
	return p.Take + time.Duration(bytes)*time.Second/time.Duration(p.Slowest)
}

// watch ends a print that stands still: a slow printer is no broken one.
type watch struct {
	take, whole time.Duration

	mu        sync.Mutex
	last, end time.Time // when something moved, when all must be done
	moved     int
	gone      int // bytes that are with the printer
}

func (p *Printers) watch(bytes int) *watch {
	w := &watch{take: p.Take, whole: p.whole(bytes)}
	w.begin()
	return w
}

// begin says that the printer is there: its time begins now.
func (w *watch) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = time.Now()
	w.end = w.last.Add(w.whole)
}

// until is when it ends if nothing moves any more.
func (w *watch) until() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	if still := w.last.Add(w.take); still.Before(w.end) {
		return still
	}
	return w.end
}

// on is told how much the system took and how much of that it still holds; an
// error when that was too late.
func (w *watch) on(taken, held int) error {
	late := time.Now().After(w.until())
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone = taken - held
	if moved := taken + w.gone; moved > w.moved { // a byte moves twice: into the system and out of it
		w.moved, w.last = moved, time.Now()
	}
	if late {
		return context.DeadlineExceeded
	}
	return nil
}
