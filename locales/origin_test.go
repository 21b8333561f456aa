package locales

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ownWords are the places whose business is the Persian language itself.
var ownWords = []string{"internal/housetest", "internal/money", "internal/calendar", "internal/persian", "frontend/src/lib/persian.ts"}

var (
	persianWord = regexp.MustCompile(`[آ-ی]{2,}`)
	names       = strings.NewReplacer("فارسی", "", "پیشخوان · Pishkhan", "") // a language is named in itself; the program in both
	tsComment   = regexp.MustCompile(`(?s)/\*.*?\*/|(^|\s)//[^\n]*`)
)

// The pseudo-locale run of the browser finds other text that is not from here;
// Persian in the source shows at once.
func TestNoPersianTextStandsOutsideTheCatalogue(t *testing.T) {
	known := func(path string) bool {
		rel, _ := filepath.Rel("..", path)
		return slices.ContainsFunc(ownWords, func(own string) bool { return strings.HasPrefix(filepath.ToSlash(rel), own) })
	}
	sources(t, func(path, text string) {
		if known(path) {
			return
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && persianWord.MatchString(names.Replace(lit.Value)) {
				t.Errorf("%s: %s belongs into the catalogue", set.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	}, []string{".go"}, "internal", "app")
	sources(t, func(path, text string) {
		if known(path) {
			return
		}
		for _, line := range strings.Split(tsComment.ReplaceAllString(text, ""), "\n") {
			if persianWord.MatchString(names.Replace(line)) {
				t.Errorf("%s: %s belongs into the catalogue", path, strings.TrimSpace(line))
			}
		}
	}, []string{".ts", ".tsx"}, "frontend/src")
}
