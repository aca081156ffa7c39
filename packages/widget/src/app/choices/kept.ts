// What the person has chosen for the chat on this device: language, text size, light or dark. The one file that knows where it is kept.
import type { Shell } from '../../shell.ts';

export interface Choices {
  lang?: string;
  /** Place in `scales`. */
  size?: number;
  theme?: 'light dark' | 'light' | 'dark';
}

const key = 'rapport:choices';
const scales = [1, 1.15, 1.3];

/** What is not a choice that can be made here is none. */
export function readChoices(): Choices {
  try {
    const { lang, size, theme } = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
    return {
      ...(typeof lang === 'string' && { lang }),
      ...(scales[size as number] && { size: size as number }),
      ...((theme === 'light' || theme === 'dark' || theme === 'light dark') && { theme }),
    };
  } catch {
    return {}; // Storage is closed to this page, or holds what somebody else wrote.
  }
}

export function keepChoices(choices: Choices): void {
  try {
    localStorage.setItem(key, JSON.stringify(choices));
  } catch {
    // Full or closed: it holds for this page.
  }
}

/** The text alone is scaled: the panel stays as large as it is. */
export function applySize({ box, wrap }: Shell, size = 0): void {
  const unit = Number.parseFloat(getComputedStyle(wrap).getPropertyValue('--u')) || 1;
  if (size) box.style.setProperty('--u', `${unit * (scales[size] ?? 1)}px`);
  else box.style.removeProperty('--u');
}

/** A person's word counts more than the page's. */
export function applyTheme({ data, wrap }: Shell, theme: NonNullable<Choices['theme']>): void {
  wrap.style.colorScheme = data['theme'] = theme;
}
