// W4, W5 and the idle end: what a visitor is told while waiting and when hands change, in which words, and how often it is said.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agent } from '../../test/fake-visitor.ts';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
// Loaded beforehand: no test waits for a file.
import './extra.ts';
import '../../words/extra/en.ts';
import '../identity.tsx';

const minuteMs = 60_000;
let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel('');
  p.visitor.site.set({ key: 'demo', name: 'Acme', mail: 1 });
});
afterEach(() => void vi.useRealTimers());

const can = (part: object) => ({ ...p.conv().state.getSnapshot().can, ...part });
const waiting = async (part: Parameters<OpenPanel['change']>[0] = {}) => {
  await p.began();
  await p.change({ phase: 'queued', can: can({ leave: true }), ...part });
};
const card = () => p.find('.card').textContent;
const ready = () => vi.waitFor(() => expect(p.find('.card .row')).not.toBeNull());
const promise = (fromMin: number, toMin: number | null, part = {}) => ({
  fromMs: fromMin * minuteMs,
  toMs: toMin && toMin * minuteMs,
  at: Date.now(),
  ...part,
});

test('who is next needs nothing more than the first file where no mail goes out: the card, and the way out of the queue', async () => {
  p.visitor.site.set({ key: 'demo', name: 'Acme' });
  await waiting({ place: 1 });
  expect(card()).toContain('Waiting for a team member to join…You are next.');
  p.button('Leave the queue').click();
  expect(p.visitor.calls).toContainEqual(['end']);
  expect(p.shell.root.activeElement).toBe(p.find('.cmp textarea'));
});

test('where mail goes out, it is offered to who is next, too', async () => {
  await waiting({ place: 1 });
  await ready();
  expect(p.button('Get the reply by email')).not.toBeNull();
});

test('the place and the promise stand in the card, in words', async () => {
  await waiting({ place: 3, promise: promise(2, 4) });
  await ready();
  expect(card()).toContain('2 people are ahead of you.');
  expect(card()).toContain('Usual wait right now: ≈ 2–4 minutes');
  await p.change({ place: 2 });
  expect(card()).toContain('1 person is ahead of you.');
  await p.change({ place: 1 });
  expect(card()).toContain('You are next.');
  await p.change({ place: null });
  expect(card()).not.toContain('ahead');
  expect(p.find('.cmp textarea')).not.toBeNull(); // detail can be added at any time
});

test('without a promise there is no figure', async () => {
  await waiting({ place: 4 });
  await ready();
  expect(card()).not.toMatch(/minute|estimate/);
});

test('a promise that is broken says so, with the new estimate if there is one, and mail comes first', async () => {
  await waiting({ place: 2, promise: promise(1, 2) });
  await ready();
  expect(p.button('Get the reply by email').className).toBe('btn');
  await vi.advanceTimersByTimeAsync(2 * minuteMs + 1);
  expect(card()).toContain('≈ 1–2 minutes'); // nothing is said before the relay says it
  await p.change({ promise: promise(1, 2, { at: Date.now() - 2 * minuteMs - 1, late: 1 }) });
  expect(card()).toContain('That took longer than we said. Sorry.');
  expect(card()).toContain('We don’t have an estimate right now.');
  expect(p.button('Get the reply by email').className).toBe('btn pri');
  await p.change({ promise: promise(4, 8, { late: 1 }) });
  expect(card()).toContain('New estimate: 4–8 minutes.');
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said().match(/That took longer/g)).toHaveLength(1);
});

test('[UX38] the place is said when it is first known, then once a minute at most, and when it is the first', async () => {
  await waiting({ place: 9 });
  await ready();
  await p.change({ place: 8 });
  await vi.advanceTimersByTimeAsync(900);
  expect(p.said()).toContain('8 people are ahead of you.');
  expect(p.said()).not.toContain('7 people');
  await vi.advanceTimersByTimeAsync(5_000);
  await p.change({ place: 7 });
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said().replaceAll('|', '')).toBe('');
  await p.change({ place: 1 });
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain('You are next.');
});

test('everybody goes while one waits: the card says that the message is kept', async () => {
  await waiting({ place: 2 });
  await ready();
  p.visitor.here.set({ n: 0, names: [], open: 0 });
  await p.drawn();
  expect(card()).toContain('Nobody is here right now. Your message is kept.');
  expect(card()).not.toContain('ahead of you');
});

