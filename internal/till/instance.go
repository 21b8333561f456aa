package till

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// instanceFile holds the token that local_device must agree with. It is not in
// any backup, so a restored file is told from the one that went on.
const instanceFile = "instance"

func (r *Room) readInstance() (string, error) {
	text, err := os.ReadFile(filepath.Join(r.dir, instanceFile))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("instance token: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// newInstance puts a fresh token beside the file, on disk before it is
// committed: a crash between the two makes one incarnation more, never two
// with the same numbers.
func (r *Room) newInstance() (string, error) {
	raw := make([]byte, 16)
	if _, err := io.ReadFull(r.j.DB.Rand(), raw); err != nil {
		return "", err
	}
	token := hex.EncodeToString(raw)
	path := filepath.Join(r.dir, instanceFile)
	f, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return "", fmt.Errorf("instance token: %w", err)
	}
	_, werr := fmt.Fprintln(f, token)
	if err := errors.Join(werr, f.Sync(), f.Close()); err != nil {
		return "", fmt.Errorf("instance token: %w", err)
	}
	return token, os.Rename(path+".new", path)
}
