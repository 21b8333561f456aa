package pdf

import (
	"encoding/base64"
	"fmt"
	"strings"

	"rsc.io/qr/coding"
)

// quiet is the empty margin that a reader wants around a code, in squares.
const quiet = 4

// CodePicture is a QR code for a screen: the data URI of an SVG, dark on
// white in every theme, with its quiet margin.
func CodePicture(content string) (string, error) {
	code, err := codes.get(content, func() (*coding.Code, error) { return encodeQR(content) })
	if err != nil {
		return "", err
	}
	var b strings.Builder
	side := code.Size + 2*quiet
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><rect width="%d" height="%d" fill="#fff"/><path d="`, side, side, side, side)
	for row := range code.Size {
		for to := 0; to < code.Size; to++ {
			from := to
			for code.Black(to, row) {
				to++
			}
			if to > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, row+quiet, to-from, to-from)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(b.String())), nil
}
