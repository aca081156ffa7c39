// Colours: from sRGB to OKLCH and back, and the contrast of two. Pure.
// Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020). Contrast: WCAG 2.2, relative luminance.

/** `#rrggbb`, lower case. */
export type Hex = `#${string}`;

/** Lightness 0–1, chroma, hue in degrees 0–360. */
export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

type Triple = readonly [number, number, number];

/** `#RGB` or `#RRGGBB` in any case as `#rrggbb`; null if it is neither. */
export function hexOf(text: string): Hex | null {
  const long = text
    .trim()
    .toLowerCase()
    .replace(/^#([\da-f])([\da-f])([\da-f])$/, '#$1$1$2$2$3$3');
  return /^#[\da-f]{6}$/.test(long) ? (long as Hex) : null;
}

export function oklchOf(hex: Hex): Oklch {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const green = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blue = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(green, blue),
    h: ((Math.atan2(blue, green) * 180) / Math.PI + 360) % 360,
  };
}

/** The nearest colour that a screen can show: what is too colourful loses chroma and keeps lightness and hue. */
export function hexFrom({ l, c, h }: Oklch): Hex {
  let low = 0;
  let high = c;
  if (isShown(rgbFrom(l, c, h))) low = c;
  else {
    for (let i = 0; i < 16; i++) {
      const middle = (low + high) / 2;
      if (isShown(rgbFrom(l, middle, h))) low = middle;
      else high = middle;
    }
  }
  const digits = rgbFrom(l, low, h).map((v) => {
    const clipped = Math.min(1, Math.max(0, v));
    const gamma = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(gamma * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${digits.join('')}`;
}

/** 1–21. */
export function contrast(a: Hex, b: Hex): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: Hex): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(hex: Hex): Triple {
  const part = (from: number): number => {
    const v = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** Linear; outside 0–1 where no screen shows it. */
function rgbFrom(lightness: number, chroma: number, hue: number): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const isShown = (rgb: Triple): boolean => rgb.every((v) => v > -1e-4 && v < 1.0001);
