package db

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// Snapshot writes the file as it is at one moment into a new file at path,
// which must not exist. It runs beside readers and writers, of this process
// and of others, and leaves nothing at path when it fails. The copy is not
// synced: whoever keeps it for good does that.
func (d *DB) Snapshot(ctx context.Context, path string) error {
	conn, err := sql.Open("sqlite", d.dsn()) // one of its own: VACUUM can't run inside a transaction
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("snapshot: %w: %s", os.ErrExist, path)
	}
	if _, err := conn.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		_ = os.Remove(path)
		return translate(fmt.Errorf("snapshot: %w", err))
	}
	return nil
}
