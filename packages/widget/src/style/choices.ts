// What a person may choose in the menu.
export const choicesStyle: string = /* css */ `
.az {
  display: flex;
  gap: 6u;
  padding: 4u 12u;
}
.az button {
  flex: 1;
  min-block-size: 44u;
  padding: 0;
  border: 1px solid var(--border-strong);
  text-align: center;
}
.az [aria-pressed=true] {
  background: var(--soft);
  box-shadow: inset 0 0 0 1px;
}
.a1 {
  font-size: 18u;
}
.a2 {
  font-size: 22u;
}
.ch {
  display: block;
  padding: 4u 12u;
}
.ch select {
  display: block;
  inline-size: 100%;
  min-block-size: 44u;
  margin-block-start: 4u;
  padding-inline: 8u;
  border: 1px solid var(--border-strong);
  border-radius: 9u;
  background: var(--raised);
  color: inherit;
  font: inherit;
}
/* The menu is as high as the panel lets it be, not as the bar it hangs from. */
.top:has(.sheet) {
  position: static;
}
.sheet {
  max-block-size: calc(100% - 68u);
  overflow: auto;
}
`;
