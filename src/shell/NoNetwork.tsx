import { Button, Code, Loader } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { NetworkRow } from '../engine/protocol/protocol';
import { cancelDownload, downloadStore, firstUnderWay } from '../page/network/download-store';
import { cancelLoading, networkStore, openMeanwhile, openNetwork } from '../page/network/network-store';
import { startEngineAgain } from '../page/network/start-networks';
import { ReloadButton } from '../panels/boundary/PartFailure';
import { ArrivalBar, SpokenProgress } from '../features/network-manager/ArrivalProgress';
import { progressNumbers, stageWords } from '../features/network-manager/arrival-words';
import { chooseNetwork } from '../panels/network/choose-network';
import { showNetworks } from '../page/network/networks-view';
import { bytes } from '../ui/numbers/numbers';
import { Said } from '../ui/text/Said';
import { Sentence } from '../ui/text/Sentence';
import { say } from '../words/say';

/** The stage while there is no network: starting, loading, none found, or failed. */
export function NoNetwork() {
  const { status, loading, listed, error, failed, rows } = useStore(networkStore);
  const download = firstUnderWay(useStore(downloadStore));
  const coming = loading ?? download;
  const other = instead(rows, coming?.id ?? (failed && 'id' in failed.request ? failed.request.id : null));
  if (coming) {
    const { title, progress } = coming;
    return (
      <div className="hush">
        <h2>
          <Sentence text={`${stageWords(progress)} ${title}`} names={[title]} />
        </h2>
        <p className="nums">
          <Sentence
            text={
              progress?.stage === 'compile'
                ? say('The first pass is slow: this device prepares its programs once.')
                : progressNumbers(progress) || say('One moment')
            }
          />
        </p>
        <div className="hush-bar">
          <ArrivalBar title={title} progress={progress} />
        </div>
        <SpokenProgress title={title} progress={progress} />
        <div className="hush-actions">
          {other && (
            <Button variant="default" size="xs" onClick={() => void openMeanwhile(other.id)}>
              <Sentence text={say('Use {other} meanwhile', { other: other.title })} names={[other.title]} />
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              if (loading) cancelLoading();
              else if (download) cancelDownload(download.id);
            }}
          >
            {say('Cancel')}
          </Button>
        </div>
      </div>
    );
  }
  if (error) {
    return (
      <div className="hush" role="alert">
        <h2>
          <Sentence text={error.message} names={[failed?.title]} />
        </h2>
        <p>
          <Sentence text={error.nextStep} names={[failed?.title]} />
        </p>
        <div className="hush-actions">
          {status.kind === 'failed' && (
            <>
              <Button variant="default" size="xs" onClick={() => void startEngineAgain()}>
                {say('Try again')}
              </Button>
              <ReloadButton />
            </>
          )}
          {failed && (
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                const heavy = error.code === 'network-heavy';
                void openNetwork(heavy ? { ...failed.request, heavy } : failed.request, failed.title);
              }}
            >
              {error.code === 'network-heavy' ? say('Load it all the same') : say('Try again')}
            </Button>
          )}
          {other && status.kind !== 'failed' && (
            <Button
              variant="default"
              size="xs"
              onClick={() => void openNetwork({ id: other.id }, other.title)}
            >
              <Sentence text={say('Use {other}', { other: other.title })} names={[other.title]} />
            </Button>
          )}
          <Button variant="default" size="xs" onClick={() => showNetworks()}>
            {say('All networks')}
          </Button>
        </div>
      </div>
    );
  }
  if (!listed) {
    return (
      <div className="hush" role="status">
        <Loader size="sm" type="dots" />
        <p>
          {status.kind === 'measuring'
            ? say('Finding the fastest engine on this device')
            : say('Opening the window')}
        </p>
      </div>
    );
  }
  return <ChooseFirst rows={rows} />;
}

/** No network yet, though some are a click away, or none is in sight at all. */
function ChooseFirst({ rows }: { readonly rows: readonly NetworkRow[] }) {
  const ready = instead(rows, null);
  const small = rows.reduce<NetworkRow | null>(
    (least, row) => ((row.bytes ?? Infinity) < (least?.bytes ?? Infinity) ? row : least),
    null,
  );
  const best = ready ?? small;
  return (
    <div className="hush">
      <h2>{say('No network here yet')}</h2>
      {best ? (
        <>
          <p>
            {ready
              ? say('Choose one to look into.')
              : say('Choose one to look into; it is kept in this browser.')}
          </p>
          <div className="hush-actions">
            <Button
              className="primary"
              leftSection={ready ? undefined : <IconDownload size={16} aria-hidden />}
              onClick={() => chooseNetwork(best)}
            >
              <span translate="no">{`${best.title}${ready || best.bytes === undefined ? '' : `, ${bytes(best.bytes)}`}`}</span>
            </Button>
            <Button variant="default" onClick={() => showNetworks()}>
              {say('All networks')}
            </Button>
          </div>
          <p className="quiet">{say('Or drop your own .onnx file anywhere on the page.')}</p>
        </>
      ) : (
        <>
          <p>
            <Said
              text="Drop an <0>.onnx</0> file (SqueezeNet 1.1, for one) anywhere on the page. Or convert one for good, then reload:"
              parts={[<b key="onnx" />]}
            />
          </p>
          <Code block>npm run models -- --from squeezenet1.1.onnx</Code>
        </>
      )}
    </div>
  );
}

/** A network that can be used at once in place of the one that is coming or has failed; those that come with the page first. */
function instead(rows: readonly NetworkRow[], not: string | null): NetworkRow | null {
  const ready = rows.filter((row) => row.origin !== 'zoo' && row.id !== not);
  return ready.find((row) => row.bundled) ?? ready[0] ?? null;
}
