package doctor

// ofCheques look at what the sums of balances lean on: that a cheque is its
// payment, that its timeline leads to its state, and what it added to a debt.
var ofCheques = []query{
	{"cheque_payment", `
		SELECT q.number AS Number, q.amount AS Have, p.amount - p.change AS Want FROM cheques q JOIN payments p ON p.id = q.id
		WHERE q.amount <> p.amount - p.change OR p.method <> 'cheque' OR p.kind <> 'paid' OR p.customer_id IS NOT q.customer_id`},
	{"cheque_timeline", `
		SELECT q.number AS Number, q.state AS Have, coalesce(e.to_state, '') AS Want FROM cheques q
		LEFT JOIN cheque_events e ON e.id = (SELECT l.id FROM cheque_events l WHERE l.cheque_id = q.id AND l.to_state <> '' ORDER BY l.at DESC, l.id DESC LIMIT 1)
		WHERE q.state IS NOT e.to_state OR q.state NOT IN ('held', 'deposited', 'cleared', 'bounced', 'given_back')`},
	{"cheque_debt", `
		SELECT q.number AS Number, coalesce(sum(e.debt), 0) AS Have, CASE WHEN q.state IN ('bounced', 'given_back') THEN q.amount ELSE 0 END AS Want
		FROM cheques q LEFT JOIN cheque_events e ON e.cheque_id = q.id GROUP BY q.id HAVING Have <> Want`},
	{"cheque_twice", `
		SELECT sayad_id AS SayadID, count(*) AS Count FROM cheques WHERE sayad_id <> '' AND state <> 'given_back' GROUP BY sayad_id HAVING count(*) > 1`},
}
