import { Progress } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { keptNetworksStore } from '../../page/network/kept-networks-store';
import { networkStore } from '../../page/network/network-store';
import { bytes } from '../../ui/numbers/numbers';
import { Failure } from './Failure';
import { OWN, RECIPES } from '../../page/network/networks-view';
import { OwnNetworkPanel } from './own/OwnNetwork';
import { PublishedNetwork } from './PublishedNetwork';
import { ReadyNetwork } from './ReadyNetwork';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** All networks by where they are. `at` is brought into view: a network's id, `OWN` or `RECIPES`. */
export function NetworkList({ at }: { readonly at: string | undefined }) {
  const { rows, info, error, failed } = useStore(networkStore);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at === undefined) return;
    const wanted = at === RECIPES ? OWN : at;
    const found = list.current?.querySelector(`[data-network="${CSS.escape(wanted)}"]`);
    found?.scrollIntoView({ block: 'center' });
    found?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true });
  }, [at]);
  const kept = rows.filter((row) => row.origin === 'kept');
  const served = rows.filter((row) => row.origin === 'served');
  const away = rows.filter((row) => row.origin === 'zoo');
  const own = rows.filter((row) => row.origin === 'own');
  return (
    <div className="networks-list" ref={list}>
      {error && failed && <Failure error={error} request={failed.request} title={failed.title} />}
      <Section id="kept" title={say('In this browser')} aside={<Room />}>
        {kept.map((row) => (
          <ReadyNetwork key={row.id} row={row} current={row.id === info?.id} />
        ))}
        {kept.length === 0 && <KeptNothing />}
      </Section>
      {served.length > 0 && (
        <Section id="served" title={say('With the page')}>
          {served.map((row) => (
            <ReadyNetwork key={row.id} row={row} current={row.id === info?.id} />
          ))}
        </Section>
      )}
      {away.length > 0 && (
        <Section id="away" title={say('One click away')}>
          {away.map(
            (row) =>
              row.zoo && <PublishedNetwork key={row.id} row={row} zoo={row.zoo} wanted={at === row.id} />,
          )}
        </Section>
      )}
      <Section id={OWN} title={say('Your own')}>
        {own.map((row) => (
          <ReadyNetwork key={row.id} row={row} current={row.id === info?.id} />
        ))}
        <OwnNetworkPanel wanted={at === OWN} recipes={at === RECIPES} />
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section className="networks-section" aria-labelledby={`networks-${id}`}>
      <div className="networks-head">
        <h3 id={`networks-${id}`} tabIndex={-1}>
          {title}
        </h3>
        {aside}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

function Room() {
  const room = useStore(keptNetworksStore, (state) => state.room);
  if (!room) return null;
  return (
    <div className="room">
      <span className="quiet small nums">
        <Sentence
          text={
            room.used < 1e5
              ? say('Room for about {quota}', { quota: bytes(room.quota) })
              : say('{used} of about {quota}', { used: bytes(room.used), quota: bytes(room.quota) })
          }
        />
      </span>
      <Progress
        value={(100 * room.used) / Math.max(1, room.quota)}
        size={4}
        color="gray"
        aria-label={say('Used of this browser’s storage')}
      />
    </div>
  );
}

function KeptNothing() {
  const room = useStore(keptNetworksStore, (state) => state.room);
  return (
    <li className="quiet">
      {room === null
        ? say(
            'This browser keeps nothing for this page (a private window does not): what is downloaded here is gone when you leave.',
          )
        : say('Nothing yet. A network downloaded below stays here, and opens without a connection.')}
    </li>
  );
}
