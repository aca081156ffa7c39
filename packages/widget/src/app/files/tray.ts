// What is attached and not sent yet: checked, uploaded, kept for the next page. It draws nothing; must not know the DOM.
import { type FileRef, fileTypes } from '@rapport/protocol';
import type { ChatErrorLike } from '@rapport/sdk';
import { createDraft } from '../draft.ts';
import type { Panel } from '../panel.tsx';
import { lang, t } from '../words.ts';

export interface Chip {
  readonly key: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Not there after a reload. */
  readonly file?: File;
  /** Of it that has left, 0–1; null: nothing is under way. At 1 the relay looks at it. */
  share: number | null;
  ref?: FileRef;
  /** What is wrong, in words. */
  problem: string;
  /** What is wrong may be gone at another try. `choose`: the file itself is needed again. */
  remedy: 'retry' | 'choose' | null;
  stop?: AbortController;
}

export interface Tray {
  readonly chips: readonly Chip[];
  add(files: readonly File[]): void;
  remove(chip: Chip): void;
  retry(chip: Chip): void;
  /** What can be sent; null: something is still on its way. */
  refs(): readonly FileRef[] | null;
  /** It was sent. */
  clear(): void;
}

/** `limits.files` (U6), as a test proves: the numbers of the protocol stay in the first file only while nothing later wants them. */
export const mostFiles = 5;
const megabyte = 1_048_576;
/** A phone's browser tells of every packet. */
const drawEveryShare = 0.01;

/** `kept`: told of the bytes of what was uploaded here. */
export function createTray(panel: Panel, kept: (ref: FileRef, file: File) => void): Tray {
  const { visitor, say } = panel;
  const draft = createDraft('files');
  let chips: Chip[] = [];
  let count = 0;

  const changed = () => {
    const left = chips.filter(({ ref, share }) => ref || share !== null);
    draft.write(left.length ? JSON.stringify(left.map(({ name, size, ref }) => ({ name, size, ref }))) : '');
    draft.flush();
    panel.set({});
  };

  const upload = async (chip: Chip, file: File) => {
    const stop = (chip.stop = new AbortController());
    Object.assign(chip, { share: 0, problem: '', remedy: null });
    changed();
    let drawn = 0;
    try {
      const ref = await visitor.upload(file, {
        signal: stop.signal,
        onProgress(share) {
          chip.share = share;
          if (share - drawn < drawEveryShare && share < 1) return;
          drawn = share;
          panel.set({});
        },
      });
      if (!chips.includes(chip)) return;
      chip.ref = ref;
      chip.share = null;
      kept(ref, file);
      say(t('files.ready', { name: ref.name }));
    } catch (error) {
      if (!chips.includes(chip)) return;
      chip.share = null;
      fail(chip, ...problemOf(error as ChatErrorLike));
    }
    changed();
  };

  const fail = (chip: Chip, problem: string, remedy: Chip['remedy'] = null) => {
    Object.assign(chip, { problem, remedy });
    say(`${chip.name}: ${problem}`, true);
  };

  const put = (more: Partial<Chip> & Pick<Chip, 'name' | 'size'>): Chip => {
    const chip: Chip = { key: `f${++count}`, share: null, problem: '', remedy: null, ...more };
    chips = [...chips, chip];
    return chip;
  };

  const take = (file: File) => {
    const chip = put({ name: file.name, size: file.size, file });
    const max = visitor.limits.getSnapshot()?.file ?? 0;
    if (!max) fail(chip, t('files.off'));
    else if (!(fileTypes as readonly string[]).includes(file.type)) fail(chip, typeProblem());
    else if (file.size > max) fail(chip, sizeProblem(max));
    else void upload(chip, file);
  };

  const read = (): Pick<Chip, 'name' | 'size' | 'ref'>[] => {
    try {
      return JSON.parse(draft.read() || '[]');
    } catch {
      return []; // Somebody else's bytes under our key.
    }
  };
  for (const { name, size, ref } of read())
    if (ref) put({ name, size, ref });
    else put({ name, size, problem: t('files.lost'), remedy: 'choose' });

  addEventListener('online', () => {
    for (const chip of chips) if (chip.remedy === 'retry') tray.retry(chip);
  });

  const tray: Tray = {
    get chips() {
      return chips;
    },
    add(files) {
      // What did not get through makes room for what is chosen in its place.
      chips = chips.filter(({ name, remedy }) => remedy !== 'choose' || !files.some((file) => file.name === name));
      const room = mostFiles - chips.filter(({ problem, remedy }) => !problem || remedy).length;
      for (const file of files.slice(0, room)) take(file);
      if (files.length > room) {
        const note = t('files.many', { max: mostFiles });
        panel.ui.note = note;
        say(note, true);
      }
      changed();
    },
    remove(chip) {
      chips = chips.filter((other) => other !== chip);
      chip.stop?.abort();
      say(t('files.removed', { name: chip.name }));
      changed();
    },
    retry(chip) {
      if (chip.file) void upload(chip, chip.file);
    },
    refs: () =>
      chips.some(({ share }) => share !== null) ? null : chips.flatMap(({ ref }) => ref ?? []).slice(0, mostFiles),
    clear() {
      chips = chips.filter(({ ref }) => !ref);
      changed();
    },
  };
  return tray;
}

const sizeProblem = (max: number): string => t('files.big', { max: Math.floor((max / megabyte) * 10) / 10 });

function typeProblem(): string {
  const names = fileTypes.map((type) => (type.split('/')[1] as string).replace('plain', 'txt').toUpperCase());
  return t('files.type', { list: new Intl.ListFormat(lang, { type: 'disjunction' }).format(names) });
}

function problemOf({ code, details, retryAfterMs }: ChatErrorLike): [problem: string, remedy: Chip['remedy']] {
  const { max } = (details ?? {}) as { max?: number };
  if (code === 'too_large') return [max ? sizeProblem(max) : t('files.pixels'), null];
  if (code === 'file_type') return [typeProblem(), null];
  if (code === 'files_off') return [t('files.off'), null];
  if (code === 'rate_limited' || code === 'quota')
    return [t('files.quota') + (retryAfterMs ? ` (${within(retryAfterMs)})` : ''), 'retry'];
  if (code === 'storage_full') return [t('files.full'), 'retry'];
  return [t(/^(unavailable|timeout)$/.test(code) ? 'files.network' : 'files.failed'), 'retry'];
}

/** "in 40 minutes", "in 5 hours". */
function within(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  const [count, unit] = minutes < 90 ? ([minutes, 'minute'] as const) : ([Math.ceil(minutes / 60), 'hour'] as const);
  return new Intl.RelativeTimeFormat(lang).format(count, unit);
}

/** 1.4 MB, as one reads it. */
export function sizeText(bytes: number): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(0.1, bytes / 1_000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
