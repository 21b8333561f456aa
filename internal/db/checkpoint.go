package db

import (
	"context"
	"time"
)

const (
	foldEvery = time.Second
	// longWAL is how many pages the WAL may hold before the writer itself lends
	// a hand: 256 MB, which opening after a power cut reads in a second. At a
	// quarter of it thirty-two callers met that hand every second.
	longWAL = 64_000
)

// checkpoints brings what was written from the WAL into the file, on a
// connection of its own: inside a COMMIT, as SQLite does it by itself, one sale
// in a hundred would wait for the work of the other ninety-nine. A checkpoint
// that fails (no space, a copy being made) is tried again after the next write.
func (d *DB) checkpoints() {
	defer close(d.folded)
	var c *conn
	defer func() {
		if c != nil {
			_ = c.close()
		}
	}()
	bg := context.Background()
	for {
		select {
		case <-d.wrote:
		case <-d.quit:
			return
		}
		select {
		case <-time.After(foldEvery):
		case <-d.quit:
			return // closing the last connection brings in the rest
		}
		var err error
		if c == nil {
			if c, err = d.connect(bg); err != nil {
				continue
			}
		}
		pages, err := c.fold(bg)
		if err == nil && pages > longWAL {
			// Under a load without pauses there is always a page more than was
			// brought in, and the WAL would grow for ever: what was written
			// meanwhile is brought in too, and the writer does the last few.
			_, err = c.fold(bg)
			d.tired.Store(true)
		}
		if err != nil {
			_ = c.close()
			c = nil
		}
	}
}

// fold is a checkpoint that waits for nobody; pages is the WAL's length.
func (c *conn) fold(ctx context.Context) (pages int, err error) {
	s, err := c.prepared(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
	if err != nil {
		return 0, err
	}
	var busy, done int
	err = s.QueryRowContext(ctx).Scan(&busy, &pages, &done)
	return pages, err
}
