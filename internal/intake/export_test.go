package intake_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

func TestCustomersTakenOutAreWrittenDown(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Get("/exports/products.csv").Want(http.StatusOK)
	h.Owner.Get("/exports/customers.csv").Want(http.StatusOK)
	n := 0
	err := h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Row([]any{&n}, "SELECT count(*) FROM accesses WHERE action = 'export' AND subject = 'customers' AND staff_id <> ''")
	})
	if err != nil || n != 1 {
		t.Error(n, err)
	}
	for _, none := range []string{"cars.csv", "products.pdf", "products"} {
		h.Owner.Get("/exports/"+none).Refused(http.StatusNotFound, "not_found")
	}
}
