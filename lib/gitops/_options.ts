import { requireObjectName } from '../checks/_names';
import { requireLine } from '../checks/_texts';
import { InvalidInput, quote } from '../messages/_errors';
import { FolderOwner } from './_written';

/** Returns the URL of a repository. Throws if it is not one, or has a password in it. */
export function requireRepoUrl(subject: string, url: string): string {
  requireLine(subject, url);
  if (!/^([a-z][a-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:)\S+$/.test(url)) {
    throw new InvalidInput(
      `${subject} is ${quote(url)}: use the URL of a repository, such as "https://git.example.com/fleet.git".`,
    );
  }
  if (/^[a-z+]+:\/\/[^/@\s]*:[^/@\s]*@/.test(url)) {
    throw new InvalidInput(
      `${subject} has a password in it, which would be in a manifest: register the credentials of the repository in the engine.`,
    );
  }
  return url;
}

/** Returns the folder without `/` at its ends; an empty text for the top. Throws if it is not a path in a repository. */
export function requireRepoFolder(subject: string, path: string): string {
  requireLine(subject, path);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || parts.some((part) => !/^[\w.-]+$/.test(part) || part === '..')) {
    throw new InvalidInput(
      `${subject} is ${quote(path)}: use a path in the repository of letters, digits, "-", "_" and ".", such as "clusters".`,
    );
  }
  return parts.join('/');
}

/** Returns the name of a branch, a tag or a commit. Throws if Git does not allow it. */
export function requireRevision(subject: string, revision: string): string {
  requireLine(subject, revision);
  if (!/^[\w][\w./+-]*$/.test(revision) || /\.\.|\/\/|\/$|\.lock$/.test(revision)) {
    throw new InvalidInput(`${subject} is ${quote(revision)}: use the name of a branch or a tag, or a commit.`);
  }
  return revision;
}

const NAME_PLACEHOLDERS = ['supervisor', 'environment', 'cluster'] as const;

/** Returns the pattern. Throws if it does not make a name of a Kubernetes object. */
export function requirePattern(subject: string, pattern: string): string {
  requireLine(subject, pattern);
  const unknown = (pattern.match(/\{[^}]*\}?/g) ?? []).find(
    (found) => !NAME_PLACEHOLDERS.some((name) => found === `{${name}}`),
  );
  if (unknown !== undefined) {
    throw new InvalidInput(
      `${subject} ${quote(pattern)} has the placeholder ${quote(unknown)}: use ${NAME_PLACEHOLDERS.map((name) => quote(`{${name}}`)).join(', ')}.`,
    );
  }
  requireObjectName(
    subject,
    pattern.replace(/\{\w+\}/g, 'x'),
    `use lower-case letters, digits, "-" and ".", and placeholders such as "{cluster}"`,
  );
  return pattern;
}

/** Returns the name that the pattern gives for a cluster or a chart. Throws if the pattern has what it does not have. */
export function nameByPattern(
  subject: string,
  pattern: string,
  { environment, supervisor: own, clusterName, path }: FolderOwner,
  supervisor: string,
): string {
  const values: { readonly [name: string]: string | undefined } = {
    supervisor: own ?? environment?.supervisor ?? supervisor,
    environment: environment?.environmentName,
    cluster: clusterName,
  };
  const name = pattern.replace(/\{(\w+)\}/g, (found, placeholder: string) => {
    const value = values[placeholder];
    if (value === undefined) {
      throw new InvalidInput(
        `${subject} ${quote(pattern)} has the placeholder ${quote(found)}, and the folder ${quote(path)} has none: put its charts into an Environment, or leave the placeholder out.`,
      );
    }
    return value;
  });
  return requireObjectName(`${subject} for the folder ${quote(path)}`, name, 'use a shorter pattern');
}
