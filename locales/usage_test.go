package locales

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// free are the features whose keys are put together while the program runs.
var free = []string{"alert.", "error.", "method.", "role.", "unit."}

// sources calls visit with every file of the program in the given folders of
// the repository.
func sources(t *testing.T, visit func(path, text string), exts []string, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(filepath.Join("..", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			name := d.Name()
			if !slices.Contains(exts, filepath.Ext(name)) || strings.HasSuffix(name, "_test.go") || strings.Contains(name, ".test.") {
				return nil
			}
			raw, err := os.ReadFile(path)
			if err == nil {
				visit(path, string(raw))
			}
			return err
		})
		if err != nil {
			t.Skipf("not the whole program is here: %v", err)
		}
	}
}

var (
	key       = `([a-z][a-z0-9]*\.[a-z0-9][a-z0-9_]*)`
	literal   = regexp.MustCompile("[\"'`]" + key + "[\"'`]")
	beginning = regexp.MustCompile("[\"'`]([a-z][a-z0-9]*\\.[a-z0-9_]*)(?:[\"']\\s*\\+|\\$\\{|%[sv])")
	saidInTS  = regexp.MustCompile("\\bt\\(\\s*[\"'`]" + key + "[\"'`]\\s*[,)]")
	saidInGo  = regexp.MustCompile(`\.T\([^"\n]*"` + key + `"\s*[,)]`)
	saidInCLI = regexp.MustCompile(`"(cli\.[a-z0-9_]+)"`) // through helpers of its own
)

func TestEveryKeyThatIsUsedIsInTheCatalogue(t *testing.T) {
	known := load(t, "fa").flat()
	check := func(said *regexp.Regexp) func(path, text string) {
		return func(path, text string) {
			for _, m := range said.FindAllStringSubmatch(text, -1) {
				if _, ok := known[m[1]]; !ok {
					t.Errorf("%s says %q, which is not in the catalogue", path, m[1])
				}
			}
		}
	}
	sources(t, check(saidInGo), []string{".go"}, "internal", "app")
	sources(t, check(saidInCLI), []string{".go"}, "app")
	sources(t, check(saidInTS), []string{".ts", ".tsx"}, "frontend/src")
}

func TestEveryKeyInTheCatalogueIsUsed(t *testing.T) {
	used, begun := map[string]bool{}, slices.Clone(free)
	collect := func(_, text string) {
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
		}
		for _, m := range beginning.FindAllStringSubmatch(text, -1) {
			begun = append(begun, m[1])
		}
	}
	sources(t, collect, []string{".go"}, "internal", "app")
	sources(t, collect, []string{".ts", ".tsx"}, "frontend/src")
	var idle []string
	for key := range load(t, "fa").flat() {
		if !used[key] && !slices.ContainsFunc(begun, func(b string) bool { return strings.HasPrefix(key, b) }) {
			idle = append(idle, key)
		}
	}
	if slices.Sort(idle); idle != nil {
		t.Errorf("nobody says these %d keys, delete them: %s", len(idle), strings.Join(idle, " "))
	}
}

// TestEveryRefusalHasWords reads the program's refusals (errs.Code constants,
// errs.New, At, Wrap and List.Add) and looks for error.<code>, with no blank
// that the refusal does not fill.
func TestEveryRefusalHasWords(t *testing.T) {
	known := load(t, "fa").flat()
	files := map[string]*ast.File{}
	set := token.NewFileSet()
	codes := map[string]string{} // Name and package.Name → code
	sources(t, func(path, text string) {
		file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
		for name, code := range codesIn(file) {
			codes[file.Name.Name+"."+name] = code
			if _, ok := known["error."+code]; !ok {
				t.Errorf("%s: no words for the refusal %q: error.%s", path, code, code)
			}
		}
	}, []string{".go"}, "internal", "app")
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			at, params := refusal(call)
			if at == nil {
				return true
			}
			code, ok := codeOf(at, file.Name.Name, codes)
			if !ok {
				return true
			}
			f, ok := known["error."+code]
			if !ok {
				t.Errorf("%s: no words for the refusal %q: error.%s", set.Position(call.Pos()), code, code)
			}
			var filled []string
			for i := 0; i < len(params); i += 2 {
				if name, ok := params[i].(*ast.BasicLit); ok {
					filled = append(filled, "{{."+strings.Trim(name.Value, `"`)+"}}")
				}
			}
			for _, b := range blanks(f) {
				if !slices.Contains(filled, b) && call.Ellipsis == token.NoPos {
					t.Errorf("%s: error.%s has the blank %s, which is not given here", set.Position(call.Pos()), code, b)
				}
			}
			return true
		})
	}
}

// codesIn finds the constants of type errs.Code.
func codesIn(file *ast.File) map[string]string {
	found := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil || len(spec.Values) != len(spec.Names) {
			return true
		}
		own, _ := spec.Type.(*ast.Ident)
		theirs, _ := spec.Type.(*ast.SelectorExpr)
		if own != nil && own.Name == "Code" && file.Name.Name == "errs" || theirs != nil && theirs.Sel.Name == "Code" {
			for i, name := range spec.Names {
				if v, ok := spec.Values[i].(*ast.BasicLit); ok {
					found[name.Name], _ = strconv.Unquote(v.Value)
				}
			}
		}
		return true
	})
	return found
}

// refusal gives the code and the params of a call that makes a refusal.
func refusal(call *ast.CallExpr) (code ast.Expr, params []ast.Expr) {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, nil
	}
	pkg, _ := f.X.(*ast.Ident)
	ours := pkg != nil && pkg.Name == "errs"
	switch name := f.Sel.Name; {
	case ours && name == "Wrap" && len(call.Args) == 2:
		return call.Args[0], nil
	case ours && name == "New" && len(call.Args) > 0:
		return call.Args[0], call.Args[1:]
	case ours && name == "At" && len(call.Args) > 1, name == "Add" && len(call.Args) > 1 && pkg != nil:
		return call.Args[1], call.Args[2:]
	}
	return nil, nil
}

var codeShape = regexp.MustCompile(`^[a-z][a-z_]+$`)

func codeOf(e ast.Expr, pkg string, codes map[string]string) (string, bool) {
	var code string
	switch e := e.(type) {
	case *ast.BasicLit:
		code, _ = strconv.Unquote(e.Value)
	case *ast.Ident:
		code = codes[pkg+"."+e.Name]
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			code = codes[x.Name+"."+e.Sel.Name]
		}
	}
	return code, codeShape.MatchString(code)
}
