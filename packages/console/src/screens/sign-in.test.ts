import { afterEach, expect, test, vi } from 'vitest';
import { createFakeAgent } from '../test/fake-agent.ts';
import { refusal } from '../test/fake-api.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const signedOut = { session: () => Promise.reject(refusal({})) };

async function tryToSignIn(problem: Parameters<typeof refusal>[0]): Promise<string> {
  stage = await openStage({ api: { ...signedOut, signIn: () => Promise.reject(refusal(problem)) } });
  await stage.type(stage.field('Email'), 'jon@acme.example');
  await stage.type(stage.field('Password'), 'not this one');
  await stage.click(stage.button('Sign in'));
  return stage.root.querySelector('[role=alert]')?.textContent ?? '';
}

test.each([
  ['a wrong password', {}, 'The email or the password is wrong.'],
  [
    'what cannot be an email',
    { code: 'invalid_field', status: 422, field: 'email' },
    'The email or the password is wrong.',
  ],
  [
    'too many tries',
    { code: 'rate_limited', status: 429, retryAfterMs: 40_000 },
    'Too many tries. Try again in 40 seconds.',
  ],
  [
    'very many tries',
    { code: 'rate_limited', status: 429, retryAfterMs: 601_000 },
    'Too many tries. Try again in 11 minutes.',
  ],
  [
    'no connection',
    { code: 'unreachable', status: 0 },
    'The server does not answer. Check your connection and try again.',
  ],
  [
    'a server without https',
    { code: 'forbidden', status: 403, message: 'Signing in needs https here.' },
    'Signing in needs https here.',
  ],
  [
    'a broken server',
    { code: 'internal', status: 500, message: 'boom' },
    'Something went wrong on the server. Try again.',
  ],
])('%s has one message', async (_what, problem, message) => {
  expect(await tryToSignIn(problem)).toBe(message);
});

test('after a refusal the focus is in the password, which is kept', async () => {
  await tryToSignIn({});
  expect(document.activeElement).toBe(stage.field('Password'));
  expect(stage.field('Password').value).toBe('not this one');
});

test('[UX138] an empty field is named beside it, and nothing is sent', async () => {
  const signIn = vi.fn();
  stage = await openStage({ api: { ...signedOut, signIn } });
  await stage.click(stage.button('Sign in'));
  expect(stage.text()).toContain('Enter your email address.');
  expect(document.activeElement).toBe(stage.field('Email'));
  expect(stage.field('Email').getAttribute('aria-invalid')).toBe('true');
  expect(signIn).not.toHaveBeenCalled();
});

test('[UX138][UX139] the fields tell a password manager what they are, and the password can be shown', async () => {
  stage = await openStage({ api: signedOut });
  expect(stage.field('Email').autocomplete).toBe('username');
  expect(stage.field('Password').autocomplete).toBe('current-password');
  const paste = new Event('paste', { bubbles: true, cancelable: true });
  expect(stage.field('Password').dispatchEvent(paste)).toBe(true);
  await stage.click(stage.button('Show password'));
  expect(stage.field('Password').type).toBe('text');
  await stage.click(stage.button('Hide password'));
  expect(stage.field('Password').type).toBe('password');
});

test('a forgotten password: a link is asked for, and the answer says nothing about the address', async () => {
  const forgot = vi.fn(async () => {});
  stage = await openStage({ api: { ...signedOut, forgot } });
  await stage.type(stage.field('Email'), 'jon');
  await stage.click(stage.button('Forgot password?'));
  expect(document.activeElement).toBe(stage.field('Email'));
  expect(stage.field('Email').value).toBe('jon');
  await stage.click(stage.button('Send link'));
  expect(stage.text()).toContain('Enter your email address.');
  expect(forgot).not.toHaveBeenCalled();
  await stage.type(stage.field('Email'), ' jon@acme.example ');
  await stage.click(stage.button('Send link'));
  expect(forgot).toHaveBeenCalledWith('jon@acme.example');
  expect(stage.text()).toContain('If this address is known here and mail is set up, a link is on its way.');
  expect(document.activeElement).toBe(stage.button('Go to sign-in'));
  await stage.click(stage.button('Go to sign-in'));
  stage.button('Sign in');
});

