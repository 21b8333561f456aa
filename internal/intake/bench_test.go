package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/housetest"
	"pishkhan/internal/intake"
)

// BenchmarkThereAndBack takes long lists in and back again; for profiles.
func BenchmarkThereAndBack(b *testing.B) {
	const rows = 100_000
	var goods, people strings.Builder
	goods.WriteString("code,barcode,name,price (rial),stock\n")
	people.WriteString("name,phone,city\n")
	for i := range rows {
		fmt.Fprintf(&goods, "K%d,626%010d,لامپ رشته‌ای مدل %d شعلهٔ بزرگ,%d,%d\n", i, i, i, 1000+i, 1+i%50)
		fmt.Fprintf(&people, "مریم سلیمانی %d,0912%07d,تهران\n", i, i)
	}
	for name, list := range map[string]string{"goods": goods.String(), "customers": people.String()} {
		b.Run(name, func(b *testing.B) {
			h := housetest.New(b)
			for range b.N {
				at := time.Now()
				i := begin(b, h.Owner, list, nil)
				want(b, i, intake.Taken, fmt.Sprintf("%d new 0 changed 0 unchanged 0 refused", rows))
				b.ReportMetric(time.Since(at).Seconds(), "s-in")
				at = time.Now()
				if i = step(b, h.Owner, i.ID, "undo"); i.Undone != rows {
					b.Errorf("%+v", i)
				}
				b.ReportMetric(time.Since(at).Seconds(), "s-back")
			}
		})
	}
}
