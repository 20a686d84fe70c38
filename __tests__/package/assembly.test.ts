import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STRUCTS } from '../_public-api';

test('the structs in the sources equal those of the assembly', () => {
  const { types } = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8'));
  const structs = Object.values<any>(types).filter(({ datatype, namespace }) => datatype && namespace === undefined);
  const own = structs.map(({ name, properties }) => [name, properties.map((member: any) => member.name).sort()]);
  expect(Object.fromEntries(own)).toEqual(Object.fromEntries(STRUCTS.map((one) => [one.name, [...one.own].sort()])));
});
