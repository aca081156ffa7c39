// The survey's answers in the very words that the visitor chose from.
import type { Reason, Resolved, Score } from '@rapport/protocol';

export const scoreWords: Readonly<Record<Score, string>> = {
  1: 'Very dissatisfied',
  2: 'Dissatisfied',
  3: 'Neither satisfied nor dissatisfied',
  4: 'Satisfied',
  5: 'Very satisfied',
};

export const resolvedWords: Readonly<Record<Resolved, string>> = {
  yes: 'Yes',
  partly: 'Partly',
  no: 'No',
  unknown: 'Too early to say',
};

/** What went wrong, and what went well, in the visitor's words. */
export const reasonWords: Readonly<Record<Reason, readonly [wrong: string, well: string]>> = {
  availability: ['I waited too long for someone', 'Someone was there right away'],
  lost_time: ['It took too much of my time', 'It saved me time'],
  runaround: ['I was passed around or had to repeat myself', 'One person handled everything'],
  bad_info: ['Wrong or unclear information', 'Clear, correct information'],
  apathy: ['I didn’t feel valued', 'I felt valued'],
  coldness: ['Unfriendly tone', 'Friendly tone'],
  robotism: ['Answers felt scripted', 'Answers made for my case'],
  reaction: ['Nothing was done', 'They acted straight away'],
  brush_off: ['My problem was brushed aside', 'My problem was taken seriously'],
  condescension: ['I was talked down to', 'I was treated with respect'],
  rule_book: ['Rules came before my situation', 'Flexible with my situation'],
  hours: ['Opening hours don’t suit me', 'Opening hours suit me'],
  rhythm: ['Too slow or too rushed', 'The right pace'],
  anticipation: ['I had to ask for everything', 'They thought ahead'],
  no_authority: ['They weren’t able to decide', 'They could decide on the spot'],
  language: ['Hard to understand each other', 'Easy to understand each other'],
  about_product: ['It’s about the product or price, not the chat', 'It’s about the product or price, not the chat'],
  other: ['Something else', 'Something else'],
};

/** What stands beside a rating, to the staff. */
export const besideRating = {
  isOut: 'Left out of all figures',
  out: 'left out',
  held: 'Shown after your guess',
  thought: (score: string): string => `You thought: ${score}`,
  handled: (score: string): string => `Asked how it was handled: ${score}`,
  noAnswer: 'not answered yet',
} as const;
