package doctor

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/vault"
)

// TestMain declares every synced table of the schema, as the rooms do: this
// package's tests need no room.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "doctor-schema-")
	if err != nil {
		panic(err)
	}
	path := filepath.Join(dir, "schema.db")
	d, err := db.Open(context.Background(), path, db.Options{NoSync: true})
	if err != nil {
		panic(err)
	}
	err = d.Read(context.Background(), func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var name, cols string
			if err := r.Scan(&name, &cols); err != nil {
				return err
			}
			if rest, cells := strings.CutSuffix(cols, ",_del"); cells {
				change.Cells(name, strings.Split(rest, ",")...)
			} else {
				change.Facts(name, strings.Split(cols, ",")...)
			}
			return nil
		}, `SELECT t.name, (SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(t.name) WHERE name <> 'id' ORDER BY cid))
			FROM sqlite_master t WHERE t.type='table' AND t.name NOT LIKE 'local%' AND t.name NOT LIKE 'fts%' AND t.name NOT LIKE 'sqlite%'`)
	})
	if err != nil {
		panic(err)
	}
	_ = d.Close()
	_ = os.RemoveAll(dir)
	os.Exit(m.Run())
}

func table(name string) *change.Table {
	for _, t := range change.Tables() {
		if t.Name == name {
			return t
		}
	}
	panic(name)
}

const at = "2026-11-21T09:00:00.000Z"

var shopKey = bytes.Repeat([]byte{9}, vault.KeySize)

