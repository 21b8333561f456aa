// Package network lets tills and tablets of the shop's own network in, when
// the owner says so. It owns the switch (local_network), the shop's own
// authority and the certificate of this computer, and the door's second
// listener: TLS, and nothing else, on every address of this computer. A listener
// that dies is told and begun again.
//
// It refuses to answer under a name or an address that the certificate does
// not hold, more connections than a shop has devices for, whoever takes nothing
// of an answer, to vouch for anything outside private networks, and to be switched
// on where the port is another program's. Its key is sealed with the shop's.
package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/notice"
	"pishkhan/internal/pdf"
	"pishkhan/internal/shop"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// usualPort is where the network is answered unless the owner says otherwise.
const usualPort = 7443

// State is how it stands with the network.
type State struct {
	On          bool       `json:"on" doc:"Whether the owner lets devices of the shop's network in"`
	Port        int        `json:"port"`
	Answering   bool       `json:"answering" doc:"Whether it is answered there now"`
	Problem     string     `json:"problem" doc:"In the asker's language, why it is not answered although it is on"`
	Addresses   []Address  `json:"addresses" doc:"Where devices find this computer, best first"`
	Fingerprint string     `json:"fingerprint" doc:"SHA-256 of the shop's own authority, in pairs, eight a line; empty before it was first on"`
	Until       *time.Time `json:"until" doc:"When the authority ends"`
}

// Address is one way to this computer.
type Address struct {
	URL  string `json:"url"`
	Code string `json:"code" doc:"A data URI of its QR code"`
}

// Patch is what the owner chooses; nil leaves one as it is.
type Patch struct {
	On   *bool `json:"on"`
	Port *int  `json:"port"`
}

// Machine tells the names and addresses of this computer.
type Machine func() (names []string, addresses []net.IP)

// Room keeps the network.
type Room struct {
	j       *change.Journal
	vault   *vault.Vault
	shop    *shop.Room
	words   web.Words
	notices *notice.Room
	machine Machine
	died    chan error // a listener that nobody closed

	turn sync.Mutex // held by whoever opens and closes
	mu   sync.Mutex // over what follows
	open *listener  // nil while nobody is answered
	door func(host func(string) bool) http.Handler
	why  *errs.Error
	told bool // that it is not answered
}

// New makes the room; machine is Here but in tests.
func New(j *change.Journal, v *vault.Vault, s *shop.Room, words web.Words, notices *notice.Room, machine Machine) *Room {
	if machine == nil {
		machine = here
	}
	return &Room{j: j, vault: v, shop: s, words: words, notices: notices, machine: machine, died: make(chan error, 1)}
}

// here asks the computer itself. Addresses of cables come before those that
// a computer gives itself.
func here() (names []string, addresses []net.IP) {
	if host, err := os.Hostname(); err == nil {
		host = strings.ToLower(strings.TrimSuffix(host, "."))
		names = append(names, host)
		if !strings.Contains(host, ".") {
			names = append(names, host+".local")
		}
	}
	list, err := net.InterfaceAddrs()
	if err != nil {
		return names, nil
	}
	for _, a := range list {
		if n, ok := a.(*net.IPNet); ok && ours(n.IP) && !n.IP.IsLoopback() {
			addresses = append(addresses, n.IP)
		}
	}
	slices.SortStableFunc(addresses, func(a, b net.IP) int { return rank(a) - rank(b) })
	return names, addresses
}

func rank(ip net.IP) int {
	switch {
	case ip.To4() != nil && !ip.IsLinkLocalUnicast():
		return 0
	case !ip.IsLinkLocalUnicast():
		return 1
	}
	return 2
}

// State tells how it stands, in the language of whoever asks.
func (r *Room) State(ctx context.Context) (State, error) {
	kept, err := r.kept(ctx)
	if err != nil {
		return State{}, err
	}
	s := State{On: kept.on, Port: kept.port, Addresses: []Address{}}
	if kept.fingerprint == "" {
		return s, nil
	}
	cert, err := x509.ParseCertificate(kept.authority)
	if err != nil {
		return s, errs.Wrap("network_broken", err)
	}
	s.Fingerprint, s.Until = pairs(kept.fingerprint), &cert.NotAfter
	r.mu.Lock()
	l, why := r.open, r.why
	r.mu.Unlock()
	s.Answering = l != nil
	if why != nil && kept.on && l == nil {
		s.Problem = r.words.T(web.Lang(ctx), why.Key(), why.Params)
	}
	if l != nil {
		for _, url := range l.urls() {
			code, err := pdf.CodePicture(url + "trust")
			if err != nil {
				return s, err
			}
			s.Addresses = append(s.Addresses, Address{URL: url, Code: code})
		}
	}
	return s, nil
}

// kept is the file's row; before the first switch, what it would begin with.
func (r *Room) kept(ctx context.Context) (kept row, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		kept, err = read(tx)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return row{port: usualPort}, nil
	}
	return kept, err
}

