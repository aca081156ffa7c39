// What the SDK's README shows compiles, block by block, against the SDK as it is.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { packageDir } from './packages.ts';

const dir = packageDir('sdk');
const blocks = [...readFileSync(`${dir}/README.md`, 'utf8').matchAll(/^```(tsx?)\n(.*?)^```/gms)].map(
  ([, kind = '', code = ''], n) => ({ path: `${dir}/src/readme-${n}.${kind}`, code }),
);

/** What an application around the blocks would have: what it shows things with, and what earlier blocks have made. */
const surroundings = `
  import type { Agent, Visitor } from '@rapport/sdk';
  declare global {
    function ${['show', 'head', 'tick', 'choice', 'door', 'queue', 'list', 'pick', 'ask', 'draw', 'tell']
      .map((name) => `${name}(...what: unknown[]): void`)
      .join('; function ')};
    function ticketOf(response: Response): Promise<string>;
    const chat: Visitor, agent: Agent, url: string, id: string, colleague: string, file: Blob;
  }`;

/** What the compiler says of `files`, a sentence each. */
function judge(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@rapport/source'],
    allowImportingTsExtensions: true,
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line =
      file && start !== undefined
        ? `${file.text.slice(0, start).split('\n').at(-1)}${file.text.slice(start).split('\n')[0]}`
        : '';
    return `${file?.fileName.split('/').at(-1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} | ${line}`;
  });
}

test('every block of code in the README of the SDK compiles', { timeout: 60_000 }, () => {
  expect(blocks.length).toBeGreaterThan(4);
  const files = new Map(blocks.map(({ path, code }) => [path, `${code}\nexport {};\n`]));
  expect(judge(files.set(`${dir}/src/readme-surroundings.ts`, surroundings))).toEqual([]);
});

test('a block that does not compile is noticed', { timeout: 60_000 }, () => {
  const wrong = "import { createVisitor } from '@rapport/sdk';\ncreateVisitor({ url: 'wss://x' }).stat();\n";
  expect(judge(new Map([[`${dir}/src/readme-0.ts`, wrong]]))).toHaveLength(2);
});
