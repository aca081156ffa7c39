import { afterEach, expect, test } from 'vitest';
import { refusal } from '../../test/fake-api.ts';
import { owner, wrong } from '../../test/fake-house.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './settings.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const path = '/v1/sites/demo/identity-keys';

test('a secret is made, shown once, and its key removed', async () => {
  stage = await openPage('#/settings/identity/demo', 'No keys yet.');
  await stage.click(stage.button('New secret (HS256)'));
  expect(stage.field('Secret of key k0').value).toBe('a-secret-to-sign-with');
  expect(stage.text()).toContain('This is shown only now.');
  await stage.click(stage.button('Remove \u2068k0\u2069'));
  expect(() => stage.field('Secret of key k0')).toThrow();
  expect(stage.text()).toContain('No keys yet.');
  expect(stage.house.asked.at(-1)?.what).toBe(`DELETE ${path}/k0`);
});

test('a public key that is none says so at its field, and what was pasted stays', async () => {
  stage = await openPage('#/settings/identity/demo', 'No keys yet.');
  const field = stage.field('Public key for ES256 (PEM)');
  field.value = 'no key';
  stage.house.refuse.set(`POST ${path}`, wrong(['publicKey', 'public_key']));
  await stage.click(stage.button('Add public key'));
  expect(stage.errorOf(field)).toBe('This is not a public key for ES256 (P-256) in PEM.');
  expect(field.value).toBe('no key');
  await stage.click(stage.button('Add public key'));
  expect(stage.errorOf(field)).toBe('');
  expect(stage.text()).toContain('ES256, since');
  expect(stage.house.asked.at(-1)?.body).toEqual({ alg: 'ES256', publicKey: 'no key' });
});

test('what could not be done is said, and nothing is shown as done', async () => {
  stage = await openPage('#/settings/identity/demo', 'No keys yet.');
  stage.house.refuse.set(`POST ${path}`, refusal({ code: 'conflict', status: 409 }));
  await stage.click(stage.button('New secret (HS256)'));
  expect(stage.text()).toContain('There are ten keys. Remove one first.');
  expect(stage.text()).toContain('No keys yet.');
});

test('a lead is told that the keys are the owners’', async () => {
  stage = await openPage('#/settings/identity/demo', 'Only owners see and change the keys.', {
    who: { ...owner, role: 'lead' },
  });
  expect(stage.house.asked.map(({ what }) => what)).not.toContain(`GET ${path}`);
});
