// Package lookup is how a list finds what was typed: exact hits first, then
// the beginnings of words, then parts of them, each in the row order of a
// full-text index, which is the rank's order; and what a misspelt word may have
// meant. It owns the rank's places and the words of names; it knows no room,
// and refuses to sort: a first page costs its own rows, however many there are.
package lookup

import (
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"

	"pishkhan/internal/db"
	"pishkhan/internal/persian"
)

// The classes of hits, best first.
const (
	Exact  = iota // a code, a number or the very name
	Begins        // every word begins one of the name's
	Parts         // every word stands somewhere in the name
	Meant         // a word was misspelt
)

// Place is where a hit stands among the others.
type Place struct {
	Class int
	N     int64 // the row in its index, or the how-manieth exact hit
}

// Start is the place before all others.
var Start = Place{Class: Exact, N: math.MinInt64}

// Hit is a row with its place.
type Hit[T any] struct {
	Row T
	ID  string
	Place
}

// Step fetches hits of a class behind a row, in row order. It is asked again
// until it gives fewer than limit.
type Step[T any] struct {
	Class int
	Fetch func(after int64, limit int) ([]Hit[T], error)
	Skip  func(Hit[T]) bool // stands in an earlier class already
	Many  bool              // many may be skipped: more are fetched at once
}

// Collect takes up to limit hits from after on, in the steps' order, each id
// once. The exact hits are few and always asked for, so that no later page
// tells one of them again.
func Collect[T any](after Place, limit int, exact []Hit[T], steps []Step[T]) ([]Hit[T], error) {
	var out []Hit[T]
	seen := map[string]bool{}
	for i, h := range exact {
		if seen[h.ID] {
			continue
		}
		seen[h.ID] = true
		h.Place = Place{Exact, int64(i)}
		if after.Class == Exact && h.N > after.N && len(out) < limit {
			out = append(out, h)
		}
	}
	for _, s := range steps {
		n := int64(math.MinInt64)
		switch {
		case s.Class < after.Class:
			continue
		case s.Class == after.Class:
			n = after.N
		}
		for len(out) < limit {
			want := limit - len(out)
			if s.Many { // those of this page that stand in an earlier class, or of earlier pages
				want += len(out)
				if s.Class == after.Class {
					want = max(want, 64)
				}
			}
			found, err := s.Fetch(n, want)
			if err != nil {
				return nil, err
			}
			for _, h := range found {
				n = h.N
				if len(out) == limit || seen[h.ID] || s.Skip != nil && s.Skip(h) {
					continue
				}
				seen[h.ID] = true
				h.Class = s.Class
				out = append(out, h)
			}
			if len(found) < want {
				break
			}
		}
	}
	return out, nil
}

// phrase is a word as a full-text query says it.
func phrase(word string) string { return `"` + strings.ReplaceAll(word, `"`, `""`) + `"` }

// PartsOf is the full-text query for any part of a name: every word has to
// stand in it somewhere; "" when one has less than three letters, which are
// found by their beginning alone.
func PartsOf(ways [][]string) string {
	var any []string
	for _, words := range ways {
		var all []string
		for _, w := range words {
			if utf8.RuneCountInString(w) >= 3 {
				all = append(all, phrase(w))
			}
		}
		if len(all) == len(words) {
			any = append(any, "("+strings.Join(all, " AND ")+")")
		}
	}
	if any == nil {
		return ""
	}
	return db.MatchAny(any)
}

// BeginsIn tells whether a name answers one of the ways by the beginnings of
// its words.
func BeginsIn(name string, ways [][]string) bool {
	words := persian.Words(name)
	for _, way := range ways {
		all := true
		for _, q := range way {
			one := false
			for _, w := range words {
				if strings.HasPrefix(w, q) {
					one = true
					break
				}
			}
			if !one {
				all = false
				break
			}
		}
		if all {
			return true
		}
	}
	return false
}

// The rank: rows are numbered so that their order is the order in which they
// are found. What was sold often stands in a lower bucket of numbers, the
// bucket being the logarithm of how often; within it what came last is first.
// Half of a bucket is for rows of its own, the other for those that stand for
// them (the people of an organisation).
const (
	bucketBits = 40
	half       = int64(1) << (bucketBits - 1)
	maxBucket  = 30
)

// Bucket is the rank's bucket of what was used so often; 0 is never.
func Bucket(used int64) int { return min(bits.Len64(uint64(used)), maxBucket) }

// BucketOf is the bucket in which a row stands.
func BucketOf(n int64) int {
	if n >= 0 {
		return 0
	}
	return int((-n + 1<<bucketBits - 1) >> bucketBits)
}

// Range is a bucket's room: rows of its own, or of those that stand for them.
// The bucket of what was never used lies above all.
func Range(bucket int, people bool) (from, to int64) {
	if bucket == 0 {
		if people {
			return 1 << 60, 1 << 61
		}
		return 1, 1 << 60
	}
	from = -int64(bucket) << bucketBits
	if people {
		from += half
	}
	return from, from + half
}
