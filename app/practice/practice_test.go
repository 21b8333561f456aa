package practice

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/doctor"
	"pishkhan/internal/errs"
	"pishkhan/internal/staff"
)

func TestAPracticeShopIsFilledAndWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("some weeks of sales; not in short runs")
	}
	for _, lang := range []string{"fa", "en"} {
		keyring.MockInit()
		t.Setenv("PISHKHAN_KEYS", t.TempDir())
		dir := filepath.Join(t.TempDir(), "practice")
		cheap := staff.Cost{Memory: 64, Time: 1, Threads: 1}
		now := time.Now()
		last := -1
		opt := Options{Lang: lang, Now: now, Cost: cheap, Progress: func(done, total int) { last = total - done }}
		if err := Fill(t.Context(), dir, opt); err != nil {
			t.Fatal(err)
		}
		if last != 0 {
			t.Errorf("the progress ended %d before the end", last)
		}
		if err := Fill(t.Context(), dir, opt); !errs.Is(err, "folder_not_empty") {
			t.Errorf("into a folder with a shop: %v", err)
		}
		a, err := app.Open(t.Context(), app.Config{DataDir: dir, Cost: cheap})
		if err != nil {
			t.Fatal(err)
		}
		r, err := doctor.Run(t.Context(), a.Journal.DB, doctor.Options{Replay: true})
		if err != nil || !r.OK {
			t.Errorf("doctor: %v %+v", err, r.Checks)
		}
		counts := map[string]int{}
		err = a.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
			for what, query := range map[string]string{
				"goods": "SELECT count(*) FROM products", "customers": "SELECT count(*) FROM customers",
				"organisations": "SELECT count(*) FROM customers WHERE kind='organisation'",
				"roles":         "SELECT count(DISTINCT role) FROM staff", "practice": "SELECT practice FROM shops",
				"invoices": "SELECT count(*) FROM invoices", "owing": "SELECT count(*) FROM local_balances WHERE owed>0",
				"shifts": "SELECT count(*) FROM shift_closes", "missing": "SELECT count(*) FROM shift_closes WHERE counted < expected",
				"credits": "SELECT count(*) FROM credit_notes", "exchanges": "SELECT count(*) FROM exchanges",
				"methods": "SELECT count(DISTINCT method) FROM payments WHERE method NOT IN ('deposit', 'exchange')", "order states": "SELECT count(DISTINCT state) FROM orders WHERE id IN (SELECT id FROM order_details)", "empty": "SELECT count(*) FROM local_stock WHERE quantity<0 AND product_id IN (SELECT id FROM products WHERE tax_class='standard')",
				"cheques": "SELECT count(DISTINCT state) FROM cheques", "promises": "SELECT count(*) FROM debt_calls WHERE promised_on <> ''",
				"corrections": "SELECT count(*) FROM credit_notes WHERE kind='correction'", "approvals": "SELECT count(*) FROM approvals",
				"read the other language": "SELECT count(DISTINCT i.id) FROM customers c JOIN invoices i ON i.customer_id = c.id WHERE c.language <> '' AND c.language <> (SELECT language FROM shops)",
				"lent rights":             "SELECT count(DISTINCT allowed) FROM approvals", "series": "SELECT count(DISTINCT series) FROM invoices",
				"tills with shifts": "SELECT count(DISTINCT till_id) FROM shifts", "waiting": "SELECT count(DISTINCT till_id) FROM local_baskets",
				"bundles": "SELECT count(*) FROM line_parts", "serials": "SELECT count(*) FROM serials",
				"without a tax id": "SELECT count(*) FROM invoices WHERE tax_id=''", "memories": "SELECT count(DISTINCT substr(tax_id, 1, 6)) FROM invoices", "sends": "SELECT count(*) FROM tax_sends",
				"limits": "SELECT count(*) FROM customers WHERE credit_limit IS NOT NULL", "later": "SELECT count(*) FROM invoices WHERE issued_at > strftime('%Y-%m-%dT%H:%M:%fZ','now')",
			} {
				var n int
				if err := tx.Row([]any{&n}, query); err != nil {
					return err
				}
				counts[what] = n
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %v", lang, counts)
		if counts["goods"] < 60 || counts["customers"] != 40 || counts["organisations"] != 10 || counts["roles"] != len(actor.Roles) ||
			counts["practice"] != 1 || counts["invoices"] < 300 || counts["owing"] == 0 || counts["shifts"] < 100 || counts["missing"] == 0 || counts["methods"] != 4 || counts["credits"] < 5 || counts["exchanges"] == 0 || counts["order states"] < 6 || counts["empty"] != 0 || counts["cheques"] < 3 || counts["promises"] == 0 || counts["limits"] == 0 || counts["later"] != 0 ||
			counts["corrections"] == 0 || counts["approvals"] < 5 || counts["lent rights"] != 2 || counts["series"] != 2 || counts["tills with shifts"] != 2 || counts["waiting"] != 2 || counts["bundles"] == 0 || counts["serials"] == 0 ||
			counts["without a tax id"] != 0 || counts["memories"] != 2 || counts["sends"] < 20 || counts["read the other language"] == 0 {
			t.Errorf("%s: %v", lang, counts)
		}
		if unsent, err := a.Credit.Unsent(t.Context()); err != nil || unsent.Count == 0 || unsent.Items[0].Left < 0 || unsent.Items[0].Left > 7 {
			t.Errorf("%s: %+v %v", lang, unsent.Items, err)
		}
		for _, u := range Users {
			if _, s, err := a.Staff.SignIn(t.Context(), u.User, Password, "127.0.0.1", ""); err != nil || s.Role != u.Role {
				t.Errorf("%s: %v %v", u.User, s.Role, err)
			}
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}
