package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// side is one server and what it is asked.
type side struct {
	name    string
	addr    string
	request func(*rand.Rand) []byte // a whole HTTP request
	good    int                     // the status of success
}

// figures of a side, one a round: requests a second, answer times, and the
// server's own work for one, which a busy machine swings less than the rest.
type figures struct{ rate, p50, p99, work []float64 }

// servers are the processes that were started, by their address.
var servers = map[string]int{}

// compare lets the sides take turns and prints each one's medians, and ours
// (the first) against the others.
func compare(title string, callers int, sides ...side) {
	all := make([]figures, len(sides))
	for range *rounds {
		for i, s := range sides {
			before := worked(s.addr)
			lat, seconds := load(s, callers, *each)
			all[i].work = append(all[i].work, float64((worked(s.addr)-before).Microseconds())/float64(len(lat)))
			all[i].rate = append(all[i].rate, float64(len(lat))/seconds)
			all[i].p50 = append(all[i].p50, ms(lat, .5))
			all[i].p99 = append(all[i].p99, ms(lat, .99))
		}
	}
	for i, f := range all {
		fmt.Printf("%-22s %3d callers  %-10s %8.0f/s (%.0f to %.0f)  p50 %.2f ms  p99 %.2f ms  CPU %.0f µs\n", title, callers, sides[i].name,
			median(f.rate), slices.Min(f.rate), slices.Max(f.rate), median(f.p50), median(f.p99), median(f.work))
	}
	for i := 1; i < len(sides); i++ {
		fmt.Printf("%-22s %3d callers  ours is %.2f of the rate of %s, p50 %.2f, p99 %.2f and CPU %.2f times\n", title, callers,
			median(all[0].rate)/median(all[i].rate), sides[i].name,
			median(all[0].p50)/median(all[i].p50), median(all[0].p99)/median(all[i].p99), median(all[0].work)/median(all[i].work))
	}
}

// worked is the processor time that a server has had; 0 where there is no
// /proc to tell.
func worked(addr string) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", servers[addr]))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	var user, system int64
	if f := strings.Fields(rest); len(f) > 12 {
		_, _ = fmt.Sscan(f[11], &user)
		_, _ = fmt.Sscan(f[12], &system)
	}
	return time.Duration(user+system) * 10 * time.Millisecond // ticks of a hundredth
}

// load asks for so long with so many callers and gives each answer's time.
// The callers share the machine with the server, so they do little: one
// connection each, and requests that are bytes already.
func load(s side, callers int, long time.Duration) (all []time.Duration, seconds float64) {
	times := make([][]time.Duration, callers)
	var wg sync.WaitGroup
	start := time.Now()
	for w := range callers {
		wg.Go(func() {
			r := rand.New(rand.NewSource(int64(w) + start.UnixNano()))
			conn, err := net.Dial("tcp", s.addr)
			must(err)
			defer conn.Close()
			in := bufio.NewReader(conn)
			for time.Since(start) < long {
				text := s.request(r)
				at := time.Now()
				_, err := conn.Write(text)
				must(err)
				answer, err := http.ReadResponse(in, nil)
				must(err)
				body, err := io.ReadAll(answer.Body)
				must(err)
				times[w] = append(times[w], time.Since(at))
				if answer.StatusCode != s.good {
					log.Fatalf("%s answered %d: %.300s", s.name, answer.StatusCode, body)
				}
			}
		})
	}
	wg.Wait()
	return slices.Concat(times...), time.Since(start).Seconds()
}

// request is a whole HTTP request as bytes.
func request(method, addr, path, token string, body []byte) []byte {
	b := make([]byte, 0, 300+len(body))
	b = fmt.Appendf(b, "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n", method, path, addr)
	if token != "" {
		b = fmt.Appendf(b, "Authorization: Bearer %s\r\n", token)
	}
	if body != nil {
		b = fmt.Appendf(b, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(body))
	}
	return append(append(b, "\r\n"...), body...)
}

// shop is a served shop of our own.
type shop struct {
	addr, token string
	process     *os.Process
	stop        func()
}

const password = "a long bench password"

