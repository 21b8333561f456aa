// Package actor says who is asking and what they may do. It owns the roles,
// the rights and the one table that joins them; it refuses nothing itself:
// web refuses a route, a room refuses a finer thing (a discount too large).
package actor

import (
	"context"
	"slices"
)

// Role of a member of staff.
type Role string

// The roles of a shop, from the widest rights to the narrowest.
const (
	Owner   Role = "owner"
	Manager Role = "manager"
	Support Role = "support"
	Counter Role = "counter"
)

// Roles lists them in that order.
var Roles = []Role{Owner, Manager, Support, Counter}

// Right is one thing that a role may do.
type Right string

// The rights. A route names one; SignedIn is any member of staff.
const (
	Public        Right = "public"         // no token asked
	SignedIn      Right = "signed_in"      // any member of staff
	Sell          Right = "sell"           // ring up a sale, keep baskets
	PriceOverride Right = "price_override" // sell at another price than the list's
	ProductWrite  Right = "product_write"  // create and change goods, prices, stock
	StockCount    Right = "stock_count"    // count the shelves
	ProductImport Right = "product_import" // take in price lists
	CustomerWrite Right = "customer_write" // create and change customers
	DiscountOver  Right = "discount_over"  // give a discount beyond one's role's limit
	SealedRead    Right = "sealed_read"    // see sealed personal fields whole
	InvoiceRead   Right = "invoice_read"   // see and print invoices
	OrderWrite    Right = "order_write"    // take orders and follow them
	Void          Right = "void"           // void a document by credit note
	Refund        Right = "refund"         // give money back
	DebtManage    Right = "debt_manage"    // see who owes, note what they say
	CreditOver    Right = "credit_over"    // let a customer owe more than they may
	ChequeManage  Right = "cheque_manage"  // take cheques to the bank and say what became of them
	Export        Right = "export"         // take data out in bulk
	CashMove      Right = "cash_move"      // open a shift, put cash in and take it out
	ShiftClose    Right = "shift_close"    // count the drawer and close the shift
	ShiftReadAll  Right = "shift_read_all" // see everybody's shifts and an open one's sums
	StaffManage   Right = "staff_manage"   // people and their roles
	ShopManage    Right = "shop_manage"    // shop, tills, taxes, backups
)

// Rights is the table: who may do what. Read it by columns.
var Rights = map[Right]map[Role]bool{
	//              owner          manager         support         counter
	SignedIn:      {Owner: true, Manager: true, Support: true, Counter: true},
	Sell:          {Owner: true, Manager: true, Counter: true},
	PriceOverride: {Owner: true, Manager: true},
	DiscountOver:  {Owner: true, Manager: true},
	ProductWrite:  {Owner: true, Manager: true},
	StockCount:    {Owner: true, Manager: true, Counter: true},
	ProductImport: {Owner: true, Manager: true},
	CustomerWrite: {Owner: true, Manager: true, Support: true, Counter: true},
	SealedRead:    {Owner: true, Manager: true, Support: true},
	InvoiceRead:   {Owner: true, Manager: true, Support: true, Counter: true},
	OrderWrite:    {Owner: true, Manager: true, Support: true, Counter: true},
	Void:          {Owner: true, Manager: true},
	Refund:        {Owner: true, Manager: true},
	DebtManage:    {Owner: true, Manager: true},
	CreditOver:    {Owner: true, Manager: true},
	ChequeManage:  {Owner: true, Manager: true},
	Export:        {Owner: true, Manager: true},
	CashMove:      {Owner: true, Manager: true, Counter: true},
	ShiftClose:    {Owner: true, Manager: true, Counter: true},
	ShiftReadAll:  {Owner: true, Manager: true},
	StaffManage:   {Owner: true},
	ShopManage:    {Owner: true},
}

// DiscountLimit is the largest discount a role may give, in percent of the
// amount it is taken from.
var DiscountLimit = map[Role]int64{Owner: 100, Manager: 100, Support: 0, Counter: 10}

// Lent are the rights that somebody who has them may lend for one deed by
// their PIN, with the rights that go along: who allows a void allows its money
// to go back. What is not here nobody lends: four digits open no settings.
var Lent = map[Right][]Right{
	PriceOverride: {PriceOverride, DiscountOver},
	DiscountOver:  {DiscountOver},
	Void:          {Void, Refund},
	Refund:        {Refund},
	CreditOver:    {CreditOver},
}

// Owned are the rights for which a PIN is not enough: its few digits are typed
// before everybody's eyes all day, and what they open must end at the counter.
// Who stepped in with one says their password first, once.
var Owned = map[Right]bool{StaffManage: true, ShopManage: true, Export: true}

// Approval is a right that somebody lends to the actor for one deed.
type Approval struct {
	ID    string
	Right Right
	By    string // the lender's staff id
	Name  string
	Used  bool // the deed would not have been done without it
}

// Actor is who asks: a member of staff at a till, or the program itself.
type Actor struct {
	StaffID string // empty for the program itself (command line, setup)
	Name    string
	Role    Role
	TillID  string
	Token   string // the session's token, hashed; empty without a session
	ByPIN   bool   // the session was opened by a PIN, and no password was said since
	Lang    string // the language asked for, "fa" or "en"

	Approvals []*Approval // what others lend for this request
}

// May tells whether the role has the right, or somebody lends it: that
// approval is then used, so ask only where the deed hangs on it.
func (a Actor) May(r Right) bool {
	if r == Public || Rights[r][a.Role] {
		return true
	}
	for _, lent := range a.Approvals {
		if slices.Contains(Lent[lent.Right], r) {
			lent.Used = true
			return true
		}
	}
	return false
}

// System is the program itself, acting for the owner at the console.
var System = Actor{Role: Owner}

type key struct{}

// With puts the actor into a context.
func With(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, key{}, a) }

// From gives the context's actor; the zero Actor may do nothing.
func From(ctx context.Context) Actor {
	a, _ := ctx.Value(key{}).(Actor)
	return a
}
