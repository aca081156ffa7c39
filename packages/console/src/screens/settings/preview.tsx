// A small picture of the widget in the colours that a brand colour makes, light and dark. It is a picture: nothing in it can be used.
import { contrast, type Hex, type Theme, themeOf, tokenNames } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../icon.tsx';
import { settingsWords } from '../../settings-words.ts';

const w = settingsWords.look;

interface Props {
  readonly colour: Hex | null;
  readonly side: 'end' | 'start';
  readonly label: string | null;
}

export function Preview({ colour, side, label }: Props): JSX.Element | null {
  const theme = useMemo(() => (colour === null ? null : themeOf(colour)), [colour]);
  if (theme === null || colour === null) return null;
  const { accent, onAccent, accentText, bg } = theme.light;
  const figure = (a: Hex, b: Hex): string => contrast(a, b).toFixed(1);
  return (
    <figure class="previews" aria-label={w.preview}>
      <div class="pair">
        {(['light', 'dark'] as const).map((mode) => (
          <Panel key={mode} tokens={theme[mode]} mode={mode} side={side} label={label} />
        ))}
      </div>
      <figcaption class="hint">
        {w.verdict(figure(onAccent, accent), figure(accentText, bg))}
        {accentText !== colour && ` ${w.adjusted}`}
      </figcaption>
    </figure>
  );
}

function Panel({
  tokens,
  mode,
  side,
  label,
}: {
  tokens: Theme['light'];
  mode: 'light' | 'dark';
  side: Props['side'];
  label: string | null;
}): JSX.Element {
  const at = useRef<HTMLDivElement>(null);
  // Through the style object, as the policy against inline styles allows.
  useLayoutEffect(() => {
    for (const name of tokenNames) at.current?.style.setProperty(`--p-${name}`, tokens[name]);
  }, [tokens]);
  return (
    <div ref={at} class="preview" data-side={side} aria-hidden="true">
      <span class="mode">{w[mode]}</span>
      <span class="bubble mine">{w.visitor}</span>
      <span class="bubble">
        {w.agent} <u>{w.link}</u>
      </span>
      <span class="button">{w.send}</span>
      <span class="launcher">
        <Icon name="chat" />
        <bdi>{label ?? w.launcher}</bdi>
      </span>
    </div>
  );
}
