// The colours, made from the default brand colour #0f766e: every text reaches 4.5 : 1 and every boundary 3 : 1 in both schemes.
// A site's own come as `--rapport-NAME` (app/look), and a page may set those: README.md names them.
export const tokens: string = /* css */ `
.w {
  --bg: var(--rapport-bg, light-dark(#fff, #0e1413));
  --subtle: var(--rapport-subtle, light-dark(#f8fafa, #080d0d));
  --raised: var(--rapport-raised, light-dark(#fff, #161d1c));
  --surface: var(--rapport-surface, light-dark(#eef3f2, #1e2625));
  --border: var(--rapport-border, light-dark(#dde3e2, #2f3938));
  --border-strong: var(--rapport-border-strong, #778381);
  --text: var(--rapport-text, light-dark(#131b1a, #edf1f0));
  --text-2: var(--rapport-text-2, light-dark(#485251, #b8c0be));
  --text-3: var(--rapport-text-3, light-dark(#596462, #a3abaa));
  --soft: var(--rapport-soft, light-dark(#d6f4f0, #003d39));
  --accent-text: var(--rapport-accent-text, light-dark(#0f766e, #54aca3));
  --danger: var(--rapport-danger, light-dark(#b7191c, #fe9390));
  --online: var(--rapport-online, light-dark(#019a46, #47c86e));
}
`;
