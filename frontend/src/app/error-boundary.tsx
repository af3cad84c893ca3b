import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { ErrorBlock } from '../ui/states';
import styles from './error-boundary.module.css';

interface State {
  readonly error: Error | null;
  readonly where: string;
}

/**
 * A defect of the page: said as such, with a text that can be copied into a report. `name` is what failed; what is
 * outside (sidebar, other screens) goes on working.
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
