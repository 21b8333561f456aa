package db

import "strings"

// Match is a full-text query (FTS5) that any of the ways answers, each with
// every word of it as the beginning of one; persian.Queries gives the ways. With
// none, nothing matches.
func Match(ways [][]string) string {
	var any []string
	for _, words := range ways {
		var all []string
		for _, w := range words {
			all = append(all, `"`+strings.ReplaceAll(w, `"`, `""`)+`"*`)
		}
		any = append(any, "("+strings.Join(all, " AND ")+")")
	}
	return MatchAny(any)
}

// MatchAny joins full-text queries into one; with none, nothing matches (FTS5
// refuses an empty text, but not an empty phrase).
func MatchAny(queries []string) string {
	if len(queries) == 0 {
		return `""`
	}
	return strings.Join(queries, " OR ")
}
