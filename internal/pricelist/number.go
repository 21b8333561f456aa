package pricelist

import (
	"errors"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
)

// said is what is said of money, in a cell, a heading or a title.
type said struct {
	unit    money.Unit
	scale   int64 // thousand, million …; 0 is not said
	foreign bool  // a currency that is not ours
}

// or is what is said here, else there. Where the unit is said here, a scale
// there is not meant: «۱۲٬۵۰۰ تومان» under «هزار ریال».
func (s said) or(o said) said {
	if s.unit != "" || s.foreign {
		return s
	}
	s.unit, s.foreign = o.unit, o.foreign
	if s.scale == 0 {
		s.scale = o.scale
	}
	return s
}

func (s said) nothing() bool { return s == said{} }

// symbols are signs of money, as words.
var symbols = strings.NewReplacer("﷼", " rial ", "US$", " usd ", "$", " usd ", "€", " eur ", "£", " gbp ", "¥", " cny ", "₺", " try ", "₽", " rub ", "₹", " inr ")

// hears takes a word into s; it is false for one that isn't about money.
func (s *said) hears(word string) bool {
	scale := int64(0)
	switch {
	case known.has("toman", word):
		s.unit = money.InToman
	case known.has("rial", word):
		s.unit = money.InRial
	case known.has("foreign", word):
		s.foreign = true
	case known.has("thousand", word):
		scale = 1_000
	case known.has("million", word):
		scale = 1_000_000
	case known.has("billion", word):
		scale = 1_000_000_000
	default:
		return false
	}
	if scale > 0 {
		s.scale = max(s.scale, 1) * scale // هزار میلیارد
		if s.scale > 1e15 {
			s.scale = 1e15
		}
	}
	return true
}

// moneyWords takes the words about money out of a heading: «قیمت (به هزار تومان)».
func moneyWords(text string) (rest string, s said) {
	var kept []string
	for _, w := range strings.FieldsFunc(symbols.Replace(text), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]،,", r) }) {
		if !s.hears(squeeze(w)) {
			kept = append(kept, w)
		}
	}
	if s.nothing() {
		return text, s
	}
	kept = slices.DeleteFunc(kept, func(w string) bool { return len(kept) > 1 && known.has("in", squeeze(w)) })
	return strings.Join(kept, " "), s
}

// onlyMoney reads a cell that says nothing but a unit, scale or currency; it
// is false for another («کیلوگرم») and for an empty one.
func onlyMoney(text string) (said, bool) {
	rest, s := moneyWords(persian.Tidy(text))
	return s, !s.nothing() && squeeze(rest) == ""
}

// nothing tells whether a cell is a way to leave it empty: a dash, a stroke.
func nothing(text string) bool {
	if strings.Trim(text, " -–—−ـ_./*\u00a0\u200c") == "" {
		return true
	}
	return len(text) < 20 && known.has("nothing", squeeze(text))
}

// What parts thousands, and what may part them or be a decimal point.
const (
	groupSigns = ",\u066c\u060c'\u2019 \u00a0\u2009\u202f"
	pointSigns = "./\u066b"
)

func isPoint(r rune) bool { return strings.ContainsRune(pointSigns, r) }
func isGroup(r rune) bool { return strings.ContainsRune(groupSigns, r) }

// figure is a cell that should hold a price: its number as it is written, and
// what the cell itself says of it.
type figure struct {
	text    string // digits, and the signs between them
	own     said
	number  bool // a spreadsheet's own number
	dressed bool // its format alone shows a currency that is not ours: so do templates
}

// How spreadsheets write numbers: too long for a cell, and with the noise of
// binary fractions.
var (
	scientific = regexp.MustCompile(`^-?[0-9](?:\.([0-9]+))?[eE]\+?([0-9]{1,2})$`)
	noisy      = regexp.MustCompile(`^-?[0-9]+\.[0-9]{10,}$`)
	numeric    = regexp.MustCompile("^[0-9]+(?:[" + pointSigns + groupSigns + "][0-9]+)*$")
)

