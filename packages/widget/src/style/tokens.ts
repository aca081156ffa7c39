// The colours, made from the default brand colour #0f766e: every text reaches 4.5 : 1 and every boundary 3 : 1 in both schemes.
export const tokens: string = /* css */ `
.w {
  --rapport-bg: light-dark(#fff, #0e1413);
  --rapport-subtle: light-dark(#f8fafa, #080d0d);
  --rapport-raised: light-dark(#fff, #161d1c);
  --rapport-surface: light-dark(#eef3f2, #1e2625);
  --rapport-border: light-dark(#dde3e2, #2f3938);
  --rapport-border-strong: #778381;
  --rapport-text: light-dark(#131b1a, #edf1f0);
  --rapport-text-2: light-dark(#485251, #b8c0be);
  --rapport-text-3: light-dark(#596462, #a3abaa);
  --rapport-soft: light-dark(#d6f4f0, #003d39);
  --rapport-accent-text: light-dark(#0f766e, #54aca3);
  --rapport-danger: light-dark(#b7191c, #fe9390);
  --rapport-online: light-dark(#019a46, #47c86e);
}
`;
