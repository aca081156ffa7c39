// Statistics of ratings that can be believed: pure functions, every ratio with its counts, null for no data.
export { type Csat, csat, type Histogram, type Score } from './csat.ts';
export { compareFrom, type Display, display, percentFrom, publicFrom } from './display.ts';
export { type Interval, percent, wilson, z95 } from './share.ts';
