import '@fontsource-variable/instrument-sans';
import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAutomation } from './engine/automation';
import { follow } from './stores/follow';
import { openImage } from './stores/image-store';
import { lab } from './stores/lab';
import { startNetworks } from './stores/network-store';
import { runStore } from './stores/run-store';
import { SAMPLES } from './stores/samples';
import { syncHash } from './stores/settings-store';
import { App } from './ui/App';
import { sayError } from './ui/say';
import { cssVariables, theme } from './ui/theme';
import './ui/app.css';
import './ui/network/networks.css';
import './ui/samples.css';
import './ui/saliency/saliency.css';

window.lucarne = createAutomation(lab);
syncHash(() => runStore.getState().active !== null);
follow(sayError);
void startNetworks();
openImage(SAMPLES[0].url, SAMPLES[0].name).catch(sayError);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="top-center" limit={3} />
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}
