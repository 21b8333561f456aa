package shift

import (
	"fmt"
	"testing"
	"time"

	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/shop"
)

func TestADayPrintOnARollIsAsLongAsItsMoves(t *testing.T) {
	s := Whole{Shift: Shift{Number: "A-1", OpenedAt: time.Unix(0, 0)}, Totals: &Totals{}}
	for n := range 2_500 { // more than ten metres
		s.Moves = append(s.Moves, Move{Direction: Out, Amount: 10_000, Reason: fmt.Sprint("tea ", n)})
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		p, err := draw(s, shop.Shop{Name: "x", Unit: string(money.InToman)}, i18n.Load(""), i18n.Persian, Paper80, time.Unix(0, 0))
		switch {
		case errs.Is(err, pdf.FontsMissing):
		case err != nil:
			t.Error(err)
		case p.Pages() != 1 || p.Size().H < 10_000 || p.Size().H < p.y || p.Size().H > p.y+3*line:
			t.Errorf("%d pages, %v high for %v", p.Pages(), p.Size().H, p.y)
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Error("it never ends")
	}
}
