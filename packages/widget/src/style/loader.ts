// The launcher and the empty frame. `12u` is 12 px at the default text size, times the person's own (expanded at run time: see ../unit.ts).
export const loaderStyle: string = /* css */ `
:host {
  all: initial !important;
  display: contents !important;
}
.w {
  color-scheme: light dark;
  font: 600 15u/1.4 system-ui, sans-serif;
}
[hidden],
.p:not([open]) {
  display: none !important;
}
.l,
.p {
  position: fixed;
  z-index: 2147483000;
  inset-block-end: max(20u, env(safe-area-inset-bottom));
  inset-inline-end: 20u;
  border: 1px solid #0000;
  margin: 0;
  padding: 0;
}
.s > * {
  inset-inline: 20u auto;
}
.l {
  display: flex;
  align-items: center;
  gap: .6em;
  block-size: 52u;
  padding-inline: 18u 20u;
  border-radius: 99u;
  background: var(--rapport-accent, #0f766e);
  color: var(--rapport-on-accent, #fff);
  font: inherit;
  cursor: pointer;
  box-shadow: 0 6u 20u -4u #0004;
}
.l::before {
  content: "";
  inline-size: 14u;
  block-size: 14u;
  border: 2u solid;
  border-radius: 50% 50% 50% 2u;
  flex: none;
}
:focus-visible {
  outline: 2u solid light-dark(#0f766e, #54aca3);
  outline-offset: 2u;
}
.p {
  inline-size: 400u;
  block-size: min(680u, 100dvh - 112px);
  border-radius: 20u;
  background: light-dark(#fff, #0e1413);
  color: light-dark(#131b1a, #edf1f0);
  box-shadow: 0 0 0 1px light-dark(#0001, #fff2), 0 24u 64u -12u #0006;
}
dialog.p {
  inset: 0;
  min-inline-size: 100%;
  min-block-size: 100dvh;
  border-radius: 0;
}
.x {
  float: inline-end;
  padding: 20u 24u;
  border: 0;
  background: none;
  color: inherit;
  cursor: pointer;
}
.x + p {
  margin: 18u;
}
.p a {
  color: inherit;
}
.x::before {
  content: "";
  display: block;
  inline-size: 8u;
  block-size: 8u;
  border: solid;
  border-width: 0 2px 2px 0;
  rotate: 45deg;
}
@media (width < 480px) {
  .l {
    inline-size: 56u;
    block-size: 56u;
    padding: 0 18u;
    font-size: 0;
  }
}
`;
