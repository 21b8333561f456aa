package product

import (
	"strings"

	"pishkhan/internal/change"
)

// Difference is what differs between two states of a product, as it is
// stored: the columns before and after. Barcodes, which are rows of their own,
// stand in it as "barcodes", parted by line breaks.
func Difference(old, p Product) (was, became change.Row) {
	was, became = differences(p, old), differences(old, p)
	if !sameBarcodes(old, p) {
		was["barcodes"], became["barcodes"] = strings.Join(old.Barcodes, "\n"), strings.Join(p.Barcodes, "\n")
	}
	return was, became
}
