// Pictures, drawn on a canvas from bytes that were fetched: the page's own rules for images do not reach them. Knows no messages.

/** What is drawn is never more than this: a canvas has its limits, and so has a phone's memory. */
const mostPixels = 4_096;

/** Draws `blob` into `canvas`, as large as it is shown. Rejects if it is no picture. */
export async function paint(canvas: HTMLCanvasElement, blob: Blob, fills = false): Promise<void> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const seen = canvas.getBoundingClientRect();
  const scale = Math.min(
    1,
    mostPixels / Math.max(width, height),
    // A little sharper than the screen: then it may be enlarged.
    Math.max(seen.width / width, seen.height / height) * devicePixelRatio * (fills ? 1 : 2) || 1,
  );
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
