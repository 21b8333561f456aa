package lookup

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"pishkhan/internal/db"
	"pishkhan/internal/persian"
)

// Words are the distinct words of one kind's names, kept in memory once a
// misspelt word was looked for.
type Words struct {
	kind  string // "products", "customers"
	names string // the query for names behind a row: n, name

	mu    sync.Mutex
	row   int64 // how far local_words is read
	upto  int64 // how far the names are read
	begun bool
	known map[string]bool
	sound map[string][]string
	size  map[int][][]rune
}

// NewWords is for one kind; names is a query for the rows behind one,
// in order, giving n and the folded name.
func NewWords(kind, names string) *Words {
	return &Words{kind: kind, names: names, known: map[string]bool{}, sound: map[string][]string{}, size: map[int][][]rune{}}
}

// worth tells whether a word can be misspelt: three letters at least, no digit.
func worth(word string) bool {
	return utf8.RuneCountInString(word) >= 3 && !strings.ContainsFunc(word, unicode.IsDigit)
}

// Of lists the words of a name that are worth keeping.
func Of(name string) []string {
	return slices.DeleteFunc(persian.Words(name), func(w string) bool { return !worth(w) })
}

func (w *Words) add(word string) {
	if w.known[word] {
		return
	}
	w.known[word] = true
	letters := []rune(word)
	w.sound[persian.Sound(word)] = append(w.sound[persian.Sound(word)], word)
	w.size[len(letters)] = append(w.size[len(letters)], letters)
}

// most is how many words one misspelt word may have meant.
const most = 24

// near lists what a word may have meant: what is said alike; where nothing is,
// what is one letter apart.
func (w *Words) near(word string) []string {
	out := slices.DeleteFunc(slices.Clone(w.sound[persian.Sound(word)]), func(other string) bool { return other == word })
	letters := []rune(word)
	if len(out) == 0 && len(letters) >= 4 {
		for n := len(letters) - 1; n <= len(letters)+1; n++ {
			for _, other := range w.size[n] {
				if len(out) < most && persian.OneSlip(letters, other) && !slices.Contains(out, string(other)) {
					out = append(out, string(other))
				}
			}
		}
	}
	if len(out) > most {
		out = out[:most]
	}
	return out
}

// Guess is what a misspelt text may have meant.
type Guess struct {
	Match string     // the full-text query
	words [][]string // what each word may stand for
}

// Guess reads a text as misspelt. ok is false when no word of it may have
// meant another.
func (w *Words) Guess(tx *db.Tx, ways [][]string) (g Guess, ok bool, err error) {
	if len(ways) == 0 || !slices.ContainsFunc(ways[0], worth) {
		return g, false, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.read(tx); err != nil {
		return g, false, err
	}
	var all []string
	for _, word := range ways[len(ways)-1] {
		any := []string{phrase(word) + "*"}
		var meant []string
		if worth(word) {
			for _, other := range w.near(word) {
				if other != word {
					meant, ok = append(meant, other), true
					any = append(any, phrase(other))
				}
			}
		}
		g.words = append(g.words, append(meant, word))
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	g.Match = strings.Join(all, " AND ")
	return g, ok, nil
}

// Said is the text as the name of a hit says it.
func (g Guess) Said(name string) string {
	words := persian.Words(name)
	var out []string
	for _, any := range g.words {
		said := any[len(any)-1]
		for _, w := range words {
			if slices.Contains(any, w) {
				said = w
				break
			}
		}
		out = append(out, said)
	}
	return strings.Join(out, " ")
}

// Alike tells whether two names are the same but for the order of their words
// and how they are spelt.
func Alike(a, b string) bool {
	key := func(name string) string {
		var words []string
		for _, w := range strings.Fields(persian.Fold(name)) {
			words = append(words, persian.Sound(w))
		}
		slices.Sort(words)
		return strings.Join(words, "")
	}
	return key(a) == key(b)
}

// Near gives, for each word of a name, itself and the words said alike.
func (w *Words) Near(tx *db.Tx, name string) (match string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.read(tx); err != nil {
		return "", err
	}
	var all []string
	for _, word := range strings.Fields(persian.Fold(name)) {
		for _, piece := range slices.Concat(persian.Queries(word)...) {
			any := []string{phrase(piece)}
			for _, other := range w.sound[persian.Sound(piece)] {
				if other != piece && len(any) < most {
					any = append(any, phrase(other))
				}
			}
			all = append(all, "("+strings.Join(any, " OR ")+")")
		}
	}
	return strings.Join(all, " AND "), nil
}
