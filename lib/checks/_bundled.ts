import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const BUNDLED = join(__dirname, '..', '..', 'bundled');

/** Returns a package from `bundled/`, or from node_modules in a checkout without a build. */
export function bundledPackage(name: string): unknown {
  const file = join(BUNDLED, `${name}.cjs`);
  return createRequire(__filename)(existsSync(file) ? file : name);
}
