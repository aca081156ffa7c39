// Where the visitor writes.
export const composer: string = /* css */ `
.cmp {
  padding: 8u 12u max(12u, env(safe-area-inset-bottom));
}
.box {
  display: flex;
  align-items: flex-end;
  border-radius: 24u;
  padding: 3u;
}
.box:focus-within {
  border-color: var(--accent-text);
  box-shadow: 0 0 0 1px var(--accent-text);
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
  opacity: 1;
}
.send {
  inline-size: 40u;
  block-size: 40u;
}
@media (pointer: coarse) {
  .app textarea, .lb input {
    font-size: 16u;
  }
  .send {
    inline-size: 44u;
    block-size: 44u;
  }
}
.send:dir(rtl) svg {
  transform: scaleX(-1);
}
.note {
  text-align: center;
  padding: 6u 8u;
}
`;
