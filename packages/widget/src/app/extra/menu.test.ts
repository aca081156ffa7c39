// W6 and complaints, W16 and W17: what the menu offers and when, what a second tap does, and what a blocked visitor sees.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agent } from '../../test/fake-visitor.ts';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
// Loaded beforehand: no test waits for a file.
import './extra.ts';
import '../visit/visit.tsx';
import '../../words/visit/en.ts';
import '../../words/extra/en.ts';

let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => void vi.useRealTimers());

const menu = async () => {
  p.button('More options').focus();
  p.button('More options').click();
  await vi.waitFor(() => expect(p.button('Hide chat on this visit')).toBeDefined());
};
const press = async (name: string) => {
  p.button(name).click();
  await p.drawn();
};
const active = async () => {
  await p.began();
  await p.joined();
  await p.change({ openedAt: Date.now() });
};

test('a supervisor can be asked for after four messages, after five minutes, or at once where the site says so', async () => {
  await active();
  await menu();
  expect(p.button('Ask for a supervisor')).toBeUndefined();
  for (const text of ['1', '2', '3']) p.conv().hear(text);
  await p.drawn();
  expect(p.button('Ask for a supervisor')).toBeDefined();
  await p.change({ can: { ...p.conv().state.getSnapshot().can, askForLead: false }, lead: 1 });
  expect(p.button('Ask for a supervisor')).toBeUndefined();
  expect(p.find('.sheet').textContent).toContain('A supervisor has been asked to join.');
});

test.each([
  ['five minutes', { openedAt: 0 }, {}],
  ['the site', { openedAt: 4e12 }, { lead: 1 as const }],
])('a supervisor can be asked for: %s', async (_, state, site) => {
  p.visitor.site.set({ key: 'demo', name: 'Acme', ...site });
  await active();
  await p.change(state);
  await menu();
  expect(p.button('Ask for a supervisor')).toBeDefined();
});

test('it is confirmed, says with whom one stays meanwhile, and two taps are one', async () => {
  p.visitor.site.set({ key: 'demo', name: 'Acme', lead: 1 });
  await active();
  await menu();
  await press('Ask for a supervisor');
  expect(p.find('.ask').textContent).toContain('You stay with Maria meanwhile.');
  const button = p.find('.ask .pri');
  expect(p.shell.root.activeElement).toBe(button);
  button.click();
  await p.change({ can: { ...p.conv().state.getSnapshot().can, askForLead: false } });
  button.click();
  await p.drawn();
  expect(p.visitor.calls.filter(([name]) => name === 'escalate')).toHaveLength(1);
  expect(p.find('.ask')).toBeNull();
  expect(p.shell.root.activeElement).toBe(p.find('.cmp textarea'));
  p.conv().happen('escalated', { by: 'visitor' });
  p.conv().happen('joined', { who: { id: 'a2', role: 'lead', name: 'Jon' } });
  await p.drawn();
  expect(p.find('ol').textContent).toContain('Jon (team lead) has joined the chat.');
});

test('Escape puts the question away and asks for nobody', async () => {
  p.visitor.site.set({ key: 'demo', name: 'Acme', lead: 1 });
  await active();
  await menu();
  await press('Ask for a supervisor');
  p.close();
  await p.drawn();
  expect(p.find('.ask')).toBeNull();
  expect(p.visitor.calls).not.toContainEqual(['escalate']);
});

test('a complaint is sent with its words, and called saved only when it is; if it fails the words stay', async () => {
  await active();
  await menu();
  await press('Make a complaint');
  const field = () => p.find<HTMLTextAreaElement>('.ask textarea');
  expect(p.shell.root.activeElement).toBe(field());
  field().value = 'Nobody listens';
  field().dispatchEvent(new Event('input', { bubbles: true }));
  const complain = vi.spyOn(p.conv(), 'complain').mockRejectedValueOnce({ code: 'internal' });
  p.find('.ask').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await p.drawn();
  expect(complain).toHaveBeenLastCalledWith('Nobody listens');
  expect(p.find('.ask').textContent).toContain('That didn’t work. Try again.');
  expect(field().value).toBe('Nobody listens');
  complain.mockRejectedValueOnce({ code: 'timeout' });
  p.find('.ask').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await p.drawn();
  expect(p.find('.ask').textContent).toContain('Not saved yet. We’ll keep trying.');
  await press('Close');
  await menu();
  await press('Make a complaint');
  complain.mockResolvedValueOnce({ key: '', seq: 1, at: 0 });
  p.find('.ask').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await p.drawn();
  expect(p.find('.ask').textContent).toContain('Your complaint has been saved.');
});

test('[B4] too much at once: the seconds are counted down every ten, and said once', async () => {
  await p.began();
  p.visitor.fail({ code: 'rate_limited', message: '', retryable: true, retryAfterMs: 25_000 });
  await vi.waitFor(() => expect(p.find('.cmp').textContent).toContain('in 25 seconds'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(p.find('.cmp').textContent).toContain('in 15 seconds');
  expect(p.said().replaceAll('|', '')).toBe('');
  await vi.advanceTimersByTimeAsync(15_000);
  expect(p.find('.cmp').textContent).not.toContain('seconds');
});

test('[X1] who is blocked is told so, and gets no field that leads nowhere', async () => {
  await active();
  p.visitor.status.set({ phase: 'stopped', error: { code: 'banned', message: '', retryable: false } });
  await p.drawn();
  expect(p.find('.ban').textContent).toContain('You can’t write in this chat. The site has blocked it.');
  expect(p.find('.cmp')).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain('The site has blocked it.');
});

test('a chat that is long over can be looked at from the home screen, and what is new in it is shown by itself', async () => {
  await active();
  await p.change({ phase: 'closed', closedAt: Date.now() - 25 * 3_600_000 });
  expect(p.find('.home')).not.toBeNull();
  await vi.waitFor(() => expect(p.button('Show your last chat')).toBeDefined());
  await press('Show your last chat');
  expect(p.find('.log').textContent).toContain('Maria has joined the chat.');
  expect(agent.name).toBe('Maria');
  p.shell.set(false);
  await p.drawn();
  await p.change({ unread: 1 });
  p.shell.set(true);
  await p.drawn();
  expect(p.find('.log')).not.toBeNull();
});
