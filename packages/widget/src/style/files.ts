// What is attached, what was sent, and a picture as large as the window.
export const filesStyle: string = /* css */ `
.tray, .fs {
  list-style: none;
  padding: 0;
}
.tray {
  max-block-size: min(180u, 30dvh);
  overflow: auto;
  margin-block-end: 8u;
}
.tray li, .fr, .up, .lbt {
  display: flex;
  align-items: center;
  gap: 8u;
}
.tray li {
  padding: 4u;
  padding-inline-start: 8u;
  border: 1px solid var(--border);
  border-radius: 12u;
  background: var(--subtle);
}
.tray li + li, .fs li + li {
  margin-block-start: 4u;
}
.th {
  inline-size: 36u;
  block-size: 36u;
  flex: none;
  display: grid;
  place-items: center;
  overflow: hidden;
  border-radius: 8u;
  background: var(--surface);
  color: var(--text-2);
}
.th canvas, .pic canvas {
  inline-size: 100%;
  block-size: 100%;
  object-fit: cover;
  display: block;
}
.fn {
  flex: 1;
  min-inline-size: 0;
  overflow-wrap: anywhere;
}
.fn small, .fn .err {
  font-size: 12u;
}
.fn small {
  color: var(--text-2);
  white-space: nowrap;
}
.fn .err {
  display: block;
  white-space: normal;
  color: var(--danger);
}
.tray .btn {
  padding-inline: 0;
  min-block-size: 32u;
}
.up progress {
  flex: 1;
  min-inline-size: 0;
  block-size: 8u;
  accent-color: var(--accent-text);
}
.up small {
  min-inline-size: 5ch;
}
.note.wait {
  padding-block: 0 6u;
}
.b + .fs {
  margin-block-start: 3u;
}
.fs {
  inline-size: fit-content;
  max-inline-size: 100%;
}
.me .fs {
  margin-inline-start: auto;
}
.pic {
  display: block;
  inline-size: calc(var(--w) * var(--u));
  max-inline-size: 100%;
  aspect-ratio: var(--w) / var(--h);
  overflow: hidden;
  border: 1px solid var(--border);
  border-radius: 14u;
  background: var(--surface);
}
.me .pic {
  margin-inline-start: auto;
}
.fr {
  padding: 8u 12u;
  border: 1px solid var(--border);
  border-radius: 14u;
  background: var(--raised);
}
.fr > svg {
  flex: none;
  color: var(--text-2);
}
.fr .btn {
  padding-inline: 12u;
  font-size: 13u;
}
.drop {
  position: absolute;
  inset: 8u;
  z-index: 2;
  display: grid;
  place-items: center;
  padding: 24u;
  text-align: center;
  border: 2px dashed var(--accent-text);
  border-radius: 16u;
  background: color-mix(in srgb, var(--bg) 90%, #0000);
  pointer-events: none;
}
.lbx {
  inline-size: 100%;
  block-size: 100%;
  max-inline-size: none;
  max-block-size: none;
  padding: 0;
  border: 0;
  background: none;
  color: #fff;
  color-scheme: dark;
  font: 400 15u/1.47 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif;
}
.lbx::backdrop {
  background: #000c;
}
.lbc {
  display: flex;
  flex-direction: column;
  block-size: 100%;
}
.lbt {
  padding: 8u 12u;
  background: #000d;
  flex-wrap: wrap;
}
.lbt .btn, .lbt .ib {
  color: #fff;
}
.lbt .btn {
  border-color: #fff;
}
.lbt .ib:hover {
  background: #fff3;
}
.lbt .fn small {
  color: #fff;
}
.lbx :focus-visible {
  outline: 2u solid #fff;
}
.lbt svg:dir(rtl):not(.close) {
  transform: scaleX(-1);
}
.lbp {
  flex: 1;
  min-block-size: 0;
  display: grid;
  place-items: center;
  padding: 12u;
}
.lbp canvas {
  max-inline-size: 100%;
  max-block-size: 100%;
  min-block-size: 0;
  object-fit: contain;
}
@media (forced-colors: active) {
  .lbx, .lbt {
    background: Canvas;
  }
}
`;
