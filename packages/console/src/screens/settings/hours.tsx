// Opening hours of the whole site.
import type { JSX } from 'preact';
import { settingsWords } from '../../settings-words.ts';
import type { SiteEditor } from '../../site-editor.ts';
import { useLeaveGuard } from '../leave-guard.tsx';
import { HoursForm } from './hours-form.tsx';

const field = 'settings.hours';

export function HoursOfSite({ editor }: { editor: SiteEditor }): JSX.Element {
  const guard = useLeaveGuard();
  return (
    <>
      <HoursForm
        value={editor.site.value.settings.hours}
        field={field}
        mark={editor.marks.value[field]}
        choices={[settingsWords.hours.always, settingsWords.hours.weekly]}
        onDirty={guard.setDirty}
        onSave={(hours) => editor.save(field, () => ({ settings: { hours } }))}
      />
      {guard.dialog}
    </>
  );
}
