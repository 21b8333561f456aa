package db

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"sort"

	"pishkhan/internal/errs"
)

//go:embed schema/*.sql
var schema embed.FS

// Version is the newest schema this program knows: the number of files in
// schema/, applied in the order of their names, each once and whole.
func Version() int { return len(migrations()) }

func migrations() []string {
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		panic(err) // the pattern is ours
	}
	sort.Strings(names)
	return names
}

func (d *DB) migrate(ctx context.Context) error {
	var have int
	if err := d.writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	names := migrations()
	if have > len(names) {
		return errs.New("newer_schema", "Have", have, "Know", len(names))
	}
	for i := have; i < len(names); i++ {
		text, err := schema.ReadFile(names[i])
		if err != nil {
			return err
		}
		script := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA user_version=%d;\nCOMMIT;", text, i+1)
		if _, err := d.writer.ExecContext(ctx, script); err != nil {
			_, _ = d.writer.ExecContext(ctx, "ROLLBACK")
			return fmt.Errorf("schema %s: %w", names[i], err)
		}
	}
	return nil
}
