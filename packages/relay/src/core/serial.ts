// A queue of one: tasks run one after the other, in order, whatever each of them waits for.
export interface Serial {
  run(task: () => Promise<void>): void;
  idle(): Promise<void>;
}

/** `onError` gets what a task throws; the next one runs all the same. */
export function createSerial(onError: (error: unknown) => void): Serial {
  let tail: Promise<void> = Promise.resolve();
  return {
    run: (task) => {
      tail = tail.then(task).catch(onError);
    },
    idle: () => tail,
  };
}
