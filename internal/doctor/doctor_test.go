package doctor

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/errs"
	"pishkhan/internal/vault"
)

func TestAWholeShopHasNothingToSay(t *testing.T) {
	steps := map[string]bool{}
	r := examine(t, shop(t), Options{Replay: true, Progress: func(check string, _, _ int64) { steps[check] = true }})
	if !r.OK || len(codes(r)) > 0 {
		t.Errorf("%+v", r.Checks)
	}
	if len(r.Notes) != 1 || r.Notes[0].Code != "key_in_file" {
		t.Errorf("notes: %v", r.Notes)
	}
	for _, c := range r.Checks {
		if !steps[c.Name] {
			t.Errorf("nobody was told that %s is looked at", c.Name)
		}
	}
}

func TestAnEmptyFileIsWhole(t *testing.T) {
	r := examine(t, filepath.Join(t.TempDir(), "shop.db"), Options{Replay: true})
	if !r.OK || len(r.Notes) != 1 || r.Notes[0].Code != "no_shop" {
		t.Errorf("%+v", r)
	}
}

// TestEachBreachIsNamed breaks exactly one thing at a time.
func TestEachBreachIsNamed(t *testing.T) {
	whole := shop(t)
	for _, c := range []struct {
		name, breach string
		want         []string // all that is found, without replay
	}{
		{"a reference without its row", "CREATE TABLE local_p(id INTEGER PRIMARY KEY); CREATE TABLE local_c(p REFERENCES local_p(id)); INSERT INTO local_c VALUES(7)", []string{"foreign_key"}},
		{"a barcode without its product", "UPDATE barcodes SET product_id='gone'", []string{"reference"}},
		{"a print without its invoice", "UPDATE prints SET invoice_id='gone' WHERE id='i0r'", []string{"reference"}},
		{"a number skipped", "UPDATE invoices SET seq=3, number='A-1405-000003' WHERE id='i1'; UPDATE local_counters SET last=3 WHERE kind='invoice' AND year=1405", []string{"number_gap"}},
		{"the first number missing", "UPDATE invoices SET seq=2, number='A-1406-000002' WHERE id='i2'; UPDATE local_counters SET last=2 WHERE kind='invoice' AND year=1406", []string{"number_gap"}},
		{"a number given twice", "UPDATE invoices SET year=1405, number='A-1405-000001' WHERE id='i2'; DELETE FROM local_counters WHERE year=1406", []string{"number_twice"}},
		{"a number that reads otherwise", "UPDATE invoices SET number='A-1405-7' WHERE id='i1'", []string{"number_text"}},
		{"a counter ahead", "UPDATE local_counters SET last=9 WHERE kind='invoice' AND year=1405", []string{"number_counter"}},
		{"a counter lost", "DELETE FROM local_counters WHERE kind='invoice' AND year=1406", []string{"number_counter"}},
		{"a tax id given twice", "UPDATE invoices SET tax_id=(SELECT tax_id FROM invoices WHERE id='i0') WHERE id='i1'", []string{"tax_id_twice"}},
		{"documents sent up to a number that nobody issued", "INSERT INTO tax_sends(id,upto,documents,staff_id,at,marks) VALUES('x','',2,'o','2026-11-21T09:00:00.000Z','A-1405-000002,A-1406-000007')", []string{"tax_mark", "tax_sent"}},
		{"more sent than was issued", "INSERT INTO tax_sends(id,upto,documents,staff_id,at,marks) VALUES('x','',3,'o','2026-11-21T09:00:00.000Z','A-1405-000002')", []string{"tax_sent"}},
		{"the same documents sent twice", "INSERT INTO tax_sends(id,upto,documents,staff_id,at,marks) VALUES('x','',2,'o','2026-11-21T09:00:00.000Z','A-1405-000002'),('y','',2,'o','2026-11-21T09:00:00.000Z','A-1405-000002')", []string{"tax_sent"}},
		{"a tax counter behind", "UPDATE local_counters SET last=2 WHERE kind='tax'", []string{"tax_counter"}},
		{"a sale carried out twice", "UPDATE invoices SET sale_id='si0' WHERE id='i1'", []string{"sale_twice"}},
		{"an order skipped", "UPDATE orders SET seq=4, number='A-1004' WHERE id='oi2'; UPDATE local_counters SET last=4 WHERE kind='order' AND series='A'", []string{"order_gap"}},
		{"an order number given twice", "UPDATE orders SET seq=2, number='A-1002' WHERE id='oi2'; UPDATE local_counters SET last=2 WHERE kind='order' AND series='A'", []string{"order_twice"}},
		{"an order number that reads otherwise", "UPDATE orders SET number='B-1002' WHERE id='oi1'", []string{"order_text"}},
		{"an order counter behind", "UPDATE local_counters SET last=2 WHERE kind='order' AND series='A'", []string{"order_counter"}},
		{"an order with another total", "UPDATE orders SET total=1 WHERE id='oi1'", []string{"order_total"}},
		{"an order of a state that there is not", "UPDATE orders SET state='lost' WHERE id='oi1'", []string{"order_state"}},
		{"an order whose timeline says otherwise", "UPDATE orders SET state='ready' WHERE id='f'; UPDATE local_board SET state='ready'", []string{"order_timeline"}},
		{"more handed over than was ordered", "INSERT INTO deliveries VALUES('d','f','i0','o','x'); INSERT INTO delivery_lines VALUES('dl','d','fl',2001)", []string{"order_handed", "reserved"}},
		{"a bundle handed over without its parts", "UPDATE local_reserved SET product_id='p1', quantity=750; INSERT INTO line_parts VALUES('x','fl',1,'p1','','',1500); INSERT INTO deliveries VALUES('d','f','i0','o','x'); INSERT INTO delivery_lines VALUES('dl','d','fl',1000)", []string{"order_parts"}},
		{"more of a deposit given back than was paid", "INSERT INTO payments(id,invoice_id,customer_id,method,amount,change,reference,till_id,staff_id,at,order_id,kind) VALUES('x','','c','cash',5,0,'','t1','o','2026-11-21T09:00:00.000Z','f','refund'); UPDATE local_balances SET owed=owed+5", []string{"order_ahead"}},
		{"an open order that no list shows", "DELETE FROM local_board", []string{"order_board"}},
		{"an order listed under another promise", "UPDATE local_board SET promised='2026-11-22 '", []string{"order_board"}},
		{"a recipient's phone that nobody finds", "UPDATE order_details SET phone=x'01' WHERE id='f'", []string{"order_phone", "sealed"}},
		{"a phone of no order", "INSERT INTO local_order_index VALUES('phone',x'01','gone')", []string{"order_phone"}},
		{"goods held back for nobody", "UPDATE local_reserved SET quantity=quantity+1", []string{"reserved"}},
		{"goods that nobody holds back", "DELETE FROM local_reserved", []string{"reserved"}},
		{"a line of no order", "UPDATE order_lines SET order_id='gone'", []string{"reference", "reserved"}},
		{"a shift number skipped", "UPDATE shifts SET seq=3 WHERE id='h2'; UPDATE local_counters SET last=3 WHERE kind='shift'", []string{"shift_gap"}},
		{"a shift counter ahead", "UPDATE local_counters SET last=5 WHERE kind='shift'", []string{"shift_counter"}},
		{"two open shifts at one till", "DELETE FROM shift_closes", []string{"shift_two_open"}},
		{"a closed shift whose cash is another", "UPDATE cash_moves SET amount=1", []string{"shift_expected"}},
		{"cash that came into a closed shift", "UPDATE payments SET shift_id='h1' WHERE id='i0q'", []string{"shift_expected"}},
		{"a close on another count", "UPDATE shift_closes SET counted=1", []string{"shift_counted"}},
		{"an approval of one's own", "INSERT INTO approvals VALUES('a1','void','invoices','i0','t1','','','','','')", []string{"reference", "reference", "approval_own"}},
		{"a payment of no shift", "UPDATE payments SET shift_id='gone' WHERE id='i0q'", []string{"reference"}},
		{"a move of no shift", "UPDATE cash_moves SET shift_id='gone'; UPDATE shift_closes SET expected=50000", []string{"reference"}},
		{"a sheet number given twice", "INSERT INTO stock_sheets(id,number,kind,name,note,staff_id,staff_name,created_at) VALUES('x',7,'count','','','o','',''),('y',7,'count','','','o','','')", []string{"sheet_twice"}},
		{"a count that moved something else", "UPDATE stock_sheet_lines SET quantity=quantity+1 WHERE id='k1l'", []string{"sheet_moves"}},
		{"a delivery that was not posted and moved the stock", "DELETE FROM stock_posts WHERE id='k1'", []string{"sheet_moves"}},
		{"a customer of no price level", "UPDATE customers SET level_id='gone' WHERE id='c'", []string{"reference"}},
		{"a customer of a language that nothing is printed in", "UPDATE customers SET language='de' WHERE id='c'", []string{"customer_language"}},
		{"a price of no level", "INSERT INTO level_prices(id,level_id,product_id,price) VALUES('x','gone','p1',1)", []string{"reference"}},
		{"a sheet line of no sheet", "INSERT INTO stock_sheet_lines(id,sheet_id,product_id,quantity,expected,cost) VALUES('x','gone','p1',1,0,0)", []string{"reference"}},
		{"stock that isn't its moves", "UPDATE local_stock SET quantity=quantity+1 WHERE product_id='p1'", []string{"stock"}},
		{"stock that was forgotten", "DELETE FROM local_stock WHERE product_id='p2'", []string{"stock"}},
		{"a bundle inside itself", `UPDATE products SET parts='[{"id":"p3","q":1000}]' WHERE id='p3'`, []string{"bundle_part"}},
		{"a bundle of what there is not", `UPDATE products SET parts='[{"id":"gone","q":1000}]' WHERE id='p3'`, []string{"bundle_part"}},
		{"a bundle inside a bundle", `UPDATE products SET parts='[{"id":"p3","q":1000}]' WHERE id='p1'`, []string{"bundle_part", "bundle_stock"}},
		{"a bundle with a stock of its own", `UPDATE products SET parts='[{"id":"p2","q":1000}]' WHERE id='p1'`, []string{"bundle_stock"}},
		{"parts that were sold and stayed on the shelf", "INSERT INTO line_parts VALUES('x','i2b',1,'p2','','',500)", []string{"bundle_moves"}},
		{"parts that came back and were never sold", "INSERT INTO line_parts VALUES('x','n1a',1,'p2','','',1000)", []string{"bundle_moves", "bundle_over_sold"}},
		{"parts held back for nobody", "INSERT INTO line_parts VALUES('x','fl',1,'p1','','',500)", []string{"reserved", "reserved"}},
		{"parts of no line", "INSERT INTO line_parts VALUES('x','gone',1,'p1','','',500)", []string{"reference"}},
		{"more serials than goods", "INSERT INTO serials VALUES('x','i0b','p2',1,'A',''); INSERT INTO serials VALUES('y','i0b','p2',2,'B','')", []string{"serial_over_sold"}},
		{"a serial of another product", "INSERT INTO serials VALUES('x','i0b','p1',1,'A','')", []string{"serial_product"}},
		{"a serial of nothing", "INSERT INTO serials VALUES('x','i0b','p2',1,'','')", []string{"serial_text"}},
		{"a warranty until no day", "INSERT INTO serials VALUES('x','i0b','p2',1,'A','2026-02-30')", []string{"serial_text"}},
		{"a serial of no line", "INSERT INTO serials VALUES('x','gone','p2',1,'A','')", []string{"reference"}},
		{"a serial that came back from elsewhere", "INSERT INTO serials VALUES('x','i2b','p2',1,'A',''); INSERT INTO serial_returns VALUES('x','n1a')", []string{"serial_back"}},
		{"goods that came back without their serial", "INSERT INTO serials VALUES('x','i1b','p2',1,'A','')", []string{"serial_left"}},
		{"a serial that came back and was never sold", "INSERT INTO serial_returns VALUES('gone','n1a')", []string{"reference"}},
		{"a balance that isn't its facts", "UPDATE local_balances SET owed=owed-5", []string{"balance"}},
		{"a balance that was forgotten", "DELETE FROM local_balances", []string{"balance"}},
		{"an open invoice that was forgotten", "DELETE FROM local_open WHERE invoice_id='i0'", []string{"open"}},
		{"more open than its facts leave", "UPDATE local_open SET open=open+1 WHERE invoice_id='i0'", []string{"open"}},
		{"open of somebody else", "UPDATE local_open SET customer_id='c2' WHERE invoice_id='i0'", []string{"open"}},
		{"an open invoice that isn't there", "INSERT INTO local_open VALUES('gone','c','2026-11-21T09:00:00.000Z',5)", []string{"open"}},
		{"a settlement of nothing", "INSERT INTO settlements VALUES('x','gone','','paid',5,'2026-11-21T09:00:00.000Z')", []string{"reference"}},
		{"a limit that nobody passed", "UPDATE limit_passes SET owed=credit_limit", []string{"limit_pass"}},
		{"a limit that somebody else passed", "UPDATE limit_passes SET customer_id='c2'", []string{"limit_pass"}},
		{"a limit passed by no invoice", "UPDATE limit_passes SET id='gone'", []string{"reference"}},
		{"a payment applied beyond itself", "INSERT INTO payments(id,invoice_id,customer_id,method,amount,change,reference,till_id,staff_id,at) VALUES('x','','c','cash',5,0,'','t1','o','2026-11-21T09:00:00.000Z'); UPDATE local_balances SET owed=owed-5; INSERT INTO settlements VALUES('y','i0','x','paid',6,'2026-11-21T09:00:00.000Z'); UPDATE local_open SET open=open-6 WHERE invoice_id='i0'", []string{"settled_beyond"}},
		{"a cheque that paid something else", "UPDATE cheques SET amount=1 WHERE id='cq'; UPDATE cheque_events SET debt=1 WHERE debt > 0; UPDATE local_balances SET owed=owed-39999", []string{"cheque_payment"}},
		{"a cheque whose timeline says otherwise", "UPDATE cheques SET state='deposited'; UPDATE cheque_events SET debt=0; UPDATE local_balances SET owed=owed-40000", []string{"cheque_timeline"}},
		{"a cheque that bounced and left no debt", "UPDATE cheque_events SET debt=0", []string{"cheque_debt"}},
		{"a cheque that bounced and is not owed", "UPDATE local_balances SET owed=owed-40000", []string{"balance"}},
		{"a cheque of no payment", "UPDATE cheques SET id='gone'; UPDATE cheque_events SET cheque_id='gone'", []string{"reference"}},
		{"a cheque taken twice", "INSERT INTO payments(id,invoice_id,customer_id,method,amount,change,reference,till_id,staff_id,at) VALUES('x','','c','cheque',5,0,'','t1','o','2026-11-21T09:00:00.000Z'); UPDATE local_balances SET owed=owed-5; INSERT INTO cheques SELECT 'x',customer_id,number,bank,sayad_id,due_on,holder,5,'held',created_at,0 FROM cheques; INSERT INTO cheque_events SELECT 'x1','x',kind,'','held',0,note,staff_id,staff_name,at FROM cheque_events WHERE kind='taken'", []string{"cheque_twice"}},
		{"a gross that isn't quantity × price", "UPDATE invoice_lines SET quantity=2501 WHERE id='i0a'", []string{"line_gross"}},
		{"a gross rounded down", "UPDATE invoice_lines SET gross=462512, discount=9 WHERE id='i0a'; UPDATE invoices SET gross=552512, discount=12 WHERE id='i0'", []string{"line_gross"}},
		{"a net that isn't gross less discounts", "UPDATE invoice_lines SET discount=11, discount_share=3 WHERE id='i0a'; UPDATE invoices SET discount=14 WHERE id='i0'", []string{"line_net"}},
		{"a discount below nothing", "UPDATE invoice_lines SET discount=-1, discount_share=14 WHERE id='i0a'", []string{"line_net"}},
		{"a tax at another rate", "UPDATE invoice_lines SET tax_rate_bp=900 WHERE id='i0b'", []string{"line_tax"}},
		{"a line's total", "UPDATE invoice_lines SET total=99001 WHERE id='i0b'; UPDATE invoices SET rounding=-1 WHERE id='i0'", []string{"line_total"}},
		{"a line lost", "DELETE FROM invoice_lines WHERE id='i0a'; UPDATE invoices SET gross=90000, discount=0, net=90000, tax=9000, rounding=508750 WHERE id='i0'", []string{"line_rows"}},
		{"a sum of gross", "UPDATE invoices SET gross=gross+1 WHERE id='i0'", []string{"sum_gross"}},
		{"a sum of discounts", "UPDATE invoices SET discount=discount+1 WHERE id='i0'", []string{"sum_discount"}},
		{"a sum of nets", "UPDATE invoices SET net=net+1 WHERE id='i0'", []string{"sum_net"}},
		{"a sum of taxes", "UPDATE invoices SET tax=tax+1 WHERE id='i0'", []string{"sum_tax"}},
		{"a sum payable", "UPDATE invoices SET rounding=1 WHERE id='i0'", []string{"sum_total"}},
		{"paid and due apart from the total", "UPDATE invoices SET due=due+1 WHERE id='i0'; UPDATE local_open SET open=open+1 WHERE invoice_id='i0'", []string{"paid_due"}},
		{"a payment lost", "DELETE FROM payments WHERE id='i0p'; UPDATE local_balances SET owed=owed+300000", []string{"payments_paid"}},
		{"change that nobody gave", "UPDATE invoices SET change=9999 WHERE id='i0'", []string{"payments_change"}},
		{"change out of a card", "UPDATE payments SET method='card' WHERE id='i0q'", []string{"payment_change"}},
		{"a payment of somebody else", "UPDATE payments SET customer_id='c2' WHERE id='i0p'; UPDATE local_balances SET owed=owed+300000; INSERT INTO local_balances VALUES('c2',-300000)", []string{"payment_customer"}},
		{"a guest who owes", "UPDATE invoices SET customer_id=NULL WHERE id='i0'; UPDATE payments SET customer_id=NULL WHERE invoice_id='i0'; UPDATE local_balances SET owed=owed-107750; DELETE FROM local_open WHERE invoice_id='i0'", []string{"guest_owes"}},
		{"a credit note without its invoice", "UPDATE credit_notes SET invoice_id='gone' WHERE id='n1'", []string{"reference", "credit_line", "credit_refunded"}},
		{"a credit note skipped", "UPDATE credit_notes SET seq=3, number='A-R1405-000003' WHERE id='n1'; UPDATE local_counters SET last=3 WHERE kind='credit'", []string{"credit_gap"}},
		{"a credit note's number that reads otherwise", "UPDATE credit_notes SET number='A-1405-000009' WHERE id='n1'", []string{"credit_text"}},
		{"a credit counter ahead", "UPDATE local_counters SET last=3 WHERE kind='credit'", []string{"credit_counter"}},
		{"a tax id that an invoice has too", "UPDATE credit_notes SET tax_id=(SELECT tax_id FROM invoices WHERE id='i0') WHERE id='n1'", []string{"tax_id_twice"}},
		{"a line that came back with another net", "UPDATE credit_lines SET net=89000, tax=10000 WHERE id='n1a'; UPDATE credit_notes SET net=89000, tax=10000 WHERE id='n1'", []string{"credit_line"}},
		{"a credit note with another total", "UPDATE credit_notes SET total=total+1 WHERE id='n1'; UPDATE local_balances SET owed=owed-1", []string{"credit_total"}},
		{"more that came back than was to be paid", "UPDATE credit_notes SET rounding=rounding+9000000, total=total+9000000 WHERE id='n1'; UPDATE local_balances SET owed=owed-9000000", []string{"credit_sum"}},
		{"all that came back for less than it was sold", "UPDATE credit_notes SET kind='void' WHERE id='n1'", []string{"credit_sum"}},
		{"more that came back than was sold", "UPDATE credit_lines SET quantity=1001 WHERE id='n1a'", []string{"credit_over_sold"}},
		{"a refund that nobody gave", "UPDATE credit_notes SET refunded=40001 WHERE id='n1'", []string{"credit_refunded"}},
		{"a refund beyond what was paid", "UPDATE payments SET amount=500001 WHERE id='n1p'; UPDATE credit_notes SET refunded=500001 WHERE id='n1'; UPDATE local_balances SET owed=owed+460001", []string{"credit_refunded", "refund_over_paid"}},
		{"an exchange that paid more than came back", "UPDATE exchanges SET amount=98000", []string{"exchange"}},
		{"an exchange that only one side knows", "UPDATE payments SET method='card' WHERE id='xp'", []string{"exchange"}},
		{"a payment by exchange for nothing", "UPDATE payments SET method='exchange' WHERE id='i0p'", []string{"exchange"}},
		{"an exchange without its credit note", "UPDATE exchanges SET credit_id='gone'", []string{"reference", "exchange", "exchange"}},
		{"a correction of a part", "UPDATE credit_notes SET kind='correction', tax_id='' WHERE id='n2'", []string{"correction"}},
		{"a time that is none", "UPDATE payments SET at='yesterday' WHERE id='i0p'", []string{"time"}},
		{"two shops", "INSERT INTO shops SELECT 'other', name, phone, address, province, city, postal_code, legal_name, economic_code, registration_no, national_id, logo, language, unit, rounding, invoice_note, practice, created_at, _del, needs_shift, portal FROM shops", []string{"shops"}},
		{"a shop without a device", "DELETE FROM local_device", []string{"device"}},
		{"a shop without an owner", "UPDATE staff SET active=0", []string{"no_owner"}},
		{"a table that nobody declared", "CREATE TABLE notes(id TEXT)", []string{"table_undeclared"}},
		{"a column that nobody declared", "ALTER TABLE prints ADD COLUMN colour TEXT", []string{"table_columns"}},
		{"a table that is gone", "DROP TABLE notice_marks", []string{"table_missing"}},
		{"a sealed value in another row", "UPDATE customers SET phone=(SELECT phone FROM customers WHERE id='c') WHERE id='c2'", []string{"sealed"}},
		{"a sealed phone of somebody else's people", "INSERT INTO customer_people SELECT 'm', 'c2', 'x', '', phone, created_at, 0 FROM customers WHERE id='c'", []string{"sealed"}},
		{"a customer's screen of no till", "INSERT INTO local_displays VALUES('d', 'gone', x'00', '2026-11-21T09:00:00.000Z')", []string{"reference"}},
		{"a network's authority that devices never saw", "INSERT INTO local_network VALUES(1, 0, 7443, x'30', 'ab', (SELECT vault_check FROM local_device))", []string{"network_certificate", "sealed"}},
		{"a customer merged into nobody", "UPDATE customers SET merged_into='gone' WHERE id='c2'", []string{"reference"}},
		{"a merged customer that still owes itself", "UPDATE customers SET merged_into='c2' WHERE id='c'", []string{"balance", "balance"}},
		{"an import that wrote what nobody can take back", imported("writing", 5), []string{"import_book"}},
		{"a taken import that the journal doesn't know", imported("taken", 5), []string{"reference"}},
		{"a page of the undo book without its import", "INSERT INTO local_import_rows VALUES('gone', 1, '[]', 'written', '[]')", []string{"reference"}},
		{"a record altered", "UPDATE local_change SET body=replace(body,'185005','185006') WHERE seq=1", []string{"chain_hash"}},
		{"a record taken out", "DELETE FROM local_change WHERE seq=2", []string{"chain_gap", "chain_prev", "chain_dseq"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := broken(t, whole, c.breach)
			r := examine(t, path, Options{})
			if got := codes(r); r.OK || fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("found %v, want %v: %+v", got, c.want, r.Checks)
			}
		})
	}
}

