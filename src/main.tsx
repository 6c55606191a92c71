import '@fontsource-variable/instrument-sans';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAutomation } from './engine/automation';
import { follow } from './stores/follow';
import { firstSample, followSample } from './stores/follow-sample';
import { keepOpened } from './stores/opened-photos';
import { lab } from './stores/lab';
import { askBeforeLeaving } from './stores/leaving';
import { startNetworks } from './stores/start-networks';
import { runStore } from './stores/run-store';
import { syncHash } from './stores/settings-address';
import { openPhotoOf, rememberVisit, visitBefore } from './stores/visit';
import { App } from './ui/App';
import { PageBoundary } from './ui/boundary/PageBoundary';
import { sayError } from './ui/say';
import { cssVariables, theme } from './ui/theme';
import './ui/app.css';
import './ui/boundary/boundary.css';
import './ui/network/networks.css';
import './ui/samples.css';
import './ui/saliency/saliency.css';

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
