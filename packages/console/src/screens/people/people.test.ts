import { afterEach, expect, test } from 'vitest';
import { refusal } from '../../test/fake-api.ts';
import { createFakeHouse, owner, person, wrong } from '../../test/fake-house.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './people.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u2068\u2069]/g, '');
const rowOf = (name: string): string =>
  plain([...stage.root.querySelectorAll('tbody tr')].find((tr) => tr.textContent?.includes(name))?.textContent);
const bodyOf = (what: string): unknown => stage.house.asked.find((it) => it.what === what)?.body;

test('the table says who answers, as what, and whether they can be reached', async () => {
  const house = createFakeHouse();
  house.people = [
    person('mia', { name: 'Mia', role: 'lead', teams: ['sales'], langs: ['en', 'sq'], capacity: 3 }),
    person('tom', { name: 'Tom', isPending: true, capacity: 2 }),
    person('eva', { name: 'Eva', disabled: true }),
    person('ben', { name: 'Ben', presence: 'away' }),
  ];
  stage = await openPage('#/people', 'Mia', { house });
  expect(rowOf('Mia')).toContain('Lead');
  expect(rowOf('Mia')).toContain('Available');
  expect(rowOf('Mia')).toContain('en, sq');
  expect(rowOf('Mia')).toContain('– of 3');
  expect(rowOf('Tom')).toContain('No password yet');
  expect(rowOf('Tom')).not.toMatch(/\d of|of \d/);
  expect(rowOf('Eva')).toContain('Switched off');
  expect(rowOf('Ben')).toContain('Away');
});

test('a lead sees the table and nothing to change', async () => {
  stage = await openPage('#/people', 'Mia', { who: { ...owner, role: 'lead' } });
  expect(() => stage.link('Invite a person')).toThrow();
  expect(() => stage.link('Edit Mia')).toThrow();
});

test('somebody is invited; the link is shown once, with the word whether it was mailed', async () => {
  stage = await openPage('#/people/invite', 'works once');
  stage.house.mail = { ...stage.house.mail, isConfigured: false };
  await stage.fill(stage.field('Email'), ' tom@acme.example ');
  await stage.fill(stage.field('Role'), 'lead');
  await stage.click(stage.button('Invite'));
  expect(bodyOf('POST /v1/agents')).toEqual({ email: 'tom@acme.example', role: 'lead' });
  expect(stage.text()).toContain('Mail is not set up: give this link yourself.');
  expect(stage.field('One-time link').value).toBe('https://chat.example/console/#setup=once');
  await stage.click(stage.button('Invite another person'));
  expect(() => stage.field('One-time link')).toThrow();
  expect(stage.field('Email').value).toBe('');
});

test('a mailed invitation says to whom', async () => {
  stage = await openPage('#/people/invite', 'works once');
  await stage.fill(stage.field('Email'), 'tom@acme.example');
  await stage.click(stage.button('Invite'));
  expect(plain(stage.text())).toContain('The link was mailed to tom@acme.example.');
});

test('everything wrong with an invitation stands at its field, and the focus goes to the first', async () => {
  stage = await openPage('#/people/invite', 'works once');
  await stage.click(stage.button('Invite'));
  expect(stage.errorOf(stage.field('Email'))).toBe('Enter an email address.');
  expect(document.activeElement).toBe(stage.field('Email'));
  expect(bodyOf('POST /v1/agents')).toBeUndefined();
  stage.house.refuse.set('POST /v1/agents', wrong(['langs.1', 'language'], ['capacity', 'range']));
  await stage.fill(stage.field('Email'), 'tom@acme.example');
  await stage.fill(stage.field('Languages'), 'en, english');
  await stage.fill(stage.field('Conversations at once'), '0');
  await stage.click(stage.button('Invite'));
  expect(plain(stage.errorOf(stage.field('Languages')))).toContain('english: Use a language code');
  expect(stage.errorOf(stage.field('Conversations at once'))).toBe('This number is out of range.');
  expect(stage.errorOf(stage.field('Email'))).toBe('');
  expect(document.activeElement).toBe(stage.field('Languages'));
});

