// The rules of the house are only worth something if they bite: each is broken in a copy of the house, and Biome must say so.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './packages.ts';
import { run, tool } from './run.ts';

/** What is planted, where, and the rule that must report it there. */
const planted: readonly [what: string, path: string, source: string, rule: string][] = [
  [
    'ws elsewhere',
    'packages/relay/src/pump.ts',
    "import { WebSocket } from 'ws';\nexport const open: number = WebSocket.OPEN;",
    'noRestrictedImports',
  ],
  [
    'node:sqlite elsewhere',
    'packages/relay/src/store/rows.ts',
    "import { DatabaseSync } from 'node:sqlite';\nexport const x: typeof DatabaseSync = DatabaseSync;",
    'noRestrictedImports',
  ],
  [
    'nodemailer elsewhere',
    'packages/relay/src/core/post.ts',
    "import { createTransport } from 'nodemailer';\nexport const x: unknown = createTransport;",
    'noRestrictedImports',
  ],
  [
    'fastify in the core',
    'packages/relay/src/core/route.ts',
    "import fastify from 'fastify';\nexport const x: unknown = fastify;",
    'noRestrictedImports',
  ],
  [
    'a clock in the core',
    'packages/relay/src/core/late.ts',
    'export const now: number = Date.now();',
    'noRestrictedGlobals',
  ],
  [
    'chance in the core',
    'packages/relay/src/core/chance.ts',
    'export const x: number = Math.random();',
    'noJsRestrictedProperties',
  ],
  [
    'a clock in the protocol',
    'packages/protocol/src/now.ts',
    'export const now: number = Date.now();',
    'noRestrictedGlobals',
  ],
  ['a timer in the ratings', 'packages/ratings/src/later.ts', 'setTimeout(() => 1, 1);', 'noRestrictedGlobals'],
  [
    'an import upward',
    'packages/sdk/src/up.ts',
    "import { listen } from '@rapport/relay';\nexport const x: unknown = listen;",
    'noRestrictedImports',
  ],
  [
    'the relay reading the SDK',
    'packages/relay/src/side.ts',
    "import { createVisitor } from '@rapport/sdk';\nexport const x: unknown = createVisitor;",
    'noRestrictedImports',
  ],
  [
    'a view in the SDK',
    'packages/sdk/src/view.ts',
    "import { h } from 'preact';\nexport const x: unknown = h;",
    'noRestrictedImports',
  ],
  [
    'a dependency nobody declared',
    'packages/sdk/src/left-pad.ts',
    "import pad from 'left-pad';\nexport const x: unknown = pad;",
    'noUndeclaredDependencies',
  ],
  [
    'WebSocket in the widget',
    'packages/widget/src/socket.ts',
    'export const open = (url: string): WebSocket => new WebSocket(url);',
    'noRestrictedGlobals',
  ],
  ['localStorage in the SDK', 'packages/sdk/src/keep.ts', "localStorage.setItem('a', 'b');", 'noRestrictedGlobals'],
  [
    'window.localStorage',
    'packages/sdk/src/keep-too.ts',
    "window.localStorage.setItem('a', 'b');",
    'noJsRestrictedProperties',
  ],
  [
    'the environment elsewhere',
    'packages/relay/src/listen.ts',
    'export const port: string | undefined = process.env.RAPPORT_PORT;',
    'noProcessEnv',
  ],
  ['innerHTML', 'packages/widget/src/html.ts', "document.body.innerHTML = '<b>';", 'plugin'],
  [
    'dangerouslySetInnerHTML',
    'packages/console/src/html.tsx',
    "export const x = <p dangerouslySetInnerHTML={{ __html: '<b>' }} />;",
    'noDangerouslySetInnerHtml',
  ],
  ['301 lines', 'packages/relay/src/long.ts', 'void 0;\n'.repeat(301), 'noExcessiveLinesPerFile'],
  ['a barrel', 'packages/sdk/src/all.ts', "export { a } from './a.ts';\nexport { b } from './b.ts';", 'noBarrelFile'],
  ['export *', 'packages/sdk/src/index.ts', "export * from './a.ts';", 'noReExportAll'],
  [
    'a cycle',
    'packages/sdk/src/a.ts',
    "import { b } from './b.ts';\nexport const a = (): number => b();",
    'noImportCycles',
  ],
  ['any', 'packages/sdk/src/any.ts', 'export const x: any = 1;', 'noExplicitAny'],
  [
    'a promise nobody waits for',
    'packages/sdk/src/float.ts',
    'async function go(): Promise<void> {}\nexport function x(): void {\n  go();\n}',
    'noFloatingPromises',
  ],
  ['CamelCase', 'packages/sdk/src/CamelCase.ts', 'export const x = 1;', 'useFilenamingConvention'],
  ['a default export', 'packages/sdk/src/default.ts', 'export default 1;', 'noDefaultExport'],
];

