package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// measurePDF measures a 20-line Persian invoice against the same page in gofpdf's
// Latin core font. Both are the benchmarks of internal/invoice.
func measurePDF() {
	cmd := exec.Command("go", "test", "-run", "^$", "-bench", "Page", "-benchtime", "200x", "-count", fmt.Sprint(*rounds), "./internal/invoice")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	must(err)
	times := map[string][]float64{}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		if f := strings.Fields(lines.Text()); len(f) > 2 && strings.HasPrefix(f[0], "Benchmark") {
			ns, err := strconv.ParseFloat(f[2], 64)
			must(err)
			name, _, _ := strings.Cut(strings.TrimPrefix(f[0], "Benchmark"), "-")
			times[name] = append(times[name], ns/1e6)
		}
	}
	ours, core := median(times["PersianPage"]), median(times["CoreFontPage"])
	fmt.Printf("a 20-line PDF: Persian %.2f ms, core font %.2f ms, ratio %.2f\n", ours, core, ours/core)
}
