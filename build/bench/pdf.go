package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// measurePDF measures a 20-line Persian invoice, and a hundred in one file,
// against the same pages in gofpdf's Latin core font (both are the benchmarks
// of internal/invoice), and against a Chromium that is already running.
func measurePDF() {
	test := filepath.Join(*dir, "invoice.test")
	if out, err := exec.Command("go", "test", "-c", "-o", test, "./internal/invoice").CombinedOutput(); err != nil {
		fmt.Printf("%s", out)
		must(err)
	}
	invoice := ""
	if bin := peer("pdf", "."); bin != "" {
		text, err := exec.Command(bin, "-json").Output()
		must(err)
		invoice = filepath.Join(*dir, "invoice.json")
		must(os.WriteFile(invoice, text, 0o600))
	}
	times, sizes, warm := map[string][]float64{}, map[string]string{}, []float64{}
	for range *rounds {
		readBenchmarks(test, times, sizes)
		if invoice != "" {
			warm = append(warm, chromium(invoice)...)
		}
	}
	ours, core := median(times["PersianPage"]), median(times["CoreFontPage"])
	fmt.Printf("a 20-line PDF: Persian %.2f ms, core font %.2f ms, ratio %.2f; %s KiB\n", ours, core, ours/core, sizes["PersianPage"])
	many, coreMany := 1e5/median(times["PersianHundred"]), 1e5/median(times["CoreFontHundred"])
	fmt.Printf("a hundred in one file: Persian %.0f pages/s, core font %.0f pages/s, ratio %.2f; %s KiB\n", many, coreMany, many/coreMany, sizes["PersianHundred"])
	if len(warm) > 0 {
		fmt.Printf("a 20-line PDF: warm Chromium %.1f ms, ours is 1/%.0f of it\n", median(warm), median(warm)/ours)
	}
}

// readBenchmarks runs each once and adds what it took, in milliseconds.
func readBenchmarks(test string, times map[string][]float64, sizes map[string]string) {
	cmd := exec.Command(test, "-test.run", "^$", "-test.bench", "Page|Hundred", "-test.benchtime", "1s")
	cmd.Dir, cmd.Stderr = "internal/invoice", os.Stderr
	out, err := cmd.Output()
	must(err)
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) < 3 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(f[0], "Benchmark"), "-")
		for i := 3; i < len(f); i += 2 {
			switch v := f[i-1]; f[i] {
			case "ns/op":
				ns, err := strconv.ParseFloat(v, 64)
				must(err)
				times[name] = append(times[name], ns/1e6)
			case "KiB":
				sizes[name] = v
			}
		}
	}
}

// chromium prints the peers' invoice some times and gives the milliseconds.
func chromium(invoice string) (times []float64) {
	node := exec.Command("node", "build/bench/chromium.mjs", *peers, invoice, "20")
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		fmt.Printf("no Chromium to compare with: %v\n", err)
		return nil
	}
	for _, line := range strings.Fields(string(out)) {
		v, err := strconv.ParseFloat(line, 64)
		must(err)
		times = append(times, v)
	}
	return times
}
