// The icons of files, in the manner of ../icons.tsx.
/** @jsxRuntime classic */ /** @jsx h */
import { h, type VNode } from '../dom.ts';

const paths = {
  file: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6',
  close: 'm6 6 12 12M18 6 6 18',
  previous: 'm15 6-6 6 6 6',
  next: 'm9 6 6 6-6 6',
};

export function Line(name: keyof typeof paths): VNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={name}>
      <path d={paths[name]} />
    </svg>
  );
}
