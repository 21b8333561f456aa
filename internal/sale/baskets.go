package sale

import (
	"context"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/web"
)

// BasketContent is what a till keeps of a basket, before it is a sale.
type BasketContent struct {
	CustomerID string            `json:"customer_id,omitempty"`
	Lines      []BasketLine      `json:"lines" required:"true" maxItems:"500"`
	Discount   *invoice.Discount `json:"discount,omitempty"`
	Note       string            `json:"note,omitempty" maxLength:"500" doc:"Who it waits for, for the people at the tills"`
	Held       bool              `json:"held,omitempty" doc:"Set aside: another till may take it over"`
	Back       *Back             `json:"back,omitempty" doc:"What comes back in exchange"`
}

// BasketLine remembers the list's price it was rung up at, so that a price
// corrected since is noticed and the seller decides.
type BasketLine struct {
	ProductID string            `json:"product_id" required:"true"`
	Quantity  string            `json:"quantity" required:"true" maxLength:"30"`
	Price     *money.Rial       `json:"price,omitempty"`
	ListPrice money.Rial        `json:"list_price"`
	Discount  *invoice.Discount `json:"discount,omitempty"`
	Serials   []string          `json:"serials,omitempty" maxItems:"50"`
}

// Basket is a kept basket.
type Basket struct {
	ID string `json:"id"`
	BasketContent
	TillID    string    `json:"till_id"`
	Till      string    `json:"till" doc:"The till's name"`
	StaffID   string    `json:"staff_id"`
	Staff     string    `json:"staff" doc:"Who touched it last"`
	Free      bool      `json:"free" doc:"Another till may take it over"`
	UpdatedAt time.Time `json:"updated_at"`
}

// leftAlone is how long a basket that is being filled must not be touched
// before another till may take it over: its own may be broken.
const leftAlone = 10 * time.Minute

// free tells whether another till may take a basket over.
func (b Basket) free(now time.Time) bool { return b.Held || now.Sub(b.UpdatedAt) > leftAlone }

func (r *Room) baskets(ctx context.Context, _ *struct{}) (*web.Body[web.List[Basket]], error) {
	out := web.Body[web.List[Basket]]{Body: web.List[Basket]{Items: []Basket{}}}
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := baskets(tx, actor.From(ctx).TillID)
		for _, b := range rows {
			b.Free = b.free(tx.Now)
			out.Body.Items = append(out.Body.Items, b)
		}
		return err
	})
	return &out, err
}

type putBasketInput struct {
	ID   string `path:"id" format:"uuid"`
	Body BasketContent
}

func (r *Room) putBasket(ctx context.Context, in *putBasketInput) (*web.Body[Basket], error) {
	return web.Answer(r.Keep(ctx, in.ID, in.Body))
}

// Keep keeps a basket of the asker's till, as often as it changes; the sale that
// is made of it has its id.
func (r *Room) Keep(ctx context.Context, id string, content BasketContent) (b Basket, err error) {
	a := actor.From(ctx)
	if id, err = saleID(id); err != nil {
		return b, err
	}
	b = Basket{ID: id, BasketContent: content, TillID: a.TillID, StaffID: a.StaffID}
	for i, l := range b.Lines {
		if _, err := money.ParseQuantity(l.Quantity); err != nil {
			return b, errs.At(field(i, "quantity"), errs.Invalid)
		}
	}
	err = r.j.DB.Write(ctx, func(tx *db.Tx) error {
		for i, l := range b.Lines {
			if _, err := product.Get(tx, l.ProductID); errs.Is(err, errs.NotFound) {
				return errs.At(field(i, "product_id"), errs.NotFound)
			} else if err != nil {
				return err
			}
		}
		sold, err := invoice.Sold(tx, b.ID)
		if err != nil {
			return err
		}
		if sold { // a late word about a basket that was sold
			return errs.At("id", errs.Conflict)
		}
		if err := r.ours(tx, b.ID, a.TillID); err != nil {
			return err
		}
		b.UpdatedAt = tx.Now
		return putBasket(tx, b)
	})
	return b, err
}

// ours refuses to touch a basket that another till has, with its name.
func (r *Room) ours(tx *db.Tx, id, tillID string) error {
	b, err := basket(tx, id)
	if errs.Is(err, errs.NotFound) || err == nil && b.TillID == tillID {
		return nil
	}
	if err == nil {
		err = errs.New("basket_elsewhere", "Till", b.Till)
	}
	return err
}

// takeBasket moves a basket that waits at another till to the asker's. Only
// one till has it from then on; what the other one still says of it is refused.
func (r *Room) takeBasket(ctx context.Context, in *web.ID) (*web.Body[Basket], error) {
	a := actor.From(ctx)
	var b Basket
	err := r.j.DB.Write(ctx, func(tx *db.Tx) (err error) {
		if b, err = basket(tx, in.Row()); err != nil || b.TillID == a.TillID {
			return err
		}
		if !b.free(tx.Now) {
			return errs.New("basket_busy", "Till", b.Till, "Name", b.Staff)
		}
		b.Held, b.TillID, b.StaffID, b.UpdatedAt = false, a.TillID, a.StaffID, tx.Now
		if err := putBasket(tx, b); err != nil {
			return err
		}
		b, err = basket(tx, b.ID)
		return err
	})
	return &web.Body[Basket]{Body: b}, err
}

func (r *Room) dropBasket(ctx context.Context, in *web.ID) (*struct{}, error) {
	id, till := strings.ToLower(in.ID), actor.From(ctx).TillID
	return nil, r.j.DB.Write(ctx, func(tx *db.Tx) error {
		if err := r.ours(tx, id, till); err != nil {
			return err
		}
		return deleteBasket(tx, id)
	})
}
