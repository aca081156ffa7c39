// What a page shows once it has come from the relay; it can be asked for again.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { problemOf } from './account.ts';
import type { ApiProblem } from './api.ts';

export interface Loaded<T> {
  /** Null until it is there; the last that came, while a newer is asked for. */
  readonly value: T | null;
  /** Why the last question was not answered. */
  readonly problem: ApiProblem | null;
  again(): void;
  set(value: T): void;
}

/** Asks once when shown, and whenever `again` is called. Answers that come out of order are dropped. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const newest = useRef(0);
  const again = useCallback((): void => {
    const mine = ++newest.current;
    load().then(
      (it) => {
        if (mine !== newest.current) return;
        setValue(() => it);
        setProblem(null);
      },
      (error: unknown) => {
        if (mine === newest.current) setProblem(problemOf(error));
      },
    );
  }, [load]);
  useEffect(() => {
    again();
    return () => {
      newest.current = -1;
    };
  }, [again]);
  const set = useCallback((it: T): void => {
    newest.current++;
    setValue(() => it);
    setProblem(null);
  }, []);
  return { value, problem, again, set };
}
