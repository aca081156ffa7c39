// What is loaded when it is first needed may not come: that is the network's fault, and says so.
import { ChatError } from './error.ts';

export const later = <T>(part: Promise<T>): Promise<T> =>
  part.catch((cause: unknown) => {
    throw new ChatError('unavailable', { cause });
  });
