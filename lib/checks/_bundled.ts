import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The folder that `scripts/bundle.cjs` writes. A checkout without a build does not have it.
 */
const FOLDER_OF_BUNDLES = join(__dirname, '..', '..', 'bundled');

/** The packages by name. */
const loadedPackages = new Map<string, unknown>();

/**
 * Returns a package that this library bundles: from `bundled/`, or from node_modules in a checkout without a build. It is
 * loaded at the first call. The caller declares the types that it needs, so that no declaration file of this library
 * refers to the package.
 */
export function bundledPackage(name: string): unknown {
  if (!loadedPackages.has(name)) {
    const file = join(FOLDER_OF_BUNDLES, `${name}.cjs`);
    loadedPackages.set(name, load(existsSync(file) ? file : name));
  }
  return loadedPackages.get(name);
}

function load(fileOrName: string): unknown {
  try {
    return createRequire(__filename)(fileOrName);
  } catch (error) {
    throw new Error(`${fileOrName} cannot be loaded: run 'npm ci'.`, { cause: error });
  }
}
