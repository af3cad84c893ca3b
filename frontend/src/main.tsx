import { askBoot } from './app/ask-boot';
import { connectBridge } from './bridge/connect';

// The smallest script that can ask: Go answers while the app is loaded and evaluated.
const place = document.getElementById('root');
if (place !== null) {
  void Promise.all([connectBridge().then(askBoot), import('./app/open')]).then(([asked, { open }]) =>
    open(place, asked),
  );
}
