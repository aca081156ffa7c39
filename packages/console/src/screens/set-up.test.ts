import { afterEach, expect, test, vi } from 'vitest';
import { refusal } from '../test/fake-api.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const mia = { name: 'Mia', email: 'mia@acme.example' } as const;
const me = { id: 'm', ...mia, role: 'agent' as const };

test('who was invited sees for whom the link is, and chooses name and password', async () => {
  const setUp = vi.fn(async () => me);
  stage = await openStage({ hash: '#setup=once', api: { setUpFor: async () => ({ kind: 'invited', ...mia }), setUp } });
  expect(stage.text()).toContain('Join the team');
  expect(stage.text()).toContain('mia@acme.example');
  expect(stage.field('Your name').value).toBe('Mia');
  await stage.type(stage.field('Password'), 'short');
  await stage.click(stage.button('Create account'));
  expect(document.activeElement).toBe(stage.field('Password'));
  await stage.type(stage.field('Password'), 'long enough for me');
  await stage.click(stage.button('Create account'));
  expect(setUp).toHaveBeenCalledWith({ token: 'once', name: 'Mia', password: 'long enough for me' });
  expect(stage.text()).toContain('Nobody is waiting.');
});

test('who needs a new password is asked for that alone', async () => {
  const setUp = vi.fn(async () => me);
  stage = await openStage({ hash: '#setup=once', api: { setUpFor: async () => ({ kind: 'reset', ...mia }), setUp } });
  expect(stage.text()).toContain('Choose a new password');
  expect(() => stage.field('Your name')).toThrow();
  await stage.type(stage.field('Password'), 'long enough for me');
  await stage.click(stage.button('Set password'));
  expect(setUp).toHaveBeenCalledWith({ token: 'once', password: 'long enough for me' });
});

test('a link that is spent says so before anything is typed', async () => {
  stage = await openStage({
    hash: '#setup=used',
    api: { session: () => Promise.reject(refusal({})), setUpFor: () => Promise.reject(refusal({})) },
  });
  expect(stage.text()).toContain('This link has been used or has expired.');
  await stage.click(stage.button('Go to sign-in'));
  stage.button('Sign in');
});

test('a server that does not answer leaves the form, which says it when it is sent', async () => {
  const down = (): Promise<never> => Promise.reject(refusal({ code: 'unreachable', status: 0 }));
  stage = await openStage({ hash: '#setup=once', api: { setUpFor: down, setUp: down } });
  await stage.type(stage.field('Your name'), 'Mia');
  await stage.type(stage.field('Email'), 'mia@acme.example');
  await stage.type(stage.field('Password'), 'long enough for me');
  await stage.click(stage.button('Create account'));
  expect(stage.text()).toContain('The server does not answer.');
});