// openShop sets a shop up in a folder of this name, serves it and signs in.
func openShop(name string) shop {
	data := filepath.Join(*dir, name)
	env := append(os.Environ(), "PISHKHAN_KEYS="+data+"-keys")
	setup := exec.Command(*pishkhan, "setup", "--data", data, "--shop", "Bench", "--owner", "owner", "--password-stdin", "--lang", "en")
	setup.Env, setup.Stdin = env, strings.NewReader(password+"\n")
	if out, err := setup.CombinedOutput(); err != nil {
		log.Fatalf("setup: %v\n%s", err, out)
	}
	serve := exec.Command(*pishkhan, "serve", "--data", data, "--listen", "127.0.0.1:0")
	serve.Env = env
	s := shop{}
	s.addr, s.stop = start(serve)
	s.process = serve.Process
	var session struct{ Token string }
	s.call("POST", "/session", map[string]any{"user": "owner", "password": password}, &session)
	s.token = session.Token
	return s
}

// call asks the shop's API.
func (s shop) call(method, path string, body, into any) {
	text, err := json.Marshal(body)
	must(err)
	req, err := http.NewRequest(method, "http://"+s.addr+"/api"+path, bytes.NewReader(text))
	must(err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+s.token)
	res, err := http.DefaultClient.Do(req)
	must(err)
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	must(err)
	if res.StatusCode >= 300 {
		log.Fatalf("%s %s answered %d: %s", method, path, res.StatusCode, answer)
	}
	must(json.Unmarshal(answer, into))
}

var address = regexp.MustCompile(`http://([0-9.]+:[0-9]+)`)

// start runs a server and reads the address that it prints.
func start(cmd *exec.Cmd) (addr string, stop func()) {
	out, err := cmd.StdoutPipe()
	must(err)
	cmd.Stderr = os.Stderr
	must(cmd.Start())
	var seen []byte
	buf := make([]byte, 4096)
	for {
		n, err := out.Read(buf)
		seen = append(seen, buf[:n]...)
		if a := address.FindSubmatch(seen); a != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			servers[string(a[1])] = cmd.Process.Pid
			return string(a[1]), func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
		}
		if err != nil {
			log.Fatalf("no address: %s", seen)
		}
	}
}

// startAt runs a server that is told its address, until it answers at path.
func startAt(path string, command func(addr string) *exec.Cmd) (addr string, stop func()) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	addr = l.Addr().String()
	must(l.Close())
	cmd := command(addr)
	must(cmd.Start())
	for until := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if res, err := http.Get("http://" + addr + path); err == nil {
			_ = res.Body.Close()
			servers[addr] = cmd.Process.Pid
			return addr, func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
		} else if time.Now().After(until) {
			log.Fatal(err)
		}
	}
}

// peer builds one of the peers' programs; "" when its source or its modules
// can't be had, and then ours is measured without it.
func peer(module, pkg string) string {
	out := filepath.Join(*dir, filepath.Base(module+"-"+filepath.Base(pkg)))
	if _, err := os.Stat(out); err == nil {
		return out
	}
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", out, pkg)
	cmd.Dir = filepath.Join(*peers, module)
	if text, err := cmd.CombinedOutput(); err != nil {
		fmt.Printf("%s %s can't be built, ours is measured without it: %v\n%s", module, pkg, err, text)
		return ""
	}
	return out
}

// pocketBase serves a PocketBase that peers/pocketbase has filled: as it comes,
// or without its request log, as somebody who wants speed would run it.
func pocketBase(log string) (addr string, stop func()) {
	bin := peer("pocketbase", ".")
	if bin == "" {
		return "", func() {}
	}
	data := filepath.Join(*dir, "pocketbase-log-"+log)
	if _, err := os.Stat(data); err != nil {
		out, err := exec.Command(bin, "--dev=false", "shop-seed", "--customers", fmt.Sprint(seeded), "--dir", data).CombinedOutput()
		if err != nil {
			must(fmt.Errorf("%w\n%s", err, out))
		}
	}
	return startAt("/api/health", func(addr string) *exec.Cmd {
		cmd := exec.Command(bin, "--dev=false", "serve", "--http", addr, "--dir", data)
		cmd.Env = append(os.Environ(), "PB_LOGS="+log)
		return cmd
	})
}

// seeded is how many customers the peers are filled with.
const seeded = 100_000

func ms(lat []time.Duration, q float64) float64 {
	slices.Sort(lat)
	return float64(lat[int(q*float64(len(lat)-1))].Microseconds()) / 1000
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return x[len(x)/2]
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
