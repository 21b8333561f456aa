// Package locales is the one catalogue of what the program says to people, in
// Persian and English, read by Go and by the interface alike.
//
// It owns fa.json and en.json ({"feature": {"key": "text"}}, or
// {"one": …, "other": …} where a Count decides) and the tests that keep them
// whole: the same keys and blanks in both, every key used, every used key there.
package locales

import "embed"

// Files holds fa.json and en.json.
//
//go:embed fa.json en.json
var Files embed.FS
