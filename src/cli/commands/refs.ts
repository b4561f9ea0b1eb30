import { formatOption, ID_HELP, PATHS_HELP, printJson, printLines, type CommandDefinition } from '../command';
import type { Citation } from '../../core';
import { complain, EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE } from '../io';

/** `wavemark refs`: every mention of an id in the text files. */
export const refsCommand: CommandDefinition = {
  name: 'refs',
  define: (command) => {
    command
      .summary('list where an id is mentioned')
      .description(
        'List every line that mentions an id, its declaration included, in all text files: Markdown, code, ' +
          'scripts and the rest. What git ignores is left out.',
      )
      .argument('<id>', ID_HELP)
      .argument('[path...]', PATHS_HELP)
      .addOption(formatOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark refs P0-001                 in the current folder\n' +
          '  wavemark refs 3.6 docs               in one folder\n' +
          '  wavemark refs P0-001 --format json   for a program\n',
      );
  },
  run: async ([id = '', ...paths], options, io) => {
    const { loadWorkspace } = await import('../nodeWorkspace');
    const { SourceLines } = await import('../sourceLines');
    const { findTasks, nearestIds, unknownId } = await import('../lookUpTask');
    const { CitationSearch } = await import('../citationSearch');
    const searches: InstanceType<typeof CitationSearch>[] = [];
    const { index, root, failed } = await loadWorkspace(paths, io, (named) =>
      searches.push(new CitationSearch(named, io)),
    );
    const tasks = findTasks(index, id);
    const name = tasks[0]?.id ?? id;
    let tooLarge = 0;
    for (const search of searches) tooLarge += await search.enter(index, root, [name]);
    const citations = index.citations(name);
    const lines = new SourceLines();
    const lineOf = (citation: Citation): string => lines.of(citation);
    if (options.format === 'json') {
      const { refsJson } = await import('../lookUpJson');
      printJson(refsJson({ root, id: name, tasks, citations, lineOf, tooLarge }), io);
    } else if (citations.length > 0) {
      const { openTerminal } = await import('../pretty/terminal');
      const { refsView } = await import('../pretty/refsView');
      printLines(refsView(name, tasks, citations, lineOf, await openTerminal(io, options.color)), io);
    }
    if (tooLarge > 0 && options.format !== 'json') complain(io, leftOut(tooLarge));
    if (citations.length === 0) complain(io, unknownId(id, nearestIds(index, id)));
    if (failed) return EXIT_USAGE;
    return citations.length > 0 ? EXIT_FINE : EXIT_PROBLEMS;
  },
};

function leftOut(count: number): string {
  const files = count === 1 ? '1 text file was' : `${String(count)} text files were`;
  return `${files} too large to be looked through; raise "wavemark.citations.maxFileSize" in .vscode/settings.json to have them read`;
}
