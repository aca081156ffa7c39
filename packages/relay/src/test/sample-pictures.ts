// Small pictures that every program can open, and the same with words in them that nobody must keep (U4).
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

/** Each is 6 by 4 pixels. */
export const plain = {
  jpeg: bytesOf(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAXEAEAAwAAAAAAAAAAAAAAAAAAAxRS/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xAAZEQABBQAAAAAAAAAAAAAAAAABAAMUUpH/2gAMAwEAAhEDEQA/AJO1LoBURmaDAkSHbHSv/9k=',
  ),
  progressive: bytesOf(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wgARCAAEAAYDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAB//EABUBAQEAAAAAAAAAAAAAAAAAAAUH/9oADAMBAAIQAxAAAAELuKv/xAAWEAADAAAAAAAAAAAAAAAAAAAABBT/2gAIAQEAAQUCuYP/xAAXEQADAQAAAAAAAAAAAAAAAAAABRZT/9oACAEDAQE/Abx3qf/EABkRAAEFAAAAAAAAAAAAAAAAAAAFF1OR8P/aAAgBAgEBPwFukCLUf//EABUQAQEAAAAAAAAAAAAAAAAAAAAy/9oACAEBAAY/Arf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IW//2gAMAwEAAgADAAAAED//xAAXEQADAQAAAAAAAAAAAAAAAAAAEdHw/9oACAEDAQE/EMnT/8QAFhEAAwAAAAAAAAAAAAAAAAAAABHw/9oACAECAQE/EJof/8QAFxABAAMAAAAAAAAAAAAAAAAAAQDR8P/aAAgBAQABPxDIbn//2Q==',
  ),
  png: bytesOf(
    'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAgMAAADQaqbQAAAADFBMVEX/AACqAFVVAKoAAP9QAAc5AAAAFElEQVQI12NgYGAIDWBYtYDh/wcADaQD3/STlV4AAAAASUVORK5CYII=',
  ),
  gif: bytesOf('R0lGODlhBgAEAPEAAP8AAKoAVVUAqgAA/yH5BAAAAAAALAAAAAAGAAQAAAIHhB+pwj0PCwA7'),
  lossy: bytesOf(
    'UklGRlQAAABXRUJQVlA4IEgAAABwAwCdASoGAAQAAgA0JagCdGuA/gGEAfwD2/7sA/QAGBrNsAAA/vneRWKf/+oYInZ3//y2zOa5f/9xn/v2/lRBeDPvV53dgAA=',
  ),
  lossless: bytesOf('UklGRi4AAABXRUJQVlA4TCIAAAAvBcAAAB8QU/XV//kPJ4GCRpKa7x1Qh0lMYiOi//HPq6sA'),
};

/** Stands in every place that is to be emptied. */
export const place = 'GPS 41.3275 N 19.8187 E';

const segment = (kind: number, ...parts: readonly (Buffer | string)[]): Buffer => {
  const data = Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
  const head = Buffer.from([0xff, kind, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** Exif of one camera or the other: which way up, and where. */
function exif(turn: number, isLittle: boolean): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(isLittle ? 'II' : 'MM', 'latin1');
  const two = (value: number, at: number): number =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const four = (value: number, at: number): number =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  two(42, 2);
  four(8, 4);
  two(1, 8);
  two(0x0112, 10);
  two(3, 12);
  four(1, 14);
  two(turn, 18);
  return segment(0xe1, 'Exif\0\0', tiff.toString('latin1'), place);
}

/** After the two bytes that every JPEG begins with, and JFIF. */
const jfifEnd = 20;

export const profile = segment(0xe2, 'ICC_PROFILE\0', 'colours');

/** A photograph of a phone: where it was taken, in all the places that there are, and another picture behind its end. */
export function photo(turn = 1, { isLittle = true, from = plain.jpeg } = {}): Buffer {
  return Buffer.concat([
    from.subarray(0, jfifEnd),
    exif(turn, isLittle),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', place),
    profile,
    segment(0xe2, 'MPF\0', place),
    segment(0xed, 'Photoshop 3.0\0', place),
    segment(0xfe, place),
    from.subarray(jfifEnd),
    exif(1, true),
    from,
  ]);
}

const chunk = (type: string, data: string): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(data, 'latin1'), Buffer.alloc(4)]);
};

/** A PNG that tells as much, and a page behind its end. */
export function tellingPng(): Buffer {
  const first = 33;
  const last = plain.png.length - 12;
  return Buffer.concat([
    plain.png.subarray(0, first),
    ...['eXIf', 'tEXt', 'iTXt'].map((type) => chunk(type, place)),
    plain.png.subarray(first, last),
    chunk('zTXt', place),
    plain.png.subarray(last),
    Buffer.from(`<script>alert('${place}')</script>`),
  ]);
}

/** A PNG of these measures, with nothing in it. */
export function pngOf(w: number, h: number): Buffer {
  const bytes = Buffer.from(plain.png);
  bytes.writeUInt32BE(w, 16);
  bytes.writeUInt32BE(h, 20);
  return bytes;
}

const riff = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};

/** A WebP in the long form, with flags that promise Exif and XMP. */
export function tellingWebp(): Buffer {
  const canvas = Buffer.from([0x0c, 0, 0, 0, 5, 0, 0, 3, 0, 0]);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', canvas),
    plain.lossy.subarray(12),
    riff('EXIF', Buffer.from(place)),
    riff('XMP ', Buffer.from(place)),
  ]);
  return riff('RIFF', body);
}
