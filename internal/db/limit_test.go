package db

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestNoQueryIsPreparedAgainForItsLimit(t *testing.T) {
	bare := regexp.MustCompile(`LIMIT \?[0-9]*( \+ 0)?`)
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == filepath.Join("..", "db", "tx.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range bare.FindAllStringSubmatch(string(text), -1) {
			if m[1] == "" {
				t.Errorf("%s: %s: say LIMIT ? + 0 (see Tx.Rows)", path, m[0])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