// Change switches the network on or off, or moves it to another port. It is
// done before it is kept: a port that can't be had changes nothing.
func (r *Room) Change(ctx context.Context, p Patch) (State, error) {
	r.turn.Lock()
	defer r.turn.Unlock()
	next, err := r.kept(ctx)
	if err != nil {
		return State{}, err
	}
	if p.On != nil {
		next.on = *p.On
	}
	if p.Port != nil {
		next.port = *p.Port
		if next.port < 1024 || next.port > 65535 {
			return State{}, errs.At("port", "bad_port")
		}
	}
	if next.on && next.fingerprint == "" {
		if err := r.found(ctx, &next); err != nil {
			return State{}, err
		}
	}
	if err := r.answer(next); err != nil {
		return State{}, err
	}
	if next.fingerprint != "" {
		if err := r.j.DB.Write(ctx, func(tx *db.Tx) error { return write(tx, next) }); err != nil {
			return State{}, err
		}
	}
	return r.State(ctx)
}

// found makes the shop's authority, once, and seals its key.
func (r *Room) found(ctx context.Context, to *row) error {
	s, err := r.shop.Read(ctx)
	if err != nil {
		return err
	}
	names, _ := r.machine()
	host := ""
	if len(names) > 0 {
		host = names[0]
	}
	a, err := newAuthority(s.Name, host, r.j.DB.Now())
	if err != nil {
		return err
	}
	key, err := x509.MarshalPKCS8PrivateKey(a.key)
	if err != nil {
		return err
	}
	to.authority, to.fingerprint = a.cert.Raw, fingerprint(a.cert.Raw)
	to.key, err = r.vault.Seal("local_network", to.fingerprint, "authority_key", string(key))
	return err
}

// authority opens what was kept.
func (r *Room) authority(kept row) (authority, error) {
	key, err := r.vault.Open("local_network", kept.fingerprint, "authority_key", kept.key)
	if err != nil {
		return authority{}, err
	}
	return readAuthority(kept.authority, key)
}

// Address is the best way to this computer from the shop's network, ending in
// a slash; empty while the owner lets nobody in. It holds for every process on
// the folder, whichever of them answers.
func (r *Room) Address(ctx context.Context) string {
	kept, err := r.kept(ctx)
	if err != nil || !kept.on {
		return ""
	}
	r.mu.Lock()
	l := r.open
	r.mu.Unlock()
	if l == nil {
		cert, err := x509.ParseCertificate(kept.authority)
		if err != nil {
			return ""
		}
		l = &listener{port: kept.port, authority: authority{cert: cert}, machine: r.machine}
	}
	return l.urls()[0]
}

// certificate is what the computer shows, made anew when its names or
// addresses are others, or its end is near.
func (l *listener) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if l.leaf != nil && now.Sub(l.looked) >= 0 && now.Sub(l.looked) < lookEvery {
		return l.leaf, nil
	}
	names, addresses := l.names()
	l.looked = now
	if l.leaf != nil && now.Add(renewBefore).Before(l.leaf.Leaf.NotAfter) && slices.Equal(names, l.leaf.Leaf.DNSNames) &&
		slices.EqualFunc(addresses, l.leaf.Leaf.IPAddresses, net.IP.Equal) {
		return l.leaf, nil
	}
	leaf, err := l.authority.leaf(names, addresses, now)
	if err != nil {
		return nil, err
	}
	l.leaf = leaf
	return leaf, nil
}

// names are those that the authority may vouch for.
func (l *listener) names() (names []string, addresses []net.IP) {
	all, at := l.machine()
	names = []string{"localhost"}
	for _, n := range all {
		if n != "localhost" && l.authority.vouches(n) {
			names = append(names, n)
		}
	}
	for _, ip := range at {
		if ours(ip) {
			addresses = append(addresses, ip)
		}
	}
	return names, append(addresses, net.IPv4(127, 0, 0, 1))
}

// urls are the addresses that a device can type, best first.
func (l *listener) urls() (urls []string) {
	_, addresses := l.names()
	for _, ip := range addresses {
		if !ip.IsLoopback() && !(ip.To4() == nil && ip.IsLinkLocalUnicast()) { // a zone can't be typed
			urls = append(urls, "https://"+net.JoinHostPort(ip.String(), strconv.Itoa(l.port))+"/")
		}
	}
	if len(urls) == 0 {
		urls = append(urls, "https://"+net.JoinHostPort("127.0.0.1", strconv.Itoa(l.port))+"/")
	}
	return urls
}

// allowed tells whether a host's name is one of the certificate's.
func (l *listener) allowed(host string) bool {
	leaf, err := l.certificate(nil)
	if err != nil {
		return false
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	return leaf.Leaf.VerifyHostname(strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))) == nil
}

// pairs writes a fingerprint as people compare it.
func pairs(hex string) string {
	var b strings.Builder
	for i := 0; i+1 < len(hex); i += 2 {
		switch {
		case i == 0:
		case i%16 == 0:
			b.WriteByte(' ') // four lines are compared more easily than one
		default:
			b.WriteByte(':')
		}
		b.WriteString(strings.ToUpper(hex[i : i+2]))
	}
	return b.String()
}
