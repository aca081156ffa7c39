// Somebody who joins the staff the way people do: invited by an owner, let in by the link, with a token of his own.

export interface Colleague {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** `name=value` of the session cookie. */
  readonly cookie: string;
  /** API token. */
  readonly token: string;
}

/** `cookie`: of an owner. */
export async function employ(
  url: string,
  cookie: string,
  who: { readonly name: string; readonly role?: 'agent' | 'lead'; readonly teams?: readonly string[] },
): Promise<Colleague> {
  const email = `${who.name.toLowerCase()}@shop.example`;
  const password = `the long password of ${who.name}`;
  const invited = await post<{ agent: { id: string }; link: string }>(url, 'agents', cookie, { email, ...who });
  const setup = new URLSearchParams(new URL(invited.answer.link).hash.slice(1)).get('setup');
  const own = (await post(url, 'setup', '', { token: setup, password })).cookie;
  const { token } = (await post<{ token: string }>(url, 'tokens', own, { name: 'Test' })).answer;
  return { id: invited.answer.agent.id, email, password, cookie: own, token };
}

/** Rejects unless the relay says yes. */
export async function post<T>(
  url: string,
  path: string,
  cookie: string,
  body: object,
): Promise<{ readonly answer: T; readonly cookie: string }> {
  const response = await fetch(`${url}/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return {
    answer: (await response.json()) as T,
    cookie: (response.headers.getSetCookie()[0] ?? '').split(';')[0] as string,
  };
}
