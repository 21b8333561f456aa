package main

import (
	"context"
	"strconv"
	"time"

	"pishkhan/app"
	"pishkhan/internal/order"
	"pishkhan/internal/payment"
	"pishkhan/internal/sale"
)

// ways are how far the orders of a filled shop have come: as many of each.
var ways = [][]order.State{{}, {order.Confirmed}, {order.Preparing}, {order.Confirmed, order.Ready}, {order.Preparing, order.Ready, order.Sent}}

// fillOrders takes n orders that are all still open, promised over two months.
func fillOrders(ctx context.Context, a *app.App, n int, products, people []string) error {
	first := a.Journal.DB.Now()
	return crowd("orders", n, func(i int) error {
		req := sale.OrderRequest{ID: a.Journal.DB.NewID(), Source: order.Phone, Delivery: order.Courier,
			PromisedOn: first.Add(time.Duration(i*7919%60) * 24 * time.Hour).Format(time.DateOnly)}
		req.CustomerID = people[i*7919%len(people)]
		for k := range 1 + i%3 {
			req.Lines = append(req.Lines, sale.Line{ProductID: products[(i*31+k*577)%len(products)], Quantity: strconv.Itoa(1 + i%4)})
		}
		if _, _, err := a.Sale.PlaceOrder(ctx, req); err != nil {
			return err
		}
		for _, to := range ways[i%len(ways)] {
			var err error
			if to == order.Sent {
				_, _, err = a.Sale.Deliver(ctx, req.ID, sale.DeliveryRequest{ID: a.Journal.DB.NewID(), Payments: []payment.Part{}})
			} else {
				_, err = a.Order.Move(ctx, req.ID, "", to, "", nil)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
