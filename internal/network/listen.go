package network

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/notice"
)

const (
	lookEvery = 10 * time.Second // how often the computer is asked for its addresses
	grace     = time.Second      // for what is being answered when the door closes
)

// retryEvery is how soon a port that was taken, or a listener that died, is tried
// again, and how long it must answer until a trouble is over. Tests are hastier.
var retryEvery = 15 * time.Second

// listener answers on one port until it is closed.
type listener struct {
	port      int
	socket    net.Listener
	authority authority
	machine   Machine
	now       func() time.Time
	end       func() // begins to close; closed is closed when that is done
	closed    chan struct{}

	mu     sync.Mutex
	leaf   *tls.Certificate
	looked time.Time

	died *errs.Error // the room's mu is over it
}

// Answer lets the network in while the owner wants it, until end is called:
// door makes the handler for the hosts that are ours. A port that is taken does not
// stop the counter: it is told in State and among the news, and tried again; so is
// a listener that dies.
func (r *Room) Answer(ctx context.Context, door func(host func(string) bool) http.Handler) (end func()) {
	r.mu.Lock()
	r.door = door
	r.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	again := func() {
		r.turn.Lock()
		defer r.turn.Unlock()
		if kept, err := r.kept(ctx); err == nil && kept.on {
			if err = r.answer(kept); err != nil {
				r.stopped(ctx, err)
			}
		}
	}
	again()
	go func() {
		defer close(done)
		tick := time.NewTicker(retryEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			case err := <-r.died:
				r.stopped(ctx, err)
				tick.Reset(retryEvery)
				continue
			}
			r.mu.Lock()
			failed := r.why != nil
			r.mu.Unlock()
			if failed {
				again()
			} else {
				r.stopped(ctx, nil)
			}
		}
	}()
	return func() {
		cancel()
		<-done
		r.turn.Lock()
		defer r.turn.Unlock()
		r.mu.Lock()
		r.door = nil
		r.mu.Unlock()
		r.mu.Lock()
		l := r.open
		r.mu.Unlock()
		_ = r.answer(row{}) // closing is not refused
		if l != nil {
			<-l.closed
		}
	}
}

// answer opens, moves or closes the listener as the row says. In a process
// that serves nobody (a command beside the program) it does nothing. The
// caller has the turn.
func (r *Room) answer(want row) (err error) {
	r.mu.Lock()
	had, door := r.open, r.door
	r.mu.Unlock()
	var next *listener
	if door != nil && want.on {
		if had != nil && had.port == want.port {
			return nil
		}
		if next, err = r.listen(want, door); err != nil {
			if had == nil {
				r.mu.Lock()
				r.why = errs.All(err)[0]
				r.mu.Unlock()
			}
			return err
		}
	}
	return r.instead(had, next)
}

// instead puts a listener, or none, in the place of another; not one that died
// before it came there.
func (r *Room) instead(had, next *listener) error {
	r.mu.Lock()
	if next != nil && next.died != nil {
		defer r.mu.Unlock()
		if had == nil {
			r.why = next.died
		}
		return next.died
	}
	r.open, r.why = next, nil
	r.mu.Unlock()
	if had != nil {
		had.end()
	}
	return nil
}

func (r *Room) listen(want row, door func(func(string) bool) http.Handler) (*listener, error) {
	a, err := r.authority(want)
	if err != nil {
		if len(errs.All(err)) == 0 {
			err = errs.Wrap("network_broken", err)
		}
		return nil, err
	}
	l := &listener{port: want.port, authority: a, machine: r.machine, now: r.j.DB.Now, closed: make(chan struct{})}
	if _, err := l.certificate(nil); err != nil {
		return nil, errs.Wrap("network_broken", err)
	}
	socket, err := net.Listen("tcp", ":"+strconv.Itoa(want.port))
	if err != nil {
		e := errs.At("port", "port_taken", "Port", strconv.Itoa(want.port))
		e.Cause = err
		return nil, e
	}
	l.socket = socket
	requests, cancel := context.WithCancel(context.Background())
	s := &http.Server{
		Handler:           door(l.allowed),
		BaseContext:       func(net.Listener) context.Context { return requests },
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		Protocols:         new(http.Protocols),
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: l.certificate},
		// A device that does not trust the shop yet says so at every try.
		ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	// HTTP/1.1 alone: there a device that takes nothing is let go by its
	// connection, while streams of HTTP/2 would wait inside one for ever.
	s.Protocols.SetHTTP1(true)
	ending := make(chan struct{})
	l.end = sync.OnceFunc(func() {
		close(ending)
		_ = socket.Close() // the port is free at once; who switches off is still answered
	})
	go func() {
		defer close(l.closed)
		err := s.ServeTLS(bound(socket), "", "")
		select {
		case <-ending:
		default:
			r.lost(l, err)
		}
		time.AfterFunc(grace/2, cancel) // what waits for changes ends then
		stop, over := context.WithTimeout(context.Background(), grace)
		defer over()
		if s.Shutdown(stop) != nil {
			_ = s.Close() // what is left has had its time
		}
		cancel()
	}()
	return l, nil
}

// lost notes that a listener died that nobody closed; who answers begins again.
func (r *Room) lost(l *listener, cause error) {
	why := errs.New("network_lost")
	why.Cause = cause
	r.mu.Lock()
	l.died = why
	ours := r.open == l
	if ours {
		r.open, r.why = nil, why
	}
	r.mu.Unlock()
	if !ours {
		return
	}
	select {
	case r.died <- why:
	default: // it is told already
	}
}

// stopped tells the owner that the network is not answered, once until it has
// been for a while.
func (r *Room) stopped(ctx context.Context, err error) {
	r.mu.Lock()
	told := r.told
	r.told = err != nil
	r.mu.Unlock()
	if err == nil || told {
		return
	}
	slog.WarnContext(ctx, "the shop's network is not answered", "error", err)
	all := errs.All(err)
	if len(all) == 0 {
		all = []*errs.Error{errs.New(errs.Internal)}
	}
	if err := r.notices.Tell(ctx, notice.News{Code: "network_stopped", Level: notice.Wrong, For: actor.ShopManage, Why: all[0], RefTable: "local_network"}); err != nil {
		slog.WarnContext(ctx, "nobody was told that the network is not answered", "error", err)
	}
}
