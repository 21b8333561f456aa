package network_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/network"
)

type object = map[string]any

// machine is a computer in a shop.
func machine() ([]string, []net.IP) {
	return []string{"till-pc", "till-pc.local"}, []net.IP{net.IPv4(192, 168, 1, 5), net.IPv4(8, 8, 8, 8)}
}

// free is a port that nobody has.
func free(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// answered is a house that lets the network in.
func answered(t *testing.T, change ...func(*app.Config)) (*housetest.House, network.State) {
	t.Helper()
	h := housetest.New(t, append(change, func(c *app.Config) { c.Machine = machine })...)
	t.Cleanup(h.OnNetwork(t.Context()))
	var s network.State
	h.Owner.Patch("/network", object{"on": true, "port": free(t)}).Want(http.StatusOK).JSON(&s)
	return h, s
}

// device is a tablet of the shop's network that trusts what it was given.
func device(s network.State, trusts *x509.CertPool) *http.Client {
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: trusts},
		ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.Port)))
		},
	}}
}

// trusting downloads the authority as a device does, at the warning.
func trusting(t *testing.T, s network.State) *x509.CertPool {
	t.Helper()
	careless := device(s, nil)
	careless.Transport.(*http.Transport).TLSClientConfig.InsecureSkipVerify = true
	a := do(t, careless, "GET", base(s)+"trust/pishkhan.crt", "")
	if a.StatusCode != 200 || a.Header.Get("Content-Type") != "application/x-x509-ca-cert" {
		t.Fatalf("the authority: %d %v", a.StatusCode, a.Header)
	}
	der, _ := io.ReadAll(a.Body)
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})) {
		t.Fatal("that is no certificate")
	}
	return pool
}

func base(s network.State) string { return "https://192.168.1.5:" + strconv.Itoa(s.Port) + "/" }

func do(t *testing.T, c *http.Client, method, url, body string, header ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
		r.Header.Set(header[i], header[i+1])
	}
	a, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Body.Close() })
	return a
}

// plain asks the door of this computer alone.
func plain(h *housetest.House, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	h.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestOffUntilTheOwnerSwitchesItOn(t *testing.T) {
	h := housetest.New(t, func(c *app.Config) { c.Machine = machine })
	defer h.OnNetwork(t.Context())()
	var s network.State
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&s)
	if s.On || s.Answering || s.Port != 7443 || s.Fingerprint != "" || len(s.Addresses) != 0 {
		t.Errorf("a new shop: %+v", s)
	}
	for _, role := range []actor.Role{actor.Manager, actor.Counter} {
		h.As(role).Patch("/network", object{"on": true}).Refused(http.StatusForbidden, "forbidden")
	}
	for _, port := range []int{0, 80, 1023, 65536, -1} {
		h.Owner.Patch("/network", object{"on": true, "port": port}).Refused(http.StatusUnprocessableEntity, "bad_port", "port")
	}
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&s)
	if s.On || s.Fingerprint != "" {
		t.Errorf("after refusals: %+v", s)
	}
}

func TestATabletSignsInOverTLSAndSeesWhatTheCounterSees(t *testing.T) {
	h, s := answered(t)
	if !s.On || !s.Answering || len(s.Addresses) != 1 || s.Addresses[0].URL != base(s) || !strings.HasPrefix(s.Addresses[0].Code, "data:image/svg+xml;base64,") {
		t.Fatalf("switched on: %+v", s)
	}
	tablet := device(s, trusting(t, s))
	a := do(t, tablet, "POST", base(s)+"api/session", `{"user":"owner","password":"`+housetest.Password+`"}`,
		"Content-Type", "application/json", "Origin", strings.TrimSuffix(base(s), "/"))
	body, _ := io.ReadAll(a.Body)
	if a.StatusCode != 200 || a.TLS.Version < tls.VersionTLS12 {
		t.Fatalf("sign-in: %d %s", a.StatusCode, body)
	}
	token := strings.Split(strings.SplitN(string(body), `"token":"`, 2)[1], `"`)[0]
	h.Owner.Post("/products", object{"name": "Lamp", "price": 1000}).Want(http.StatusCreated)
	a = do(t, tablet, "GET", base(s)+"api/products", "", "Authorization", "Bearer "+token)
	if body, _ = io.ReadAll(a.Body); a.StatusCode != 200 || !bytes.Contains(body, []byte("Lamp")) {
		t.Errorf("goods: %d %s", a.StatusCode, body)
	}
	if a = do(t, tablet, "GET", base(s)+"api/products", ""); a.StatusCode != 401 {
		t.Errorf("nobody signed in: %d", a.StatusCode)
	}
	h.Owner.Patch("/network", object{"on": false}).Want(http.StatusOK).JSON(&s)
	if s.On || s.Answering || len(s.Addresses) != 0 || s.Fingerprint == "" {
		t.Errorf("switched off: %+v", s)
	}
	tablet.CloseIdleConnections()
	if a, err := tablet.Get(base(s)); err == nil {
		t.Errorf("still answered: %d", a.StatusCode)
	}
}

