package change

import (
	"slices"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// memory is what the writer remembers of the file between two operations. It
// is right for one epoch of the file, and the writer's goroutine alone has it.
type memory struct {
	known bool
	epoch uint64

	dev, shop string // this device and the shop, "" before there is one
	inc       int64

	seq, dseq, hlc int64 // the chain's head; dseq is 0 when another device or incarnation wrote it
	hash           []byte

	since int64            // the head when the epoch began: what came before may have touched anything
	moved map[string]int64 // table → its last record since

	body []byte // to encode the next record in
}

// remember gives the memory, read from the file again where it may be wrong.
func (tx *Tx) remember() (*memory, error) {
	m := tx.memory
	if m.known && m.epoch == tx.Epoch() {
		return m, nil
	}
	*m = memory{epoch: tx.Epoch(), moved: map[string]int64{}, body: m.body}
	if err := tx.Row([]any{&m.dev, &m.inc}, "SELECT dev, inc FROM local_device"); err != nil {
		return nil, err
	}
	var err error
	if m.shop, err = shopID(tx.Tx); err != nil {
		return nil, err
	}
	var dev string
	var inc int64
	err = tx.Row([]any{&m.seq, &dev, &inc, &m.dseq, &m.hlc, &m.hash},
		"SELECT seq, dev, inc, dseq, hlc, hash FROM local_change ORDER BY seq DESC LIMIT 1")
	if err != nil && !errs.Is(err, errs.NotFound) {
		return nil, err
	}
	if dev != m.dev || inc != m.inc {
		m.dseq = 0 // a new incarnation counts anew; the chain goes on
	}
	m.since, m.known = m.seq, true
	return m, nil
}

func shopID(tx *db.Tx) (id string, err error) {
	err = tx.Row([]any{&id}, "SELECT coalesce((SELECT id FROM shops LIMIT 1),'')")
	return id, err
}

// keepBody is the longest body whose memory is used again: a sale's, not an
// import's.
const keepBody = 64 << 10

// sealed notes that a record was written behind the head.
func (m *memory) sealed(r *Record, hash, body []byte) {
	m.seq, m.dseq, m.hlc, m.hash, m.shop = m.seq+1, r.DSeq, r.HLC, hash, r.Shop
	for i := range r.Ops {
		m.moved[r.Ops[i].Table] = m.seq
	}
	if m.body = body; cap(body) > keepBody {
		m.body = nil
	}
}

// Head is the number of the last record that this process wrote, or found when
// it started: whoever reads the file afterwards sees that record at least.
func (j *Journal) Head() int64 {
	seq, _ := j.Live.state()
	return seq
}

// Still tells whether nothing but the given tables can have been written since
// record number seq, by anybody: what was read from the others after Head said
// seq still holds.
func (tx *Tx) Still(seq int64, but ...string) (bool, error) {
	m, err := tx.remember()
	if err != nil || seq < m.since {
		return false, err
	}
	for table, at := range m.moved {
		if at > seq && !slices.Contains(but, table) {
			return false, nil
		}
	}
	return true, nil
}
