package pdf

import "sync"

// memo remembers what was costly to make: a shop prints the same document in
// several forms, looks at it and prints it again. It is small and forgets all
// when it is full; what it gives is shared and must not be changed.
type memo[K comparable, V any] struct {
	sync.Mutex
	known map[K]V
}

const memoSize = 64

// get gives what is known of the key, or makes it. Two who ask at once may
// both make it; errors are not remembered.
func (m *memo[K, V]) get(key K, make func() (V, error)) (V, error) {
	m.Lock()
	v, ok := m.known[key]
	m.Unlock()
	if ok {
		return v, nil
	}
	v, err := make()
	if err != nil {
		return v, err
	}
	m.Lock()
	defer m.Unlock()
	if m.known == nil || len(m.known) >= memoSize {
		m.known = map[K]V{}
	}
	m.known[key] = v
	return v, nil
}
