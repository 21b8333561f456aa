/** Customers who are known already, written down without the screens. */
import { asker } from './asking.mjs'

async function makes(server, owner, path, list) {
  const ask = await asker(server, owner)
  const made = []
  for (const one of list) made.push(await ask(path, one))
  return made
}

/** Writes them on, one after the other; answers with them. */
export const writeOn = (server, owner, customers) => makes(server, owner, '/customers', customers)

/** Goods that are on the shelf already. */
export const makeGoods = (server, owner, goods) => makes(server, owner, '/products', goods)
