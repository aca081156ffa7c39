// The day on screens: eight browser profiles, the shipped widget on a page of somebody's shop, the shipped console.
import type { Browser } from 'playwright-core';
import { type ActOfAgent, type AgentScreens, agentScreens } from './agent-screens.ts';
import type { House } from './house.ts';
import type { ActOfPeople, Stage } from './play.ts';
import { type Agent, staff, type Visitor, visitors } from './script.ts';
import { type ActOfVisitor, type VisitorScreens, visitorScreens } from './visitor-screens.ts';

/** Only as a failure. */
const patienceMs = 30_000;

export async function screenStage(house: House, browser: Browser, pageUrl: string): Promise<Stage> {
  const guests = new Map<Visitor, VisitorScreens>();
  const desks = new Map<Agent, AgentScreens>();
  const contexts = await Promise.all([...visitors, ...Object.keys(staff)].map(() => browser.newContext()));
  for (const context of contexts) context.setDefaultTimeout(patienceMs);
  for (const [n, id] of visitors.entries()) {
    const context = contexts[n];
    const name = `${id[0]?.toUpperCase()}${id.slice(1)}`;
    if (context) guests.set(id, visitorScreens(house, context, pageUrl, name));
  }
  for (const [n, id] of Object.keys(staff).entries()) {
    const context = contexts[visitors.length + n];
    // An end that can be taken back for five seconds would take up most of the day.
    await context?.clock.install();
    if (context) desks.set(id as Agent, agentScreens(house, context, id as Agent));
  }
  return {
    async act(step, conv) {
      if (!isOfAgent(step)) return await guests.get(step.by as Visitor)?.act(step as ActOfVisitor);
      await desks.get(step.by)?.act(step, 'of' in step ? conv(step.of) : null);
      if (step.does === 'replies') await guests.get(step.of)?.sees(step.text);
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
    },
  };
}

const isOfAgent = (step: ActOfPeople): step is ActOfAgent => Object.hasOwn(staff, step.by);
