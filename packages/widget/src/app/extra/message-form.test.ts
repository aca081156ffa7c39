// W7: the form in the place of the composer while nobody can answer, and what becomes of what is written in it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FakeUpload } from '../../test/fake-visitor.ts';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
// Loaded beforehand: no test waits for a file.
import './extra.ts';
import '../../words/extra/en.ts';

const hourMs = 3_600_000;
let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => void vi.useRealTimers());

const closed = async (opensAt?: number) => {
  p.visitor.here.set({ n: 0, names: [], open: 0, ...(opensAt && { opensAt }) });
  await vi.waitFor(() => expect(p.find('.lm')).not.toBeNull());
};
const fill = async (selector: string, value: string) => {
  const field = p.find<HTMLInputElement>(`.lm ${selector}`);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await p.drawn();
};
const submit = async () => {
  p.find('.lm').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await p.drawn();
};
const starts = () => p.visitor.calls.filter(([name]) => name === 'start');

test('[C5] nobody can answer: the composer is a form, and back; what is written and who writes stay', async () => {
  await p.write('half a sen');
  p.find('textarea').focus();
  await closed();
  expect(p.find('h2').textContent).toBe('We’re offline right now.');
  expect(p.find<HTMLTextAreaElement>('.lm textarea').value).toBe('half a sen');
  await p.drawn();
  expect(p.shell.root.activeElement).toBe(p.find('.lm textarea'));
  await fill('textarea', 'half a sentence');
  p.visitor.here.set({ n: 1, names: ['Jon'], open: 1 });
  await p.drawn();
  expect(p.find('.lm')).toBeNull();
  expect(p.find<HTMLTextAreaElement>('.cmp textarea').value).toBe('half a sentence');
  expect(p.find('h2').textContent).toBe('Chat with a person at Acme');
  await vi.advanceTimersByTimeAsync(300);
  expect(sessionStorage.getItem('rapport:draft:new')).toBe('half a sentence');
});

test('it says when the site is back: by the clock today, by its day later, and how long that is', async () => {
  const now = new Date(2026, 10, 23, 8).getTime();
  vi.setSystemTime(now);
  await closed(now + 11 * hourMs);
  expect(p.find('.home').textContent).toContain('We’re back at 7:00 PM (in 11 hours).');
  p.visitor.here.set({ n: 0, names: [], open: 0, opensAt: now + 49 * hourMs });
  await p.drawn();
  expect(p.find('.home').textContent).toMatch(/We’re back on Wednesday.{1,4}9:00 AM \(in 2 days\)\./);
  p.visitor.here.set({ n: 0, names: [], open: 0, opensAt: now + 50 * 60_000 });
  await vi.advanceTimersByTimeAsync(0);
  expect(p.find('.home').textContent).toContain('We’re back at 8:50 AM (in 50 minutes).');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(p.find('.home').textContent).toContain('(in 49 minutes)');
});

test('[UX138] what is wrong is said at its field, which gets the focus; nothing is sent and nothing is lost', async () => {
  await closed();
  await submit();
  expect(p.find('#text').textContent).toBe('Write a message first.');
  expect(p.find('.lm textarea').getAttribute('aria-invalid')).toBe('true');
  expect(p.find('.lm textarea').getAttribute('aria-describedby')).toBe('text');
  expect(p.shell.root.activeElement).toBe(p.find('.lm textarea'));
  await fill('textarea', 'My order never came');
  expect(p.find('#text')).toBeNull();
  for (const address of ['ana', 'ana@', 'ana@acme', 'a b@acme.example', 'a@b.example, c@d.example', 'ana@10.0.0.1']) {
    await fill('[type=email]', address);
    await submit();
    expect(p.find('#email').textContent, address).toContain('Check the address.');
    expect(p.shell.root.activeElement).toBe(p.find('[type=email]'));
  }
  expect(starts()).toEqual([]);
  expect(p.find<HTMLTextAreaElement>('.lm textarea').value).toBe('My order never came');
  expect(p.find<HTMLInputElement>('[type=email]').value).toBe('ana@10.0.0.1');
});

test('[UX138] fields are what a browser and a phone need to help', async () => {
  await closed();
  const email = p.find('[type=email]');
  expect([email.getAttribute('autocomplete'), email.getAttribute('inputMode')]).toEqual(['email', 'email']);
  expect(email.closest('label')?.textContent).toContain('Your email (optional)');
  expect(p.find('[autocomplete=name]').closest('label')?.textContent).toContain('Your name (optional)');
  expect(p.find('.lm').getAttribute('aria-label')).toBe('Leave a message');
});

test('what the page has told is filled in, and an address that is known already is not sent again', async () => {
  await closed();
  expect(p.find<HTMLInputElement>('[type=email]').value).toBe('ana@acme.example');
  await fill('textarea', 'Hello');
  await submit();
  expect(p.visitor.calls.filter(([name]) => name === 'update')).toEqual([]);
});