func TestWhoDoesNotTrustTheShopIsNotAnswered(t *testing.T) {
	_, s := answered(t)
	stranger := device(s, x509.NewCertPool())
	if _, err := stranger.Get(base(s)); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("without the authority: %v", err)
	}
	if a, err := http.Get("http://127.0.0.1:" + strconv.Itoa(s.Port) + "/"); err == nil && a.StatusCode != 400 {
		t.Errorf("plain: %d", a.StatusCode)
	}
	// The authority vouches for the shop's own network and for nothing else.
	c, err := tls.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.Port)), &tls.Config{RootCAs: trusting(t, s), ServerName: "till-pc.local"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	leaf, authority := c.ConnectionState().PeerCertificates[0], c.ConnectionState().PeerCertificates[1]
	if leaf.VerifyHostname("8.8.8.8") == nil || leaf.VerifyHostname("192.168.1.5") != nil || leaf.VerifyHostname("till-pc") != nil {
		t.Errorf("the certificate is for %v %v", leaf.DNSNames, leaf.IPAddresses)
	}
	if !authority.PermittedDNSDomainsCritical || len(authority.PermittedIPRanges) == 0 || !authority.MaxPathLenZero {
		t.Error("the authority may vouch for anything")
	}
	if end := leaf.NotAfter.Sub(leaf.NotBefore); end > 398*24*time.Hour {
		t.Errorf("good for %v", end)
	}
}

func TestAForeignNameAndAForeignPageAreRefused(t *testing.T) {
	_, s := answered(t)
	tablet := device(s, trusting(t, s))
	for host, want := range map[string]int{
		"192.168.1.5": 200, "192.168.1.5:" + strconv.Itoa(s.Port): 200, "till-pc.local": 200, "TILL-PC": 200,
		"evil.example": 421, "192.168.1.6": 421, "192.168.1.5.evil.example": 421, "till-pc.local.evil.example": 421, "8.8.8.8": 421,
	} {
		for _, path := range []string{"", "api/health", "trust"} {
			if a := do(t, tablet, "GET", base(s)+path, "", "Host", host); (a.StatusCode == 421) != (want == 421) {
				t.Errorf("%s as %s: %d", path, host, a.StatusCode)
			}
		}
	}
	for _, origin := range []string{"https://evil.example", "null", "http://192.168.1.5", "https://192.168.1.5"} {
		if a := do(t, tablet, "POST", base(s)+"api/session", "{}", "Origin", origin); a.StatusCode != 403 {
			t.Errorf("from %s: %d", origin, a.StatusCode)
		}
	}
}

func TestThePlainDoorKeepsToItsOwnNames(t *testing.T) {
	h, s := answered(t)
	for _, host := range []string{"192.168.1.5", "till-pc.local"} {
		r, _ := http.NewRequest("GET", "http://"+host+":"+strconv.Itoa(s.Port)+"/api/health", nil)
		if got := plain(h, r); got.StatusCode != 421 {
			t.Errorf("%s without TLS: %d", host, got.StatusCode)
		}
	}
}

func TestThePageExplainsTrustInBothLanguages(t *testing.T) {
	h, s := answered(t)
	if len(s.Fingerprint) != 95 || s.Until == nil {
		t.Fatalf("%+v", s)
	}
	tablet := device(s, trusting(t, s))
	for lang, want := range map[string]string{"fa": "اثر انگشت", "en": "fingerprint"} {
		a := do(t, tablet, "GET", base(s)+"trust?lang="+lang, "")
		body, _ := io.ReadAll(a.Body)
		for _, text := range []string{`lang="` + lang + `"`, want, strings.Fields(s.Fingerprint)[3], "/trust/pishkhan.crt", "Safari"} {
			if !strings.Contains(string(body), text) {
				t.Errorf("%s: %q is missing", lang, text)
			}
		}
		if policy := a.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(string(body), "<script") {
			t.Errorf("%s: %s", lang, policy)
		}
	}
	// A device shows the next one where it is itself.
	a := do(t, tablet, "GET", base(s)+"trust?lang=en", "", "Host", "till-pc.local")
	if body, _ := io.ReadAll(a.Body); !strings.Contains(string(body), ">https://till-pc.local/<") || !strings.Contains(string(body), "data:image/svg") {
		t.Error("on a device the page has no code for the next")
	}
	// At the counter itself it shows the way.
	r, _ := http.NewRequest("GET", "http://127.0.0.1/trust", nil)
	if body, _ := io.ReadAll(plain(h, r).Body); !strings.Contains(string(body), base(s)) {
		t.Error("the counter's page has no address")
	}
	off := housetest.New(t)
	if got := plain(off, r.Clone(t.Context())); got.StatusCode != 404 {
		t.Errorf("before it was ever on: %d", got.StatusCode)
	}
}

