/** Asks the program without the screens: what stands ready before a story, and what a story looks up. */
export async function call(server, path, { body, token, method = body === undefined ? 'GET' : 'POST' } = {}) {
  const answer = await fetch(new URL(`api${path}`, server.address), {
    method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Signs somebody in; answers with what asks in their name: `ask(path)` reads, `ask(path, body)` writes, as POST unless a method is named. */
export async function asker(server, who) {
  const { token } = await call(server, '/session', { body: who })
  return (path, body, method) => call(server, path, { body, token, method })
}
