// The files of a message: pictures in a box that has its size before they come, everything else as a row with a name and a button.
/** @jsxRuntime classic */ /** @jsx h */
import { type FileRef, fileTypes } from '@rapport/protocol';
import type { Message } from '@rapport/sdk';
import { type Child, h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';
import type { Bytes } from './bytes.ts';
import { openLightbox } from './lightbox.tsx';
import { Line } from './lines.tsx';
import { paint } from './picture.ts';
import { save } from './save.ts';
import { sizeText } from './tray.ts';

const mostWidth = 240;
const mostHeight = 260;
const leastSide = 44;

/** Whatever the relay says of it: nothing else is ever drawn. */
export const isPicture = ({ type, w, h: height }: FileRef): boolean =>
  /^image\//.test(type) && (fileTypes as readonly string[]).includes(type) && !!w && !!height;

export function Shown(panel: Panel, bytes: Bytes, { files = [], key }: Message): VNode {
  const pictures = files.filter(isPicture);
  return (
    <ul class="fs" key={`${key}files`}>
      {files.map((ref) => (
        <li key={ref.id}>
          {!isPicture(ref) || bytes.isMissing(ref) ? FileRow(panel, bytes, ref) : Picture(panel, bytes, ref, pictures)}
        </li>
      ))}
    </ul>
  );
}

function Picture(panel: Panel, bytes: Bytes, ref: FileRef, pictures: readonly FileRef[]): VNode {
  return (
    <button
      class="pic"
      type="button"
      key={ref.id}
      aria-label={t('files.show', { name: ref.name })}
      ref={(button: HTMLElement | null) => {
        if (button) reserve(button, ref);
      }}
      onClick={({ currentTarget }) => openLightbox(panel, bytes, pictures, pictures.indexOf(ref), currentTarget)}
    >
      <canvas
        ref={(canvas: HTMLCanvasElement | null) => {
          // What is missing is shown as such by the next drawing; what is no picture stays an empty box that can be saved.
          if (canvas) drawn(bytes.of(ref).then((blob) => paint(canvas, blob, true)));
        }}
      />
    </button>
  );
}

const drawn = (picture: Promise<void>): unknown => picture.catch(() => undefined);

/** As large as it will be, in units of the person's text size. */
function reserve(button: HTMLElement, { w = 1, h: height = 1 }: FileRef): void {
  const scale = Math.min(1, mostWidth / w, mostHeight / height);
  button.style.setProperty('--w', `${Math.max(leastSide, Math.round(w * scale))}`);
  button.style.setProperty('--h', `${Math.max(leastSide, Math.round(height * scale))}`);
}

function FileRow(panel: Panel, bytes: Bytes, ref: FileRef): Child {
  const { name, size } = ref;
  return (
    <div class="fr">
      {Line('file')}
      <span class="fn">
        <bdi translate="no">{name}</bdi> <small>{sizeText(size)}</small>
        {bytes.isMissing(ref) && <small class="err">{t('files.gone')}</small>}
      </span>
      <button
        class="btn"
        type="button"
        aria-label={t('files.download', { name })}
        onClick={() => save(panel, bytes, ref)}
      >
        {t('files.save')}
      </button>
    </div>
  );
}
