// Settings that an owner might set: random, and right.
import fc from 'fast-check';
import type { Hours, Span } from '../core/queue/hours.ts';
import type { SiteSettings } from '../core/settings/site-settings.ts';

export const someSpans: fc.Arbitrary<Span[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .map((all) => all.flatMap((from, n): Span[] => (n % 2 === 0 && n + 1 < all.length ? [[from, all[n + 1] ?? 0]] : [])));
export const someHours: fc.Arbitrary<Hours> = fc.record({
  zone: fc.constantFrom('Europe/Athens', 'Asia/Tokyo', 'UTC', 'America/St_Johns'),
  week: fc.array(someSpans, { minLength: 7, maxLength: 7 }),
  days: fc.dictionary(fc.constantFrom('2026-12-25', '2028-02-29', '2027-01-01'), someSpans),
});
const orNull = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
const name = fc.stringMatching(/^[\p{L}\d]{1,12}$/u).filter((text) => text.normalize('NFC') === text);
export const someSettings: fc.Arbitrary<Partial<SiteSettings>> = fc
  .record(
    {
      colour: fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`),
      side: fc.constantFrom('end', 'start'),
      label: orNull(name),
      contact: orNull(fc.constantFrom('mailto:help@shop.example', 'https://shop.example/contact')),
      langs: fc.uniqueArray(fc.constantFrom('en', 'el', 'sq', 'ms', 'ru', 'ar'), { maxLength: 6 }),
      lang: orNull(fc.constantFrom('el', 'pt')),
      texts: fc.constantFrom(
        {},
        { de: { 'action.send': 'Ab damit', 'log.unread': { one: 'eine neue', other: '{n} neue' } } },
      ),
      hours: orNull(someHours),
      promise: fc.boolean(),
      survey: fc.boolean(),
      teams: fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b-1', 'C_2'), name, hours: orNull(someHours) }), {
        maxLength: 3,
        comparator: (a, b) => a.key === b.key || a.name === b.name,
      }),
      capacity: fc.integer({ min: 1, max: 50 }),
      acceptWithinMs: fc.integer({ min: 5_000, max: 600_000 }),
      idle: orNull(
        fc
          .tuple(fc.integer({ min: 60_000, max: 9_000_000 }), fc.integer({ min: 1, max: 9_000_000 }))
          .map(([askAfterMs, more]) => ({ askAfterMs, endAfterMs: askAfterMs + more })),
      ),
      leadButton: fc.constantFrom('later', 'always'),
    },
    { requiredKeys: [] },
  )
  .chain((settings) => {
    const [first] = settings.teams ?? [];
    if (!first) return fc.constant(settings);
    return fc
      .option(fc.integer({ min: 0, max: 86_400_000 }), { nil: null })
      .map((afterMs) => (afterMs === null ? settings : { ...settings, overflow: { team: first.key, afterMs } }));
  });
