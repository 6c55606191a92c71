import { Collapse, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { TopRow } from '../engine/protocol/protocol';
import { networkStore } from '../page/network/network-store';
import { runStore } from '../page/run/run-store';
import { classificationStore } from '../page/network/classification-store';
import { matchingPreset, methodOf, withDefault } from '../page/settings/settings-schema';
import {
  applyPreset,
  paramsOf,
  set,
  setParam,
  setTarget,
  settingsStore,
} from '../page/settings/settings-store';
import { chooseTarget } from '../page/network/choose-target';
import { suggestedPreset } from '../page/settings/suggested-params';
import { acts } from '../methods/catalog/resolve-params';
import { ClassChoice } from './ClassChoice';
import { ClassPicker } from '../ui/ClassPicker';
import { HelpTip } from '../ui/text/HelpTip';
import { MethodPicker } from './MethodPicker';
import { PresetPicker } from './PresetPicker';
import { ParamControl } from '../ui/numbers/ParamControl';
import { FRAME_EVERY_HELP } from '../ui/text/control-help';
import { SeedControl } from './SeedControl';
import { LayerPicker } from '../features/saliency-map/LayerPicker';
import { MethodNote } from './MethodNote';
import { controlsOf } from './features';
import type { ParamValue } from '../methods/catalog/params';
import { Sentence } from '../ui/text/Sentence';
import { say, sayWords } from '../words/say';

const NONE: readonly TopRow[] = [];

/** The settings of the exercise on screen, made from its method's table. */
export function SettingsPanel() {
  const settings = useStore(settingsStore);
  const info = useStore(networkStore, (state) => state.info);
  const top = useStore(classificationStore, (state) => state.classification?.top);
  const active = useStore(runStore, (state) => state.active);
  const runTarget = useStore(runStore, (state) => state[settings.exercise].target);
  const [more, setMore] = useState(false);
  const { exercise } = settings;
  const { classLabel, Reading, iterates } = controlsOf(exercise);
  const method = methodOf(settings, exercise);
  const values = paramsOf(settings, exercise);
  const suggested = suggestedPreset(method, info);
  const presets = withDefault(method, suggested ? [suggested, ...method.presets] : method.presets);
  const preset = matchingPreset(method.id, values, presets);
  const running = active === exercise;
  const rows = Object.entries(method.params).filter(([, param]) => acts(param, values, method.params));
  const asksForLayers = rows.filter(([, param]) => param.kind === 'number' && param.layer).length;
  const row = ([key, param]: (typeof rows)[number]) => {
    const given = {
      disabled: running && !param.live,
      onChange: (value: ParamValue) => {
        setParam(method.id, key, value);
      },
    };
    const value = values[key] ?? param.default;
    if (param.kind === 'number' && param.class && info) {
      const label = sayWords(param.label);
      const picker = { label, classes: info.classes, top: top ?? NONE, value: Number(value) };
      return <ClassPicker key={`${method.id}.${key}`} {...picker} onChange={given.onChange} />;
    }
    return param.kind === 'number' && param.layer && info?.camLayers?.length ? (
      <LayerPicker
        key={`${method.id}.${key}`}
        layers={info.camLayers}
        {...(asksForLayers > 1 && { label: sayWords(param.label) })}
        value={Number(value)}
        {...given}
      />
    ) : (
      <ParamControl key={`${method.id}.${key}`} param={param} value={value} {...given} />
    );
  };
  const hidden = rows.filter(([, param]) => param.advanced);

  return (
    <section className="panel settings" aria-labelledby="settings-title">
      <h2 id="settings-title">{say('Settings')}</h2>
      {info && (
        <div>
          <ClassPicker
            label={classLabel(settings)}
            classes={info.classes}
            top={top ?? NONE}
            value={chooseTarget(exercise)}
            onChange={(index) => {
              setTarget(exercise, index);
            }}
          />
          <ClassChoice exercise={exercise} />
        </div>
      )}
      {running && runTarget !== null && runTarget !== chooseTarget(exercise) && (
        <p className="note" role="status">
          <Sentence
            text={say('The run goes on with “{className}”; the new class is for the next one.', {
              className: info?.classes[runTarget]?.name ?? '',
            })}
            names={[info?.classes[runTarget]?.name]}
          />
        </p>
      )}
      <MethodPicker exercise={exercise} disabled={running && iterates} />
      <div className="settings-group">
        <PresetPicker
          presets={presets}
          value={preset}
          disabled={running}
          names={[info?.title]}
          onChange={({ values: chosen }) => {
            applyPreset(method.id, chosen);
          }}
        />
        {rows.filter(([, param]) => !param.advanced).map(row)}
        <MethodNote method={method} values={values} />
      </div>
      {Reading && <Reading />}
      <UnstyledButton
        className="more"
        aria-expanded={more}
        onClick={() => {
          setMore(!more);
        }}
      >
        <IconChevronDown size={14} aria-hidden data-open={more || undefined} />{' '}
        <span>{say('More settings')}</span>
      </UnstyledButton>
      <Collapse expanded={more}>
        <div className="stack">
          {hidden.map(row)}
          {iterates && (
            <div className="control">
              <div className="control-head">
                <HelpTip of={say('Frames')} help={FRAME_EVERY_HELP}>
                  <span id="frames-label">{say('Frames')}</span>
                </HelpTip>
              </div>
              <SegmentedControl
                size="xs"
                fullWidth
                aria-labelledby="frames-label"
                value={String(settings.frameEvery)}
                onChange={(next) => {
                  set({ frameEvery: Number(next) });
                }}
                data={[
                  { value: '0', label: say('Smooth') },
                  { value: '1', label: say('Every') },
                  { value: '10', label: <Sentence text={say('10th')} /> },
                  { value: '25', label: <Sentence text={say('25th')} /> },
                ]}
              />
            </div>
          )}
          <SeedControl disabled={running} />
        </div>
      </Collapse>
    </section>
  );
}
