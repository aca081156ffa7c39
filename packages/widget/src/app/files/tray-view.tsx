// W12: what is attached and not sent, above the field: a picture of it, its name and size, how far it is, what is wrong, and the way out.
/** @jsxRuntime classic */ /** @jsx h */
import { type Child, h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { lang, t } from '../words.ts';
import { Line } from './lines.tsx';
import { paint } from './picture.ts';
import { type Chip, sizeText, type Tray } from './tray.ts';

export function TrayView(panel: Panel, tray: Tray, choose: () => void): Child {
  if (!tray.chips.length) return null;
  return [
    <ul class="tray" aria-label={t('files.list')}>
      {tray.chips.map((chip) => (
        <li key={chip.key}>{ChipView(panel, tray, chip, choose)}</li>
      ))}
    </ul>,
    tray.refs() === null && <p class="note wait">{t('files.wait')}</p>,
  ];
}

function ChipView(panel: Panel, tray: Tray, chip: Chip, choose: () => void): Child {
  const { name, size, share, problem, remedy } = chip;
  return [
    <span class="th">{chip.file?.type.startsWith('image/') ? Thumb(chip, chip.file) : Line('file')}</span>,
    <div class="fn">
      <bdi translate="no">{name}</bdi> <small>{sizeText(size)}</small>
      {share !== null && (
        <span class="up">
          <progress max={1} value={share} aria-label={t('files.uploading', { name })} />
          <small>{share < 1 ? percent(share) : t('files.checking')}</small>
        </span>
      )}
      {problem && <p class="err">{problem}</p>}
      {remedy && (
        <button
          class="btn t"
          type="button"
          onClick={() => {
            if (remedy === 'choose') choose();
            else tray.retry(chip);
          }}
        >
          {t(remedy === 'choose' ? 'files.choose' : 'action.retry')}
        </button>
      )}
    </div>,
    <button
      class="ib"
      type="button"
      aria-label={share === null ? t('files.remove', { name }) : t('files.cancel', { name })}
      onClick={() => {
        tray.remove(chip);
        panel.focus('textarea');
      }}
    >
      {Line('close')}
    </button>,
  ];
}

function Thumb({ key }: Chip, file: File): VNode {
  return (
    <canvas
      key={key}
      // What cannot be drawn is judged by the relay.
      ref={(canvas: HTMLCanvasElement | null) => {
        if (canvas) paint(canvas, file, true).catch(() => undefined);
      }}
    />
  );
}

const percent = (share: number): string => share.toLocaleString(lang, { style: 'percent' });
