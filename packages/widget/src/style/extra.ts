// The message form, the cards of those who wait, and what the menu asks.
export const extraStyle: string = /* css */ `
/* What stands above the form scrolls with it: a low window has room for one of them. */
.app:has(.lm) {
  overflow: auto;
}
.home:has(~ .lm), .lm {
  flex: none;
}
.lm {
  padding-block-start: 0;
  padding-inline: 20u;
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
/* A question that is higher than a low window scrolls. */
.ask {
  min-block-size: 0;
  overflow: auto;
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
@media (forced-colors: active) {
  .home label:has(:checked) {
    border: 3px solid Highlight;
  }
}
`;
