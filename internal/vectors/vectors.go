// Package vectors gives tests the published input → expected pairs of the
// shared data folder. It owns finding and reading them; it refuses to fail a
// clone that lacks them: such a test is skipped and says so.
package vectors

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Rows reads data/vectors/<name>: one map a row, by column name. The data
// folder is PISHKHAN_DATA_VECTORS, or shared/data beside the repository.
func Rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	path := filepath.Join(Dir(t), "vectors", name)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	lines := strings.Split(strings.TrimRight(strings.TrimPrefix(string(raw), "\ufeff"), "\r\n"), "\n")
	head := strings.Split(strings.TrimRight(lines[0], "\r"), "\t")
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range strings.Split(strings.TrimRight(line, "\r"), "\t") {
			if i < len(head) {
				row[head[i]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// Dir is the shared data folder, or the test is skipped.
func Dir(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("PISHKHAN_DATA_VECTORS"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		for _, up := range []string{"..", "../.."} { // the second for a worktree
			data := filepath.Join(dir, up, "shared", "data")
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				if _, err := os.Stat(data); err == nil {
					return data
				}
			}
		}
		if filepath.Dir(dir) == dir {
			t.Skip("no shared/data folder beside the repository, and PISHKHAN_DATA_VECTORS is not set")
		}
		dir = filepath.Dir(dir)
	}
}