func key(t *testing.T) *vault.Vault {
	t.Helper()
	v, err := vault.New("key-1", shopKey, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// shop makes a small whole shop: two goods, a customer who owes, three
// invoices of two years, and gives its path.
func shop(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	d, err := db.Open(t.Context(), path, db.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		proof, err := key(t).Proof()
		if err != nil {
			return err
		}
		return tx.Exec("INSERT INTO local_device VALUES(1,'dev',1,'t','key-1',?,'r')", proof)
	})
	if err != nil {
		t.Fatal(err)
	}
	j, err := change.New(d)
	if err != nil {
		t.Fatal(err)
	}
	// blank fills the columns that no check looks at.
	write := func(fill func(put func(table, id string, row change.Row), exec func(string, ...any))) {
		t.Helper()
		err := j.Write(t.Context(), func(tx *change.Tx) (err error) {
			put := func(name, id string, row change.Row) {
				tab := table(name)
				for _, c := range tab.Cols {
					if _, ok := row[c]; !ok && c != "_del" {
						row[c] = blankOf(c)
					}
				}
				if err == nil {
					err = tx.Insert(tab, id, row)
				}
			}
			fill(put, func(q string, args ...any) {
				if err == nil {
					err = tx.Exec(q, args...)
				}
			})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	v := key(t)
	sealed := func(id, text string) []byte {
		b, err := v.Seal("customers", id, "phone", text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("shops", "s", change.Row{"name": "کالای برق", "language": "fa", "unit": "toman"})
		put("staff", "o", change.Row{"user": "owner", "role": "owner", "active": true})
		put("tills", "t1", change.Row{"series": "A", "memory_id": "DEF5GH"})
		put("customers", "c", change.Row{"kind": "person", "name": "رضا", "phone": sealed("c", "+989121234567")})
		put("customers", "c2", change.Row{"kind": "person", "name": "سارا", "phone": sealed("c2", "+989121234568")})
		put("products", "p1", change.Row{"name": "کابل", "price": 185_005, "active": true})
		put("products", "p2", change.Row{"name": "لامپ", "price": 90_000, "active": true})
		put("products", "p3", change.Row{"name": "لامپ دوتایی", "price": 170_000, "active": true, "parts": `[{"id":"p2","q":2000}]`})
		put("barcodes", "b1", change.Row{"product_id": "p1", "barcode": "6260000000017"})
		put("stock_moves", "m1", change.Row{"product_id": "p1", "quantity": 100_000, "reason": "opening"})
		put("stock_moves", "m2", change.Row{"product_id": "p2", "quantity": 50_000, "reason": "opening"})
		put("stock_sheets", "k1", change.Row{"kind": "count"})
		put("stock_sheet_lines", "k1l", change.Row{"sheet_id": "k1", "product_id": "p2", "quantity": 49_000, "expected": 50_000, "cost": 0})
		put("stock_posts", "k1", change.Row{})
		put("stock_moves", "k1m", change.Row{"product_id": "p2", "quantity": -1_000, "reason": "count", "ref_id": "k1"})
		exec("INSERT INTO local_stock VALUES('p1',100000),('p2',49000)")
	})
	// an order from another till that waits for two lamps
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("orders", "f", change.Row{"number": "B-1001", "series": "B", "seq": 1, "total": 198_000, "customer_id": "c", "state": "confirmed"})
		put("order_details", "f", change.Row{"hash": []byte{1}, "phone": nil, "address": nil})
		put("order_lines", "fl", change.Row{"order_id": "f", "row": 1, "product_id": "p2", "quantity": 2_000, "discount": 0})
		put("order_events", "fe", change.Row{"order_id": "f", "kind": "placed", "to_state": "received", "amount": 0})
		put("order_events", "ff", change.Row{"order_id": "f", "kind": "state", "from_state": "received", "to_state": "confirmed", "amount": 0})
		exec("INSERT INTO local_reserved VALUES('p2', 2000)")
		exec("INSERT INTO local_board VALUES('f', 'confirmed', '9999')")
		exec("INSERT INTO local_counters VALUES('order','B',0,1)")
	})
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("shifts", "h1", change.Row{"number": "A-S1", "series": "A", "seq": 1, "till_id": "t1", "opening": 50_000})
		put("cash_moves", "h1m", change.Row{"shift_id": "h1", "direction": "out", "amount": 20_000})
		put("shift_counts", "h1n", change.Row{"shift_id": "h1", "notes": "[]", "counted": 29_000, "expected": 30_000})
		put("shift_closes", "h1", change.Row{"count_id": "h1n", "counted": 29_000, "expected": 30_000, "chain_seq": 1})
		put("shifts", "h2", change.Row{"number": "A-S2", "series": "A", "seq": 2, "till_id": "t1", "opening": 0})
		exec("INSERT INTO local_counters VALUES('shift','A',0,2)")
	})
	for i, year := range []int{1405, 1405, 1406} {
		seq := i%2 + 1
		id := fmt.Sprint("i", i)
		// 2.5 m of cable at 185 005 less 10, and a lamp: half-up at .5 both times
		write(func(put func(string, string, change.Row), exec func(string, ...any)) {
			put("orders", "o"+id, change.Row{"number": fmt.Sprintf("A-%d", 1001+i), "series": "A", "seq": i + 1, "total": 607_750, "customer_id": "c", "state": "done"})
			put("invoices", id, change.Row{
				"number": fmt.Sprintf("A-%d-%06d", year, seq), "series": "A", "year": year, "seq": seq, "order_id": "o" + id, "sale_id": "s" + id,
				"till_id": "t1", "customer_id": "c", "gross": 552_513, "discount": 13, "net": 552_500, "tax": 55_250, "rounding": 0,
				"total": 607_750, "paid": 500_000, "due": 107_750, "change": 10_000, "tax_id": fmt.Sprintf("DEF5GH0481F%010d0", i+1)})
			put("invoice_lines", id+"a", change.Row{"invoice_id": id, "row": 1, "product_id": "p1", "quantity": 2_500, "price": 185_005,
				"gross": 462_513, "discount": 10, "discount_share": 3, "net": 462_500, "tax_rate_bp": 1000, "tax": 46_250, "total": 508_750})
			put("invoice_lines", id+"b", change.Row{"invoice_id": id, "row": 2, "product_id": "p2", "quantity": 1_000, "price": 90_000,
				"gross": 90_000, "discount": 0, "discount_share": 0, "net": 90_000, "tax_rate_bp": 1000, "tax": 9_000, "total": 99_000})
			put("payments", id+"p", change.Row{"invoice_id": id, "customer_id": "c", "method": "card", "amount": 300_000, "change": 0})
			put("payments", id+"q", change.Row{"invoice_id": id, "customer_id": "c", "method": "cash", "amount": 210_000, "change": 10_000})
			put("stock_moves", id+"m", change.Row{"product_id": "p1", "quantity": -2_500, "reason": "sale", "ref_id": id})
			put("prints", id+"r", change.Row{"invoice_id": id})
			exec("UPDATE local_stock SET quantity = quantity - 2500 WHERE product_id = 'p1'")
			exec("INSERT INTO local_balances VALUES('c',107750) ON CONFLICT DO UPDATE SET owed = owed + 107750")
			exec("INSERT INTO local_open VALUES(?,'c',?,107750)", id, at)
			exec("INSERT INTO local_counters VALUES('invoice','A',?,?) ON CONFLICT DO UPDATE SET last = excluded.last", year, seq)
			exec("INSERT INTO local_counters VALUES('order','A',0,?) ON CONFLICT DO UPDATE SET last = excluded.last", i+1)
			exec("INSERT INTO local_counters VALUES('tax','DEF5GH',0,?) ON CONFLICT DO UPDATE SET last = excluded.last", i+1)
		})
	}
	// the third was let pass the customer's limit
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("limit_passes", "i2", change.Row{"customer_id": "c", "credit_limit": 300_000, "owed": 323_250})
	})
	// a cheque for the first bounces
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("payments", "cq", change.Row{"invoice_id": "", "customer_id": "c", "kind": "paid", "method": "cheque", "amount": 40_000, "change": 0})
		put("cheques", "cq", change.Row{"customer_id": "c", "number": "7", "sayad_id": "1234567890123456", "amount": 40_000, "state": "bounced"})
		put("cheque_events", "cq1", change.Row{"cheque_id": "cq", "kind": "taken", "to_state": "held", "debt": 0})
		put("cheque_events", "cq2", change.Row{"cheque_id": "cq", "kind": "state", "from_state": "held", "to_state": "bounced", "debt": 40_000})
		put("settlements", "cq3", change.Row{"invoice_id": "i0", "payment_id": "cq", "kind": "paid", "amount": 40_000})
		put("settlements", "cq4", change.Row{"invoice_id": "i0", "payment_id": "cq", "kind": "reopened", "amount": -40_000})
	})
	// the lamp of the second invoice comes back: part in cash, the rest off the account
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("credit_notes", "n1", change.Row{"number": "A-R1405-000001", "series": "A", "year": 1405, "seq": 1, "kind": "return", "invoice_id": "i1",
			"till_id": "t1", "customer_id": "c", "gross": 90_000, "discount": 0, "net": 90_000, "tax": 9_000, "rounding": 0, "total": 99_000,
			"refunded": 40_000, "tax_id": "DEF5GH0481F00000000040", "hash": []byte{1}})
		put("credit_lines", "n1a", change.Row{"credit_id": "n1", "invoice_line_id": "i1b", "row": 1, "quantity": 1_000, "goes_to": "stock",
			"gross": 90_000, "discount": 0, "discount_share": 0, "net": 90_000, "tax": 9_000, "total": 99_000})
		put("payments", "n1p", change.Row{"invoice_id": "i1", "customer_id": "c", "kind": "refund", "method": "cash", "amount": 40_000, "change": 0})
		put("credit_refunds", "n1p", change.Row{"credit_id": "n1"})
		put("stock_moves", "n1m", change.Row{"product_id": "p2", "quantity": 1_000, "reason": "return", "ref_id": "n1"})
		exec("UPDATE local_stock SET quantity = quantity + 1000 WHERE product_id = 'p2'")
		put("settlements", "n1s", change.Row{"invoice_id": "i1", "payment_id": "", "kind": "credit", "amount": 59_000})
		exec("UPDATE local_open SET open = open - 59000 WHERE invoice_id = 'i1'")
		exec("UPDATE local_balances SET owed = owed - 59000")
		exec("INSERT INTO local_counters VALUES('credit','A',1405,1)")
		exec("UPDATE local_counters SET last = 4 WHERE kind = 'tax'")
	})
	// the lamp of the third invoice comes back to scrap, and another goes out for it, at the till C
	write(func(put func(string, string, change.Row), exec func(string, ...any)) {
		put("credit_notes", "n2", change.Row{"number": "A-R1405-000002", "series": "A", "year": 1405, "seq": 2, "kind": "return", "invoice_id": "i2",
			"till_id": "t1", "customer_id": "c", "gross": 90_000, "discount": 0, "net": 90_000, "tax": 9_000, "rounding": 0, "total": 99_000,
			"refunded": 99_000, "tax_id": "DEF5GH0481F00000000050", "hash": []byte{1}})
		put("credit_lines", "n2a", change.Row{"credit_id": "n2", "invoice_line_id": "i2b", "row": 1, "quantity": 1_000, "goes_to": "scrap",
			"gross": 90_000, "discount": 0, "discount_share": 0, "net": 90_000, "tax": 9_000, "total": 99_000})
		put("payments", "n2p", change.Row{"invoice_id": "i2", "customer_id": "c", "kind": "refund", "method": "exchange", "amount": 99_000, "change": 0})
		put("credit_refunds", "n2p", change.Row{"credit_id": "n2"})
		put("orders", "ox", change.Row{"number": "C-1001", "series": "C", "seq": 1, "total": 99_000, "customer_id": "c", "state": "done"})
		put("invoices", "x", change.Row{
			"number": "C-1407-000001", "series": "C", "year": 1407, "seq": 1, "order_id": "ox", "sale_id": "sx",
			"till_id": "t1", "customer_id": "c", "gross": 90_000, "discount": 0, "net": 90_000, "tax": 9_000, "rounding": 0,
			"total": 99_000, "paid": 99_000, "due": 0, "change": 0, "tax_id": "DEF5GH0481F00000000060"})
		put("invoice_lines", "xa", change.Row{"invoice_id": "x", "row": 1, "product_id": "p2", "quantity": 1_000, "price": 90_000,
			"gross": 90_000, "discount": 0, "discount_share": 0, "net": 90_000, "tax_rate_bp": 1000, "tax": 9_000, "total": 99_000})
		put("payments", "xp", change.Row{"invoice_id": "x", "customer_id": "c", "method": "exchange", "amount": 99_000, "change": 0})
		put("exchanges", "sx", change.Row{"credit_id": "n2", "invoice_id": "x", "amount": 99_000})
		exec("INSERT INTO local_counters VALUES('invoice','C',1407,1), ('order','C',0,1)")
		exec("UPDATE local_counters SET last = 2 WHERE kind = 'credit'")
		exec("UPDATE local_counters SET last = 6 WHERE kind = 'tax'")
	})
	return path
}

// blankOf is a value for a column that no check looks at.
func blankOf(col string) any {
	switch col {
	case "customer_id", "logo", "phone", "email", "national_id", "economic_code", "postal_code", "address", "buyer":
		return ""
	case "at", "created_at", "updated_at", "issued_at":
		return at
	case "sale_hash":
		return []byte{1}
	case "rounding", "practice", "active", "price", "price_includes_tax", "rows", "list_price", "currency_version", "rate_bp":
		return 0
	}
	return ""
}

func examine(t *testing.T, path string, opt Options) Report {
	t.Helper()
	d, err := db.Open(t.Context(), path, db.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if opt.Vault == nil {
		opt.Vault = func(string) (*vault.Vault, error) { return key(t), nil }
	}
	r, err := Run(t.Context(), d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func codes(r Report) (out []string) {
	for _, c := range r.Checks {
		for _, f := range c.Findings {
			out = append(out, f.Code)
		}
	}
	return out
}
