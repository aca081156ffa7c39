// The panel. Logical properties only; `12u` as in ../unit.ts; colours only from the tokens.
import { composer } from './composer.ts';
import { log } from './log.ts';
import { rating } from './rating.ts';
import { tokens } from './tokens.ts';

const panel: string = /* css */ `
* {
  box-sizing: border-box;
  margin: 0;
}
.p {
  background: var(--rapport-bg);
  color: var(--rapport-text);
  overflow: clip;
}
dialog.p {
  inset-block-end: auto;
  min-block-size: 0;
  block-size: var(--vvh, 100dvh);
  max-block-size: none;
  transform: translateY(var(--vvt, 0));
}
.app {
  display: flex;
  flex-direction: column;
  block-size: 100%;
  position: relative;
  font: 400 15u/1.47 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif;
}
.app:lang(ar) {
  line-height: 1.65;
}
button, textarea, input {
  font: inherit;
  color: inherit;
  background: none;
  border: 1px solid #0000;
  padding: 0;
}
button {
  cursor: pointer;
}
.p a {
  color: var(--rapport-accent-text);
  text-underline-offset: 2px;
}
:focus-visible {
  outline-color: var(--rapport-accent-text);
}
h2:focus {
  outline: 0;
}
svg {
  inline-size: 20u;
  block-size: 20u;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.9;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.vh {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.top {
  display: flex;
  align-items: center;
  gap: 10u;
  padding-block: 10u;
  padding-inline: 16u 8u;
  min-block-size: 64u;
  border-block-end: 1px solid var(--rapport-border);
  position: relative;
}
.hd {
  flex: 1;
  min-inline-size: 0;
}
h2, h3 {
  font-size: 15u;
  font-weight: 600;
  line-height: 1.3;
}
.sub, .home p, .card p, .day, .line {
  font-size: 13u;
  color: var(--rapport-text-2);
}
.sub {
  display: flex;
  gap: 6u;
  align-items: center;
  line-height: 1.35;
}
.dot {
  inline-size: 8u;
  block-size: 8u;
  border-radius: 50%;
  border: 4u solid var(--rapport-online);
  flex: none;
}
.ib {
  inline-size: 44u;
  block-size: 44u;
  border-radius: 12u;
  display: grid;
  place-items: center;
  color: var(--rapport-text-2);
  flex: none;
}
.ib:hover, .sheet button:hover {
  background: var(--rapport-surface);
}
.menu path {
  stroke-width: 3;
}
.avs {
  display: flex;
}
.av {
  inline-size: 32u;
  block-size: 32u;
  border-radius: 50%;
  display: grid;
  place-items: center;
  font-weight: 600;
  flex: none;
  background: var(--rapport-soft);
  border: 1px solid #0000;
  outline: 2u solid var(--rapport-bg);
}
.avs .av + .av {
  margin-inline-start: -10u;
}
.sheet {
  position: absolute;
  z-index: 1;
  inset-block-start: 56u;
  inset-inline-end: 12u;
  min-inline-size: 200u;
  padding: 6u;
  border: 1px solid var(--rapport-border-strong);
  border-radius: 14u;
  background: var(--rapport-raised);
  box-shadow: 0 8u 24u -6u #0004;
}
.sheet button {
  display: block;
  inline-size: 100%;
  min-block-size: 44u;
  padding: 8u 12u;
  border-radius: 9u;
  text-align: start;
}
.ban {
  padding: 8u 16u;
  font-size: 13u;
  background: var(--rapport-surface);
  border-block-end: 1px solid var(--rapport-border);
}
.home {
  flex: 1;
  overflow: auto;
  padding: 28u 20u 16u;
}
.home h2 {
  font-size: 24u;
  text-wrap: balance;
}
.home p {
  font-size: 15u;
  margin-block-start: 8u;
}
.ask {
  border-block-start: 1px solid var(--rapport-border);
  padding: 16u;
}
.row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8u;
  margin-block-start: 12u;
}
.btn {
  min-block-size: 44u;
  padding: 8u 18u;
  border-radius: 12u;
  font-weight: 600;
  border: 1px solid var(--rapport-border-strong);
}
.pri {
  background: var(--rapport-accent, #0f766e);
  color: var(--rapport-on-accent, #fff);
}
.btn.t {
  border-color: #0000;
  color: var(--rapport-accent-text);
}
.badge {
  min-inline-size: 20u;
  block-size: 20u;
  border-radius: 10u;
  padding-inline: 5u;
  background: var(--rapport-danger);
  border: 1px solid #0000;
  color: light-dark(#fff, #1b0b0a);
  font-size: 12u;
  line-height: 18u;
}
@media (width < 480px) {
  .badge {
    position: absolute;
    inset-block-start: -4u;
    inset-inline-end: -4u;
  }
}
@media (height < 420px) {
  .top {
    min-block-size: 44u;
    padding-block: 0;
  }
  .sub, .avs {
    display: none;
  }
}
@media (prefers-reduced-motion: no-preference) {
  .p {
    transition: opacity .2s, translate .2s;
  }
  @starting-style {
    .p {
      opacity: 0;
      translate: 0 12px;
    }
  }
}
`;

export const appStyle: string = tokens + panel + log + composer + rating;
