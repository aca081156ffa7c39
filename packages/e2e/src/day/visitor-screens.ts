// A visitor of the day in a real browser: what he does is found by role and name as a person finds it.
import type { Rating, Reason } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import type { BrowserContext, Page } from 'playwright-core';
import { type Chat, chatOn } from '../test/pages.ts';
import type { Line } from './diary.ts';
import type { House } from './house.ts';
import type { ActOfPeople } from './play.ts';
import type { Visitor } from './script.ts';

export type ActOfVisitor = Extract<ActOfPeople, { by: Visitor }>;

const scores = [
  'Very dissatisfied',
  'Dissatisfied',
  'Neither satisfied nor dissatisfied',
  'Satisfied',
  'Very satisfied',
];
const outcomes = { yes: 'Yes', partly: 'Partly', no: 'No', unknown: 'Too early to say' };
/** As the card says those that the day's visitors give. */
const complaints: Partial<Record<Reason, string>> = {
  lost_time: 'It took too much of my time',
  runaround: 'I was passed around or had to repeat myself',
};
const places: Readonly<Record<number, string>> = {
  1: 'You are next.',
  2: '1 person is ahead of you.',
  3: '2 people are ahead of you.',
};

export interface VisitorScreens {
  act(step: ActOfVisitor): Promise<void>;
  /** Waits until it stands in the transcript; not if nobody looks. */
  sees(text: string): Promise<void>;
}

/** `name`: how the page that he is on calls him. */
export function visitorScreens(house: House, context: BrowserContext, pageUrl: string, name: string): VisitorScreens {
  let page: Page | null = null;
  const chat = (): Chat => {
    if (!page) throw new Error(`${name} is not on the page.`);
    return chatOn(page);
  };
  const button = (words: string) => chat().panel.getByRole('button', { name: words, exact: true });

  /** Does it, and waits until the log has what comes of it. */
  async function until(is: (line: Line) => boolean, act: () => Promise<void>): Promise<void> {
    const from = house.diary.lines.length;
    await act();
    await house.diary.until(from, is);
  }
  const main = (kind: string) => (line: Line) => line.audience === 'main' && line.ev.k === kind;

  async function comes(): Promise<void> {
    await page?.close();
    page = await context.newPage();
    await page.goto(pageUrl);
    await page.evaluate((who) => (window as unknown as Rapport).rapport('update', { name: who }), name);
    await page.locator('rapport-chat').locator('button.l').click();
  }

  async function menu(words: string): Promise<void> {
    await button('More options').click();
    await button(words).click();
  }

  async function rates({ score, reasons: given = [], resolved }: Rating): Promise<void> {
    const { panel } = chat();
    await panel.getByRole('radiogroup', { name: 'How satisfied are you with this chat?' }).waitFor();
    await panel.getByText(scores[score - 1] ?? '', { exact: true }).click();
    await panel.getByText('Saved. You can still change it.').last().waitFor();
    for (const reason of reasons.filter((one) => given.includes(one)))
      await panel.getByText(complaints[reason] ?? reason, { exact: true }).click();
    if (resolved)
      await panel
        .getByRole('group', { name: 'Was your question resolved?' })
        .getByText(outcomes[resolved], { exact: true })
        .click();
    const isWhole = ({ ev }: Line): boolean => {
      const said = ev.d as Rating;
      return ev.k === 'rated' && said.resolved === resolved && (said.reasons ?? []).length === given.length;
    };
    await until(isWhole, () => button('Next').click());
  }

  return {
    async act(step) {
      switch (step.does) {
        case 'comes':
          await comes();
          return chat().panel.getByRole('textbox', { name: 'Type your message…' }).waitFor();
        case 'leaves page':
          await house.leaving(() => page?.close());
          page = null;
          return;
        case 'is refused':
          await comes();
          return chat().panel.getByText('You can’t write in this chat. The site has blocked it.').first().waitFor();
        case 'writes':
          await until(
            ({ ev }) => ev.k === 'message' && (ev.d as { text: string }).text === step.text,
            () => chat().write(step.text),
          );
          return chat().sees(step.text);
        case 'stands':
          await house.clock.pass(500);
          return chat()
            .log.getByText(places[step.place] ?? '')
            .waitFor();
        case 'rates':
          return await rates(step.rating);
        case 'skips':
          return await until(
            ({ ev }) => ev.k === 'dismissed',
            () => button('Skip').click(),
          );
        case 'stays':
          return await until(main('stayed'), () => button('I’m still here').click());
        case 'leaves queue':
          return await until(main('closed'), () => button('Leave the queue').click());
        case 'ends':
          return await until(main('closed'), () => chat().end());
        case 'complains':
          await menu('Make a complaint');
          await chat().panel.getByRole('textbox', { name: 'What went wrong?' }).fill(step.text);
          await until(
            ({ ev }) => ev.k === 'complained',
            () => button('Send').click(),
          );
          await chat().panel.getByText('Your complaint has been saved.').first().waitFor();
          return await button('Close').click();
        case 'asks for a lead':
          if (step.again) {
            await button('More options').click();
            await chat().panel.getByText('A supervisor has been asked to join.').first().waitFor();
            return await button('More options').click();
          }
          await menu('Ask for a supervisor');
          return await until(main('escalated'), () => button('Ask for a supervisor').click());
      }
    },
    async sees(text) {
      if (page) await chat().sees(text);
    },
  };
}

interface Rapport {
  rapport(name: 'update', profile: { name: string }): void;
}
