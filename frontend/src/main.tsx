import { askBoot } from './app/ask-boot';
import { fonts } from './app/fonts';
import { sayNotLoaded } from './app/not-loaded';
import { connectBridge } from './bridge/connect';
import { reached } from './lib/start-marks';

reached('first script');
// The smallest script that can ask: Go answers while the app is loaded and evaluated.
const place = document.getElementById('root');
if (place !== null) {
  Promise.all([connectBridge().then(askBoot), import('./app/open'), fonts])
    .then(([asked, { open }]) => open(place, asked))
    .catch((reason: unknown) => sayNotLoaded(place, reason));
}
