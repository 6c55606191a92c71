import { Button, Code, Loader, Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { cancelLoading, networkStore } from '../stores/network-store';
import { bytes } from './numbers';

/** The stage while there is no network: starting, loading, none found, or failed. */
export function NoNetwork() {
  const { status, loading, listed, error, rows } = useStore(networkStore);
  if (error) {
    return (
      <div className="hush" role="alert">
        <h2>{error.message}</h2>
        <p>{error.nextStep}</p>
      </div>
    );
  }
  if (loading) {
    const { progress } = loading;
    const compiling = progress?.stage === 'compile';
    return (
      <div className="hush" role="status">
        <h2>{compiling ? `Warming up ${loading.title}` : `Loading ${loading.title}`}</h2>
        <p className="nums">
          {compiling
            ? 'The first pass is slow: this device prepares its programs once.'
            : progress?.bytes !== undefined
              ? `${bytes(progress.bytes)}${progress.totalBytes ? ` of ${bytes(progress.totalBytes)}` : ''}`
              : 'Opening'}
        </p>
        <Progress
          value={(progress?.fraction ?? 0) * 100}
          size={4}
          w={260}
          aria-label={`Loading ${loading.title}`}
        />
        <Button variant="default" size="xs" onClick={cancelLoading}>
          Cancel
        </Button>
      </div>
    );
  }
  if (!listed || rows.length > 0) {
    return (
      <div className="hush" role="status">
        <Loader size="sm" type="dots" />
        <p>
          {status.kind === 'measuring' ? 'Finding the fastest engine on this device' : 'Opening the window'}
        </p>
      </div>
    );
  }
  return (
    <div className="hush">
      <h2>No network here yet</h2>
      <p>
        Drop an <b>.onnx</b> file (SqueezeNet 1.1, for one) anywhere on the page. Or convert one for good,
        then reload:
      </p>
      <Code block>npm run models -- --from squeezenet1.1.onnx</Code>
    </div>
  );
}
