package db

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestTheSchemasFilesAreNumberedWithoutAGap(t *testing.T) {
	for i, name := range migrations() {
		if want := fmt.Sprintf("schema/%04d_", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("%s stands where %s… should: a shop's file would skip it, or take one twice", name, want)
		}
	}
}

// upgraded is a file that was at the version before one of the schema's files,
// with what was put into it then, as this program opens it.
func upgraded(t *testing.T, next, put string) *DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	d := &DB{path: path}
	old, err := d.connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range migrations() {
		text, err := schema.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(filepath.Base(name), next) {
			break
		}
		if _, err := old.ExecContext(t.Context(), string(text)+"PRAGMA user_version="+strconv.Itoa(i+1)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if _, err := old.ExecContext(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func TestASessionThatAPINMayHaveOpenedEndsWithTheUpgrade(t *testing.T) {
	d := upgraded(t, "0020", "INSERT INTO local_sessions VALUES(x'01', 's', 't', '', '', '')")
	var n int
	if err := d.Read(t.Context(), func(tx *Tx) error { return tx.Row([]any{&n}, "SELECT count(*) FROM local_sessions") }); err != nil {
		t.Fatal(err)
	}
	if n != 0 {
		t.Errorf("%d sessions of before count as opened by a password", n)
	}
}
