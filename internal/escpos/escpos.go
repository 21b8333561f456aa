// Package escpos speaks to roll printers: it turns a page of dots into the
// ESC/POS commands that nearly all of them know, and carries the commands to a
// network printer, a device of this computer, or a folder.
//
// It refuses to leave a person with "it doesn't print": every failure names
// its cause. It writes over no file, and opens as a device only what is one.
package escpos

import (
	"bytes"
	"image"
	"io"
)

// The widths of paper that printers print on, in dots of an eighth of a
// millimetre.
const (
	PerMM  = 8
	Wide80 = 576
	Wide58 = 384
)

// rows is how many rows of dots are sent at once: small printers have small
// memories.
const rows = 128

// Encode writes a page of black (below 128) and white dots: reset, the dots in
// bands, feed beyond the cutter, cut.
func Encode(page *image.Gray) []byte {
	var out bytes.Buffer
	out.WriteString("\x1b@")
	b := page.Bounds()
	wide := (b.Dx() + 7) / 8
	for top := b.Min.Y; top < b.Max.Y; top += rows {
		high := min(rows, b.Max.Y-top)
		out.Write([]byte{0x1d, 'v', '0', 0, byte(wide), byte(wide >> 8), byte(high), byte(high >> 8)})
		for y := top; y < top+high; y++ {
			row := make([]byte, wide)
			for x := range b.Dx() {
				if page.GrayAt(b.Min.X+x, y).Y < 128 {
					row[x/8] |= 0x80 >> (x % 8)
				}
			}
			out.Write(row)
		}
	}
	out.WriteString("\x1bd\x03\x1dVB\x00")
	return out.Bytes()
}

// Decode reads back what Encode wrote, as a printer would see it; io.ErrUnexpectedEOF
// where a band is cut off.
func Decode(data []byte) (*image.Gray, error) {
	var wide, high int
	var bits []byte
	for at := bytes.Index(data, []byte("\x1dv0\x00")); at >= 0; {
		data = data[at:]
		if len(data) < 8 {
			return nil, io.ErrUnexpectedEOF
		}
		w, h := int(data[4])|int(data[5])<<8, int(data[6])|int(data[7])<<8
		if len(data) < 8+w*h || wide != 0 && w != wide {
			return nil, io.ErrUnexpectedEOF
		}
		wide, high, bits = w, high+h, append(bits, data[8:8+w*h]...)
		data, at = data[8+w*h:], -1
		if bytes.HasPrefix(data, []byte("\x1dv0\x00")) {
			at = 0
		}
	}
	page := image.NewGray(image.Rect(0, 0, wide*8, high))
	for i := range page.Pix {
		if bits[i/8]&(0x80>>(i%8)) == 0 {
			page.Pix[i] = 255
		}
	}
	return page, nil
}
