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
  background: var(--bg);
  color: var(--text);
  box-shadow: 0 0 0 1px light-dark(#0001, #fff2), 0 24u 64u -12u #0006;
  overflow: clip;
}
.p:modal {
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
  /* Only Chinese and Japanese know a difference. */
  line-break: strict;
  word-break: auto-phrase;
}
.app:lang(ar), .app:lang(fa) {
  line-height: 1.65;
}
button, textarea, input {
  font: inherit;
  color: inherit;
  background: none;
  padding: 0;
}
/* Where a colour makes the shape, a border makes it when colours are forced. */
button, textarea, input, .av, .b, .badge {
  border: 1px solid #0000;
}
.btn, .sheet, .box, .pill, .lb textarea, .lb input, label:not(.lb) {
  border: 1px solid var(--border-strong);
}
.sheet, .box, .pill, .lb textarea, .lb input {
  background: var(--raised);
}
.sheet, .pill {
  box-shadow: 0 8u 24u -6u #0004;
}
.ban, .b, .ib:hover, .sheet button:hover {
  background: var(--surface);
}
.pri, .send {
  background: var(--rapport-accent, #0f766e);
  color: var(--rapport-on-accent, #fff);
}
.top, .ban {
  border-block-end: 1px solid var(--border);
}
.ask, .rate {
  border-block-start: 1px solid var(--border);
}
.top, .sub, .new, .row, label:not(.lb) {
  display: flex;
  align-items: center;
  gap: 10u;
}
.row, .chips {
  display: flex;
  flex-wrap: wrap;
  gap: 8u;
}
.ib, .av, .send {
  display: grid;
  place-items: center;
  flex: none;
}
.av, .dot, .send {
  border-radius: 50%;
}
.btn, .sheet button, label:not(.lb) {
  min-block-size: 44u;
}
h2, h3, .av, .btn, .new, .pill, .rate > .ok {
  font-weight: 600;
}
.sub, .ban, .day, .line, .pill, .card p, .rate p {
  font-size: 13u;
}
.badge, .day h3, .new, .who, .st, .g .av, .note {
  font-size: 12u;
}
.sub, .ib, .day, .line, .home p, .card p, .rate p, .sc svg, .note {
  color: var(--text-2);
}
.day h3, .who, .st, ::placeholder {
  color: var(--text-3);
}
.p a, .btn.t, .new {
  color: var(--accent-text);
}
button {
  cursor: pointer;
}
.p a {
  text-underline-offset: 2px;
}
:focus-visible {
  outline: 2u solid var(--accent-text);
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
  padding: 10u 8u;
  padding-inline-start: 16u;
  min-block-size: 64u;
  position: relative;
}
.hd {
  flex: 1;
  min-inline-size: 0;
}
h2, h3 {
  font-size: 15u;
  line-height: 1.3;
}
.sub {
  gap: 6u;
  line-height: 1.35;
}
.dot {
  inline-size: 8u;
  block-size: 8u;
  border: 4u solid var(--online);
  flex: none;
  align-self: start;
  margin-block-start: 5u;
}
.ib {
  inline-size: 44u;
  block-size: 44u;
  border-radius: 12u;
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
  background: var(--soft);
  outline: 2u solid var(--bg);
}
.avs:empty {
  display: none;
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
  border-radius: 14u;
}
.sheet button {
  display: block;
  inline-size: 100%;
  padding: 8u 12u;
  border-radius: 9u;
  text-align: start;
}
.ban {
  padding: 8u 16u;
}
.home {
  flex: 1;
  overflow: auto;
  padding: 28u 20u 16u;
}
.home h2 {
  font-size: 24u;
}
.home h2, .line {
  text-wrap: balance;
}
.home p {
  margin-block-start: 8u;
}
.row, .rate > .btn {
  margin-block-start: 12u;
}
.btn {
  padding: 8u 18u;
  border-radius: 12u;
}
.btn.t {
  border-color: #0000;
}
.badge {
  min-inline-size: 20u;
  block-size: 20u;
  border-radius: 10u;
  padding-inline: 5u;
  background: var(--danger);
  color: var(--bg);
  line-height: 18u;
}
@media (width < 480px) {
  .badge {
    position: absolute;
    inset-block-start: -4u;
    inset-inline-end: -4u;
  }
}
@media (prefers-reduced-motion: no-preference) {
  .p {
    transition: opacity .2s, translate .2s;
  }
  .typ {
    animation: dots 1.2s 3;
  }
  @starting-style {
    .p {
      opacity: 0;
      translate: 0 12px;
    }
  }
}
`;

/** Phones on their side: what is written and asked is worth more than ornament. */
const low: string = /* css */ `
@media (height < 520px) {
  .log:has(~ .rate) {
    display: none;
  }
  .rate {
    flex: 1;
    max-block-size: none;
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
  .cmp {
    padding-block: 4u 6u;
  }
}
`;

export const appStyle: string = tokens + panel + log + composer + rating + low;
