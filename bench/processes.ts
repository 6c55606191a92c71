import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const hasProc = process.platform === 'linux';

/** All processes there are now. */
export function processes(): Process[] {
  if (!hasProc) {
    const text = execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
    return text.split('\n').flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid && parent && command ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
    });
  }
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0);
      return [{ pid: Number(name), parent, command }];
    } catch {
      return [];
    }
  });
}

/** A process's resident memory in bytes, and the most it ever was where the system tells; null where it is gone. */
export function residentMemory(pid: number): { readonly now: number; readonly highest: number } | null {
  try {
    if (!hasProc) {
      const now = 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
      return { now, highest: now };
    }
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) =>
      1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { now: field('VmRSS'), highest: field('VmHWM') };
  } catch {
    return null;
  }
}
