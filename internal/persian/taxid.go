package persian

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrTaxID refuses to build a tax identifier from parts that cannot be in one.
var ErrTaxID = errors.New("persian: no tax identifier from these parts")

// MaxTaxSerial is the largest serial that a tax identifier can carry.
const MaxTaxSerial = 999_999_999_999

// TaxID builds the 22 characters of an invoice's شماره منحصربه‌فرد مالیاتی:
// the memory's id (6 of A–Z, 0–9), the days since 1970 in UTC and the serial
// in hexadecimal, a Verhoeff digit. Use the instant that the document bears:
// before 03:30 in Tehran it is still the day before. The serial (from 1)
// ascends for each memory and never starts again.
func TaxID(memoryID string, issued time.Time, serial int64) (string, error) {
	ms := issued.UnixMilli()
	if ms < 0 || !TaxMemoryID(memoryID) || serial < 1 || serial > MaxTaxSerial {
		return "", ErrTaxID
	}
	days := ms / 86_400_000
	if days > 999_999 {
		return "", ErrTaxID
	}
	var id strings.Builder
	for _, c := range memoryID {
		if c <= '9' {
			id.WriteRune(c)
		} else {
			fmt.Fprintf(&id, "%d", c)
		}
	}
	digits := fmt.Sprintf("%s%06d%012d", id.String(), days, serial)
	return fmt.Sprintf("%s%05X%010X%c", memoryID, days, serial, VerhoeffDigit(digits)), nil
}

// TaxMemoryOf is the id of the memory that a tax identifier was built under.
func TaxMemoryOf(taxID string) string { return taxID[:6] }

// TaxMemoryID tells whether text can be a tax memory's id: 6 of A–Z and 0–9.
func TaxMemoryID(text string) bool {
	for _, c := range text {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return len(text) == 6
}

// VerhoeffDigit is the check digit, '0' to '9', that follows digits.
func VerhoeffDigit(digits string) byte {
	return "0432156789"[verhoeff(digits, 1)]
}

// VerhoeffValid tells whether digits end in their own check digit.
func VerhoeffValid(digits string) bool { return digits != "" && verhoeff(digits, 0) == 0 }

// verhoeff runs the digits from the right through the permutation and the
// multiplication of the dihedral group D5; shift leaves room for a check digit.
func verhoeff(digits string, shift int) byte {
	var c byte
	for i := len(digits) - 1; i >= 0; i-- {
		n := digits[i] - '0'
		for range (len(digits) - 1 - i + shift) % 8 {
			n = verhoeffStep[n]
		}
		c = verhoeffTimes[c][n]
	}
	return c
}

var verhoeffStep = [10]byte{1, 5, 7, 6, 2, 8, 3, 0, 9, 4}

var verhoeffTimes = [10][10]byte{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
	{1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
	{2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
	{3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
	{4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
	{5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
	{6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
	{7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
	{8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
	{9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
}
