package network

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"pishkhan/internal/errs"
)

// How long certificates are good for. They begin a day before they are made:
// a tablet's clock may be behind.
const (
	authorityFor = 10 * 365 * 24 * time.Hour
	leafFor      = 90 * 24 * time.Hour
	renewBefore  = 30 * 24 * time.Hour
	behind       = 24 * time.Hour
)

// private are the addresses of networks that end at the shop's door. The
// authority can vouch for these alone, so that whoever trusts it trusts it for
// nothing that is on the internet.
var private = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("fc00::/7"), netip.MustParsePrefix("fe80::/10"), netip.MustParsePrefix("::1/128"),
}

// inner are the endings of names that no one on the internet can have.
var inner = []string{"localhost", "local", "lan", "internal", "home.arpa"}

// authority vouches for this computer on the shop's network.
type authority struct {
	cert *x509.Certificate
	key  crypto.Signer
}

// fingerprint is what people compare: SHA-256 of the certificate.
func fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}

// newAuthority makes the shop's own; host is this computer's name, for which
// it may vouch too.
func newAuthority(shop, host string, now time.Time) (a authority, err error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return a, err
	}
	names := slices.Clone(inner)
	if plain(host) {
		names = append(names, host)
	}
	t := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{CommonName: shop + " · Pishkhan", Organization: []string{shop}},
		NotBefore:             now.Add(-behind),
		NotAfter:              now.Add(authorityFor),
		IsCA:                  true,
		BasicConstraintsValid: true,
		MaxPathLenZero:        true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		// Critical, so that what does not understand the limits refuses it.
		PermittedDNSDomainsCritical: true,
		PermittedDNSDomains:         names,
	}
	for _, p := range private {
		t.PermittedIPRanges = append(t.PermittedIPRanges, &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())})
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)
	if err != nil {
		return a, err
	}
	a.key = key
	a.cert, err = x509.ParseCertificate(der)
	return a, err
}

// readAuthority is what was kept of one: its certificate and its opened key.
func readAuthority(der []byte, key string) (a authority, err error) {
	if a.cert, err = x509.ParseCertificate(der); err != nil {
		return a, errs.Wrap("network_broken", err)
	}
	opened, err := x509.ParsePKCS8PrivateKey([]byte(key))
	if err != nil {
		return a, errs.Wrap("network_broken", err)
	}
	signer, ok := opened.(*ecdsa.PrivateKey)
	if !ok || !signer.PublicKey.Equal(a.cert.PublicKey) {
		return a, errs.Wrap("network_broken", fmt.Errorf("the authority's key is not its own"))
	}
	a.key = signer
	return a, nil
}

// leaf is what this computer shows to who asks at its addresses. Its key lives
// only as long as the program runs.
func (a authority) leaf(names []string, addresses []net.IP, now time.Time) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	t := &x509.Certificate{
		SerialNumber: serial(),
		Subject:      pkix.Name{CommonName: "Pishkhan"},
		NotBefore:    now.Add(-behind),
		NotAfter:     now.Add(leafFor),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:     names,
		IPAddresses:  addresses,
	}
	der, err := x509.CreateCertificate(rand.Reader, t, a.cert, key.Public(), a.key)
	if err != nil {
		return nil, err
	}
	read, err := x509.ParseCertificate(der)
	return &tls.Certificate{Certificate: [][]byte{der, a.cert.Raw}, PrivateKey: key, Leaf: read}, err
}

// vouches tells whether the authority may speak for a name.
func (a authority) vouches(name string) bool {
	for _, end := range a.cert.PermittedDNSDomains {
		if name == end || strings.HasSuffix(name, "."+end) {
			return plain(name)
		}
	}
	return false
}

// ours tells whether an address is one of a network inside the shop.
func ours(ip net.IP) bool {
	at, ok := netip.AddrFromSlice(ip)
	return ok && slices.ContainsFunc(private, func(p netip.Prefix) bool { return p.Contains(at.Unmap()) })
}

// plain tells whether a computer's name can stand in a certificate.
func plain(name string) bool {
	if name == "" || len(name) > 200 {
		return false
	}
	for _, part := range strings.Split(name, ".") {
		if part == "" || len(part) > 63 || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.Trim(part, "-") != part {
			return false
		}
	}
	return true
}

func serial() *big.Int {
	var raw [16]byte
	rand.Read(raw[:])
	raw[0] &= 0x7f // a serial number is positive
	return new(big.Int).SetBytes(raw[:])
}
