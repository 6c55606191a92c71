import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  readonly children: ReactNode;
  /** What to show in place of children that failed to draw; `again` draws them anew. */
  readonly failed: (error: unknown, again: () => void) => ReactNode;
}

interface BoundaryState {
  readonly error: { readonly thrown: unknown } | null;
}

/** A page that something keeps rearranging is given up after so many tries within that time. */
const MOST_TRIES = 3;
const WITHIN_MS = 5_000;

/**
 * Keeps an error in drawing its children to itself. Where something else has rearranged the page's nodes (a translation, an
 * extension), the children are simply drawn anew: what they show lies in the stores.
 */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };
  private tries: number[] = [];

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { error: { thrown } };
  }

  override componentDidCatch(thrown: unknown): void {
    if (!(thrown instanceof DOMException) || thrown.name !== 'NotFoundError') return;
    const now = performance.now();
    this.tries = [...this.tries.filter((at) => now - at < WITHIN_MS), now];
    if (this.tries.length <= MOST_TRIES) this.again();
  }

  private readonly again = (): void => {
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    return error ? this.props.failed(error.thrown, this.again) : this.props.children;
  }
}