// readFigure takes a price apart: «۱۲٬۵۰۰ تومان», "12500toman", "12.500/-". It
// is false for what is no number with words about money around it.
func readFigure(c sheet.Cell) (figure, bool) {
	text := whole(persian.LatinDigits(persian.Tidy(c.Text)), false)
	f := figure{number: c.Number || scientific.MatchString(persian.LatinDigits(persian.Tidy(c.Text)))}
	text, sum := summed(text)
	if sum { // what the heading counts in is not meant any more
		f.own.scale = 1
	}
	text = strings.TrimSuffix(strings.TrimSuffix(symbols.Replace(text), "/-"), "/=")
	isDigit := func(r rune) bool { return '0' <= r && r <= '9' }
	from, to := strings.IndexFunc(text, isDigit), strings.LastIndexFunc(text, isDigit)
	if from < 0 {
		return f, false
	}
	before, after := strings.TrimSpace(text[:from]), strings.TrimSpace(text[to+1:])
	if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") { // how bookkeepers write less than nothing
		before, after = strings.TrimSuffix(before, "(")+"-", strings.TrimPrefix(after, ")")
	}
	minus := ""
	if rest, ok := cutSign(before); ok {
		before, minus = rest, "-"
	}
	for _, w := range strings.FieldsFunc(before+" "+after, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]:،", r) }) {
		word, unit := squeeze(w), f.own.unit
		if word == "" && strings.Trim(w, "-–=.") != "" || word != "" && !f.own.hears(word) && !known.has("price word", word) {
			return f, false
		}
		if unit != "" && f.own.unit != unit { // «ریال تومان»
			return f, false
		}
	}
	if strings.Contains(c.Format, "%") {
		return f, false
	}
	shown, ok := onlyMoney(strings.ReplaceAll(c.Format, sheet.Currency, " "))
	if !ok && strings.Contains(c.Format, sheet.Currency) { // one that we don't know is not ours
		shown, ok = said{foreign: true}, true
	}
	if ok {
		if f.dressed = shown.foreign; !shown.foreign && shown.scale == 0 {
			f.own = f.own.or(shown)
		}
	}
	f.text = minus + text[from:to+1]
	return f, numeric.MatchString(text[from : to+1])
}

func cutSign(text string) (string, bool) {
	for _, sign := range []string{"-", "−"} {
		if rest, ok := strings.CutSuffix(text, sign); ok {
			return rest, true
		}
	}
	return text, false
}

// points is how a column's numbers use a sign that may be a decimal point or
// part thousands.
type points struct {
	thousands, decimals int // cells that look like 12.500, and those that can't be thousands
}

// threes is a number with three digits after each point: "12.500", which some
// write for 12 500 and others for 12.5.
var threes = regexp.MustCompile("^-?[0-9]{1,3}(?:[" + pointSigns + "][0-9]{3})+$")

// see counts a cell in. A spreadsheet's own number has a decimal point, and
// where a scale is said («1.8» میلیون) a fraction is what is meant: they tell
// nothing of the others.
func (p *points) see(f figure, scale int64) {
	if f.number || scale > 1 || !strings.ContainsAny(f.text, pointSigns) || strings.ContainsAny(f.text, groupSigns) {
		return
	}
	if threes.MatchString(f.text) {
		p.thousands++
	} else {
		p.decimals++
	}
}

// plainNumber writes a number with nothing but a decimal point. "12.500" alone
// can't be told; it is twelve thousand five hundred where every pointed cell of
// the column has three digits after each point, because nobody writes all
// prices of a list with exactly three decimals (a toman has one, a rial none).
// Where a cell of the column shows that points are decimals, it is refused.
func (f figure) plainNumber(p points, scale int64) (string, error) {
	text := f.text
	bad := errs.At("price", "invalid_amount")
	if f.number {
		return text, nil
	}
	dots, groups := 0, 0
	for _, r := range text {
		if isPoint(r) {
			dots++
		} else if isGroup(r) {
			groups++
		}
	}
	last := strings.LastIndexFunc(text, func(r rune) bool { return isPoint(r) || isGroup(r) })
	switch {
	case dots+groups == 0:
		return text, nil
	case dots == 0 && groups == 1 && scale > 1 && !grouped.MatchString(text): // 1,5 میلیون
		return digitsOnly(text[:last]) + "." + digitsOnly(text[last:]), nil
	case dots == 0:
		if !grouped.MatchString(text) {
			return "", bad
		}
		return digitsOnly(text), nil
	case groups == 0 && scale > 1 && dots == 1: // 1.800 میلیون
		return digitsOnly(text[:last]) + "." + digitsOnly(text[last:]), nil
	case groups == 0 && threes.MatchString(text):
		if dots == 1 && p.decimals > 0 {
			return "", bad
		}
		return digitsOnly(text), nil
	case groups == 0 && dots == 1:
		return digitsOnly(text[:last]) + "." + digitsOnly(text[last:]), nil
	}
	// both: the last sign is the decimal one, those before it part thousands
	head, tail := text[:last], digitsOnly(text[last:])
	if !grouped.MatchString(head) && strings.ContainsFunc(head, func(r rune) bool { return isPoint(r) || isGroup(r) }) {
		return "", bad
	}
	if r := []rune(text[last:])[0]; isPoint(r) && dots > 1 || isGroup(r) && groups > 1 {
		return "", bad // 1.250,000.000
	}
	return digitsOnly(head) + "." + tail, nil
}

