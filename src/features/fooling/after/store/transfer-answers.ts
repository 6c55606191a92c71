import type { NetworkInfo } from '../../../../engine/protocol/protocol';
import { lab } from '../../../../page/lab';
import { networkAnswer, type ReadClass } from '../../../../page/network/network-answer';
import type { Fooled } from './fooled';

/** What another network makes of a fooled picture: it reads the class aimed at, another than in the photo, or the same. */
export type TransferOutcome = 'target' | 'misled' | 'holds';

/** What a network reads in the photo and in the fooled picture, each its likeliest class. */
export interface TransferAnswer {
  readonly before: ReadClass;
  readonly after: ReadClass;
  /** The probability of the class aimed at; null where this network has none of that name. */
  readonly target: number | null;
  readonly outcome: TransferOutcome;
}

/** Whether a fooled picture carries over, by what is read before and after. */
export function transferOutcome(
  before: string,
  after: string,
  { aim, targetName }: Pick<Fooled, 'aim' | 'targetName'>,
): TransferOutcome {
  if (aim === 'towards' && sameName(after, targetName) && !sameName(before, targetName)) return 'target';
  return sameName(before, after) ? 'holds' : 'misled';
}

/** MobileNet's package names a class by all its synonyms. */
function sameName(one: string, other: string): boolean {
  const first = (name: string): string => (name.split(',')[0] ?? '').trim().toLowerCase();
  return first(one) === first(other);
}

/** A network's answer; both pictures are fitted to it alike. */
export async function askNetwork(
  fooled: Fooled,
  info: NetworkInfo,
  signal: AbortSignal,
): Promise<TransferAnswer> {
  const wanted = { index: fooled.target, name: fooled.targetName };
  const before = await networkAnswer(info, fooled.photo, wanted, signal);
  const after = await networkAnswer(info, fooled.image, wanted, signal);
  return answerOf(fooled, { before: before.best, after: after.best, target: after.target });
}

/** MobileNet's answer, from a worker of its own. Throws as `LabClient.judge`. */
export async function askJudge(fooled: Fooled): Promise<TransferAnswer> {
  const [before] = (await lab().judge(fooled.photo)).top;
  const { top } = await lab().judge(fooled.image);
  const target = top.find(({ name }) => sameName(name, fooled.targetName));
  return answerOf(fooled, {
    before: { name: before?.name ?? '', probability: before?.probability ?? 0 },
    after: { name: top[0]?.name ?? '', probability: top[0]?.probability ?? 0 },
    target: target?.probability ?? null,
  });
}

function answerOf(fooled: Fooled, answer: Omit<TransferAnswer, 'outcome'>): TransferAnswer {
  return { ...answer, outcome: transferOutcome(answer.before.name, answer.after.name, fooled) };
}

/** The networks that an attack aimed at. */
export function madeOn({ network, recipe }: Fooled): readonly string[] {
  return recipe.beside ? [network, recipe.beside.network] : [network];
}

/** Pictures by the networks that they were made on, in the order in which these come first. */
export function byMakers(
  made: readonly Fooled[],
): readonly { readonly networks: readonly string[]; readonly pictures: readonly Fooled[] }[] {
  const keyOf = (fooled: Fooled): string => madeOn(fooled).join(' ');
  return [...new Map(made.map((fooled) => [keyOf(fooled), madeOn(fooled)]))].map(([key, networks]) => ({
    networks,
    pictures: made.filter((fooled) => keyOf(fooled) === key),
  }));
}
