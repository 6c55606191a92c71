import { describe, expect, it, vi } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { createJudgeClient, type JudgeApi, type Judgement } from '../../../../src/engine/page/judge-client';

const IMAGE = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };
const JUDGEMENT: Judgement = { top: [{ index: 1, name: 'goldfish', probability: 0.9 }], source: 'here' };

/** Judges' workers that a test steers. */
function fakeHosts() {
  const hosts: { die(error: Error): void; terminate: ReturnType<typeof vi.fn> }[] = [];
  const judge = vi.fn<JudgeApi['judge']>(() => Promise.resolve({ kind: 'ok', value: JUDGEMENT }));
  const create = () => {
    let die: (error: Error) => void = () => undefined;
    const died = new Promise<never>((_, reject) => (die = reject));
    died.catch(() => undefined);
    const terminate = vi.fn<() => void>();
    hosts.push({ die, terminate });
    return { api: { judge }, died, terminate };
  };
  return { hosts, judge, client: createJudgeClient('https://lab.example/page/', create) };
}

describe("the page's judge", () => {
  it('starts a worker on the first call, and only one', async () => {
    const { client, hosts, judge } = fakeHosts();
    expect(hosts).toHaveLength(0);
    expect(await client.judge(IMAGE)).toEqual(JUDGEMENT);
    await client.judge(IMAGE);
    expect(hosts).toHaveLength(1);
    expect(judge).toHaveBeenCalledWith(IMAGE, undefined);
  });

  it("reads an address as the page's own, and hands files on", async () => {
    const { client, judge } = fakeHosts();
    await client.judge(IMAGE, { url: 'models/judge/', preprocessing: 'tf' });
    expect(judge).toHaveBeenLastCalledWith(IMAGE, {
      url: 'https://lab.example/page/models/judge/',
      preprocessing: 'tf',
    });
    const files = [new File([], 'model.json')];
    await client.judge(IMAGE, { files });
    expect(judge).toHaveBeenLastCalledWith(IMAGE, { files });
    await expect(client.judge(IMAGE, { url: 'https://' })).rejects.toMatchObject({ code: 'download-failed' });
  });

  it("gives the judge's own errors back", async () => {
    const { client, judge, hosts } = fakeHosts();
    const error = new LabError('download-failed', 'No network.', 'Connect.');
    judge.mockResolvedValueOnce({ kind: 'error', error: error.toData() });
    await expect(client.judge(IMAGE)).rejects.toMatchObject(error.toData());
    expect(await client.judge(IMAGE)).toEqual(JUDGEMENT);
    expect(hosts).toHaveLength(1);
  });

  it('fails with a worker that stops, and starts another', async () => {
    const { client, judge, hosts } = fakeHosts();
    judge.mockReturnValueOnce(new Promise(() => undefined));
    const asked = client.judge(IMAGE);
    hosts[0]!.die(new LabError('engine-stopped', 'Stopped.', 'Again.'));
    await expect(asked).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(hosts[0]!.terminate).toHaveBeenCalledTimes(1);
    expect(await client.judge(IMAGE)).toEqual(JUDGEMENT);
    expect(hosts).toHaveLength(2);
    client.close();
    expect(hosts[1]!.terminate).toHaveBeenCalledTimes(1);
    await client.judge(IMAGE);
    expect(hosts).toHaveLength(3);
  });
});