// imported writes an import down that wrote some rows.
func imported(state string, rows int) string {
	return fmt.Sprintf("INSERT INTO local_imports VALUES('x','f','products','command','%s',0,%d,%d,0,0,0,0,0,'','',0,'','','fa','%s','%s','')", state, rows, rows, at, at)
}

// broken copies a shop and breaks the copy.
func broken(t *testing.T, whole, breach string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Exec(breach); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReplayFindsWhatTheJournalDoesNotKnow(t *testing.T) {
	whole := shop(t)
	for breach, want := range map[string]string{
		"UPDATE products SET price=price+1 WHERE id='p2'":        "replay_differs",
		"DELETE FROM prints WHERE id='i0r'":                      "replay_extra",
		"INSERT INTO imports VALUES('x','f',1,'o','" + at + "')": "replay_missing",
	} {
		r := examine(t, broken(t, whole, breach), Options{Replay: true})
		if got := codes(r); fmt.Sprint(got) != "["+want+"]" {
			t.Errorf("%s: %v", breach, got)
		}
	}
}

func TestADamagedFileIsNamed(t *testing.T) {
	path := broken(t, shop(t), "VACUUM")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	i := bytes.Index(b, []byte("6260000000017b1")) // the index's order; the table has the id first
	b[i+12] = '8'
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	r := examine(t, path, Options{})
	if got := codes(r); r.OK || got[0] != "integrity" {
		t.Errorf("%v", r.Checks)
	}
}

func TestAFileThatIsNoDatabaseIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	if _, err := File(t.Context(), path, Options{}); !errs.Is(err, errs.SetupNeeded) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(path, bytes.Repeat([]byte("price list\n"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := File(t.Context(), path, Options{})
	if err != nil || r.OK || fmt.Sprint(codes(r)) != "[unreadable]" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestAKeyThatIsMissingOrAnotherIsNamed(t *testing.T) {
	path := shop(t)
	r := examine(t, path, Options{Vault: func(string) (*vault.Vault, error) { return nil, errs.New("key_missing") }})
	if got := codes(r); fmt.Sprint(got) != "[key_missing]" {
		t.Errorf("without a key: %v", got)
	}
	r = examine(t, path, Options{Vault: func(id string) (*vault.Vault, error) {
		return vault.New(id, bytes.Repeat([]byte{8}, vault.KeySize), rand.Reader)
	}})
	if got := codes(r); fmt.Sprint(got) != "[sealed sealed sealed]" {
		t.Errorf("with another key: %v", got)
	}
}

func TestManyFindingsOfAKindAreCounted(t *testing.T) {
	path := broken(t, shop(t), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<50)
		INSERT INTO local_stock SELECT 'x'||i, 1000 FROM n`)
	r := examine(t, path, Options{})
	got := codes(r)
	if len(got) != maxFindings+1 || got[maxFindings] != "more" {
		t.Errorf("%d findings, the last %v", len(got), got[len(got)-1])
	}
}

func TestItLeavesNothingBehind(t *testing.T) {
	path := shop(t)
	examine(t, path, Options{Replay: true})
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), "shop.db") {
			t.Errorf("%s is left", f.Name())
		}
	}
}
