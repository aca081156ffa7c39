// The rating card.
export const rating: string = /* css */ `
.rate {
  flex: 0 1 auto;
  max-block-size: 76%;
  overflow: auto;
  padding: 16u;
  border-block-start: 1px solid var(--rapport-border);
}
.rate p {
  font-size: 13u;
  color: var(--rapport-text-2);
  margin-block-start: 4u;
}
.rate h3 {
  margin-block-start: 18u;
}
.rate > h3 {
  font-size: 17u;
  margin-block-start: 0;
}
.rate > .btn {
  margin-block-start: 12u;
}
.rate > .ok {
  font-size: 15u;
  font-weight: 600;
  color: var(--rapport-text);
}
.sc {
  display: grid;
  gap: 4u;
  margin-block-start: 10u;
}
.sc label, .chips label {
  position: relative;
  display: flex;
  align-items: center;
  gap: 10u;
  min-block-size: 44u;
  padding: 4u 14u;
  border: 1px solid var(--rapport-border-strong);
  border-radius: 12u;
  cursor: pointer;
}
.sc svg {
  inline-size: 24u;
  block-size: 24u;
  stroke-width: 1.6;
  color: var(--rapport-text-2);
}
.chips > h3, .chips > p {
  inline-size: 100%;
  margin: 0;
}
.chips {
  display: flex;
  flex-wrap: wrap;
  gap: 8u;
  margin-block-start: 18u;
}
.chips label {
  min-block-size: 36u;
  border-radius: 18u;
  font-size: 14u;
}
.chips .btn {
  min-block-size: 36u;
  font-size: 14u;
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
  background: var(--rapport-soft);
  border-color: var(--rapport-accent-text);
  box-shadow: inset 0 0 0 1px var(--rapport-accent-text);
}
.rate label:has(:focus-visible) {
  outline: 2u solid var(--rapport-accent-text);
  outline-offset: 2u;
}
.lb {
  display: block;
  margin-block-start: 18u;
}
.lb textarea, .lb input {
  display: block;
  inline-size: 100%;
  margin-block-start: 6u;
  padding: 9u 12u;
  border: 1px solid var(--rapport-border-strong);
  border-radius: 12u;
  background: var(--rapport-raised);
  resize: vertical;
}
.rate > .row > * {
  flex: 1;
}
@media (height < 520px) {
  .log:has(~ .rate) {
    display: none;
  }
  .rate {
    flex: 1;
    max-block-size: none;
  }
}
@media (forced-colors: active) {
  .rate label:has(:checked) {
    border: 3px solid Highlight;
  }
}
`;
