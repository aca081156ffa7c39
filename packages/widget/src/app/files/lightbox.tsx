// W13: a picture as large as the window, in a modal dialog of the root. Escape and Close end it, and the focus goes back to where it was.
/** @jsxRuntime classic */ /** @jsx h */
import type { FileRef } from '@rapport/protocol';
import { h, render, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { isolate, lang, rtl, t } from '../words.ts';
import type { Bytes } from './bytes.ts';
import { Line } from './lines.tsx';
import { paint } from './picture.ts';
import { save } from './save.ts';

export function openLightbox(
  panel: Panel,
  bytes: Bytes,
  pictures: readonly FileRef[],
  first: number,
  opener: HTMLElement,
): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'lbx';
  dialog.lang = lang;
  dialog.dir = rtl ? 'rtl' : 'ltr';
  let at = first;

  const draw = () => {
    const ref = pictures[at] as FileRef;
    dialog.ariaLabel = ref.name;
    render(View(ref), dialog);
  };
  const show = (ref: FileRef, canvas: HTMLCanvasElement) =>
    bytes
      .of(ref)
      .then((blob) => paint(canvas, blob))
      .catch(() => panel.say(t('files.gone'), true));
  const go = (by: number) => {
    at = (at + by + pictures.length) % pictures.length;
    draw();
    panel.say(placeOf());
  };
  const placeOf = () =>
    `${isolate((pictures[at] as FileRef).name)}, ${t('files.place', { n: at + 1, all: pictures.length })}`;

  const Turn = (name: 'previous' | 'next', label: string, by: number): VNode => (
    <button class={`ib ${name}`} type="button" aria-label={label} onClick={() => go(by)}>
      {Line(name)}
    </button>
  );
  const View = (ref: FileRef): VNode => (
    <div class="lbc">
      <div class="lbt">
        <p class="fn">
          <bdi translate="no">{ref.name}</bdi>
          {pictures.length > 1 && <small> {t('files.place', { n: at + 1, all: pictures.length })}</small>}
        </p>
        {pictures.length > 1 && Turn('previous', t('files.previous'), -1)}
        {pictures.length > 1 && Turn('next', t('files.next'), 1)}
        <button class="btn" type="button" onClick={() => save(panel, bytes, ref)}>
          {t('files.save')}
        </button>
        <button class="ib" type="button" aria-label={t('files.close')} onClick={() => dialog.close()}>
          {Line('close')}
        </button>
      </div>
      <div class="lbp" key={ref.id}>
        <canvas
          role="img"
          aria-label={ref.name}
          width={ref.w}
          height={ref.h}
          ref={(canvas: HTMLCanvasElement | null) => {
            if (canvas) void show(ref, canvas);
          }}
        />
      </div>
    </div>
  );

  // Neither the panel nor the page hears what is typed here: Escape closes this and nothing behind it.
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    dialog.addEventListener(type, (event) => event.stopPropagation());
  dialog.addEventListener(
    'click',
    ({ target }) => target instanceof Element && /lb[cp]/.test(target.className) && dialog.close(),
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener.focus();
  });
  panel.shell.wrap.append(dialog);
  draw();
  dialog.showModal();
}
