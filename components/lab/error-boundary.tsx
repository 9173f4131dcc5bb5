'use client';

import { Component, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { strings } from '@/lib/strings';
import styles from './failure.module.css';

interface ErrorBoundaryState {
  readonly message: string | undefined;
}

/** Keeps a broken panel from taking the lesson with it. A class, because React has no other way to catch. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    const words = strings.lab.shell;
    return (
      <div role="alert" className={styles.failure}>
        <strong>{words.failedTitle}</strong>
        <p>{words.failedText}</p>
        <details>
          <summary>{strings.lab.engine.details}</summary>
          <code>{message}</code>
        </details>
        <Button size="small" onClick={() => this.setState({ message: undefined })}>
          {words.retry}
        </Button>
      </div>
    );
  }
}
