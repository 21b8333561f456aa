/** Colleagues, taken on without the screens. */
async function call(server, path, body, token) {
  const answer = await fetch(`${server.address}api${path}`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Gives somebody a role ("manager", "counter" …); answers with what they sign in. */
export async function hire(server, owner, role) {
  const { token } = await call(server, '/session', owner)
  const who = { user: `${role}1`, password: 'four green lanterns' }
  await call(server, '/staff', { ...who, name: who.user, role }, token)
  return who
}
