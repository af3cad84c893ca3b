import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { NotLoaded } from '../ui/later';
import { ErrorBlock } from '../ui/states';
import styles from './error-boundary.module.css';
import { notLoaded } from './not-loaded';

interface State {
  readonly error: Error | null;
  readonly where: string;
}

/**
 * A defect of the page: said as such, with a text that can be copied into a report. `name` is what failed; what is
 * outside (sidebar, other screens) goes on working. Code that did not load is offered again with a reload.
 */
export class ErrorBoundary extends Component<{ name?: string; children: ReactNode }, State> {
  override state: State = { error: null, where: '' };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(_error: unknown, info: ErrorInfo): void {
    this.setState({ where: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    const { error, where } = this.state;
    if (error === null) {
      return this.props.children;
    }
    if (error instanceof NotLoaded) {
      return (
        <div className={styles.failed}>
          <ErrorBlock
            title={notLoaded.title}
            problem={{ text: notLoaded.text, worker: error.message }}
            actions={<Button onClick={() => window.location.reload()}>{notLoaded.action}</Button>}
          />
        </div>
      );
    }
    return (
      <div className={styles.failed}>
        <ErrorBlock
          title={`Something went wrong in ${this.props.name ?? 'Sluiceway'}`}
          problem={{
            text: 'This part of the window could not be shown. Nothing was sent to a worker, and your drafts are stored. Try again; if it happens again, report the text below.',
            worker: `${error.name}: ${error.message}${where}`,
          }}
          actions={<Button onClick={() => this.setState({ error: null, where: '' })}>Try again</Button>}
        />
      </div>
    );
  }
}