/** What may be written where it belongs: no diagnostic of that rule. */
const allowed: readonly [what: string, path: string, source: string, rule: string][] = [
  [
    'ws',
    'packages/relay/src/http/socket.ts',
    "import { WebSocket } from 'ws';\nexport const open: number = WebSocket.OPEN;",
    'noRestrictedImports',
  ],
  [
    'node:sqlite',
    'packages/relay/src/store/sqlite/database.ts',
    "import { DatabaseSync } from 'node:sqlite';\nexport const x: unknown = DatabaseSync;",
    'noRestrictedImports',
  ],
  [
    'nodemailer',
    'packages/relay/src/mail/smtp.ts',
    "import { createTransport } from 'nodemailer';\nexport const x: unknown = createTransport;",
    'noRestrictedImports',
  ],
  [
    'the environment',
    'packages/relay/src/main.ts',
    'export const port: string | undefined = process.env.RAPPORT_PORT;',
    'noProcessEnv',
  ],
  [
    'WebSocket',
    'packages/sdk/src/platform/browser.ts',
    'export const open = (url: string): WebSocket => new WebSocket(url);',
    'noRestrictedGlobals',
  ],
  [
    'the clock',
    'packages/relay/src/core/system-clock.ts',
    'export const now: number = Date.now();',
    'noRestrictedGlobals',
  ],
  [
    'arithmetic',
    'packages/relay/src/core/least.ts',
    'export const x: number = Math.min(1, 2);',
    'noJsRestrictedProperties',
  ],
];

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly severity: string;
    readonly location: { readonly path: string | { readonly file: string } };
  }[];
}

let house = '';
const reported = new Map<string, Set<string>>();

beforeAll(async () => {
  house = mkdtempSync(`${tmpdir()}/rapport-rules-`);
  mkdirSync(`${house}/scripts`);
  for (const name of ['.biome.json', '.gitignore', 'scripts/no-html.grit'])
    copyFileSync(`${root}/${name}`, `${house}/${name}`);
  const files = [
    ...planted,
    ...allowed,
    ['', 'packages/sdk/src/b.ts', "import { a } from './a.ts';\nexport const b = (): number => a();", ''],
  ];
  for (const [, path = '', source = ''] of files) {
    mkdirSync(dirname(`${house}/${path}`), { recursive: true });
    writeFileSync(`${house}/${path}`, `${source}\n`);
  }
  writeFileSync(`${house}/packages/sdk/package.json`, '{ "name": "@rapport/sdk", "dependencies": {} }');
  const { output } = await run(tool('biome'), ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: house,
  });
  const { diagnostics } = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as Report;
  for (const { category, severity, location } of diagnostics) {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    const rules = reported.get(path) ?? new Set();
    if (severity === 'error') rules.add(category.split('/').at(-1) ?? '');
    reported.set(path, rules);
  }
}, 30_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

test.each(planted)('%s is reported', (_what, path, _source, rule) => {
  expect([...(reported.get(path) ?? [])]).toContain(rule);
});

test.each(allowed)('%s is allowed where it belongs', (_what, path, _source, rule) => {
  expect([...(reported.get(path) ?? [])]).not.toContain(rule);
});
