import { expect, test } from 'vitest';
import { formulasOf, itemProblems, itemsOf, namesIn, problems, rulesOf, vectorsOf } from './rules.ts';

const rules = rulesOf(
  '- **D1** Order is seq.\n- **D2** `ack` is sent after the commit.\n  - **X9** not at the margin\nSee **D3**.',
);

test('a rule is a line that begins with its id', () => {
  expect(rules).toEqual(['D1', 'D2']);
  expect(formulasOf('| id | what |\n|---|---|\n| F0 | `percent` |\n| x | F9 |')).toEqual(['F0']);
  expect(vectorsOf('{"vectors": [{"id": "V01"}, {"id": "V02"}]}')).toEqual(['V01', 'V02']);
});

test("a test's name may begin with one id or several", () => {
  const source = `test('[D1] a', …); test("[D1, D2] b", …); test(\`[L2][L3] c\`, …); test('[L4] [L5] d', …);\ntest('[M1] e; [M2] f', …);\n describe.each(x)('[F1, F2] %s', …); const list = ['D9'];`;
  expect(namesIn(source)).toEqual(['D1', 'D1', 'D2', 'L2', 'L3', 'L4', 'L5', 'M1', 'M2', 'F1', 'F2']);
});

test('a rule without a test, a test without a rule and a test that is off are each found', () => {
  const tests = [{ path: 'a.test.ts', source: `test('[D1] a', …); test('[D9] b', …); ${'test'}.skip('[D1] c', …)` }];
  expect(problems(rules, tests)).toEqual([
    "D2 stands in no test's name.",
    'a.test.ts names D9, which no document defines.',
    `a.test.ts has ${'test'}.skip.`,
  ]);
  expect(problems(['D1', 'D1'], [{ path: 'a', source: `'[D1] a'` }])).toEqual(['D1 is defined twice.']);
  expect(problems(['D1'], [{ path: 'a', source: `'[D1] a'` }])).toEqual([]);
});

test('an item of the checklist is judged by a test, by a person or by the bench, and none is left out', () => {
  const line = (id: string, by: string) => `| ${id} | ${by} | what |`;
  const list = [line('UX1', 'test'), line('UX2', 'test, by hand'), line('UX3', 'bench'), '', '- **UX2** do this'].join(
    '\n',
  );
  expect(itemsOf(list)).toEqual([
    { id: 'UX1', by: ['test'] },
    { id: 'UX2', by: ['test', 'by hand'] },
    { id: 'UX3', by: ['bench'] },
  ]);
  expect(itemProblems(list, 3)).toEqual([]);
  expect(itemProblems(`${list}\n${line('UX3', 'by hand')}\n${line('UX9', 'eye')}`, 4)).toEqual([
    'UX3 does not stand in the list exactly once.',
    'UX4 does not stand in the list exactly once.',
    'UX9 is no item of the checklist.',
    'UX9: nothing is judged by “eye”.',
    'UX3 is by hand and has no steps, or has steps and is not by hand.',
  ]);
  expect(namesIn(`test('[UX1][D2] a', …); test('[UX2, UX3] b', …)`)).toEqual(['UX1', 'D2', 'UX2', 'UX3']);
  const tests = [{ path: 'a', source: `'[UX3] a'` }];
  expect(problems(['UX1'], tests, ['UX1', 'UX3'])).toEqual(["UX1 stands in no test's name."]);
});
