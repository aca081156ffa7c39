// W9–W11 and UX §2.13: a copy of the chat on paper and by mail, from the menu and after the rating.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
// Loaded beforehand: no test waits for a file.
import '../choices/choices.tsx';
import '../extra/extra.ts';
import '../survey/survey.ts';
import './mail-form.tsx';
import './print.tsx';
import './transcript.tsx';
import '../later.ts';
import '../../words/extra/en.ts';
import '../../words/survey/en.ts';
import '../../words/transcript/en.ts';

let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const email = 'Email me a copy';
const paper = 'Print or save the chat';

async function chat(mail: 1 | null = 1) {
  p.visitor.site.set({ key: 'demo', name: 'Acme', ...(mail && { mail }) });
  await p.began('Where is my parcel?');
  await p.joined();
  p.conv().hear('See www.post.example/7 or https://post.example/8');
  await p.drawn();
}
const menu = async () => {
  p.button('More options').focus();
  p.button('More options').click();
  await vi.waitFor(() => expect(p.button(paper)).toBeDefined());
};
const settled = async () => {
  await vi.dynamicImportSettled();
  await p.drawn();
  await p.drawn();
};
const press = async (name: string) => {
  p.button(name).click();
  await settled();
};
const type = async (text: string) => {
  const field = p.find<HTMLInputElement>('.cp input');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await p.drawn();
};
const submit = async () => {
  p.find('form.cp').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
};

/** A page that `open` gives. */
function page() {
  const made = {
    document: document.implementation.createHTMLDocument(''),
    CSSStyleSheet,
    print: vi.fn(),
    focus: vi.fn(),
    close: vi.fn(),
    closed: false,
  };
  vi.stubGlobal(
    'open',
    vi.fn(() => made),
  );
  return made;
}

test('[UX144] what is printed is all of the chat, with names, whole times with their zone, and where links lead to', async () => {
  const made = page();
  await chat();
  await menu();
  await press(paper);
  const { document: doc } = made;
  expect(doc.title).toBe('Chat with Acme');
  expect([doc.documentElement.lang, doc.documentElement.dir]).toEqual(['en', 'ltr']);
  expect(doc.querySelector('header')?.textContent).toMatch(/Chat with Acme.*Reference: \w{1,5} · .*\d{4}/s);
  const lines = [...doc.querySelectorAll('li')].map((li) => li.textContent ?? '');
  expect(lines[0]).toMatch(/^You \w+ \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M \S+Where is my parcel\?$/);
  expect(lines[1]).toBe('Maria has joined the chat.');
  expect(lines[2]).toContain('Maria ');
  const links = [...doc.querySelectorAll('a')].map((a) => [a.getAttribute('href'), a.className]);
  // The second one says already where it leads to.
  expect(links).toEqual([
    ['https://www.post.example/7', 'u'],
    ['https://post.example/8', ''],
  ]);
  expect(made.print).toHaveBeenCalledTimes(1);
  expect(doc.querySelectorAll('[style], style, script')).toHaveLength(0);
  doc.querySelector('button')?.click();
  expect(made.print).toHaveBeenCalledTimes(2);
});

test('what the visitor wrote is text on paper, too', async () => {
  const made = page();
  await chat();
  const hostile = '<img src=x onerror=alert(1)> \u202Egnp.exe';
  p.conv().hear(hostile);
  await menu();
  await press(paper);
  expect(made.document.querySelector('img')).toBeNull();
  expect(made.document.querySelector('li:last-child .t')?.textContent).toBe(hostile);
});

test('a page that the browser does not open is said not to, and one that stays empty is closed', async () => {
  vi.stubGlobal('open', () => null);
  await chat();
  await menu();
  await press(paper);
  expect(p.find('.note').textContent).toContain('Allow pop-ups');
  const made = page();
  vi.spyOn(p.conv(), 'events').mockImplementation(() => {
    throw { code: 'unavailable' };
  });
  await press(paper);
  expect(made.close).toHaveBeenCalled();
  expect(p.find('.note').textContent).toBe('That didn’t work. Try again.');
});

test('[K5] a copy by mail: the address is there already, and it is called sent only when it is', async () => {
  await chat();
  await menu();
  await press(email);
  expect(p.find<HTMLInputElement>('.cp input').value).toBe('ana@acme.example');
  let done = (_: { to: string; state: 'sent' }): void => {};
  const mail = vi.spyOn(p.visitor, 'mailTranscript').mockReturnValueOnce(new Promise((resolve) => (done = resolve)));
  await submit();
  expect(p.find('.cp').textContent).toContain('Sending…');
  await submit();
  expect(mail).toHaveBeenCalledTimes(1);
  expect(mail).toHaveBeenCalledWith(p.conv().id, { to: 'ana@acme.example', lang: 'en' });
  done({ to: 'ana@acme.example', state: 'sent' });
  await settled();
  expect(p.find('.cp').textContent).toContain('Sent to ana@acme.example.');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(p.said()).toContain('Sent to ana@acme.example.');
  await press('Close');
  expect(p.button(email)).toBeDefined();
});

test.each([
  [{ to: 'ana@acme.example', state: 'queued' as const }, 'On its way to ana@acme.example.', 'Close'],
  [{ code: 'unavailable' }, 'Not sent to ana@acme.example.', 'Try again'],
  [{ code: 'rate_limited' }, 'Too many copies for now.', 'Send'],
])('[K5] what becomes of it otherwise is said: %j', async (outcome, says, next) => {
  await chat();
  await menu();
  await press(email);
  const mail = vi.spyOn(p.visitor, 'mailTranscript');
  if ('state' in outcome) mail.mockResolvedValueOnce(outcome);
  else mail.mockRejectedValueOnce(outcome);
  await submit();
  expect(p.find('.cp').textContent).toContain(says);
  expect([...p.find('.cp').querySelectorAll('button')].map((button) => button.textContent)).toContain(next);
});

test('[K3] an address that is none is refused here, and one that only the relay knows to be none beside its field', async () => {
  await chat();
  await menu();
  await press(email);
  const mail = vi.spyOn(p.visitor, 'mailTranscript');
  await type('nobody');
  await submit();
  expect([mail.mock.calls.length, p.find('.cp .err').textContent]).toEqual([
    0,
    'Check the address. It should look like name@example.com.',
  ]);
  await type('ana@[10.0.0.1].example');
  await type('ana@exa_mple.com');
  mail.mockRejectedValueOnce({ code: 'invalid_field', details: { field: 'to' } });
  await submit();
  expect([mail.mock.calls.length, p.find('.cp .err').textContent?.startsWith('Check the address.')]).toEqual([1, true]);
});

test('[K5] no mail is offered where there is none; paper is', async () => {
  await chat(null);
  await menu();
  expect(p.button(email)).toBeUndefined();
});

test('[K4] no mail is offered before anybody has answered; paper is', async () => {
  p.visitor.site.set({ key: 'demo', name: 'Acme', mail: 1 });
  await p.began();
  await p.change({ phase: 'queued' });
  await menu();
  expect([p.button(email), p.button(paper) !== undefined]).toEqual([undefined, true]);
});

test('both are offered after the rating, where it stands', async () => {
  await chat();
  await p.ended();
  await p.choose('Very satisfied');
  await vi.advanceTimersByTimeAsync(1_000);
  p.button('Skip').click();
  await settled();
  await press(email);
  expect(p.find<HTMLInputElement>('.rate .cp input').value).toBe('ana@acme.example');
  await press('Cancel');
  expect(p.find('.rate').textContent).toContain(paper);
});
