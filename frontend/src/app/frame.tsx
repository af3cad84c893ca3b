import { type ReactNode, useEffect } from 'react';
import { useBridge } from '../bridge/context';
import type { StartNotice } from '../bridge/dto';
import { KeyScope } from '../ui/keys/keys-provider';
import { Banners } from './banners';
import { DialogHost } from './dialog-host';
import styles from './frame.module.css';
import { FrameKeys } from './frame-keys';
import { Live } from './live';
import { Sidebar } from './sidebar';
import { StatusBar } from './status-bar';
import { useWindowHabits } from './window-habits';

/** Sidebar, the screen, the status bar; and what works in all of them. */
export function Frame({
  path,
  rail,
  notices,
  children,
}: {
  path: string;
  rail: boolean;
  notices: readonly StartNotice[];
  children: ReactNode;
}) {
  useWindowHabits(path);
  const { desktop } = useBridge();
  useEffect(() => {
    desktop.painted('shell').catch(() => undefined);
  }, [desktop]);
  return (
    <div className={styles.frame}>
      <Live />
      <FrameKeys path={path} />
      <Sidebar path={path} rail={rail} />
      <div className={styles.main}>
        <Banners path={path} notices={notices} />
        <KeyScope>
          <div className={styles.screen}>{children}</div>
        </KeyScope>
        <StatusBar />
      </div>
      <DialogHost />
    </div>
  );
}