test('a link that could not be asked for says why', async () => {
  const forgot = () => Promise.reject(refusal({ code: 'rate_limited', status: 429, retryAfterMs: 20_000 }));
  stage = await openStage({ api: { ...signedOut, forgot } });
  await stage.click(stage.button('Forgot password?'));
  await stage.type(stage.field('Email'), 'jon@acme.example');
  await stage.click(stage.button('Send link'));
  expect(stage.root.querySelector('[role=alert]')?.textContent).toBe('Too many tries. Try again in 20 seconds.');
});

test('signing in leads to the inbox, signing out back, without drafts', async () => {
  const signOut = vi.fn(async () => {});
  stage = await openStage({ api: { ...signedOut, signOut } });
  await stage.type(stage.field('Email'), 'jon@acme.example');
  await stage.type(stage.field('Password'), 'right');
  await stage.click(stage.button('Sign in'));
  expect(stage.text()).toContain('Nobody is waiting.');
  stage.tab.set('rapport:draft:reply:c1', 'secret');
  await stage.click(stage.button('Sign out'));
  expect(signOut).toHaveBeenCalledOnce();
  expect(stage.tab.keys('rapport:draft:')).toEqual([]);
  expect(stage.fake.asked).toContain('dispose');
  stage.button('Sign in');
});

test('[T7] a session that is over shows the sign-in and keeps the drafts', async () => {
  stage = await openStage();
  stage.tab.set('rapport:draft:reply:c1', 'half a sentence');
  await stage.now(() =>
    stage.fake.status.set({ phase: 'stopped', error: { code: 'unauthenticated', message: '', retryable: false } }),
  );
  expect(stage.text()).toContain('You were signed out. Sign in again; what you were writing is kept.');
  expect(stage.tab.get('rapport:draft:reply:c1')).toBe('half a sentence');
});

test('a server that does not answer is not taken for being signed out', async () => {
  let answers = false;
  stage = await openStage({
    api: {
      session: () =>
        answers
          ? Promise.resolve({ id: 'a', name: 'Jon', email: 'e', role: 'agent' })
          : Promise.reject(refusal({ code: 'unreachable', status: 0 })),
    },
  });
  expect(stage.text()).toContain('The server does not answer.');
  answers = true;
  await stage.click(stage.button('Try again'));
  expect(stage.text()).toContain('Nobody is waiting.');
});

test('a one-time link leaves the address bar at once and makes the account', async () => {
  const setUp = vi.fn(async () => ({ id: 'o', name: 'Ola', email: 'ola@acme.example', role: 'owner' as const }));
  stage = await openStage({ hash: '#setup=once-only', api: { setUp }, fake: createFakeAgent() });
  expect(location.href).not.toContain('once-only');
  await stage.type(stage.field('Your name'), 'Ola');
  await stage.type(stage.field('Email'), 'ola@acme.example');
  await stage.type(stage.field('Password'), 'too short');
  await stage.click(stage.button('Create account'));
  expect(stage.text()).toContain('The password needs at least 12 characters.');
  expect(setUp).not.toHaveBeenCalled();
  await stage.type(stage.field('Password'), 'long enough for me');
  await stage.click(stage.button('Create account'));
  expect(setUp).toHaveBeenCalledWith({
    token: 'once-only',
    name: 'Ola',
    email: 'ola@acme.example',
    password: 'long enough for me',
  });
  expect(stage.text()).toContain('Nobody is waiting.');
});

test('a link that was used says so and leads to the sign-in', async () => {
  stage = await openStage({ hash: '#setup=used', api: { ...signedOut, setUp: () => Promise.reject(refusal({})) } });
  await stage.type(stage.field('Your name'), 'Ola');
  await stage.type(stage.field('Email'), 'ola@acme.example');
  await stage.type(stage.field('Password'), 'long enough for me');
  await stage.click(stage.button('Create account'));
  expect(stage.text()).toContain('This link has been used or has expired.');
  await stage.click(stage.button('Go to sign-in'));
  stage.button('Sign in');
});

test('a refused field is told at that field', async () => {
  stage = await openStage({
    hash: '#setup=t',
    api: {
      setUp: () =>
        Promise.reject(
          refusal({
            code: 'conflict',
            status: 409,
            field: 'email',
            message: 'Somebody has this email address already.',
          }),
        ),
    },
  });
  await stage.type(stage.field('Your name'), 'Ola');
  await stage.type(stage.field('Email'), 'ola@acme.example');
  await stage.type(stage.field('Password'), 'long enough for me');
  await stage.click(stage.button('Create account'));
  expect(document.activeElement).toBe(stage.field('Email'));
  expect(stage.text()).toContain('Somebody has this email address already.');
});
