// Package api is the one http.Handler under /api/: it registers every room's
// routes on one web.Server, and adds those that belong to no single room: the
// program's health, its words, the session, live changes and the OpenAPI
// document. It refuses what has no route here; rooms decide everything else.
package api

import (
	"context"
	"net/http"

	"pishkhan/internal/change"
	"pishkhan/internal/i18n"
	"pishkhan/internal/setup"
	"pishkhan/internal/shop"
	"pishkhan/internal/staff"
	"pishkhan/internal/tax"
	"pishkhan/internal/till"
	"pishkhan/internal/web"
)

// Rooms are what the API opens onto.
type Rooms struct {
	Journal *change.Journal
	Words   *i18n.Catalogue
	Shop    *shop.Room
	Staff   *staff.Room
	Tax     *tax.Room
	Till    *till.Room
	Setup   *setup.Room
	More    []Room // the rooms of which only the routes are needed here
}

// Room is whatever has routes.
type Room interface {
	Routes(s *web.Server)
}

// API answers under /api/.
type API struct {
	*web.Server
	rooms   Rooms
	wording wording
	open    context.Context // ends with Close
	close   context.CancelFunc
}

// version of the API, as its document says; the program's own is in /health.
const version = "1"

// New registers every route.
func New(r Rooms, program string) *API {
	a := &API{Server: web.New(r.Words, r.Staff.Identify, version), rooms: r}
	a.Lent = r.Staff.Lent
	a.open, a.close = context.WithCancel(context.Background())
	a.wording.read(r.Words)
	a.meta(program)
	a.session()
	a.live()
	for _, room := range append([]Room{r.Setup, r.Shop, r.Staff, r.Till, r.Tax}, r.More...) {
		room.Routes(a.Server)
	}
	return a
}

// Close ends the long polls, now and from now on: a screen that waits must not
// hold up the way out.
func (a *API) Close() error {
	a.close()
	return nil
}

// NewWording tells every waiting screen that the catalogue has changed.
func (a *API) NewWording() {
	a.wording.read(a.rooms.Words)
	a.rooms.Journal.Live.Poke()
}

// until gives a context that also ends when the API closes.
func (a *API) until(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(a.open, cancel)
	return ctx, func() { stop(); cancel() }
}

var _ http.Handler = (*API)(nil)
