// The transcript: groups, bubbles, lines between them, and the card of somebody who waits.
export const log: string = /* css */ `
.log {
  flex: 1;
  min-block-size: 0;
  overflow: auto;
  overflow-anchor: none;
  overscroll-behavior: contain;
  padding: 16u 16u 0;
  position: relative;
}
.log:focus-visible {
  outline-offset: -2u;
}
.log > .btn {
  display: block;
  margin: 0 auto 8u;
}
li:empty {
  display: none;
}
ol {
  list-style: none;
  padding: 0;
}
.day, .line {
  text-align: center;
  margin: 14u 24u;
}
.day h3 {
  font-weight: 400;
}
.new {
  margin-block-start: 16u;
}
.new::before, .new::after {
  content: "";
  flex: 1;
  border-block-start: 1px solid;
  opacity: .45;
}
.g {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
}
.g, .card {
  margin-block-start: 14u;
}
.g > * {
  grid-column: 2;
}
.g .av {
  grid-area: 2 / 1;
  align-self: end;
  inline-size: 28u;
  block-size: 28u;
  margin-inline-end: 8u;
}
.who, .st {
  padding-inline: 2u;
}
.who {
  margin-block-end: 4u;
}
.ms {
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  gap: 3u;
}
.me .ms {
  align-items: flex-end;
}
.m {
  max-inline-size: min(300u, 86%);
}
.b {
  inline-size: fit-content;
  padding: 8u 13u;
  border-radius: 18u;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
  unicode-bidi: plaintext;
}
.me .b {
  background: var(--soft);
  margin-inline-start: auto;
}
.g:not(.me) .m + .m .b {
  border-start-start-radius: 7u;
}
.g:not(.me) .m:not(:last-child) .b {
  border-end-start-radius: 7u;
}
.me .m + .m .b {
  border-start-end-radius: 7u;
}
.me .m:not(:last-child) .b {
  border-end-end-radius: 7u;
}
.st {
  margin-block-start: 4u;
}
.me .st {
  text-align: end;
}
.fail {
  color: var(--danger);
  font-weight: 500;
}
.fail button {
  text-decoration: underline;
  text-underline-offset: 2px;
  min-block-size: 24u;
  padding-inline: 4u;
}
.fail button + button {
  color: var(--text-2);
}
.late {
  animation: late 1ms .4s both;
}
@keyframes late {
  from {
    visibility: hidden;
  }
}
.un .b {
  animation: un 1ms .4s both;
}
@keyframes un {
  to {
    opacity: .7;
  }
}
.tail {
  min-block-size: 52u;
  padding: 8u 36u;
}
.typ {
  letter-spacing: 2u;
}
@keyframes dots {
  50% {
    opacity: .4;
  }
}
.pill {
  align-self: center;
  margin-block-start: -42u;
  position: relative;
  border-radius: 18u;
  padding: 0 14u;
  min-block-size: 36u;
}
.card {
  border-radius: 16u;
  background: var(--subtle);
  border: 1px solid var(--border);
  padding: 14u 16u;
}
.card .t {
  padding-inline: 0;
}
@media (prefers-contrast: more) {
  .b {
    border-color: var(--border-strong);
  }
}
`;
