// The message form, the cards of those who wait, and what the menu asks.
export const extraStyle: string = /* css */ `
.lm {
  flex: 1 0 60%;
  min-block-size: 0;
  overflow: auto;
  padding-block-start: 0;
  padding-inline: 20u;
}
.home:has(~ .lm) {
  flex: 0 1 auto;
  padding-block-end: 8u;
}
.lm .lb, .ask .lb {
  margin-block-start: 10u;
}
.lm > .row > .btn {
  flex: 1;
}
.err {
  display: block;
  margin-block-start: 4u;
  font-size: 13u;
  color: var(--danger);
}
.lb [aria-invalid=true] {
  border-color: var(--danger);
}
.home > .btn {
  margin-block-start: 16u;
}
.home .chips {
  margin-block-start: 24u;
}
.home label:has(:checked) {
  background: var(--soft);
  border-color: var(--accent-text);
  box-shadow: inset 0 0 0 1px var(--accent-text);
}
.home label:has(:focus-visible) {
  outline: 2u solid var(--accent-text);
  outline-offset: 2u;
}
.ask p {
  font-size: 13u;
  color: var(--text-2);
  margin-block-start: 4u;
}
.ask p.err {
  color: var(--danger);
}
#wait:focus {
  outline: 0;
}
.card p:nth-of-type(3) {
  margin-block-start: 8u;
}
.card .t {
  padding-inline: 6u;
}
@media (forced-colors: active) {
  .home label:has(:checked) {
    border: 3px solid Highlight;
  }
}
`;
