import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';

/** Room for a table that may be wider than the page: it scrolls by itself, by keyboard too. */
export function WideTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="x"
      viewportProps={{ role: 'region', 'aria-label': label, tabIndex: 0 }}
    >
      {children}
    </ScrollArea>
  );
}