// grouped is a number whose thousands are parted by one sign or another.
var grouped = regexp.MustCompile("^-?[0-9]{1,3}(?:[" + pointSigns + groupSigns + "][0-9]{3})+$")

// digitsOnly drops what parts the digits; a minus at the front stays.
func digitsOnly(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// A price of a million and more has all its digits; where a heading or another
// cell says «میلیون» beside it, one of the two is wrong.
var allDigits = big.NewRat(1_000_000, 1)

const errScaleUnclear errs.Code = "scale_unclear"

// rial is the price in rial; s is all that is said of it.
func (f figure) rial(p points, s said) (money.Rial, error) {
	plain, err := f.plainNumber(p, s.scale)
	if err != nil {
		return 0, err
	}
	if s.foreign {
		return 0, errs.At("price", "foreign_currency")
	}
	if s.scale > 1 {
		n, ok := new(big.Rat).SetString(plain)
		if !ok {
			return 0, errs.At("price", "invalid_amount")
		}
		if f.own.scale == 0 && n.Cmp(allDigits) >= 0 {
			return 0, errs.At("price", errScaleUnclear)
		}
		plain = strings.TrimSuffix(strings.TrimRight(n.Mul(n, new(big.Rat).SetInt64(s.scale)).FloatString(6), "0"), ".")
	}
	unit := s.unit
	if unit == "" {
		unit = money.InToman // what is no number in it is refused for itself, and doesn't make us ask
	}
	r, err := money.ParseAmount(plain, unit)
	switch {
	case errors.Is(err, money.ErrPrecision):
		return 0, errs.At("price", "too_precise")
	case errors.Is(err, money.ErrRange):
		return 0, errs.At("price", "out_of_range")
	case err != nil:
		return 0, errs.At("price", "invalid_amount")
	case r < 0:
		return 0, errs.At("price", "price")
	case s.unit == "" && r != 0: // nothing is nothing in both
		return 0, errs.At("price", errNeedsUnit)
	}
	return r, nil
}

// whole writes a spreadsheet's number out. A key needs all of its digits to be
// there; one whose digits were dropped stays as it is.
func whole(text string, key bool) string {
	if m := scientific.FindStringSubmatch(text); m != nil {
		if exponent, _ := strconv.Atoi(m[2]); key && len(m[1]) < exponent {
			return text
		}
	} else if key || !noisy.MatchString(text) {
		return text
	}
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(n.FloatString(6), "0"), ".")
}

// counted reads a quantity; a word may stand beside it («متر 4»), which is then
// its unit.
func counted(c sheet.Cell) (q money.Quantity, unit string, err error) {
	text := whole(persian.Tidy(c.Text), false)
	isDigit := func(r rune) bool { return unicode.IsDigit(r) }
	from, to := strings.IndexFunc(text, isDigit), strings.LastIndexFunc(text, isDigit)
	if from >= 0 {
		_, width := decode(text[to:])
		before, after := strings.TrimSpace(text[:from]), strings.TrimSpace(text[to+width:])
		word := strings.TrimSpace(before + after)
		if (before == "" || after == "") && word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '\u200c' }) {
			unit, text = word, text[from:to+width]
		}
	}
	if q, err = money.ParseQuantity(text); err != nil {
		return 0, "", errs.At("stock", "quantity")
	}
	return q, unit, nil
}

func decode(text string) (rune, int) {
	for i, r := range text {
		if i > 0 {
			return r, i
		}
	}
	return 0, len(text)
}
