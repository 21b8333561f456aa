package pdf

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
)

// TestQRCodesAreThoseOfAnotherEncoder puts the other's mask on ours: all but
// the choice of the mask must be the same, module by module.
func TestQRCodesAreThoseOfAnotherEncoder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی A-1405/\n۰۱۲")
	for n := 1; n <= 251; n += 1 + r.IntN(3) {
		var text strings.Builder
		for text.Len() < n {
			text.WriteRune(letters[r.IntN(len(letters))])
		}
		content := text.String()
		ours, err := encodeQR(content)
		if len(content) > 251 {
			if err == nil {
				t.Fatalf("%d bytes were taken", len(content))
			}
			continue
		}
		if err != nil {
			t.Fatalf("%d bytes: %v", len(content), err)
		}
		img, err := qr.Encode(content, qr.M, qr.Unicode)
		if err != nil {
			t.Fatal(err)
		}
		theirs := grid{side: img.Bounds().Dx()}
		for y := range theirs.side {
			for x := range theirs.side {
				theirs.set(x, y, img.At(x, y) == color.Black)
			}
		}
		if theirs.side != ours.side {
			t.Fatalf("%d bytes: %d modules a side, theirs %d", len(content), ours.side, theirs.side)
		}
		f := frameOf((ours.side - 17) / 4)
		unmask := func(g grid) string {
			m := mask(g)
			told := grid{side: g.side} // where the mask is told
			g.format(m, func(x, y int, _ bool) { told.set(x, y, true) })
			var out strings.Builder
			for y := range g.side {
				fmt.Fprintf(&out, "%x\n", (g.rows[y]^f.masks[m].rows[y])&^told.rows[y])
			}
			return out.String()
		}
		if a, b := unmask(*ours), unmask(theirs); a != b {
			t.Fatalf("%d bytes: other modules\n%s\n%s", len(content), a, b)
		}
	}
}

// mask reads which mask a code says that it has, at both places.
func mask(g grid) int {
	for m := range 8 {
		same := true
		g.format(m, func(x, y int, dark bool) { same = same && g.rows[y]>>x&1 == 1 == dark })
		if same {
			return m
		}
	}
	return -1
}

func TestAMaskIsWeighedAsTheStandardSays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		g := grid{side: 17 + 4*(1+r.IntN(mostQR))}
		for y := range g.side {
			for x := range g.side {
				g.set(x, y, r.IntN(3) > 0)
			}
		}
		if got, want := g.penalty(), slowPenalty(g); got != want {
			t.Fatalf("side %d: %d, want %d", g.side, got, want)
		}
	}
}

// slowPenalty reads the four rules word by word.
func slowPenalty(g grid) (sum int) {
	at := func(x, y int) byte { return '0' + byte(g.rows[y]>>x&1) }
	dark := 0
	for _, turned := range []bool{false, true} {
		for y := range g.side {
			var line []byte
			for x := range g.side {
				if turned {
					line = append(line, at(y, x))
				} else {
					line = append(line, at(x, y))
				}
			}
			for from := 0; from < len(line); {
				to := from
				for to < len(line) && line[to] == line[from] {
					to++
				}
				if n := to - from; n >= 5 {
					sum += n - 2
				}
				from = to
			}
			for i := range len(line) - 10 {
				if s := string(line[i : i+11]); s == "10111010000" || s == "00001011101" {
					sum += 40
				}
			}
			if !turned {
				dark += strings.Count(string(line), "1")
			}
		}
	}
	for y := range g.side - 1 {
		for x := range g.side - 1 {
			if at(x, y) == at(x+1, y) && at(x, y) == at(x, y+1) && at(x, y) == at(x+1, y+1) {
				sum += 3
			}
		}
	}
	percent := 100 * float64(dark) / float64(g.side*g.side)
	return sum + int(max(percent-50, 50-percent)/5)*10
}
