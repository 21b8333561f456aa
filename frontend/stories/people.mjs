/** Colleagues, taken on without the screens. */
import { asker } from './asking.mjs'

/** Gives somebody a role ("manager", "counter" …); answers with what they sign in. */
export async function hire(server, owner, role) {
  const ask = await asker(server, owner)
  const who = { user: `${role}1`, password: 'four green lanterns' }
  await ask('/staff', { ...who, name: who.user, role })
  return who
}
