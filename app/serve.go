package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"pishkhan/internal/errs"
)

// NotLoopback is the refusal of an address that is not this computer's own.
const NotLoopback errs.Code = "not_loopback"

// Listen opens the address that Serve answers at, "127.0.0.1:7300" or with
// port 0 any free one. Plain HTTP is for this computer alone: other addresses
// are refused, the shop's network has a listener of its own (OnNetwork).
func Listen(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("address: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, errs.New(NotLoopback, "Address", address)
	}
	return net.Listen("tcp", address)
}

// Serve answers at l until ctx ends, then lets what is running finish.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	if a.lock != nil {
		if err := a.lock.serving("http://" + l.Addr().String() + "/"); err != nil {
			return err
		}
	}
	// Screens that wait for changes are answered at the end, or they would hold
	// up the way out; what is being answered gets a second to finish.
	requests, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	s := &http.Server{
		Handler:           a.handler,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	defer a.OnNetwork(requests)()
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	if err := a.Routes.Close(); err != nil {
		return err
	}
	time.AfterFunc(time.Second, end)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	err := s.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.Close()
	}
	if served := <-done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
