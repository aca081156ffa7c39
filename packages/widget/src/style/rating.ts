// The rating card.
export const rating: string = /* css */ `
.rate {
  flex: 0 1 auto;
  max-block-size: 68%;
  overflow: auto;
  padding: 16u;
}
.rate p, .card p {
  margin-block-start: 4u;
}
.rate h3, .chips, .lb {
  margin-block-start: 18u;
}
.rate > h3 {
  font-size: 17u;
  margin-block-start: 0;
}
.rate > .ok {
  font-size: 15u;
  color: var(--text);
}
.sc {
  display: grid;
  gap: 4u;
  margin-block-start: 10u;
}
label:not(.lb) {
  position: relative;
  padding: 4u 14u;
  border-radius: 12u;
  cursor: pointer;
}
.sc svg {
  inline-size: 24u;
  block-size: 24u;
  stroke-width: 1.6;
}
.chips > h3, .chips > p {
  inline-size: 100%;
  margin: 0;
}
.chips label, .chips .btn {
  min-block-size: 36u;
  font-size: 14u;
}
.chips label {
  border-radius: 18u;
}
.sc input, .chips input {
  appearance: none;
  position: absolute;
  inset: 0;
  margin: 0;
  border-radius: inherit;
  outline: 0;
  cursor: pointer;
}
.rate label:has(:checked) {
  background: var(--soft);
  border-color: var(--accent-text);
  box-shadow: inset 0 0 0 1px var(--accent-text);
}
.rate label:not(.lb):has(:focus-visible) {
  outline: 2u solid var(--accent-text);
  outline-offset: 2u;
}
.lb, .lb textarea, .lb input {
  display: block;
}
.lb textarea, .lb input {
  inline-size: 100%;
  margin-block-start: 6u;
  padding: 9u 12u;
  border-radius: 12u;
  resize: vertical;
}
.rate > .row > * {
  flex: 1;
}
@media (pointer: coarse) {
  .chips label, .chips .btn {
    min-block-size: 44u;
  }
}
@media (forced-colors: active) {
  .rate label:has(:checked) {
    border: 3px solid Highlight;
  }
}
`;
