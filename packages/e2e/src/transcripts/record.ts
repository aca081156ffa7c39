// `node --conditions=@rapport/source record.ts`: writes down what this release of the SDK and this relay say to each other, in
// sdk-VERSION.json beside this file. Done once for every release; a transcript of a release that is out is not made again.
import { readFileSync, writeFileSync } from 'node:fs';
import { limits } from '@rapport/protocol';
import type { Agent, Visitor, VisitorConversation } from '@rapport/sdk';
import type { WebSocket } from 'ws';
import { agentClient, memoryStorage, visitorClient } from '../test/clients.ts';
import { firstOwner } from '../test/owner.ts';
import { startRelay } from '../test/relay.ts';
import {
  blind,
  type Frame,
  isBeat,
  type Line,
  type Names,
  relaysBusiness,
  single,
  type Transcript,
  topic,
} from './transcript.ts';

/** Nothing has arrived for so long: all has. */
const quietMs = 400;

const names: Names = new Map();
const steps: { did: string; lines: Line[] }[] = [];
let lines: Line[] = [];
let lastAt = 0;
let wires = 0;
let secrets = 0;
let ids = 0;

function learn(frame: Frame, role: string): void {
  const name = (as: string, value: unknown): void => {
    if (typeof value === 'string' && ![...names.values()].includes(value)) names.set(as, value);
  };
  if (frame.t === 'hello' && role === 'agent') names.set('$ticket', String(frame['tok']));
  if (frame.t === 'welcome') {
    name(`$${role}`, (frame['me'] as { id: string }).id);
    name('$token', frame['tok']);
    name('$epoch', frame['ep']);
  }
  for (const { secret } of [frame, ...((frame['inv'] as Frame[] | undefined) ?? [])] as { secret?: string }[])
    if (secret && ![...names.values()].includes(secret)) names.set(`$secret${++secrets}`, secret);
}

function write(wire: string, way: '>' | '<', frame: Frame, role: string): void {
  lastAt = performance.now();
  learn(frame, role);
  if (isBeat(frame)) return;
  // Whoever hears a conversation gets no sums of it: at its beginning it depends on who was faster.
  if (frame.t === 'sum' && role === 'visitor') return;
  for (const part of way === '<' ? single(frame) : [frame]) {
    const about = way === '<' ? topic(part) : undefined;
    if (about) lines = lines.filter((line) => line.way !== '<' || line.wire !== wire || aboutOf.get(line) !== about);
    const line: Line = { wire, way, frame: blind(part, names, way === '<' ? relaysBusiness : undefined) as Frame };
    if (about) aboutOf.set(line, about);
    lines.push(line);
  }
}
const aboutOf = new WeakMap<Line, string>();

const listening = (role: string) => (socket: WebSocket) => {
  const wire = `${role}${++wires}`;
  const send = socket.send.bind(socket) as (data: string) => void;
  socket.send = (data: unknown): void => {
    write(wire, '>', JSON.parse(String(data)) as Frame, role);
    send(String(data));
  };
  socket.on('message', (data: Buffer) => write(wire, '<', JSON.parse(data.toString()) as Frame, role));
  socket.on('close', () => lines.push({ wire, way: 'x' }));
};

async function step(did: string, work: () => unknown): Promise<void> {
  lastAt = performance.now();
  await work();
  while (performance.now() - lastAt < quietMs) await new Promise((resolve) => setTimeout(resolve, quietMs));
  steps.push({ did, lines });
  lines = [];
}

const { version } = JSON.parse(readFileSync(new URL('../../../sdk/package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const relay = await startRelay();
const owner = await firstOwner(relay.url, relay.setupLink);
const stored = memoryStorage();
const platform = { id: () => `transcript-${String(++ids).padStart(10, '0')}`, random: () => 0.5 };
const agent: Agent = agentClient(relay.url, owner.ticket, { platform, onSocket: listening('agent') });
const visitors = (): Visitor =>
  visitorClient(relay.url, { platform: { ...platform, storage: stored }, onSocket: listening('visitor') });
let visitor = visitors();
let chat: VisitorConversation = visitor.start({ lang: 'en' });
const desk = agent.conversation.bind(agent, chat.id);

await step('the agent comes', async () => {
  await agent.connect();
  await agent.setPresence('available');
});
await step('the visitor opens', () => chat.send('Hello').committed());
await step('she says where to reply', () => visitor.update({ name: 'Ana', email: 'ana@acme.example' }));
await step('the agent takes it and answers', async () => {
  await desk().accept();
  await desk().send('Good morning').committed();
});
await step('both write', async () => {
  chat.read();
  chat.typing(true);
  await chat.send('Order 1042 never came.').committed();
  desk().typing(true);
  await desk().note('Lost in box 2').committed();
});
await step('she leaves, and comes back', async () => {
  await visitor.disconnect();
  visitor.dispose();
  await desk().send('It is on its way').committed();
  visitor = visitors();
  await visitor.connect();
  chat = visitor.open(desk().id);
});
await step('she asks for a lead, and complains', async () => {
  await chat.escalate();
  await chat.complain('Nobody listens');
});
await step('the agent writes more than a window holds', async () => {
  for (let n = 1; n < limits.snapEvents; n++) desk().send(`Part ${n}`);
  await desk().send('That is all').committed();
});
await step('she reloads, and asks for what came before', async () => {
  visitor.dispose();
  visitor = visitors();
  await visitor.connect();
  chat = visitor.open(desk().id);
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  await chat.older();
});
await step('the agent ends it', () => desk().end({ outcome: 'yes' }));
await step('she rates', async () => {
  chat.shown();
  await chat.rate({ score: 4, comment: 'In the end' }).committed();
});
await step('she writes again, and leaves the queue', async () => {
  await chat.send('One more thing').committed();
  await chat.end();
});
await step('the agent looks at what has ended', () => agent.archive({ limit: 10 }));
await step('both go', async () => {
  await visitor.disconnect();
  await agent.disconnect();
});

visitor.dispose();
agent.dispose();
await relay.stop();
const transcript: Transcript = { sdk: version, steps };
// One line of the file for each of the transcript: that is how a change is read.
const written = transcript.steps.map(
  ({ did, lines: these }) =>
    `{"did":${JSON.stringify(did)},"lines":[\n${these.map((line) => JSON.stringify(line)).join(',\n')}\n]}`,
);
writeFileSync(
  new URL(`./sdk-${version}.json`, import.meta.url),
  `{"sdk":"${version}","steps":[\n${written.join(',\n')}\n]}\n`,
);
const count = steps.reduce((sum, { lines: these }) => sum + these.length, 0);
process.stdout.write(`sdk-${version}.json: ${steps.length} steps, ${count} lines\n`);
