// Where one begins after signing in: with what happened since the last shift, unless somebody waits.
import type { Report } from '@rapport/protocol';
import type { Api } from './api.ts';
import type { Desk } from './desk.ts';
import type { Router } from './route.ts';

/** To the brief, if no address was asked for, nobody waits, and there is something to read. It never moves who has begun. */
export async function openBrief(api: Api, desk: Desk, router: Router, hash: () => string): Promise<void> {
  if (hash() !== '') return;
  const [brief] = await Promise.all([api.call('GET', '/v1/reports/brief').catch(() => null), listed(desk)]);
  const lists = (brief as Report | null)?.lists ?? [];
  if (hash() === '' && desk.needYou.peek() === 0 && lists.some(({ lines }) => lines.length > 0)) router.visit('brief');
}

/** Whether somebody waits is known once the list is there. */
const listed = ({ inbox }: Desk): Promise<void> =>
  new Promise((done) => {
    const stop = inbox.subscribe(({ complete }) => {
      if (!complete) return;
      done();
      queueMicrotask(() => stop());
    });
  });