test('a hand-over is one honest line, said once; who takes over is not announced a second time', async () => {
  await p.began();
  await p.joined();
  const jon = { ...agent, id: 'a2', name: 'Jon' };
  p.conv().happen('transferred', { from: agent.id, to: 'a2' });
  p.conv().happen('joined', { who: { id: 'a2', role: 'agent', name: 'Jon' } });
  await p.change({ assignee: 'a2', participants: [agent, jon] });
  await vi.waitFor(() => expect(p.find('ol').textContent).toContain('Jon is taking over'));
  expect(p.find('ol').textContent).toContain(
    'Jon is taking over and can see everything you wrote. You don’t need to repeat it.',
  );
  expect(p.find('ol').textContent).not.toContain('Jon has joined');
  await vi.advanceTimersByTimeAsync(700);
  expect(p.said().match(/Jon is taking over/g)).toHaveLength(1);
});

test.each([
  ['transferred', { from: null, to: agent.id, why: 'takeover' }, 'Maria (team lead) is taking over'],
  ['transferred', { from: agent.id, team: 'sales' }, 'You’re being passed on to Sales.'],
  ['transferred', { from: agent.id, team: 'gone' }, 'You’re being passed on to somebody else'],
  ['requeued', { from: agent.id, why: 'gone' }, 'Maria had to leave. You keep your place'],
  ['escalated', { by: 'visitor' }, 'You asked for a supervisor.'],
  ['escalated', { by: 'agent' }, 'Maria asked a supervisor to join.'],
  ['closed', { n: 1, by: 'visitor', why: 'left' }, 'You left the queue.'],
  ['closed', { n: 1, by: 'system', why: 'idle' }, 'We closed this chat because it was quiet for a while.'],
  ['closed', { n: 1, by: 'agent', why: 'spam' }, 'This chat has ended.'],
])('%s %o is told: %s', async (kind, data, words) => {
  p.visitor.site.set({ key: 'demo', name: 'Acme', teams: [{ key: 'sales', name: 'Sales' }] });
  await p.began();
  await p.joined();
  p.conv().happen(kind, data);
  await vi.waitFor(() => expect(p.find('ol').textContent).toContain(words));
});

test('"Still there?" is asked with a button and said; a tap is the answer', async () => {
  await p.began();
  await p.joined();
  await p.change({ askedAt: Date.now(), can: can({ stay: true }) });
  await vi.waitFor(() => expect(card()).toContain('Still there?'));
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain('Still there?');
  p.button('I’m still here').click();
  expect(p.visitor.calls).toContainEqual(['stay']);
  await p.change({ askedAt: undefined, can: can({ stay: false }) });
  expect(p.find('.card')).toBeNull();
});

test('where to reply is asked once after the first answer, where mail goes out, and can be skipped', async () => {
  await p.began();
  await p.joined();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(p.find('.card')).toBeNull();
  p.conv().hear('Good morning');
  await vi.waitFor(() => expect(card()).toContain('Where should we reply if you get disconnected?'));
  expect(p.find('[type=email]').getAttribute('autocomplete')).toBe('email');
  p.button('Skip').click();
  await p.drawn();
  expect(p.find('.card')).toBeNull();
  expect(p.shell.root.activeElement).toBe(p.find('.cmp textarea'));
  expect(p.visitor.calls.filter(([name]) => name === 'update')).toEqual([]);
  expect(sessionStorage.getItem('rapport:identity')).toBe('off');
});

test('an address that is left is told back', async () => {
  await p.began();
  await p.joined();
  p.conv().hear('Good morning');
  await vi.waitFor(() => expect(p.find('.card')).not.toBeNull());
  const field = p.find<HTMLInputElement>('[type=email]');
  field.value = 'bob@acme.example';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  p.find('.mf').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await p.drawn();
  expect(p.visitor.calls).toContainEqual(['update', { email: 'bob@acme.example' }]);
  expect(p.find('.cmp').textContent).toContain('If you get disconnected, we’ll write to bob@acme.example.');
  p.visitor.fail({ code: 'invalid_field', message: '', retryable: false, details: { field: 'email' } });
  await p.drawn();
  expect(p.find('.cmp').textContent).toContain('Check the address.');
  expect(sessionStorage.getItem('rapport:draft:email')).toBeNull();
});

test.each([
  ['an address is known', 'ana@acme.example', { mail: 1 as const }],
  ['no mail goes out', '', {}],
])('where to reply is not asked if %s', async (_, email, site) => {
  sessionStorage.setItem('rapport:draft:email', email);
  p.visitor.site.set({ key: 'demo', name: 'Acme', ...site });
  await p.began();
  await p.joined();
  p.conv().hear('Good morning');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(p.find('.card')).toBeNull();
});
