import { Path, pathText } from '../../checks/_paths';
import { isHiddenAt } from '../../messages/_secret-values';
import { withoutSecrets } from '../../messages/_secret-texts';
import { AdoptedSecret } from '../_adopted-app';
import { SecretCode } from '../_code';

/** SensitiveText refuses a shorter text. */
const SHORTEST_SENSITIVE_TEXT = 8;

/** Names that tell little without the name before them. */
const GENERAL_NAMES = /^(content|data|text|key|secret|token|password|stringData|.{1,2})$/;

interface KeptSecret {
  readonly code: { -readonly [member in keyof SecretCode]: SecretCode[member] };
  readonly value: string;
  /** Its purpose, such as `SSH_AUTHORIZED_KEY`. */
  readonly what: string;
  /** The name of the object that holds it. */
  readonly owner: string;
  readonly object: string;
  readonly path: Path;
}

/** The secrets of the sources. Only this class has their values. */
export class SecretBook {
  private readonly kept: KeptSecret[] = [];
  private readonly values = new Map<SecretCode, string>();

  /** Keeps a secret, and returns the code that reads it. `nameVariables()` gives it its variable. */
  public keep(
    value: string,
    holder: { readonly owner: string; readonly object: string; readonly path: Path; readonly names: Path },
    isSensitiveText: boolean,
  ): SecretCode {
    const code = { kind: 'secret' as const, variable: '', isSensitiveText };
    const { owner, object, path, names } = holder;
    const steps = names.filter((step): step is string => typeof step === 'string' && step !== 'value');
    const [last = 'secret', before = ''] = [...steps].reverse();
    const what = upperName(GENERAL_NAMES.test(last) ? `${before} ${last}` : last);
    this.kept.push({ code, value, what, owner, object, path });
    this.values.set(code, value);
    return code;
  }

  /** Whether a SensitiveText can hold the value. */
  public static fits(value: unknown): value is string {
    return typeof value === 'string' && value.length >= SHORTEST_SENSITIVE_TEXT && !value.includes('\0');
  }

  public valueOf(code: SecretCode): string {
    return this.values.get(code) as string;
  }

  /** Gives each secret that is used a variable. Equal secrets of one kind have one variable. */
  public nameVariables(used: Set<SecretCode>): AdoptedSecret[] {
    const kept = this.kept.filter(({ code }) => used.has(code));
    const valuesOf = new Map<string, Set<string>>();
    const ownersOf = new Map<string, Set<string>>();
    kept.forEach(({ what, value, owner }) => {
      const key = JSON.stringify([what, value]);
      ownersOf.set(key, (ownersOf.get(key) ?? new Set()).add(owner));
    });
    kept.forEach(({ what, value }) => valuesOf.set(what, (valuesOf.get(what) ?? new Set()).add(value)));
    const named = new Map<string, string>();
    const taken = new Map<string, number>();
    return kept.map(({ code, value, what, owner, object, path }) => {
      const key = JSON.stringify([what, value]);
      const isOnly = valuesOf.get(what)?.size === 1;
      const isShared = (ownersOf.get(key)?.size ?? 0) > 1;
      const found =
        named.get(key) ?? unique(isOnly ? what : `${isShared ? 'SHARED' : upperName(owner)}_${what}`, taken);
      named.set(key, found);
      code.variable = found;
      return { variable: found, value, object, path };
    });
  }
}

/** Whether the text at a path of an object must not be in the source. */
export function isSecretOfSource(kind: string, path: Path, value: string): boolean {
  const isData = kind === 'Secret' && (path[0] === 'data' || path[0] === 'stringData');
  return isData || isHiddenAt(kind, pathText(path), value) || withoutSecrets(value) !== value;
}

function upperName(text: string): string {
  const name = text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  return /^[A-Z]/.test(name) ? name.slice(0, 50) : `SECRET_${name}`.slice(0, 50);
}

function unique(name: string, taken: Map<string, number>): string {
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : unique(`${name}_${count}`, taken);
}
