import { type ReactNode, useEffect } from 'react';
import { useBridge } from '../bridge/context';
import type { StartNotice } from '../bridge/dto';
import { useSaidProfile } from '../shell/place';
import { KeyScope } from '../ui/keys/keys-provider';
import { Banners } from './banners';
import { DialogHost } from './dialog-host';
import styles from './frame.module.css';
import { FrameKeys } from './frame-keys';
import { Guarded } from './guarded';
import { Live } from './live';
import { profileOf } from './place';
import { Sidebar } from './sidebar';
import { StatusBar } from './status-bar';
import { WindowHabits } from './window-habits';

/** Sidebar, screen and status bar, and the keys that work everywhere. */
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
  const said = useSaidProfile();
  const profile = profileOf(path) ?? said;
  const { desktop } = useBridge();
  useEffect(() => {
    desktop.painted('shell', []).catch(() => undefined);
  }, [desktop]);
  return (
    <div className={styles.frame}>
      <WindowHabits path={path} />
      <Live path={path} />
      <FrameKeys path={path} profile={profile} />
      <Sidebar path={path} profile={profile} rail={rail} />
      <div className={styles.main}>
        <Banners profile={profile} notices={notices} />
        <Guarded profile={profile}>
          <KeyScope>
            <div className={styles.screen}>{children}</div>
          </KeyScope>
        </Guarded>
        <StatusBar />
      </div>
      <DialogHost />
    </div>
  );
}