test('an address that somebody has is told at the address', async () => {
  stage = await openPage('#/people/invite', 'works once');
  stage.house.refuse.set(
    'POST /v1/agents',
    refusal({ code: 'conflict', status: 409, field: 'email', problems: [{ field: 'email', code: 'taken' }] }),
  );
  await stage.fill(stage.field('Email'), 'mia@acme.example');
  await stage.click(stage.button('Invite'));
  expect(stage.errorOf(stage.field('Email'))).toBe('Somebody has this email address already.');
});

test('only what was changed of a person is sent, and it says that it is saved', async () => {
  stage = await openPage('#/people/mia', 'Access');
  await stage.fill(stage.field('Role'), 'lead');
  await stage.click(stage.field('Sales'));
  await stage.fill(stage.field('Languages'), 'EN, el');
  await stage.fill(stage.field('Conversations at once'), '2');
  await stage.click(stage.button('Save'));
  expect(bodyOf('PUT /v1/agents/mia')).toEqual({ role: 'lead', teams: ['sales'], langs: ['en', 'el'], capacity: 2 });
  expect(stage.text()).toContain('Saved');
});

test('the last owner stays one, and that is said', async () => {
  stage = await openPage('#/people/mia', 'Access');
  const last = refusal({ code: 'conflict', status: 409, problems: [{ field: 'role', code: 'last_owner' }] });
  stage.house.refuse.set('PUT /v1/agents/mia', last);
  await stage.click(stage.button('Save'));
  expect(stage.errorOf(stage.field('Role'))).toContain('This is the only owner.');
  stage.house.refuse.set('PUT /v1/agents/mia', last);
  await stage.click(stage.button('Switch off'));
  await stage.click(stage.button('Yes'));
  const said = [...stage.root.querySelectorAll('.act .error')].map((it) => it.textContent).join('');
  expect(said).toContain('This is the only owner.');
});

test('a password is reset only after asking; the new link is shown', async () => {
  stage = await openPage('#/people/mia', 'Access');
  await stage.click(stage.button('Reset password'));
  await stage.click(stage.button('No'));
  expect(bodyOf('POST /v1/agents/mia/reset')).toBeUndefined();
  await stage.click(stage.button('Reset password'));
  await stage.click(stage.button('Yes'));
  expect(stage.field('One-time link').value).toBe('https://chat.example/console/#setup=again');
});

test('somebody is signed out everywhere, switched off and on again', async () => {
  stage = await openPage('#/people/mia', 'Access');
  await stage.click(stage.button('Sign out everywhere'));
  expect(stage.text()).toContain('Signed out everywhere.');
  await stage.click(stage.button('Switch off'));
  await stage.click(stage.button('Yes'));
  expect(bodyOf('PUT /v1/agents/mia')).toEqual({ disabled: true });
  expect(plain(stage.text())).toContain('Mia can no longer sign in.');
  await stage.click(stage.button('Switch on'));
  expect(stage.house.people.find(({ id }) => id === 'mia')?.disabled).toBe(false);
});

test('whoever comes back to the list sees what has become of it meanwhile', async () => {
  const house = createFakeHouse();
  house.people = [person('tom', { name: 'Tom', isPending: true, capacity: 2 })];
  stage = await openPage('#/people', 'No password yet', { house });
  await stage.now(() => {
    history.pushState(null, '', '#/people/tom');
    window.dispatchEvent(new Event('hashchange'));
  });
  stage.button('New link');
  house.people = [person('tom', { name: 'Tom' })];
  await stage.now(() => {
    history.pushState(null, '', '#/people');
    window.dispatchEvent(new Event('hashchange'));
  });
  await stage.sees('Available');
});

test('what failed says so, at the button', async () => {
  stage = await openPage('#/people/mia', 'Access');
  stage.house.refuse.set('POST /v1/agents/mia/sign-out', refusal({ code: 'unreachable', status: 0 }));
  await stage.click(stage.button('Sign out everywhere'));
  expect(stage.text()).toContain('Not done. Check your connection and try again.');
});
