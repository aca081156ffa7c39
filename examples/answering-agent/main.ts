// An agent that is a program: it signs in with an API token, takes what it is offered, answers, and hands over to a person when it
// is asked for one. `node main.ts [wss://HOST/v1/ws]`, the token in RAPPORT_TOKEN.
import { type AgentConversation, ChatError, createAgent } from '@rapport/sdk';
import { answerTo } from './answers.ts';

const greeting = 'Hello! I am a program. I know opening hours and delivery; for anything else I fetch a person.';
const [url = 'ws://127.0.0.1:7420/v1/ws'] = process.argv.slice(2);
const token = process.env['RAPPORT_TOKEN'];
if (!token) stop('RAPPORT_TOKEN is not set. Make a token in the console, under your own name.', 2);

const agent = createAgent({
  url,
  token({ reason }) {
    // There is no other to bring.
    if (reason === 'expired') throw new ChatError('unauthenticated');
    return token;
  },
});
/** Those that are ours, and how to let go of each. */
const held = new Map<string, () => void>();

agent.on('offer', ({ conversation }) => attempt(() => agent.conversation(conversation).accept()));
// What a colleague hands to a program was for a person: it goes back at once, and its visitor notices nothing.
agent.on('handing', ({ conversation }) => attempt(() => agent.conversation(conversation).decline()));
// Nobody took it: it is still ours.
agent.on('note', ({ conversation, event }) => {
  if (event.kind === 'returned' && held.has(conversation)) attempt(() => stay(agent.conversation(conversation)));
});
// An offer was missed, for example because this process slept. A program is back at once.
agent.on('missed', () => attempt(() => agent.setPresence('available')));
// Reconnecting is the SDK's business. Only what is final ends the program: the token was taken back, or the account.
agent.status.subscribe((status) => {
  if (status.phase === 'stopped') stop(`The relay does not let us in: ${status.error.code}`, 1);
});
// Whatever is ours, just taken or from before a restart.
agent.inbox.subscribe(({ mine }) => {
  const ours = new Set(mine.map(({ id }) => id));
  for (const [id, leave] of held) if (!ours.has(id)) leave();
  for (const id of ours) if (!held.has(id)) hold(agent.conversation(id));
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => attempt(leave));

await agent.connect({ timeoutMs: Infinity });
await agent.setPresence('available');
process.stdout.write('ready\n');

/** Answers what its visitor says, in order and once: what came before the staff's last word was answered. */
function hold(conversation: AgentConversation): void {
  let answered = -1;
  let queue = Promise.resolve();
  const stop = conversation.timeline.subscribe(({ head, items }) => {
    if (head === 0) return;
    const { visitor } = conversation.state.getSnapshot();
    const messages = items.flatMap((item) => (item.type === 'message' && item.message.seq ? [item.message] : []));
    if (answered < 0) {
      answered = messages.findLast(({ author }) => author !== visitor)?.seq ?? 0;
      if (answered === 0) conversation.send(greeting);
    }
    for (const { author, seq, text } of messages) {
      if (author !== visitor || seq === null || seq <= answered) continue;
      answered = seq;
      queue = queue.then(() => answer(conversation, text)).catch(report);
    }
  });
  held.set(conversation.id, () => {
    held.delete(conversation.id);
    stop();
    conversation.dispose();
  });
}

async function answer(conversation: AgentConversation, text: string): Promise<void> {
  // Somebody is just about to take it.
  if (conversation.state.getSnapshot().hand) return;
  const what = answerTo(text);
  if ('say' in what) {
    conversation.send(what.say);
    return;
  }
  for (const { id, name } of colleagues()) {
    try {
      await conversation.transfer({ to: id, note: what.handOver });
      conversation.send(`I have asked ${name} to take over. You need not repeat anything.`);
      return;
    } catch (error) {
      // Gone meanwhile: there may be another.
      if (!ChatError.is(error, 'invalid_field')) throw error;
    }
  }
  await stay(conversation);
}

async function stay(conversation: AgentConversation): Promise<void> {
  await conversation.escalate();
  conversation.send('Nobody is free just now. I have asked for help; please stay.');
}

/** People who are here and have room, those with the least to do first. */
function colleagues() {
  const me = agent.me.getSnapshot()?.id;
  return agent.staff
    .getSnapshot()
    .filter(({ id, status, load, capacity }) => id !== me && status === 'available' && load < capacity)
    .toSorted((a, b) => a.load - b.load);
}

async function leave(): Promise<void> {
  await agent.setPresence('away');
  await agent.disconnect();
  process.exit(0);
}

function attempt(work: () => unknown): void {
  void (async () => work())().catch(report);
}

/** Somebody was faster, or the visitor has gone: no harm. Anything else is said, and the next chat is taken all the same. */
function report(error: unknown): void {
  const code = ChatError.is(error) ? error.code : String(error);
  if (!['taken', 'closed', 'conflict'].includes(code)) process.stderr.write(`${code}\n`);
}

function stop(why: string, code: number): never {
  process.stderr.write(`${why}\n`);
  process.exit(code);
}
