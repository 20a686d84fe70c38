import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Upstream files and the article, which developers have beside the project and users do not. */
const SHARED = join(__dirname, '..', '..', 'shared');

/** A test that needs those files: where they are absent it is skipped, and says so. */
export function testWithShared(name: string, needs: string[], body: (paths: string[]) => void | Promise<void>): void {
  const paths = needs.map((need) => join(SHARED, need));
  const absent = paths.filter((path) => !existsSync(path));
  if (absent.length === 0) {
    test(name, async () => body(paths));
    return;
  }
  process.stderr.write(`SKIPPED, not passed: "${name}" needs ../shared/${needs.join(', ../shared/')}\n`);
  test.skip(name, async () => body(paths));
}
