// The whole panel as a place to drop files on, while they are held over it.
/** @jsxRuntime classic */ /** @jsx h */
import { h, type VNode } from '../dom.ts';
import { t } from '../words.ts';

export function DropView(): VNode {
  return (
    <div class="drop" role="status">
      <b>{t('files.drop')}</b>
    </div>
  );
}
