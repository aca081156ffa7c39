// The card beside the launcher. What is not here it shares with the panel: tokens, buttons.
export const teaserStyle: string = /* css */ `
:where(.tz) {
  inset-inline: auto 20u;
}
.tz {
  position: fixed;
  z-index: 2147483000;
  inset-block-end: max(20u, env(safe-area-inset-bottom));
  translate: 0 -68u;
  box-sizing: border-box;
  inline-size: max-content;
  max-inline-size: min(320u, 100vw - 40px);
  max-block-size: calc(100vh - 160u);
  overflow: auto;
  margin: var(--rapport-offset, 0);
  padding: 14u 16u;
  border: 1px solid var(--border);
  border-radius: 14u;
  background: var(--raised);
  color: var(--text);
  font-weight: 400;
  line-height: 1.45;
  box-shadow: 0 8u 24u -6u #0004;
  overflow-wrap: anywhere;
}
.tz.off {
  visibility: hidden;
}
.tz b {
  font-size: 13u;
  color: var(--text-2);
}
.tz b, .tz p {
  display: block;
  margin: 0;
  text-align: start;
}
.tz p {
  margin-block: 2u 10u;
  white-space: pre-line;
}
`;
