// A queue of one: tasks run one after the other, in order, whatever each of them waits for.
const done = Promise.resolve();

export class Serial {
  readonly #onError: (error: unknown) => void;
  #tail: Promise<void> = done;

  /** `onError` gets what a task throws; the next one runs all the same. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  run(task: () => Promise<void>): void {
    this.#tail = this.#tail.then(task).catch(this.#onError);
  }
}
