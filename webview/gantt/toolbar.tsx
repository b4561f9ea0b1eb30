/** The controls above the chart. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { GANTT_FORMATS, GANTT_GROUPINGS, GANTT_MODES, type GanttFormat } from '../../src/protocol/gantt';
import type { GanttTextName } from '../../src/protocol/ganttTexts';
import { dropdown, textField } from '../controls';
import { Button, Mounted } from './control';
import { Menu, type MenuItem } from './menu';
import { chooseMode } from './options';
import type { Store } from './store';
import { MODES } from './words';

const HINTS = {
  declared: 'modeDeclaredHint',
  barriers: 'modeBarriersHint',
  pipelined: 'modePipelinedHint',
} as const;

const GROUPS = {
  wave: 'groupWave',
  agent: 'groupAgent',
  file: 'groupFile',
  section: 'groupSection',
} as const;

const EXPORTS: Readonly<Record<GanttFormat, GanttTextName>> = {
  svg: 'menuSvg',
  mermaid: 'menuMermaid',
  csv: 'menuCsv',
  markdown: 'menuMarkdown',
};

export function Toolbar({
  store,
  onLeaveFilter,
}: {
  readonly store: Store;
  readonly onLeaveFilter: () => void;
}) {
  const { words, head, options } = store;
  const [filter] = useState(() => textField((text) => store.setFilter(text)));
  const [grouping] = useState(() => dropdown(GANTT_GROUPINGS, (value) => store.setGrouping(value)));
  useLayoutEffect(() => {
    filter.label(words.say('filter'), words.say('filterHint'));
    if (filter.value !== store.filter) filter.value = store.filter;
    grouping.label(words.say('groupBy'));
    grouping.options({
      wave: words.say(GROUPS.wave),
      agent: words.say(GROUPS.agent),
      file: words.say(GROUPS.file),
      section: words.say(GROUPS.section),
    });
    if (grouping.value !== store.grouping) grouping.value = store.grouping;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && filter.value !== '') store.setFilter('');
      else if (event.key === 'ArrowDown' || event.key === 'Enter' || event.key === 'Escape') onLeaveFilter();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    filter.element.addEventListener('keydown', onKey);
    return () => filter.element.removeEventListener('keydown', onKey);
  });
  useEffect(() => {
    store.focusFilter = () => filter.focus();
  }, [store, filter]);
  const noDeclared = head?.figures.declared === null;
  return (
    <div class="toolbar" role="group" aria-label={words.say('toolbar')}>
      <span class="stepper" role="group" aria-label={words.say('agents')}>
        <span class="caption">{words.say('agents')}</span>
        <Button
          look="icon"
          label="−"
          hint={words.say('agentsFewer')}
          disabled={store.agents <= 1}
          onClick={() => store.run('fewerAgents')}
        />
        <span class="number">{words.number(store.agents)}</span>
        <Button
          look="icon"
          label="+"
          hint={words.say('agentsMore')}
          onClick={() => store.run('moreAgents')}
        />
      </span>
      <span class="modes" role="group" aria-label={words.say('mode')}>
        {GANTT_MODES.map((mode) => (
          <Button
            key={mode}
            label={words.say(MODES[mode])}
            title={words.say(mode === 'declared' && noDeclared ? 'modeDeclaredNone' : HINTS[mode])}
            pressed={options.mode === mode}
            disabled={mode === 'declared' && noDeclared}
            onClick={() => chooseMode(store, mode)}
          />
        ))}
      </span>
      <Mounted name="grouping" element={grouping.element} />
      <Mounted name="filter" element={filter.element} />
      <span class="zoom" role="group" aria-label={words.say('zoom')}>
        <Button look="icon" label="−" hint={words.say('zoomOut')} onClick={() => store.run('zoomOut')} />
        <Button look="icon" label="+" hint={words.say('zoomIn')} onClick={() => store.run('zoomIn')} />
        <Button
          look="icon"
          label={words.say('fit')}
          title={words.say('fitHint')}
          pressed={store.isFit}
          onClick={() => store.run('fit')}
        />
      </span>
      <Menu label="⋯" hint={words.say('more')} name="more" items={itemsOf(store)} />
    </div>
  );
}

function itemsOf(store: Store): readonly MenuItem[] {
  const { words, options } = store;
  const canWrite = store.model.plan.waves.some(({ kind }) => kind === 'suggested');
  return [
    {
      label: words.say('menuFollow'),
      checked: options.follow,
      run: () => store.setOptions({ follow: !options.follow }),
    },
    {
      label: words.say('menuFinished'),
      checked: options.finished,
      run: () => store.setOptions({ finished: !options.finished }),
    },
    { label: words.say('menuCollapse'), run: () => store.run('collapseAll') },
    { label: words.say('menuExpand'), run: () => store.run('expandAll') },
    { label: words.say('menuTable'), run: () => store.post({ type: 'table' }) },
    ...GANTT_FORMATS.map((format) => ({
      label: words.say(EXPORTS[format]),
      run: () => store.post({ type: 'export', format }),
    })),
    ...(canWrite
      ? [{ label: words.say('menuWriteWaves'), run: () => store.post({ type: 'writeWaves' }) }]
      : []),
    { label: words.say('menuHelp'), run: () => store.run('help') },
  ];
}
