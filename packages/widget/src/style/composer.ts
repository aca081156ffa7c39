// Where the visitor writes.
export const composer: string = /* css */ `
.cmp {
  padding: 8u 12u max(12u, env(safe-area-inset-bottom));
}
.box {
  display: flex;
  align-items: flex-end;
  border: 1px solid var(--rapport-border-strong);
  border-radius: 24u;
  padding: 3u;
  background: var(--rapport-raised);
}
.box:focus-within {
  border-color: var(--rapport-accent-text);
  box-shadow: 0 0 0 1px var(--rapport-accent-text);
}
@media (pointer: coarse) {
  .app textarea, .lb input {
    font-size: 16u;
  }
}
.box textarea {
  flex: 1;
  min-inline-size: 0;
  outline: 0;
  padding-block: 9u;
  padding-inline: 14u 8u;
  resize: none;
  field-sizing: content;
  min-block-size: 40u;
  max-block-size: 130u;
  border: 0;
}
::placeholder {
  color: var(--rapport-text-3);
  opacity: 1;
}
.send {
  inline-size: 40u;
  block-size: 40u;
  border-radius: 50%;
  background: var(--rapport-accent, #0f766e);
  color: var(--rapport-on-accent, #fff);
  display: grid;
  place-items: center;
  flex: none;
}
.send:dir(rtl) svg {
  transform: scaleX(-1);
}
.note {
  font-size: 12u;
  color: var(--rapport-text-2);
  text-align: center;
  padding: 6u 8u;
}
@media (height < 420px) {
  .cmp {
    padding-block: 4u 6u;
  }
}
`;
