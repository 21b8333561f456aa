package app_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The house, bottom to top. A package imports only what stands on a floor
// below its own.
var floors = [][]string{
	{"internal/errs", "internal/actor", "internal/money", "internal/persian", "internal/calendar", "internal/hlc", "internal/vectors", "internal/pdf/pdftest", "locales", "frontend"},
	{"internal/db", "internal/vault", "internal/i18n", "internal/pdf", "internal/sheet", "internal/escpos"},
	{"internal/change", "internal/db/dbtest", "internal/web", "internal/lookup", "internal/paper", "internal/doclink"},
	rooms,
	{"internal/doctor", "internal/inbox"},
	{"internal/backup"}, // publishes what doctor has nothing to say of
	{"internal/api"},
	{"app/desktop"},
	{"app"},
	{"app/practice"},
	{"app/cli", "internal/housetest"},
	{""}, // main
}

// The rooms of the third floor: one may import those before it, and refers
// to those after it by id.
var rooms = []string{
	"internal/shop", "internal/staff", "internal/notice", "internal/customer", "internal/stock", "internal/scale", "internal/product", "internal/bundle", "internal/serial", "internal/supply", "internal/level", "internal/tax",
	"internal/till", "internal/setup", "internal/network", "internal/payment", "internal/shift", "internal/order", "internal/invoice", "internal/credit", "internal/bulk", "internal/cheque", "internal/sale", "internal/account", "internal/receipt", "internal/handout", "internal/display", "internal/pricelist", "internal/intake", "internal/find",
}

// Who may ask the wall clock: the places that hand time to everybody else, and
// escpos, which measures how long a printer stands still.
var clocks = map[string]bool{"internal/db": true, "internal/web": true, "internal/escpos": true}

const module = "pishkhan"

type pack struct {
	ImportPath string
	Dir        string
	Doc        string
	GoFiles    []string
	Imports    []string
	Standard   bool
}

// ours lists the module's packages, with and without the window.
func ours(t *testing.T) map[string]pack {
	t.Helper()
	found := map[string]pack{}
	for _, tags := range []string{"", "desktop"} {
		cmd := exec.Command("go", "list", "-deps", "-tags", tags, "-json=ImportPath,Dir,Doc,GoFiles,Imports,Standard", module+"/...")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for d := json.NewDecoder(strings.NewReader(string(out))); ; {
			var p pack
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			name, own := strings.CutPrefix(p.ImportPath, module)
			if p.Standard || !own || name != "" && name[0] != '/' {
				continue
			}
			name = strings.TrimPrefix(name, "/")
			if had, ok := found[name]; ok {
				p.Imports = append(p.Imports, had.Imports...)
			}
			found[name] = p
		}
	}
	return found
}

func floorOf(name string) int {
	for i, f := range floors {
		for _, n := range f {
			if n == name {
				return i
			}
		}
	}
	return -1
}

func roomOf(name string) int {
	for i, r := range rooms {
		if r == name {
			return i
		}
	}
	return -1
}

func TestEveryPackageStandsOnAFloorAndImportsOnlyDownwards(t *testing.T) {
	for name, p := range ours(t) {
		floor := floorOf(name)
		if strings.HasPrefix(name, "build/") {
			continue // tools around the program
		}
		if floor < 0 {
			t.Errorf("%q stands on no floor: give it one in this test's table", name)
			continue
		}
		for _, i := range p.Imports {
			below, own := strings.CutPrefix(i, module+"/")
			if !own {
				continue
			}
			switch f := floorOf(below); {
			case f < floor:
			case f == floor && roomOf(below) >= 0 && roomOf(below) < roomOf(name):
			default:
				t.Errorf("%q (floor %d) imports %q (floor %d)", name, floor, below, f)
			}
		}
	}
}

func TestTheHouseInOnePictureHasEveryPackageOfTheProgram(t *testing.T) {
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, picture, _ := strings.Cut(string(text), "```")
	picture, _, _ = strings.Cut(picture, "```")
	drawn := map[string]bool{}
	for _, word := range strings.Fields(picture) {
		drawn[word] = true
	}
	for _, floor := range floors {
		for _, name := range floor {
			own, ok := strings.CutPrefix(name, "internal/")
			if ok && !drawn[own] && own != "vectors" && !strings.HasSuffix(own, "test") { // tests stand on it, not the program
				t.Errorf("CONTRIBUTING.md draws the house without %s", own)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for name, p := range ours(t) {
		if p.Doc == "" {
			t.Errorf("%q has no package comment", name)
		}
	}
}

var statement = regexp.MustCompile(`^\s*(?i:SELECT\s|INSERT\s+(OR \w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS)`)

func TestTheFilesKeepTheHouseRules(t *testing.T) {
	for name, p := range ours(t) {
		floor := floorOf(name)
		if strings.HasPrefix(name, "build/") {
			continue // tools around the program
		}
		for _, file := range p.GoFiles {
			path := filepath.Join(p.Dir, file)
			set := token.NewFileSet()
			tree, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			where := name + "/" + file
			if lines := set.File(tree.Pos()).LineCount(); lines > 440 {
				t.Errorf("%s has %d lines: a file has not much over 400", where, lines)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Now" && floor <= 3 && !clocks[name] {
						if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" {
							t.Errorf("%s asks the wall clock: time comes from the Tx or an injected clock", set.Position(n.Pos()))
						}
					}
				case *ast.ImportSpec:
					if v := n.Path.Value; floor <= 3 && (v == `"math/rand"` || v == `"math/rand/v2"`) {
						t.Errorf("%s imports %s: randomness is injected", where, v)
					}
				case *ast.BasicLit:
					if roomOf(name) < 0 || n.Kind != token.STRING || strings.HasPrefix(file, "store") {
						break
					}
					if text, err := strconv.Unquote(n.Value); err == nil && statement.MatchString(text) {
						t.Errorf("%s holds SQL: it belongs into store.go", set.Position(n.Pos()))
					}
				}
				return true
			})
		}
	}
}
