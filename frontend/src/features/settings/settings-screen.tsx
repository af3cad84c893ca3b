import { IconCheck } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useCommands } from '../../shell/commands';
import { useNavigation } from '../../shell/navigation';
import { FieldRows } from '../../ui/field-row';
import { Page } from '../../ui/page';
import { AboutSection, DataSection } from './about-section';
import { AppearanceSection } from './appearance-section';
import { PollingSection } from './polling-section';
import { SecretsSection } from './secrets-section';
import styles from './settings.module.css';
import { ValidationSection } from './validation-section';

const sections = [
  { id: 'appearance', title: 'Appearance', Section: AppearanceSection },
  { id: 'polling', title: 'Polling', Section: PollingSection },
  { id: 'validation', title: 'Validation', Section: ValidationSection },
  { id: 'secrets', title: 'Secrets', Section: SecretsSection },
  { id: 'data', title: 'Data', Section: DataSection },
  { id: 'about', title: 'About', Section: AboutSection },
] as const;

/** One page without a Save: every change applies at once and says what it costs. */
export function SettingsScreen() {
  const navigation = useNavigation();
  const body = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>(sections[0].id);
  const show = (id: string) => {
    setChosen(id);
    body.current?.querySelector(`#settings-${id}`)?.scrollIntoView({ block: 'start' });
  };
  const move = (by: number) => {
    const at = sections.findIndex((section) => section.id === chosen);
    const next = sections[Math.min(Math.max(at + by, 0), sections.length - 1)];
    if (next !== undefined) {
      show(next.id);
    }
  };
  useCommands('Settings', { down: () => move(1), up: () => move(-1), back: navigation.back });
  return (
    <Page
      title="Settings"
      beside="on this computer, for all clusters"
      right={
        <>
          <IconCheck size={14} stroke={1.75} aria-hidden /> Changes are saved at once
        </>
      }
    >
      <div className={styles.layout} data-below-title>
        <nav className={styles.sections} aria-label="Sections">
          {sections.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className={styles.entry}
              aria-current={id === chosen || undefined}
              onClick={() => show(id)}
            >
              {title}
            </button>
          ))}
        </nav>
        <div ref={body} className={styles.body}>
          <FieldRows labelWidth={208}>
            {sections.map(({ id, Section }) => (
              <section key={id} id={`settings-${id}`} className={styles.section}>
                <Section />
              </section>
            ))}
          </FieldRows>
          <p className={styles.foot}>Nothing about you or your clusters is sent anywhere.</p>
        </div>
      </div>
    </Page>
  );
}
