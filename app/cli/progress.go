package cli

import (
	"fmt"
	"io"
	"os"
)

// progress is one line on a terminal that is written over and over while
// something takes its time; elsewhere (a file, a pipe) it says nothing.
type progress struct {
	w    io.Writer // nil where nobody looks
	last string
}

func (s *shell) progress() *progress {
	if f, ok := s.err.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &progress{w: f}
		}
	}
	return &progress{}
}

func (p *progress) say(line string) {
	if p.w == nil || line == p.last {
		return
	}
	p.last = line
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}

// done takes the line away.
func (p *progress) done() {
	if p.w != nil && p.last != "" {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.last = ""
	}
}
