import { VisuallyHidden } from '@mantine/core';
import { Sentence } from '../../../ui/text/Sentence';

interface Props {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Class names that the caption and the heads may speak of. */
  readonly names?: readonly string[];
}

/** A chart's numbers for those who do not see it. */
export function NumbersTable({ caption, heads, rows, names = [] }: Props) {
  return (
    <VisuallyHidden>
      <table>
        <caption>
          <Sentence text={caption} names={names} />
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                <Sentence text={head} names={names} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={heads[column]} translate="no">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}
