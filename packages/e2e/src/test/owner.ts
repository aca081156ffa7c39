// The first owner of a fresh relay, made the way a person makes it: with the one-time link, over HTTP.

export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** `name=value` of the session cookie. */
  readonly cookie: string;
  /** A ticket for one socket. Rejects when the relay does not answer. */
  ticket(): Promise<string>;
}

export async function firstOwner(
  url: string,
  setupLink: string | null,
  who: { name?: string; email?: string; password?: string } = {},
): Promise<Owner> {
  if (!setupLink) throw new Error('This relay has an owner already: it printed no setup link.');
  const token = new URLSearchParams(new URL(setupLink).hash.slice(1)).get('setup');
  const { name = 'Maria', email = 'maria@shop.example', password = 'correct horse battery staple' } = who;
  const response = await fetch(`${url}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name, email, password }),
  });
  if (response.status !== 201) throw new Error(`POST /v1/setup: ${response.status} ${await response.text()}`);
  const { agent } = (await response.json()) as { agent: { id: string } };
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] as string;
  return {
    id: agent.id,
    name,
    email,
    password,
    cookie,
    async ticket() {
      const ticket = await fetch(`${url}/v1/ticket`, { method: 'POST', headers: { cookie } });
      if (!ticket.ok) throw new Error(`POST /v1/ticket: ${ticket.status}`);
      return ((await ticket.json()) as { ticket: string }).ticket;
    },
  };
}
