package credit

import (
	"fmt"

	"pishkhan/internal/bundle"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/serial"
)

// want is a line that is to be taken back.
type want struct {
	line     invoice.Line
	quantity money.Quantity
	goesTo   string
	pieces   []serial.Piece
}

// back is what came back before: of each line, of the invoice's rounding, and in
// all.
type back struct {
	lines    map[string]invoice.Line // sums, by the invoice's line
	rounding money.Rial
	total    money.Rial
	notes    int
}

// wanted reads which lines are to be taken back; everything wrong with them is
// named at its field.
func wanted(doc invoice.Invoice, before back, req Request) (out []want, err error) {
	to := req.GoesTo
	if to == "" {
		to = ToStock
	}
	if req.Kind != Return {
		if before.notes > 0 {
			return nil, errs.At("kind", "returned_before")
		}
		if len(req.Lines) > 0 {
			return nil, errs.At("lines", errs.Invalid)
		}
		for _, l := range doc.Lines {
			out = append(out, want{l, l.Quantity, to, l.Serials})
		}
		return out, nil
	}
	if len(req.Lines) == 0 {
		return nil, errs.At("lines", errs.Required)
	}
	sold := map[string]invoice.Line{}
	for _, l := range doc.Lines {
		sold[l.ID] = l
	}
	named := map[string]bool{}
	var list errs.List
	for i, l := range req.Lines {
		field := func(name string) string { return fmt.Sprintf("lines[%d].%s", i, name) }
		line, ok := sold[l.LineID]
		if !ok {
			list.Add(field("line_id"), errs.NotFound)
			continue
		}
		if named[l.LineID] {
			list.Add(field("line_id"), errs.Duplicate, "Value", line.Name)
			continue
		}
		named[l.LineID] = true
		q, err := money.ParseQuantity(l.Quantity)
		left := line.Quantity - before.lines[l.LineID].Quantity
		switch {
		case err != nil:
			list.Add(field("quantity"), "quantity")
		case q <= 0:
			list.Add(field("quantity"), "out_of_range")
		case q > left:
			list.Add(field("quantity"), "returned_over_sold", "Left", left)
		}
		pieces, err := serial.Back(line.Serials, l.Serials, q, left)
		if err != nil && q > 0 && q <= left {
			list = append(list, errs.All(errs.Under(fmt.Sprintf("lines[%d]", i), err))...)
		}
		if l.GoesTo == "" {
			l.GoesTo = to
		}
		out = append(out, want{line, q, l.GoesTo, pieces})
	}
	return out, list.Err()
}

// whole tells whether an amount is one in such coins.
func whole(amount, coin money.Rial) bool { return amount.RoundTo(coin) == amount }

// coinOf is the coin in which the parts of an invoice come back: those of
// today's drawer, whatever they were on the day of the sale. An invoice that
// isn't whole in them (nothing was rounded then) was paid to the toman or rial,
// and so it goes back.
func coinOf(doc invoice.Invoice, now money.Amount) money.Rial {
	for _, coin := range []money.Rial{now.Rial, now.Unit.Coin()} {
		if coin > 1 && whole(doc.Total, coin) {
			return coin
		}
	}
	return 1
}

// compute gives the figures of what comes back. Each is the part of the
// invoice's that belongs to all that came back by now, less what came back
// before: so that parts taken back one after another add up to the whole. All
// that came back by now is rounded to whole coins, as the invoice is: nobody can
// hand over less than one, and the last piece takes the rest. What comes after
// a note of broken coins, from before this was so, is broken by as much: the sum
// of all is what was paid.
func compute(doc invoice.Invoice, before back, wanted []want, coin money.Rial) (n Note, err error) {
	var all, most money.Rial // what came back by now of the lines' totals, and what there is
	for _, l := range doc.Lines {
		most += l.Total
		all += before.lines[l.ID].Total
	}
	for i, w := range wanted {
		old := before.lines[w.line.ID]
		part := func(of money.Rial) (money.Rial, error) {
			return of.Part(int64(old.Quantity+w.quantity), int64(w.line.Quantity))
		}
		l := Line{Line: w.line, LineID: w.line.ID, GoesTo: w.goesTo, bundle: len(w.line.Parts) > 0}
		l.ID, l.Row, l.Quantity, l.Serials = "", i+1, w.quantity, w.pieces
		if l.Parts, err = bundle.Share(w.line.Parts, old.Quantity, old.Quantity+w.quantity, w.line.Quantity); err != nil {
			return n, errs.At(fmt.Sprintf("lines[%d].quantity", i), "out_of_range")
		}
		var gross, discount, net, tax money.Rial
		for _, f := range []struct {
			to *money.Rial
			of money.Rial
		}{{&gross, w.line.Gross}, {&discount, w.line.Discount}, {&net, w.line.Net}, {&tax, w.line.Tax}} {
			if *f.to, err = part(f.of); err != nil {
				return n, errs.At(fmt.Sprintf("lines[%d].quantity", i), "out_of_range")
			}
		}
		l.Gross = gross - old.Gross
		l.Net = min(net-old.Net, l.Gross)
		l.Discount = min(max(discount-old.Discount, 0), l.Gross-l.Net)
		l.DiscountShare = l.Gross - l.Net - l.Discount
		l.Tax = tax - old.Tax
		l.Total = l.Net + l.Tax
		n.Lines = append(n.Lines, l)
		n.Gross += l.Gross
		n.Discount += l.Discount + l.DiscountShare
		n.Net += l.Net
		n.Tax += l.Tax
		all += l.Total
	}
	rounding := doc.Rounding // the whole of it where the lines come to nothing
	if most > 0 {
		if rounding, err = doc.Rounding.Part(int64(all), int64(most)); err != nil {
			return n, errs.At("lines", "out_of_range")
		}
	}
	n.Rounding = max(rounding-before.rounding, -n.Net-n.Tax)
	by := before.total + n.Net + n.Tax + n.Rounding
	n.Rounding = max(n.Rounding+by.RoundTo(coin)-by, -n.Net-n.Tax)
	n.Total = n.Net + n.Tax + n.Rounding
	return n, nil
}
