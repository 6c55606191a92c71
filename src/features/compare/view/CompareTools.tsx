import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconColumnInsertRight, IconReportAnalytics, IconTrash } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { settingsClass } from '../store/cell-request';
import { compareStore, EXPLAINED, SCALE_SCOPES } from '../store/compare-store';
import { addTwinColumns, hasTwins, lacksTwins } from '../store/edit-table';
import { fillTable } from '../store/fill-table';
import { clearTable } from '../store/kept-tables';
import { REPORT_PHOTOS, reportNetworks, setLabReport } from '../store/lab-report';
import { scalesStore, sharedScale } from '../store/shared-scale';
import { networkStore } from '../../../page/network/network-store';
import { mapReadingOf } from '../../../page/run/map-reading';
import { classificationStore } from '../../../page/network/classification-store';
import { settingsStore } from '../../../page/settings/settings-store';
import { HelpTip } from '../../../ui/text/HelpTip';
import { short } from '../../../ui/numbers/numbers';
import { AddPhotos } from './AddPhotos';
import { ColumnPicker } from './ColumnPicker';
import { EXPLAIN_HELP, SCALE_HELP } from './compare-help';
import { Sentence } from '../../../ui/text/Sentence';
import { phrase, say, sayPhrase } from '../../../words/say';

const EXPLAINED_LABELS = { first: phrase('Each one’s first'), settings: phrase('As in settings') };
const SCOPE_LABELS = { map: phrase('Each map'), column: phrase('Column'), table: phrase('Table') };

/** Above the table: what it holds, which class it explains, and whether its maps share a scale. */
export function CompareTools() {
  const { explained, scaleScope, rows, columns } = useStore(compareStore);
  const networks = useStore(networkStore, (state) => state.rows);
  const bundled = reportNetworks(networks).length;
  const filled = rows.length > 0 || columns.length > 0;
  return (
    <div className="compare-tools">
      <div className="compare-line">
        <AddPhotos />
        <ColumnPicker />
        <Button
          variant="default"
          size="xs"
          disabled={bundled === 0}
          title={say(
            '{photos} samples, {networks, plural, one {# network} other {# networks}}, the plain gradient',
            { photos: REPORT_PHOTOS, networks: bundled },
          )}
          leftSection={<IconReportAnalytics size={15} aria-hidden />}
          onClick={() => {
            setLabReport();
            void fillTable();
          }}
        >
          {say('Lab report')}
        </Button>
        {hasTwins(columns, networks) && (
          <Button
            variant="default"
            size="xs"
            disabled={!lacksTwins(columns, networks)}
            title={say('Puts the column of its network’s twin beside each')}
            leftSection={<IconColumnInsertRight size={15} aria-hidden />}
            onClick={() => {
              addTwinColumns(networks);
              void fillTable();
            }}
          >
            {say('Standard and robust')}
          </Button>
        )}
        <ActionIcon
          variant="default"
          size={30}
          aria-label={say('Clear the table')}
          title={say('Clear the table')}
          disabled={!filled}
          onClick={clearTable}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </div>
      <div className="compare-line">
        <div className="compare-choice">
          <span id="compare-explained">{say('Class')}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="compare-explained"
            value={explained}
            onChange={(next) => {
              compareStore.setState({ explained: next });
            }}
            data={EXPLAINED.map((value) => ({ value, label: sayPhrase(EXPLAINED_LABELS[value]) }))}
          />
          <HelpTip of={say('Class')} help={EXPLAIN_HELP} />
        </div>
        <div className="compare-choice">
          <span id="compare-scale">{say('Full scale of')}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="compare-scale"
            value={scaleScope}
            onChange={(next) => {
              compareStore.setState({ scaleScope: next });
            }}
            data={SCALE_SCOPES.map((value) => ({ value, label: sayPhrase(SCOPE_LABELS[value]) }))}
          />
          <HelpTip of={say('Full scale')} help={SCALE_HELP} />
        </div>
        <ChoicesMade />
      </div>
    </div>
  );
}

/** What the choices come to: the class for all, the value that all share. */
function ChoicesMade() {
  const { explained, scaleScope, columns } = useStore(compareStore);
  const settings = useStore(settingsStore);
  useStore(classificationStore);
  useStore(networkStore, (state) => state.info);
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const scale = useStore(scalesStore, (state) => sharedScale(state, scaleScope, '', reading));
  const methods = new Set(columns.map(({ method }) => method)).size;
  const parts = [
    ...(explained === 'settings'
      ? [say('Explains “{className}”, found by its name.', { className: settingsClass().name })]
      : []),
    ...(settings.keptScale !== null
      ? [say('The settings keep {scale} at full scale.', { scale: short(settings.keptScale) })]
      : []),
    ...(scaleScope === 'table' && typeof scale === 'number'
      ? [say('{scale} at full scale.', { scale: short(scale) })]
      : []),
    ...(scaleScope === 'table' && methods > 1
      ? [
          say(
            'Methods measure different things, so on one scale most maps are black: “Column” keeps them apart.',
          ),
        ]
      : []),
  ];
  return parts.length > 0 ? (
    <span className="quiet small nums">
      <Sentence text={parts.join(' ')} names={[settingsClass().name]} />
    </span>
  ) : null;
}
