import * as vscode from 'vscode';
import { HEAD } from '../adapter/baseCommit';
import { NO_BASELINE, type Baselines } from '../adapter/baselines';
import { GIT_REF, type GitRef, type GitRepository } from '../adapter/gitApi';

type Choice = vscode.QuickPickItem & { readonly ref?: string };

/** Offers the refs of the repository at hand, and writes the chosen one into the setting. */
export function registerChooseBaseline(baselines: Baselines): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.chooseBaseline', async () => {
    await baselines.git.start();
    const active = vscode.window.activeTextEditor?.document.uri;
    const repository = (active && baselines.git.of(active)) ?? baselines.git.all[0];
    const scope = active ?? repository?.rootUri;
    const now = scope && baselines.stateOf(scope);
    const current = now?.kind === 'off' ? NO_BASELINE : now?.kind === 'pending' ? undefined : now?.ref;
    const chosen = await vscode.window.showQuickPick(choices(repository, current), {
      title: vscode.l10n.t('Compare Ids With'),
      placeHolder: baselines.git.whyNone() ?? vscode.l10n.t('A branch or tag means where HEAD and it parted'),
      matchOnDescription: true,
    });
    if (chosen?.ref !== undefined) await write(chosen.ref, scope);
  });
}

async function choices(
  repository: GitRepository | undefined,
  current: string | undefined,
): Promise<Choice[]> {
  const mark = (choice: Choice): Choice =>
    choice.ref === current ? { ...choice, description: vscode.l10n.t('current') } : choice;
  const fixed: Choice[] = [
    {
      label: HEAD,
      ref: HEAD,
      detail: vscode.l10n.t('The last commit of this work tree'),
      iconPath: icon('git-commit'),
    },
    {
      label: NO_BASELINE,
      ref: NO_BASELINE,
      detail: vscode.l10n.t('Ids are not compared'),
      iconPath: icon('circle-slash'),
    },
  ];
  const refs = repository ? await repository.getRefs({ sort: 'committerdate' }).catch(() => []) : [];
  const section = (title: string, type: number, name: string): Choice[] => {
    const found = refs.filter((ref) => ref.type === type && isChoosable(ref));
    if (found.length === 0) return [];
    return [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...found.map(({ name: ref = '', commit = '' }) => ({
        label: ref,
        ref,
        description: commit.slice(0, 7),
        iconPath: icon(name),
      })),
    ];
  };
  return [
    ...fixed,
    ...section(vscode.l10n.t('branches'), GIT_REF.branch, 'git-branch'),
    ...section(vscode.l10n.t('remote branches'), GIT_REF.remoteBranch, 'cloud'),
    ...section(vscode.l10n.t('tags'), GIT_REF.tag, 'tag'),
  ].map(mark);
}

function icon(name: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name);
}

function isChoosable({ name }: GitRef): boolean {
  return name !== undefined && name !== NO_BASELINE && !name.startsWith('-') && !name.endsWith('/HEAD');
}

/** Into the settings of the folder where there are several, else of the workspace, else of the user. */
async function write(ref: string, scope: vscode.Uri | undefined): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = scope && vscode.workspace.getWorkspaceFolder(scope);
  const target =
    folders.length > 1 && folder
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : folders.length > 0
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  const settings = vscode.workspace.getConfiguration('wavemark', folder ?? scope);
  try {
    await settings.update('baseline', undefined, target);
    // What holds without a word of this workspace's need not be written down.
    const rest = vscode.workspace.getConfiguration('wavemark', folder ?? scope).get('baseline');
    if (rest !== ref) await settings.update('baseline', ref, target);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The setting wavemark.baseline could not be written: {0}', why),
    );
  }
}
