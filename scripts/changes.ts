// Part of `pnpm check`: what has changed since the last release is told by a changeset, for those who use it (`pnpm changeset`).
import { run, tool } from './run.ts';

const git = async (...args: string[]): Promise<string> => {
  const { code, output } = await run('git', args);
  return code === 0 ? (output.trim().split('\n').at(-1) ?? '') : '';
};

/** The last release; before the first one, the beginning. '': there is no history here, as in an archive. */
const since = (await git('describe', '--tags', '--abbrev=0')) || (await git('rev-list', '--max-parents=0', 'HEAD'));
if (since) {
  const { code, output } = await run(tool('changeset'), ['status', `--since=${since}`]);
  process.stdout.write(output);
  process.exitCode = code;
}
