// Every English word of the page on which a site gives the widget its own texts.
import { isolate } from './words.ts';

export const textWords = {
  lead: 'What visitors read, in each language. A field that you leave empty says what the chat says by itself.',
  speaks: 'For visitors whose language the chat does not speak',
  speaksHint: 'Everybody else reads the language of the page or of the browser.',
  language: 'Language of these words',
  search: 'Search',
  searchHint: 'In the words, or in the names of the texts.',
  onlyOwn: 'Only your own words',
  found: (n: number, of: number, own: number): string => `${n} of ${of} texts, ${own} in your own words`,
  nothing: 'There is no such text.',
  loadFailed: 'The words of the chat could not be loaded. Check your connection and try again.',
  forms: {
    zero: 'For none',
    one: 'For one',
    two: 'For two',
    few: 'For a few',
    many: 'For many',
    other: 'For all others',
  } as Readonly<Record<string, string>>,
  entry: (n: string): string => `Entry ${n}`,
  places: (places: readonly string[]): string => `Keep ${places.join(' and ')}: the chat fills this in.`,
  reset: 'Use the chat’s own words',
  resetOf: (key: string): string => ` (${isolate(key)})`,
  problems: {
    places: 'Write each place that is filled in, such as {name}, as it stands in the chat’s own words, and no other.',
    too_large: 'This text is too long.',
  } as Readonly<Record<string, string>>,
  tooMuch: 'Not saved: all your own words together are too long. Shorten some, or take some back.',
} as const;
