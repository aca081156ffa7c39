// An agent or lead of the day at the console in a real browser: what they do is found by role and name as a person finds it.
import type { ConvId, Resolved } from '@rapport/protocol';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { type Desk, deskOn } from '../test/pages.ts';
import type { Line } from './diary.ts';
import type { House } from './house.ts';
import type { ActOfPeople } from './play.ts';
import { type Agent, staff } from './script.ts';

export type ActOfAgent = Extract<ActOfPeople, { by: Agent }>;

const presences = { available: 'Available', finishing: 'Finishing (no new)', away: 'Away' };
const keyOf: Readonly<Record<Resolved, string>> = { yes: '1', partly: '2', no: '3', unknown: '4' };
/** A name in a sentence stands between marks that nobody sees, so that it cannot turn the sentence around. */
const about = (words: string, name: string): RegExp => new RegExp(`${words}.{1,3}${name}`);
/** For how long the end of a chat can be taken back. */
const undoMs = 5_000;

export interface AgentScreens {
  /** `conv`: what it is about, if it is about one. */
  act(step: ActOfAgent, conv: ConvId | null): Promise<void>;
}

/** The context has a clock of its own, which can be told to hurry. */
export function agentScreens(house: House, context: BrowserContext, who: Agent): AgentScreens {
  let at: { readonly page: Page; readonly desk: Desk } | null = null;
  const here = () => {
    if (!at) throw new Error(`${staff[who].name} is not at the desk.`);
    return at;
  };
  const button = (name: string | RegExp): Locator => here().page.getByRole('button', { name }).first();
  const nameOf = (id: Agent): string => staff[id].name;

  /** Does it, and waits until the log has what comes of it. */
  async function until(is: string | ((line: Line) => boolean), act: () => Promise<void>): Promise<void> {
    const from = house.diary.lines.length;
    await act();
    await house.diary.until(from, typeof is === 'string' ? ({ ev }) => ev.k === is : is);
  }

  async function comes(): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${house.url}/console/`);
    if (!at) {
      const { email, password } = house.staff[who];
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }
    at = { page, desk: await deskOn(page) };
  }

  async function is(status: keyof typeof presences): Promise<void> {
    const choice = here().page.getByRole('radio', { name: presences[status], exact: true });
    await choice.click();
    await choice.and(here().page.getByRole('radio', { checked: true })).waitFor();
  }

  /** By the address of the conversation, as a link in a message opens it. */
  async function opens(conv: ConvId | null): Promise<void> {
    if (!conv) throw new Error('Nothing was written yet.');
    const { page } = here();
    if (!page.url().endsWith(`#/inbox/${conv}`)) await page.goto(`${house.url}/console/#/inbox/${conv}`);
    await page.getByRole('log', { name: 'Messages' }).waitFor();
  }

  async function fromMenu(entry: string): Promise<void> {
    await button('More').click();
    await button(entry).click();
  }

  async function choose(name: string): Promise<void> {
    await here().page.getByRole('dialog').getByRole('option', { name }).click();
  }

  const dialog = (): Locator => here().page.getByRole('dialog');

  async function handsOver(name: string, note: string): Promise<void> {
    await button('Transfer').click();
    await choose(name);
    await dialog()
      .getByRole('textbox', { name: about('What does', name) })
      .fill(note);
    await until('handing', () =>
      dialog()
        .getByRole('button', { name: about('Hand over to', name) })
        .click(),
    );
  }

  /** What the form does not even offer, or says on the spot. */
  async function cannotHandOver(to: string, note: string): Promise<void> {
    await button('Transfer').click();
    const form = dialog();
    if (note.trim() === '') {
      await choose(nameOf(to as Agent));
      await form.getByRole('textbox', { name: /^What does/ }).fill(note);
      await form.getByRole('button', { name: /^Hand over/ }).click();
      await form.getByText('Write what they need to know.').waitFor();
    } else {
      await form.getByRole('combobox').fill(to);
      await form.getByText(about('Nobody by', to)).waitFor();
    }
    await form.getByRole('button', { name: 'Cancel' }).click();
  }

  async function ends(outcome: Resolved): Promise<void> {
    const { page, desk } = here();
    await until('closed', async () => {
      await desk.end();
      await page.getByText('What came of it?').waitFor();
      await page.keyboard.press(keyOf[outcome]);
      await page.clock.fastForward(undoMs + 100);
    });
  }

  return {
    async act(step, conv) {
      switch (step.does) {
        case 'comes':
          return await comes();
        case 'vanishes':
          return await house.leaving(() => here().page.close());
        case 'goes':
          await is('away');
          return await house.leaving(() => here().page.close());
        case 'is':
          return await is(step.status);
        case 'is offered':
          await house.clock.pass(500);
          return await here().page.getByRole('article', { name: 'Offered to you' }).waitFor();
        case 'watches':
          await here().page.goto(`${house.url}/console/#/live`);
          await button(/^Watch/).click();
          return await here()
            .page.getByRole('heading', { name: /^Watching/ })
            .waitFor();
        case 'whispers': {
          const words = here().page.getByRole('textbox', { name: about('Whisper to', nameOf(step.to)) });
          await words.fill(step.text);
          return await until('note', () => words.press('Enter'));
        }
        case 'takes over': {
          const watched = here().page.getByRole('region', { name: /^Watching/ });
          await watched.getByRole('button', { name: 'Take over…' }).click();
          return await until('transferred', () =>
            dialog().getByRole('button', { name: 'Take over', exact: true }).click(),
          );
        }
        case 'joins':
          await here().page.goto(`${house.url}/console/#/live`);
          return await until('joined', () => button(/^Join/).click());
      }
      await opens(conv);
      switch (step.does) {
        case 'accepts':
          return await until(
            ({ ev }) => ev.k === 'assigned' || ev.k === 'transferred',
            () => button(/^(Join chat|Accept)/).click(),
          );
        case 'declines':
          return await until('returned', () => button(/^Return/).click());
        case 'replies':
          return await until('message', () => here().desk.reply(step.text));
        case 'notes':
          return await until('note', () => here().desk.note(step.text));
        case 'consults':
          await fromMenu('Ask a colleague…');
          await choose(nameOf(step.to));
          await dialog()
            .getByRole('textbox', { name: /^What do you want to ask/ })
            .fill(step.text);
          return await until('consulted', () => dialog().getByRole('button', { name: /^Ask / }).click());
        case 'hands over':
          return await handsOver(nameOf(step.to), step.text);
        case 'gives to team':
          return await handsOver(house.teams[step.team] ?? step.team, step.text);
        case 'cannot hand over':
          return await cannotHandOver(step.to, step.text);
        case 'escalates':
          return await until('escalated', () => fromMenu('Ask for a lead'));
        case 'ends':
          return await ends(step.outcome);
        case 'calls spam':
          await fromMenu('Block visitor…');
          await dialog().getByRole('textbox', { name: 'Why?' }).fill(step.text);
          await dialog().getByRole('checkbox').check();
          return await until('blocked', () => dialog().getByRole('button', { name: 'Block', exact: true }).click());
        case 'unblocks':
          return await until('unblocked', () => button('Unblock').click());
      }
    },
  };
}
