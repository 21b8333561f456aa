package housetest

import (
	"net/http"
	"testing"

	"github.com/gofrs/uuid/v5"
)

// NewID is a fresh id, as a client makes one.
func NewID(t testing.TB) string {
	t.Helper()
	id, err := uuid.NewV7()
	if err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// Goods makes a product (price in rial, 10 in stock; more says more of it) and
// gives its id.
func (h *House) Goods(name string, price int, more ...map[string]any) string {
	body := map[string]any{"name": name, "price": price, "stock": "10"}
	for _, m := range more {
		for k, v := range m {
			body[k] = v
		}
	}
	var p struct{ ID string }
	h.Owner.Post("/products", body).Want(http.StatusCreated).JSON(&p)
	return p.ID
}

// Buyer makes a person with a phone and gives the id.
func (h *House) Buyer() string {
	var c struct{ ID string }
	h.Owner.Post("/customers", map[string]any{"kind": "person", "name": "مریم سلیمانی", "phone": "09123456789"}).Want(http.StatusCreated).JSON(&c)
	return c.ID
}
