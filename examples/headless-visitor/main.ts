// A visitor without a browser: says what it is started with, prints what is answered, and ends when the chat does.
// `node main.ts "Where is my order?" [wss://HOST/v1/ws] [site]`; Bun and Deno run it, too.
import process from 'node:process';
import { createVisitor, referenceOf } from '@rapport/sdk';

const [message = '', url = 'ws://127.0.0.1:7420/v1/ws', site = 'demo'] = process.argv.slice(2);
if (!message.trim()) stop('What do you want to say? node main.ts "Where is my order?"', 2);

const visitor = createVisitor({ url, site });
// Without a network it waits and tries again. Only what is final ends it: no such site, or one that takes no programs.
visitor.status.subscribe((status) => {
  if (status.phase === 'waiting' && status.lost) process.stderr.write('No connection. I go on trying.\n');
  if (status.phase === 'stopped') stop(`The relay does not let us in: ${status.error.code}`, 1);
});

const chat = visitor.start({ message });
/** Seq of the last message that was printed. */
let printed = 0;
chat.timeline.subscribe(({ items }) => {
  for (const item of items) {
    if (item.type !== 'message' || item.message.mine || item.message.seq === null || item.message.seq <= printed)
      continue;
    printed = item.message.seq;
    const { participants } = chat.state.getSnapshot();
    const name = participants.find(({ id }) => id === item.message.author)?.name ?? 'Somebody';
    process.stdout.write(`${name}: ${item.message.text}\n`);
    chat.read(printed);
  }
});
chat.state.subscribe(({ phase, session }) => {
  if (phase === 'closed' && session > 0) void leave();
});
process.once('SIGINT', () => void chat.end({ timeoutMs: 2_000 }).catch(leave));

async function leave(): Promise<void> {
  await visitor.disconnect();
  process.stdout.write(`The chat ${referenceOf(chat.id)} has ended.\n`);
  process.exit(0);
}

function stop(why: string, code: number): never {
  process.stderr.write(`${why}\n`);
  process.exit(code);
}
