import '@fontsource-variable/instrument-sans';
import './ui/mantine.css';
import '@mantine/notifications/styles.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/touch.css';
import './ui/notices.css';
import './shell/app.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPage } from './create-page';
import { createLabClient } from './engine/page/client';
import { App } from './shell/App';
import { FEATURES } from './shell/features';
import { PageBoundary } from './panels/boundary/PageBoundary';
import { NoticeArea } from './panels/notice/NoticeArea';
import { showError } from './panels/notices';
import { cssVariables, theme } from './ui/theme';

const page = createPage(createLabClient(), FEATURES, showError);
window.lucarne = page.automation;
void page.open();

const root = document.getElementById('root');
if (root) {
  await page.spoken;
  createRoot(root).render(
    <StrictMode>
      <PageBoundary>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <NoticeArea />
          <App />
        </MantineProvider>
      </PageBoundary>
    </StrictMode>,
  );
}
