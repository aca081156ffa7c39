import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Audience, mayHear, parseStream, streamOf } from './streams.ts';

const audiences: Audience[] = ['main', 'notes', 'rating'];
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);

test('[S1] a visitor hears everything of the own conversation but the notes, an agent everything', () => {
  expect(audiences.filter((audience) => mayHear('v', audience))).toEqual(['main', 'rating']);
  expect(audiences.filter((audience) => mayHear('a', audience))).toEqual(audiences);
});

test('[S1] a stream is named by its conversation and audience, and by nothing else', () => {
  expect(audiences.map((audience) => streamOf('c1', audience))).toEqual(['c1', 'c1/n', 'c1/r']);
  fc.assert(
    fc.property(id, fc.constantFrom(...audiences), (conv, audience) => {
      expect(parseStream(streamOf(conv, audience))).toEqual({ conv, audience });
    }),
  );
});

test('[S1] no other spelling reaches a stream: what parses is spelled as we spell it', () => {
  for (const name of ['', '/', '/n', 'c1/', 'c1/x', 'c1/N', 'c1/n/', 'c1/n/r', 'c1//n', 'c1/ n'])
    expect(parseStream(name)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (name) => {
      const parsed = parseStream(name);
      if (parsed) expect(streamOf(parsed.conv, parsed.audience)).toBe(name);
    }),
  );
});
