import { describe, expect, test } from 'vitest';
import { createPasswords, PasswordsBusy, passwordProblem } from './password.ts';

const good = 'four unrelated calm words';

describe('passwords', () => {
  test('argon2id with 19 MiB, two passes and one lane', async () => {
    expect(await createPasswords().hash(good)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('the right one matches, in whatever Unicode form it was typed', async () => {
    const passwords = createPasswords();
    const stored = await passwords.hash('crème brûlée for all');
    expect(await passwords.matches(stored, 'crème brûlée for all'.normalize('NFD'))).toBe(true);
    expect(await passwords.matches(stored, 'creme brulee for all')).toBe(false);
  });

  test.each([null, '', 'not a hash'])('nothing matches a stored %j', async (stored) => {
    const passwords = createPasswords();
    expect(await passwords.matches(stored, 'nobody has this password')).toBe(false);
    expect(await passwords.matches(stored, '')).toBe(false);
  });

  test('only so many wait at once; the rest is refused instead of piling up', async () => {
    const passwords = createPasswords({ atOnce: 1, waiting: 2 });
    const settled = await Promise.allSettled(Array.from({ length: 5 }, () => passwords.hash(good)));
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(settled[4]).toMatchObject({ reason: expect.any(PasswordsBusy) });
    expect(await passwords.hash(good)).toContain('argon2id');
  });

  test.each([
    ['too short', 'elevenchars'],
    ['too long', 'ab cd ef gh '.repeat(22)],
    ['common', 'PasswordPassword'],
    ['of few letters', 'aaaaaaaabbbb'],
    ['of digits only', '394857602934'],
    ['the e-mail address', 'maria@example.com'],
    ['little more than the name in it', 'maria1mariamaria'],
  ])('one that is %s is refused with a reason', (_why, password) => {
    expect(passwordProblem(password, 'maria@example.com')).toMatch(/\.$/);
  });

  test.each([good, 'x9!kQ2#vLm0@', '你好世界一二三四五六七八', 'ab cd ef gh '.repeat(21)])(
    '%s is taken',
    (password) => {
      expect(passwordProblem(password, 'maria@example.com')).toBeNull();
    },
  );
});
