package db

import "strings"

// Match is a full-text query (FTS5) that any of the ways answers, each with
// every word of it as the beginning of one; persian.Queries gives the ways. It
// is "" when there are none: nothing matches, and FTS5 would refuse it.
func Match(ways [][]string) string {
	var any []string
	for _, words := range ways {
		var all []string
		for _, w := range words {
			all = append(all, `"`+strings.ReplaceAll(w, `"`, `""`)+`"*`)
		}
		any = append(any, "("+strings.Join(all, " AND ")+")")
	}
	return strings.Join(any, " OR ")
}