func TestAPortThatIsTakenIsRefusedAndChangesNothing(t *testing.T) {
	h, s := answered(t)
	taken, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	h.Owner.Patch("/network", object{"port": port}).Refused(http.StatusUnprocessableEntity, "port_taken", "port")
	var now network.State
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&now)
	if now.Port != s.Port || !now.Answering {
		t.Errorf("afterwards: %+v", now)
	}
	h.Owner.Patch("/network", object{"port": free(t)}).Want(http.StatusOK).JSON(&now)
	if now.Port == s.Port || !now.Answering {
		t.Errorf("moved: %+v", now)
	}
	if a := do(t, device(now, trusting(t, now)), "GET", base(now)+"api/health", ""); a.StatusCode != 200 {
		t.Errorf("at the new port: %d", a.StatusCode)
	}
}

func TestAListenerThatDiesIsToldAndBegunAgain(t *testing.T) {
	h, s := answered(t)
	tablet := device(s, trusting(t, s))
	for range 2 { // also the second time, which is the same trouble
		died := time.Now()
		h.Network.Kill()
		for end := died.Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			tablet.CloseIdleConnections()
			if a, err := tablet.Get(base(s) + "api/health"); err == nil && a.StatusCode == 200 {
				_ = a.Body.Close()
				break
			}
			if time.Now().After(end) {
				t.Fatal("it is not begun again")
			}
		}
		if rested := time.Since(died); rested < network.RetryEvery*3/4 {
			t.Errorf("begun again after %v, without a pause", rested)
		}
	}
	var now network.State
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&now)
	if !now.Answering || now.Problem != "" || now.Fingerprint != s.Fingerprint {
		t.Errorf("begun again: %+v", now)
	}
	var news struct {
		Items []struct{ Code, Text, Level string }
	}
	h.Owner.Get("/notices").Want(http.StatusOK).JSON(&news)
	if len(news.Items) != 1 || news.Items[0].Code != "network_stopped" || news.Items[0].Level != "wrong" || !strings.Contains(news.Items[0].Text, "broke off") {
		t.Errorf("the owner hears %+v", news)
	}
	h.As(actor.Counter).Get("/notices").Want(http.StatusOK).JSON(&news)
	if len(news.Items) != 0 {
		t.Errorf("the counter hears %+v", news)
	}
}

func TestATabletIsAnsweredByTheProtocolThatLetsItGo(t *testing.T) {
	_, s := answered(t)
	if a := do(t, device(s, trusting(t, s)), "GET", base(s)+"api/health", ""); a.ProtoMajor != 1 {
		t.Errorf("by %s", a.Proto)
	}
}

func TestACertificateIsRenewedBeforeItsEnd(t *testing.T) {
	clock := db.NewClock(time.Now())
	_, s := answered(t, func(c *app.Config) { c.DB.Now = clock.Now })
	trusts := trusting(t, s)
	leaf := func() *x509.Certificate {
		c, err := tls.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.Port)), &tls.Config{RootCAs: trusts, ServerName: "localhost", Time: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0]
	}
	first := leaf()
	clock.Turn(time.Minute)
	if again := leaf(); !again.Equal(first) {
		t.Error("each minute has a certificate of its own")
	}
	clock.Turn(61 * 24 * time.Hour)
	if next := leaf(); next.Equal(first) || next.NotAfter.Sub(clock.Now()) < 89*24*time.Hour {
		t.Errorf("two months later it is good until %v", next.NotAfter)
	}
}

func TestAfterARestartItIsAnsweredAgainWithTheSameAuthority(t *testing.T) {
	h := housetest.New(t, func(c *app.Config) { c.Machine = machine })
	end := h.OnNetwork(t.Context())
	var s, again network.State
	h.Owner.Patch("/network", object{"on": true, "port": free(t)}).Want(http.StatusOK).JSON(&s)
	trusts := trusting(t, s)
	end()
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&again)
	if !again.On || again.Answering {
		t.Errorf("ended: %+v", again)
	}
	h.Reopen()
	taken, err := net.Listen("tcp", ":"+strconv.Itoa(s.Port))
	if err != nil {
		t.Fatal(err)
	}
	end = h.OnNetwork(t.Context()) // the counter opens all the same
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&again)
	if !again.On || again.Answering || again.Problem == "" {
		t.Errorf("the port is another's: %+v", again)
	}
	if n := h.Count("notices"); n != 1 {
		t.Errorf("the owner is told %d times", n)
	}
	end()
	_ = taken.Close()
	defer h.OnNetwork(t.Context())()
	h.Owner.Get("/network").Want(http.StatusOK).JSON(&again)
	if !again.Answering || again.Fingerprint != s.Fingerprint {
		t.Errorf("after the restart: %+v", again)
	}
	if a := do(t, device(s, trusts), "GET", base(s)+"api/health", ""); a.StatusCode != 200 {
		t.Errorf("who trusted it before: %d", a.StatusCode)
	}
}

func TestTheKeyOfTheAuthorityIsSealedInTheFile(t *testing.T) {
	h, _ := answered(t)
	var found bool
	for _, name := range []string{"shop.db", "shop.db-wal"} {
		raw, err := os.ReadFile(filepath.Join(h.Dir, name))
		if err != nil {
			continue
		}
		// PKCS #8 of a P-256 key begins with the names of the algorithm and the curve.
		found = found || bytes.Contains(raw, []byte("\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x04\x6d"))
	}
	if found {
		t.Error("the key stands openly in the file")
	}
}
