package intake

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"
	"sync"

	"pishkhan/internal/pricelist"
)

// Row is one row of an import, as people are shown it.
type Row struct {
	Row     int              `json:"row"`
	What    string           `json:"what" enum:"new,changed,unchanged,refused,kept"`
	Name    string           `json:"name"`
	Cells   []pricelist.Cell `json:"cells" doc:"What differs; of a new row all that is said"`
	Field   string           `json:"field" doc:"Of a refused row"`
	Code    string           `json:"code" doc:"Of a refused or kept row"`
	Message string           `json:"message" doc:"Its words"`
}

// block is how many rows stand together in the file.
const block = 256

// rows are those of a preview, in a temporary file: a list may have many, and
// customers among them. So the file is sealed with a key that nobody but this
// process has, and what a killed one leaves behind says nothing.
type rows struct {
	mu    sync.Mutex
	file  *os.File
	seal  cipher.AEAD
	whats []byte  // of each row, its first letter
	ends  []int64 // of each block that is in the file
	open  []Row   // the block that isn't yet
	err   error   // the first that went wrong
}

func newRows(dir string, rand io.Reader) (*rows, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	if _, err := io.ReadFull(rand, key); err != nil {
		return nil, err
	}
	c, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	seal, err := cipher.NewGCM(c)
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(dir, "preview-*")
	return &rows{file: f, seal: seal}, err
}

// drop takes the file away.
func (r *rows) drop() {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file != nil {
		_ = r.file.Close()
		_ = os.Remove(r.file.Name()) // what can't be removed is swept in a day
		r.file = nil
	}
}

// add keeps one row.
func (r *rows) add(c pricelist.Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return
	}
	row := Row{Row: c.Row, What: c.What, Name: c.Name, Cells: c.Cells}
	if c.Refused != nil {
		row.Field, row.Code, row.Message = c.Refused.Field, c.Refused.Code, c.Refused.Message
	}
	r.whats = append(r.whats, c.What[0])
	if r.open = append(r.open, row); len(r.open) == block {
		r.err = r.flush()
	}
}

// flush writes the open block; its number is its nonce.
func (r *rows) flush() error {
	plain, err := json.Marshal(r.open)
	if err != nil {
		return err
	}
	sealed := r.seal.Seal(nil, r.nonce(len(r.ends)), plain, nil)
	at := int64(0)
	if n := len(r.ends); n > 0 {
		at = r.ends[n-1]
	}
	if _, err := r.file.WriteAt(sealed, at); err != nil {
		return err
	}
	r.ends, r.open = append(r.ends, at+int64(len(sealed))), r.open[:0]
	return nil
}

func (r *rows) nonce(n int) []byte {
	return binary.BigEndian.AppendUint64(make([]byte, r.seal.NonceSize()-8), uint64(n))
}

// block reads one back.
func (r *rows) block(n int) (out []Row, err error) {
	if n == len(r.ends) {
		return r.open, nil
	}
	at := int64(0)
	if n > 0 {
		at = r.ends[n-1]
	}
	sealed := make([]byte, r.ends[n]-at)
	if _, err := r.file.ReadAt(sealed, at); err != nil {
		return nil, err
	}
	plain, err := r.seal.Open(nil, r.nonce(n), sealed, nil)
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(plain, &out)
	return out, err
}

var errGone = errors.New("the preview is gone")

// read gives up to limit rows of a kind (all kinds when what is empty) from the
// one with number from on, and the number to go on with; 0 at the end.
func (r *rows) read(what string, from, limit int) (out []Row, next int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return nil, 0, errGone
	}
	out = []Row{}
	var open []Row
	have := -1
	for i := from; i < len(r.whats); i++ {
		if what != "" && r.whats[i] != what[0] {
			continue
		}
		if len(out) == limit {
			return out, i, nil
		}
		if n := i / block; n != have {
			if open, err = r.block(n); err != nil {
				return nil, 0, err
			}
			have = n
		}
		out = append(out, open[i%block])
	}
	return out, 0, nil
}
