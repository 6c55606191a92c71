import { SegmentedControl, Switch } from '@mantine/core';
import { useStore } from 'zustand';
import type { Photo } from '../../page/photo/image-store';
import { set, settingsStore } from '../../page/settings/settings-store';
import { Sentence } from '../../ui/text/Sentence';

/** What there is to know of the photo's file, and the choices it leaves: its colour profile, its transparent parts. */
export function PhotoNotes({ photo }: { readonly photo: Photo }) {
  const colourProfile = useStore(settingsStore, (state) => state.colourProfile);
  const transparency = useStore(settingsStore, (state) => state.transparency);
  const hasProfile = photo.profile !== undefined && photo.profile !== null;
  return (
    <>
      {photo.notes?.map((note) => (
        <p key={note} className="note">
          <Sentence text={note} />
        </p>
      ))}
      {hasProfile && (
        <div className="note photo-choice">
          <p>
            <Sentence
              text={profileSentence(photo.profile ?? '', colourProfile === 'apply')}
              names={[photo.profile]}
            />
          </p>
          <Switch
            size="xs"
            label="Apply the colour profile"
            checked={colourProfile === 'apply'}
            onChange={({ currentTarget }) => {
              set({ colourProfile: currentTarget.checked ? 'apply' : 'ignore' });
            }}
          />
        </div>
      )}
      {photo.transparent && (
        <div className="note photo-choice">
          <p>
            {transparency === 'drop'
              ? 'Transparent parts: transparency dropped, as Pillow’s convert("RGB") does.'
              : 'Transparent parts: laid on white.'}
          </p>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label="Transparent parts of the picture"
            value={transparency}
            onChange={(next) => {
              set({ transparency: next });
            }}
            data={[
              { value: 'drop', label: 'Dropped, as PIL' },
              { value: 'white', label: 'On white' },
            ]}
          />
        </div>
      )}
    </>
  );
}

function profileSentence(name: string, applied: boolean): string {
  if (name === '')
    return applied ? 'Colour profile applied by the browser.' : 'Colour profile not applied, as in PyTorch.';
  return applied
    ? `Colour profile (${name}) applied by the browser.`
    : `Colour profile (${name}) not applied, as in PyTorch.`;
}
