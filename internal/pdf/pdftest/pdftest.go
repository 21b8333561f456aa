// Package pdftest is for tests: it reads a PDF back with poppler, as somebody
// does who copies from it.
package pdftest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Text is what pdftotext reads of a document, without the direction marks that
// it and we put between the words. A machine without it skips the test.
func Text(t testing.TB, doc []byte, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is not installed")
	}
	path := filepath.Join(t.TempDir(), "doc.pdf")
	if err := os.WriteFile(path, doc, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", append(args, "-enc", "UTF-8", path, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Map(func(r rune) rune {
		if r == '\u200E' || r == '\u200F' || r >= 0x202A && r <= 0x202E {
			return -1
		}
		return r
	}, string(out))
}
