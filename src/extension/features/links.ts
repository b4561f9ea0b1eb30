import * as vscode from 'vscode';
import { anchorOf, idLinks, type IdLink, type IndexReader } from '../../core';
import { toRange, toUri, uriOfPath } from '../adapter/places';
import { runInSteps } from '../adapter/schedule';
import type { Settings } from '../adapter/settings';
import { MARKDOWN } from './selectors';

/** More underlines than anybody wants; the rest of a huge file is still reached by Go to Definition. */
const MAX_LINKS = 5_000;

class LinkToId extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    readonly link: IdLink,
    readonly from: string,
  ) {
    super(range);
  }
}

/** Ctrl+click on what a task waits for, and on records, in task files. Where it leads is worked out on the click. */
export function registerLinks(reader: IndexReader, settings: Settings): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(MARKDOWN, {
    async provideDocumentLinks(document, token) {
      if (!settings.isOn('links.enabled', document)) return [];
      const from = document.uri.toString();
      const known = reader.document(from);
      if (!known || known.skipped !== null) return [];
      const { version } = reader;
      const isStale = (): boolean => token.isCancellationRequested || reader.version !== version;
      const links = await runInSteps(idLinks(reader, known, MAX_LINKS), isStale);
      return (links ?? []).map((link) => new LinkToId(toRange(known, link.range), link, from));
    },

    resolveDocumentLink(link) {
      if (!(link instanceof LinkToId)) return link;
      const target = targetOf(reader, link);
      if (target) link.target = target;
      return link;
    },
  });
}

function targetOf(reader: IndexReader, { link, from }: LinkToId): vscode.Uri | null {
  const document = reader.document(from);
  if (!document) return null;
  if (link.kind === 'record') {
    const answer = reader.recordOf(link.id, document);
    const [path] = answer.kind === 'found' ? answer.paths : [];
    return path === undefined ? null : uriOfPath(path);
  }
  const [task] = reader.resolve(link.id, document);
  if (!task) return null;
  const { start } = toRange(task.document, anchorOf(task));
  return toUri(task.document).with({ fragment: `L${start.line + 1},${start.character + 1}` });
}
