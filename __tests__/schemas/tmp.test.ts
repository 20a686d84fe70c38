import { readdirSync } from 'node:fs';
import { run } from '../commands/_run';
test('x', async () => {
  const files = (process.env.F ?? '')
    .split(',')
    .flatMap((one) => (one.endsWith('/') ? readdirSync(one).map((n) => one + n) : [one]));
  for (const f of files) {
    const { out, err, code } = await run(['lint', f, '--format', 'json']);
    if (!out) {
      process.stdout.write(`${f} ${code} ${err}\n`);
      continue;
    }
    const all = JSON.parse(out).filter(
      ({ ruleId }: any) => process.env.ALL || (ruleId >= 'TAM088' && ruleId <= 'TAM092'),
    );
    process.stdout.write(
      `== ${f} ${code}\n${all.map((o: any) => `  ${o.level} ${o.ruleId} ${o.object} [${o.path}] ${o.message} ${o.fix}`).join('\n')}\n`,
    );
  }
});
