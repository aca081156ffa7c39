// What the program knows. Pure: a message in, what to do with it out. Here is where yours would be cleverer.

export type Answer = { readonly say: string } | { readonly handOver: string };

const known: readonly (readonly [about: RegExp, say: string])[] = [
  [/open|hours/i, 'We are open from Monday to Friday, 9 to 17.'],
  [/deliver|ship/i, 'Delivery takes three working days.'],
];

/** `handOver`: the note for whoever takes it. */
export function answerTo(text: string): Answer {
  if (/human|person|somebody|agent/i.test(text)) return { handOver: `Asks for a person. Last words: ${text}` };
  const found = known.find(([about]) => about.test(text));
  return { say: found?.[1] ?? 'That I do not know. Write “person”, and I will fetch one.' };
}
