import { mkdtempSync, mkdirSync } from 'node:fs';
import { run } from '../_shell';

let root: Promise<string> | undefined;

/**
 * Returns a root filesystem with all programs of this machine, for applications whose image is not of this project: Python
 * and ffmpeg, as Debian packages them. What is created there, such as the folders of mounts, stays in memory.
 */
export function machineRoot(): Promise<string> {
  root ??= overlay();
  return root;
}

async function overlay(): Promise<string> {
  const folder = mkdtempSync('/run/machine-');
  const [upper, work, merged] = ['upper', 'work', 'merged'].map((name) => `${folder}/${name}`);
  [upper, work, merged].forEach((path) => mkdirSync(path));
  const options = `lowerdir=/,upperdir=${upper},workdir=${work}`;
  await run('mount', '-t', 'overlay', '-o', options, 'overlay', merged);
  return merged;
}
