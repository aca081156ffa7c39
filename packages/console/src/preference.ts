// What a person has chosen on this device: appearance, sound, notifications, single keys.
import { effect, type Signal, signal } from '@preact/signals';
import type { Keep } from './storage.ts';

export type Theme = 'auto' | 'light' | 'dark';

export interface Preferences {
  readonly theme: Signal<Theme>;
  readonly sound: Signal<boolean>;
  readonly notify: Signal<boolean>;
  readonly singleKeys: Signal<boolean>;
  dispose(): void;
}

export function createPreferences(keep: Keep, root: HTMLElement): Preferences {
  const stored = keep.get('rapport:theme');
  const theme = signal<Theme>(stored === 'light' || stored === 'dark' ? stored : 'auto');
  const sound = signal(keep.get('rapport:sound') !== 'off');
  const notify = signal(keep.get('rapport:notify') === 'on');
  const singleKeys = signal(keep.get('rapport:keys') !== 'off');
  const dispose = effect(() => {
    keep.set('rapport:theme', theme.value === 'auto' ? null : theme.value);
    keep.set('rapport:sound', sound.value ? null : 'off');
    keep.set('rapport:notify', notify.value ? 'on' : null);
    keep.set('rapport:keys', singleKeys.value ? null : 'off');
    if (theme.value === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme.value;
  });
  return { theme, sound, notify, singleKeys, dispose };
}
