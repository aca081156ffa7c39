import { expect, test } from 'vitest';
import { formulasOf, namesIn, problems, rulesOf, vectorsOf } from './rules.ts';

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
