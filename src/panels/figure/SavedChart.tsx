import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { lateCode } from '../../core/records/late-code';
import { LineChart } from '../../ui/charts/LineChart';
import { phrase, say } from '../../words/say';
import { showError } from '../notices';

const code = lateCode(phrase('Saving figures'), () => import('./save-chart'));

type LineChartProps = Omit<ComponentProps<typeof LineChart>, 'tools'>;
export type SavedChartProps = LineChartProps & {
  /** What stands below it in its file: what it shows first, then of what. */
  readonly caption: () => readonly string[];
};

/** A chart that can be saved as an SVG file. */
export function SavedChart({ caption, ...chart }: SavedChartProps) {
  return (
    <LineChart
      {...chart}
      tools={
        <SaveChart
          onSave={async () => {
            const { chartOfLines, saveChart } = await code();
            saveChart(chartOfLines(chart, caption()));
          }}
        />
      }
    />
  );
}

/** The button that saves a chart. */
export function SaveChart({ onSave }: { readonly onSave: () => Promise<void> }) {
  return (
    <ActionIcon
      className="save-chart"
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={say('Chart as SVG')}
      title={say('Chart as SVG')}
      onClick={() => {
        onSave().catch(showError);
      }}
    >
      <IconDownload size={15} aria-hidden />
    </ActionIcon>
  );
}
