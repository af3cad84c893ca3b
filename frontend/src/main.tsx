import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { preloadScreens } from './app/preload';
import { start } from './app/start';
import { connectBridge } from './bridge/connect';

const place = document.getElementById('root');
if (place !== null) {
  const root = createRoot(place);
  void connectBridge()
    .then(start)
    .then((started) => {
      root.render(<App {...started} />);
      // Behind the first list; each piece takes some milliseconds.
      preloadScreens((next) => setTimeout(next, 150));
    });
}
