// The colours, made from the default brand colour #0f766e: every text reaches 4.5 : 1 and every boundary 3 : 1 in both schemes.
export const tokens: string = /* css */ `
.w {
  --bg: light-dark(#fff, #0e1413);
  --subtle: light-dark(#f8fafa, #080d0d);
  --raised: light-dark(#fff, #161d1c);
  --surface: light-dark(#eef3f2, #1e2625);
  --border: light-dark(#dde3e2, #2f3938);
  --border-strong: #778381;
  --text: light-dark(#131b1a, #edf1f0);
  --text-2: light-dark(#485251, #b8c0be);
  --text-3: light-dark(#596462, #a3abaa);
  --soft: light-dark(#d6f4f0, #003d39);
  --accent-text: light-dark(#0f766e, #54aca3);
  --danger: light-dark(#b7191c, #fe9390);
  --online: light-dark(#019a46, #47c86e);
}
`;
