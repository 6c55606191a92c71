import '@fontsource-variable/instrument-sans';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/notices.css';
import './shell/app.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAutomation } from './automation/automation';
import { follow } from './page/follow';
import { firstSample, followSample } from './page/photo/follow-sample';
import { keepOpened } from './page/photo/opened-photos';
import { lab } from './page/lab';
import { askBeforeLeaving } from './page/visit/leaving';
import { startNetworks } from './page/network/start-networks';
import { runStore } from './page/run/run-store';
import { syncHash } from './page/settings/settings-address';
import { openPhotoOf, rememberVisit, visitBefore } from './page/visit/visit';
import { App } from './shell/App';
import { PageBoundary } from './panels/boundary/PageBoundary';
import { sayError } from './panels/say';
import { cssVariables, theme } from './ui/theme';

window.lucarne = createAutomation(lab);
syncHash(() => runStore.getState().active !== null);
follow(sayError);
keepOpened();
askBeforeLeaving();
const sample = firstSample();
followSample(sayError);
void visitBefore().then((before) => {
  rememberVisit(before);
  void startNetworks(before.networks);
  openPhotoOf(before, { source: sample.url, name: sample.name }).catch(sayError);
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PageBoundary>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <Notifications position="bottom-center" limit={3} />
          <App />
        </MantineProvider>
      </PageBoundary>
    </StrictMode>,
  );
}
