/** Customers who are known already, written down without the screens. */
async function call(server, path, body, token) {
  const answer = await fetch(`${server.address}api${path}`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Writes them on, one after the other. */
export async function writeOn(server, owner, customers) {
  const { token } = await call(server, '/session', owner)
  for (const one of customers) await call(server, '/customers', one, token)
}

/** Goods that are on the shelf already. */
export async function makeGoods(server, owner, goods) {
  const { token } = await call(server, '/session', owner)
  for (const one of goods) await call(server, '/products', one, token)
}
