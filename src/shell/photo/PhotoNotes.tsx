import { SegmentedControl, Switch } from '@mantine/core';
import { useStore } from 'zustand';
import type { Photo } from '../../page/photo/image-store';
import { set, settingsStore } from '../../page/settings/settings-store';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** What there is to know of the photo's file, and the choices it leaves: its colour profile, its transparent parts. */
export function PhotoNotes({ photo }: { readonly photo: Photo }) {
  const colourProfile = useStore(settingsStore, (state) => state.colourProfile);
  const transparency = useStore(settingsStore, (state) => state.transparency);
  const hasProfile = photo.profile !== undefined && photo.profile !== null;
  return (
    <>
      {photo.notes?.map((note) => (
        <p key={note.text} className="note">
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
            label={say('Apply the colour profile')}
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
              ? say('Transparent parts: transparency dropped, as Pillow’s convert("RGB") does.')
              : say('Transparent parts: laid on white.')}
          </p>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={say('Transparent parts of the picture')}
            value={transparency}
            onChange={(next) => {
              set({ transparency: next });
            }}
            data={[
              { value: 'drop', label: say('Dropped, as PIL') },
              { value: 'white', label: say('On white') },
            ]}
          />
        </div>
      )}
    </>
  );
}

function profileSentence(name: string, applied: boolean): string {
  if (name === '')
    return applied
      ? say('Colour profile applied by the browser.')
      : say('Colour profile not applied, as in PyTorch.');
  return applied
    ? say('Colour profile ({name}) applied by the browser.', { name })
    : say('Colour profile ({name}) not applied, as in PyTorch.', { name });
}
