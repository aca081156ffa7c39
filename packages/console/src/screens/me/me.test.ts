import { afterEach, expect, test } from 'vitest';
import { refusal } from '../../test/fake-api.ts';
import { createFakeHouse, owner, wrong } from '../../test/fake-house.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './me.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const open = async (): Promise<void> => {
  stage = await openPage('#/me', 'You have no API tokens.', { who: { ...owner, role: 'agent' } });
};
const bodyOf = (what: string): unknown => stage.house.asked.find((it) => it.what === what)?.body;

test('one’s own name is saved when the field is left, and shown at once', async () => {
  await open();
  await stage.fill(stage.field('Your name'), 'Jonathan');
  expect(bodyOf('PUT /v1/agents/agent-jon')).toEqual({ name: 'Jonathan' });
  expect(stage.root.querySelector('.me[popovertarget]')?.getAttribute('title')).toBe('Jonathan');
  stage.house.refuse.set('PUT /v1/agents/agent-jon', wrong(['name', 'empty']));
  await stage.fill(stage.field('Your name'), '  ');
  expect(stage.errorOf(stage.field('Your name'))).toBe('Enter something here.');
});

test('a password needs the current one; every problem stands at its field', async () => {
  await open();
  await stage.click(stage.button('Change password'));
  expect(stage.errorOf(stage.field('Current password'))).toBe('Enter your current password.');
  expect(stage.errorOf(stage.field('New password'))).toContain('at least 12 characters');
  expect(document.activeElement).toBe(stage.field('Current password'));
  await stage.type(stage.field('Current password'), 'wrong one');
  await stage.type(stage.field('New password'), 'long enough for me');
  stage.house.refuse.set('PUT /v1/password', refusal({ code: 'invalid_field', status: 422, field: 'current' }));
  await stage.click(stage.button('Change password'));
  expect(stage.errorOf(stage.field('Current password'))).toBe('This is not your current password.');
  stage.house.refuse.set(
    'PUT /v1/password',
    refusal({ code: 'invalid_field', status: 422, field: 'password', message: 'Too common.' }),
  );
  await stage.click(stage.button('Change password'));
  expect(stage.errorOf(stage.field('New password'))).toBe('Too common.');
  await stage.click(stage.button('Change password'));
  expect(stage.text()).toContain('Your password was changed. Other sessions were signed out.');
  expect(stage.field('New password').value).toBe('');
  expect(bodyOf('PUT /v1/password')).toEqual({ current: 'wrong one', password: 'long enough for me' });
});

test('an API token is shown once, and revoked', async () => {
  await open();
  await stage.click(stage.button('Create token'));
  expect(stage.errorOf(stage.field('What is it for?'))).toBe('Say what it is for.');
  stage.field('What is it for?').value = 'Night shift';
  await stage.click(stage.button('Create token'));
  expect(stage.field('Token').value).toBe('secret-token');
  expect(stage.text()).toContain('It is not shown again.');
  await stage.click(stage.button('Revoke \u2068Night shift\u2069'));
  expect(stage.text()).toContain('You have no API tokens.');
  expect(() => stage.field('Token')).toThrow();
  expect(stage.house.tokens).toEqual([]);
});

test('signing out everywhere asks first, and ends here too', async () => {
  await open();
  await stage.click(stage.button('Sign out everywhere'));
  expect(bodyOf('POST /v1/agents/agent-jon/sign-out')).toBeUndefined();
  await stage.click(stage.button('Yes'));
  expect(stage.house.asked.map(({ what }) => what)).toContain('POST /v1/agents/agent-jon/sign-out');
  stage.button('Sign in');
});

test('if it could not be done, one stays, and it is said', async () => {
  const house = createFakeHouse();
  stage = await openPage('#/me', 'You have no API tokens.', { house });
  house.refuse.set('POST /v1/agents/agent-jon/sign-out', refusal({ code: 'unreachable', status: 0 }));
  await stage.click(stage.button('Sign out everywhere'));
  await stage.click(stage.button('Yes'));
  expect(stage.text()).toContain('Not done. Check your connection and try again.');
});
