// examples/answering-agent as its README says to run it, against a real relay: it answers a visitor and hands him to a person.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Agent, Visitor } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agentClient, visitorClient } from './test/clients.ts';
import { type Colleague, employ } from './test/colleague.ts';
import { firstOwner, type Owner } from './test/owner.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

const program = fileURLToPath(new URL('../../../examples/answering-agent/main.ts', import.meta.url));

let relay: RunningRelay;
let owner: Owner;
let bot: Colleague;
let maria: Agent;
let visitor: Visitor;
let running: ChildProcess | null = null;

beforeEach(async () => {
  relay = await startRelay();
  owner = await firstOwner(relay.url, relay.setupLink);
  bot = await employ(relay.url, owner.cookie, { name: 'Bot' });
  maria = agentClient(relay.url, owner.ticket);
  visitor = visitorClient(relay.url);
});
afterEach(async () => {
  maria.dispose();
  visitor.dispose();
  if (running && running.exitCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
  await relay.stop();
});

function run(env: Record<string, string>): ChildProcess {
  const url = `${relay.url.replace('http', 'ws')}/v1/ws`;
  running = spawn(process.execPath, ['--conditions=@rapport/source', '--no-warnings', program, url], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return running;
}

const said = (): string[] =>
  visitor.current
    .getSnapshot()
    ?.timeline.getSnapshot()
    .items.flatMap((item) => (item.type === 'message' && !item.message.mine ? [item.message.text] : [])) ?? [];
const hears = (part: string): Promise<void> => expect.poll(() => said().join('\n')).toContain(part);

test('it takes what it is offered, answers what it knows, and hands over to a person with a note', async () => {
  const child = run({ RAPPORT_TOKEN: bot.token });
  await once(child.stdout as NodeJS.EventEmitter, 'data');
  await maria.connect();
  // She is here, and takes nothing out of the queue.
  await maria.setPresence('finishing');
  const chat = visitor.start({ message: 'When do you deliver?' });
  await hears('I am a program.');
  await hears('Delivery takes three working days.');
  chat.send('And on Mars?');
  await hears('That I do not know.');

  await maria.setPresence('available');
  // Her colleagues hear it together with her.
  await expect.poll(() => maria.staff.getSnapshot().find(({ id }) => id === owner.id)?.status).toBe('available');
  const handed = new Promise<string>((resolve) => maria.on('handing', ({ conversation }) => resolve(conversation)));
  chat.send('I want a person');
  const conversation = maria.conversation(await handed);
  const note = expect.poll(() =>
    conversation.timeline
      .getSnapshot()
      .items.map((item) => JSON.stringify(item))
      .join('\n'),
  );
  await note.toContain('Asks for a person. Last words: I want a person');
  await hears('I have asked Maria to take over.');
  await conversation.accept();
  conversation.send('Here I am.');
  await hears('Here I am.');
  expect(chat.state.getSnapshot().assignee).toBe(owner.id);

  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('with nobody to hand over to it says so, asks for a lead, and stays', async () => {
  const child = run({ RAPPORT_TOKEN: bot.token });
  await once(child.stdout as NodeJS.EventEmitter, 'data');
  const chat = visitor.start({ message: 'A person, please' });
  await hears('Nobody is free just now.');
  expect(chat.state.getSnapshot()).toMatchObject({ phase: 'active', assignee: bot.id, lead: 1 });
});

test('without a token, or with one that is not good, it ends and says why', async () => {
  for (const [token, code, why] of [
    ['', 2, 'RAPPORT_TOKEN is not set'],
    ['no-such-token', 1, 'does not let us in'],
  ] as const) {
    const child = run({ RAPPORT_TOKEN: token });
    let told = '';
    child.stderr?.on('data', (part: Buffer) => (told += part.toString()));
    expect(await once(child, 'exit')).toEqual([code, null]);
    expect(told).toContain(why);
  }
});
