// A picture on a canvas, from bytes: it is never an address that a browser opens.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { paint } from '../../file-bytes.ts';

/** `failed`: it did not come, or is no picture. `name`: what it is called by those who hear it; without one it is decoration. */
export function Canvas({
  blob,
  name,
  width,
  height,
  failed,
}: {
  blob: () => Promise<Blob>;
  name?: string;
  width?: number | undefined;
  height?: number | undefined;
  failed?: () => void;
}): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    let isHere = true;
    blob()
      .then((bytes) => (isHere && canvas.current ? paint(canvas.current, bytes) : undefined))
      .catch(() => isHere && failed?.());
    return () => {
      isHere = false;
    };
    // What is drawn once stays: the bytes of a file do not change.
  }, []);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      {...(name !== undefined && { role: 'img', 'aria-label': name })}
    />
  );
}
