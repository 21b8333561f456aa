package pdf

import (
	"errors"
	"strings"
)

// What a bar code can be too much, or too strange, for.
var errBarcode = errors.New("pdf: a bar code of something else than Latin letters, digits and signs")

// eanDigits are the left-hand patterns of EAN-13, as widths of white and black;
// eanParity says by the first digit which of the six left digits are mirrored.
var (
	eanDigits = [10]string{"3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"}
	eanParity = [10]string{"000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"}
)

// patterns128 are the symbols of Code 128, as widths of black and white.
var patterns128 = strings.Fields(
	"212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 " +
		"113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 " +
		"212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 " +
		"113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 " +
		"314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 " +
		"241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 " +
		"214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 " +
		"211232 2331112")

// The symbols of Code 128 that are no text.
const (
	start128B = 104
	start128C = 105
	stop128   = 106
)

// Barcode is the widths of a code's bars: black, white, black …
type Barcode struct {
	Widths []int
	EAN    bool
}

// Modules is how many of its thinnest bars a code is wide, with the white that
// must stand before and after it.
func (b Barcode) Modules() int {
	n := 2 * b.quiet()
	for _, w := range b.Widths {
		n += w
	}
	return n
}

func (b Barcode) quiet() int {
	if b.EAN {
		return 11
	}
	return 10
}

// EncodeBarcode makes an EAN-13 of thirteen digits whose check digit is right,
// and a Code 128 of anything else in Latin letters, digits and signs.
func EncodeBarcode(content string) (Barcode, error) {
	if ean13(content) {
		return encodeEAN(content), nil
	}
	return encode128(content)
}

func digitsOnly(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func ean13(s string) bool {
	if len(s) != 13 || !digitsOnly(s) {
		return false
	}
	sum := 0
	for i := range 13 {
		sum += int(s[i]-'0') * (1 + i%2*2)
	}
	return sum%10 == 0
}

func encodeEAN(s string) Barcode {
	b := Barcode{EAN: true, Widths: []int{1, 1, 1}}
	add := func(pattern string, mirrored bool) {
		for i := range 4 {
			at := i
			if mirrored {
				at = 3 - i
			}
			b.Widths = append(b.Widths, int(pattern[at]-'0'))
		}
	}
	for i := 1; i <= 6; i++ {
		add(eanDigits[s[i]-'0'], eanParity[s[0]-'0'][i-1] == '1')
	}
	b.Widths = append(b.Widths, 1, 1, 1, 1, 1)
	for i := 7; i <= 12; i++ {
		add(eanDigits[s[i]-'0'], false)
	}
	b.Widths = append(b.Widths, 1, 1, 1)
	return b
}

func encode128(s string) (Barcode, error) {
	var symbols []int
	if len(s)%2 == 0 && digitsOnly(s) {
		symbols = append(symbols, start128C)
		for i := 0; i < len(s); i += 2 {
			symbols = append(symbols, int(s[i]-'0')*10+int(s[i+1]-'0'))
		}
	} else {
		symbols = append(symbols, start128B)
		for i := range len(s) {
			if s[i] < ' ' || s[i] > '~' {
				return Barcode{}, errBarcode
			}
			symbols = append(symbols, int(s[i]-' '))
		}
	}
	if len(symbols) == 1 {
		return Barcode{}, errBarcode
	}
	check := symbols[0]
	for i, v := range symbols[1:] {
		check += (i + 1) * v
	}
	var b Barcode
	for _, v := range append(symbols, check%103, stop128) {
		for _, w := range patterns128[v] {
			b.Widths = append(b.Widths, int(w-'0'))
		}
	}
	return b, nil
}

// Bars draws a code in the middle of a width, each module of a thickness; its
// quiet white is part of the width.
func (d *Doc) Bars(x, y, width, height, module float64, b Barcode, c Color) {
	at := x + (width-float64(b.Modules())*module)/2 + float64(b.quiet())*module
	for i, w := range b.Widths {
		if i%2 == 0 {
			d.Rect(at, y, float64(w)*module, height, Box{Filled: true, Fill: c})
		}
		at += float64(w) * module
	}
}
