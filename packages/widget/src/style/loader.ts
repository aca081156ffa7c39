// The launcher and the empty frame. `12u` is 12 px at the default text size, times the person's own (expanded at run time: see ../unit.ts).
export const loaderStyle: string = /* css */ `
:host {
  all: initial !important;
  display: contents !important;
}
.w {
  color-scheme: light dark;
  font: 600 15u system-ui, sans-serif;
}
[hidden] {
  display: none !important;
}
.l,
.p {
  position: fixed;
  z-index: 2147483000;
  inset-block-end: max(20u, env(safe-area-inset-bottom));
  inset-inline: auto 20u;
  border: 1px solid #0000;
  margin: var(--rapport-offset, 0);
  padding: 0;
}
.start > *, .left:dir(ltr) > *, .right:dir(rtl) > * {
  inset-inline: 20u auto;
}
.l {
  display: flex;
  align-items: center;
  gap: 9u;
  block-size: 52u;
  padding: 0 18u;
  border-radius: 99u;
  /* Black or white, whichever is read better: one of them reaches 4.5 : 1. Lightness 49.4 is luminance 0.179. */
  --a: var(--rapport-accent, #0f766e);
  background: var(--a);
  color: var(--rapport-on-accent, lab(from var(--a) calc((49.4 - l)*99) 0 0));
  font: inherit;
  cursor: pointer;
  box-shadow: 0 6u 20u #0003;
}
.l::before {
  content: "";
  inline-size: 14u;
  block-size: 14u;
  border: 2u solid;
  border-radius: 9u 9u 9u 0;
  flex: none;
}
.p {
  inline-size: 400u;
  block-size: min(680u, 100dvh - 112px);
  border-radius: 20u;
}
.p:modal {
  margin: 0;
  inset: 0;
  min-inline-size: 100%;
  min-block-size: 100dvh;
  border-radius: 0;
}
.x {
  float: inline-end;
}
.x + p {
  margin: 20u;
}
@media print {
  .w {
    display: none;
  }
}
@media (width < 480px) {
  .l {
    inline-size: 56u;
    block-size: 56u;
    font-size: 0;
  }
}
`;
