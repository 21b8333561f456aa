package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// measureStart measures the time from starting the process to its first
// answer: a shop with a million sales, an empty one, and PocketBase with as
// many records; then what the program holds in memory, and its own size.
func measureStart() {
	large := filled(size{products: min(*products, 1000), customers: 0, sales: *sales})
	empty := filled(size{})
	serve := func(dir string) func(addr string) *exec.Cmd {
		dir, err := filepath.Abs(dir)
		must(err)
		return func(addr string) *exec.Cmd {
			cmd := exec.Command(*pishkhan, "serve", "--data", filepath.Join(dir, "shop"), "--listen", addr)
			cmd.Env = append(os.Environ(), "PISHKHAN_KEYS="+filepath.Join(dir, "keys"))
			return cmd
		}
	}
	type started struct {
		name    string
		command func(addr string) *exec.Cmd
		ms      []float64
	}
	sides := []*started{{name: fmt.Sprintf("%d sales", *sales), command: serve(large)}, {name: "empty", command: serve(empty)}}
	if bin := peer("pocketbase", "."); bin != "" {
		_, stop := servePocketBase(bin, *customers) // made if it must be
		stop()
		data, err := filepath.Abs(filepath.Join(cache(), fmt.Sprintf("pocketbase-c%d", *customers)))
		must(err)
		sides = append(sides, &started{name: "PocketBase", command: func(addr string) *exec.Cmd {
			cmd := exec.Command(bin, "--dev=false", "serve", "--http", addr, "--dir", data)
			cmd.Env = append(os.Environ(), "PB_LOGS=off")
			return cmd
		}})
	}
	for range 5 * *rounds {
		for _, s := range sides {
			s.ms = append(s.ms, firstAnswer(s.command))
		}
	}
	for _, s := range sides {
		fmt.Printf("start to first answer: %-16s %7.1f ms (%.1f to %.1f)\n", s.name, median(s.ms), slices.Min(s.ms), slices.Max(s.ms))
	}
	for _, s := range sides[1:] {
		fmt.Printf("start to first answer: ours with %s is %.2f of %s\n", sides[0].name, median(sides[0].ms)/median(s.ms), s.name)
	}
	for _, dir := range []string{empty, large} {
		fmt.Printf("serve, a minute after five sign-ins: %.1f MB resident (%s)\n", restingMB(dir), filepath.Base(dir))
	}
	info, err := os.Stat(*pishkhan)
	must(err)
	fmt.Printf("the binary without window: %.1f MB\n", float64(info.Size())/1e6)
}

// firstAnswer starts a server, asks until it answers, and ends it.
func firstAnswer(command func(addr string) *exec.Cmd) float64 {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	addr := l.Addr().String()
	must(l.Close())
	cmd := command(addr)
	start := time.Now()
	must(cmd.Start())
	for {
		res, err := http.Get("http://" + addr + "/api/health")
		if err == nil {
			_, err = io.Copy(io.Discard, res.Body)
			must(err)
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				break
			}
		}
		if time.Since(start) > time.Minute {
			log.Fatalf("%s gave no answer in a minute", cmd)
		}
		time.Sleep(time.Millisecond)
	}
	took := time.Since(start)
	must(cmd.Process.Signal(os.Interrupt)) // an orderly end: the next start must not recover
	_ = cmd.Wait()
	return float64(took.Microseconds()) / 1000
}

// restingMB serves a shop, signs in five times, waits a minute and reads what
// is resident.
func restingMB(dir string) float64 {
	s := serveFilled(dir)
	defer s.stop()
	for range 4 { // serveFilled was the first
		s.signIn(ownerName, ownerPassword)
	}
	time.Sleep(time.Minute)
	var kb float64
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Pid))
	if err != nil {
		fmt.Println("resident memory is only read on Linux")
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if _, err := fmt.Sscanf(line, "VmRSS: %f kB", &kb); err == nil {
			break
		}
	}
	return kb / 1000
}