test('[UX101] sent: a reference and the address stand there, which can be changed; the field is empty for the next one', async () => {
  await closed();
  p.visitor.site.set({ key: 'demo', name: 'Acme', mail: 1 });
  await fill('textarea', 'My order never came');
  await fill('[type=email]', ' bob@acme.example ');
  await fill('[autocomplete=name]', 'Bob');
  await submit();
  expect(starts()).toEqual([['start', { message: 'My order never came' }]]);
  expect(p.visitor.calls).toContainEqual(['update', { name: 'Bob' }]);
  expect(p.visitor.calls).toContainEqual(['update', { email: 'bob@acme.example' }]);
  expect(p.find('.card')).toBeNull(); // not before the relay has it
  await p.change({ phase: 'queued', mode: 'offline' });
  const ref = p.conv().id.toUpperCase();
  expect(p.find('.card').textContent).toContain(`Sent. Reference ${ref}.`);
  expect(p.find('.card').textContent).toContain('We’ll write to bob@acme.example');
  expect(sessionStorage.getItem('rapport:draft:new')).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain(`Sent. Reference ${ref}.`);
  p.button('Change email').click();
  await p.drawn();
  expect(p.shell.root.activeElement).toBe(p.find('.card [type=email]'));
  p.find<HTMLInputElement>('.card [type=email]').value = 'bob@home.example';
  p.find('.card [type=email]').dispatchEvent(new Event('input', { bubbles: true }));
  p.find('.mf').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await p.drawn();
  expect(p.visitor.calls).toContainEqual(['update', { email: 'bob@home.example' }]);
  expect(p.find('.card').textContent).toContain('We’ll write to bob@home.example');
  p.button('Close').click();
  expect(p.shell.isOpen).toBe(false);
});

test('[UX111] [U6] files go with the message that is left: chosen, on their way, refused, cancelled', async () => {
  await closed();
  const list = (names: readonly string[]) => names.map((name) => new File(['1234'], name, { type: 'image/png' }));
  const attach = async (...names: string[]) => {
    const input = document.createElement('input');
    vi.spyOn(document, 'createElement').mockReturnValueOnce(input);
    vi.spyOn(input, 'click').mockImplementationOnce(() => {
      Object.defineProperty(input, 'files', { value: list(names) });
      input.dispatchEvent(new Event('change'));
    });
    p.button('Attach a file').click();
    await vi.waitFor(() => expect(p.find('.lm .tray').textContent).toContain(names.at(-1)));
  };
  const upload = (name: string) => p.visitor.uploads.find(({ file }) => file.name === name) as FakeUpload;
  await attach('a.png', 'b.png', 'c.png');
  upload('a.png').progress(0.42);
  await p.drawn();
  expect(p.find('.lm .tray').textContent).toContain('42%');
  await fill('textarea', 'It is torn');
  await submit();
  expect(starts()).toEqual([]);
  expect(p.find('.lm .wait').textContent).toBeTruthy();
  upload('a.png').fail('file_type');
  upload('b.png').done();
  p.button('Cancel the upload of c.png').click();
  await vi.waitFor(() => expect(p.find('.lm .wait')).toBeNull());
  expect(upload('c.png').signal.aborted).toBe(true);
  expect(p.find('.lm .tray').textContent).toContain('You can send PNG');
  await submit();
  expect(starts()).toEqual([
    ['start', { message: { text: 'It is torn', files: [expect.objectContaining({ name: 'b.png' })] } }],
  ]);
});

test('a site that takes no files has no button for them in the form', async () => {
  await closed();
  p.visitor.limits.set({ text: 4_000, comment: 2_000, frame: 65_536, cur: 200 });
  await fill('textarea', 'x');
  expect(p.button('Attach a file')).toBeUndefined();
});

test('without a mail server nothing is promised of mail', async () => {
  await closed();
  expect(p.find('.home').textContent).toContain('A person answers you here.');
  await fill('textarea', 'Hello');
  await submit();
  await p.change({ phase: 'queued', mode: 'offline' });
  expect(p.find('.card').textContent).toContain('The team has your address: ana@acme.example.');
  expect(p.find('.card').textContent).not.toContain('write to');
});

test('[UX101] a message that cannot be taken stays in the form, with the reason', async () => {
  await closed();
  Object.assign(p.visitor, {
    start: () => {
      throw { code: 'outbox_full' };
    },
  });
  await fill('textarea', 'Hello');
  await submit();
  expect(p.find<HTMLTextAreaElement>('.lm textarea').value).toBe('Hello');
  expect(p.find('.lm').textContent).toContain('There is no room for more unsent messages.');
});

test('[C5] two teams or more are a choice, which goes with the first message; nothing chosen asks for nobody', async () => {
  const teams = [
    { key: 'sales', name: 'Sales' },
    { key: 'ret', name: 'Returns' },
  ];
  p.visitor.site.set({ key: 'demo', name: 'Acme', teams });
  await vi.waitFor(() => expect(p.find('.chips')).not.toBeNull());
  expect(p.all('.chips label').map((label) => label.textContent)).toEqual(['Not sure', 'Sales', 'Returns']);
  expect(p.find<HTMLInputElement>('.chips :checked').closest('label')?.textContent).toBe('Not sure');
  await p.choose('Returns');
  await p.began('Hi');
  expect(starts()).toEqual([['start', { message: 'Hi', team: 'ret' }]]);
});

test('the wait that would be promised is told before the first word', async () => {
  p.visitor.here.set({ n: 2, names: ['Maria'], wait: { fromMs: 60_000, toMs: 120_000 } });
  await vi.waitFor(() => expect(p.find('.home').textContent).toContain('Usual wait right now: ≈ 1–2 minutes'));
  p.visitor.here.set({ n: 2, names: ['Maria'], wait: { fromMs: 0, toMs: 60_000 } });
  await p.drawn();
  expect(p.find('.home').textContent).toContain('≈ under 1 minute');
  p.visitor.here.set({ n: 2, names: ['Maria'], wait: { fromMs: 900_000, toMs: null } });
  await p.drawn();
  expect(p.find('.home').textContent).toContain('≈ more than 15 minutes');
});
