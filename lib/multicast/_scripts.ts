import { readFileSync } from 'fs';
import { join } from 'path';

/** Where the image, the Pods and the VMs have the scripts. */
export const SCRIPTS_FOLDER = '/opt/multicast';

/** The scripts that run iperf and answer its probes, and the one that checks the whole. */
export type ScriptName = 'receive.sh' | 'send.sh' | 'run-iperf.sh' | 'health.sh' | 'check.sh';

/** Text of a script, as `images/multicast` has it: one file is the source of image, Pods and VMs. */
export function script(name: ScriptName): string {
  return readFileSync(join(__dirname, '..', '..', 'images', 'multicast', name), 'utf8');
}
