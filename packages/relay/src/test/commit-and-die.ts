// A process of its own, for the tests of a crash: commits twice and kills itself at a checkpoint of the second commit.
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { closing, message, opening } from './units.ts';

const [, , path = '', where] = process.argv;
let isArmed = false;

const store = await openSqliteStore({
  path,
  checkpoint: (at) => {
    if (isArmed && at === where) process.kill(process.pid, 'SIGKILL');
  },
});
await store.commit([opening('a'), message('a', 'm1')]);
isArmed = true;
await store.commit([message('a', 'm2'), opening('b'), closing('a')]);
