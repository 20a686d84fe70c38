import { types } from 'util';
import { InvalidInput, quote } from './_errors';

/** Throws where looking at the value runs code of somebody else, which may answer otherwise at each look. */
export function requireFixed(subject: string, value: unknown): void {
  if (types.isProxy(value)) {
    throw new InvalidInput(`${subject} is a Proxy: give a plain value.`);
  }
  if (value === null || typeof value !== 'object') {
    return;
  }
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!('value' in member)) {
      throw new InvalidInput(`${subject} has a getter ${quote(name)}: give the value itself.`);
    }
    if (types.isProxy(member.value)) {
      throw new InvalidInput(`${subject} has a Proxy as ${quote(name)}: give a plain value.`);
    }
  }
}
