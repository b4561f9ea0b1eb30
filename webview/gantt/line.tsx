/** One line of the chart: a group or a task, with its columns and its bar. */
import type { GroupLine, Line, TaskLine } from './layout';
import { Picture } from './marks';
import type { Store } from './store';
import { barBoxes, spanBox, type Scale } from './time';

export interface LineProps {
  readonly store: Store;
  readonly line: Line;
  readonly at: number;
  readonly height: number;
  readonly scale: Scale;
  readonly isFocused: boolean;
}

/** Where a wave's tasks may or may not be dropped, while one is moved. */
function moveClass({ moves }: Store, wave: string | null): string {
  if (!moves.pending || wave === null) return '';
  const legal = moves.isLegal(wave);
  return `${legal === null ? '' : legal ? ' legal' : ' illegal'}${moves.pending.wave === wave ? ' target' : ''}`;
}

export function LineView(props: LineProps) {
  const { store, line, at, height, isFocused } = props;
  const { words, model } = store;
  const isTask = line.type === 'task';
  const wave = isTask ? model.row(line.at).wave : (line.wave?.key ?? null);
  const label = words.line(model, line);
  const more = isTask ? words.rowMore(model, line.at) : undefined;
  const isCursor = isTask && model.row(line.at).key === store.cursor;
  return (
    <div
      role="row"
      data-line={at}
      class={`line ${isTask ? taskClass(store, line) : 'group'}${isCursor ? ' cursor' : ''}${moveClass(store, wave)}`}
      aria-rowindex={at + 2}
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={line.open ?? undefined}
      aria-selected={isFocused}
      aria-label={label}
      aria-description={more}
      tabIndex={isFocused ? 0 : -1}
      style={{ top: `${at * height}px`, height: `${height}px` }}
    >
      {isTask ? (
        <TaskCells {...props} line={line} tip={`${label}\n${more}`} />
      ) : (
        <GroupCells {...props} line={line} />
      )}
    </div>
  );
}

function taskClass({ model }: Store, { at }: TaskLine): string {
  const row = model.row(at);
  return [
    'task',
    model.mark(at),
    model.isCritical(at) ? 'critical' : '',
    row.effort === null && row.minutes > 0 ? 'guessed' : '',
    row.minutes === 0 && model.isPlanned(at) ? 'frame' : '',
  ].join(' ');
}

function Twist({ open }: { readonly open: boolean | null }) {
  return <span class={`twist${open ? ' open' : ''}`}>{open !== null && <Picture of="twist" />}</span>;
}

function GroupCells({ store, line, scale }: LineProps & { readonly line: GroupLine }) {
  const { words } = store;
  const { wave, extent } = line;
  const problem = wave ? words.waveProblem(wave) : '';
  const title = words.titleOf(line);
  const figures = wave
    ? words.waveFigures(wave)
    : line.unestimated > 0
      ? words.say('atLeast', words.hours(line.minutes))
      : words.hours(line.minutes);
  const declared = store.options.mode === 'declared' ? store.declaredSpan(wave) : null;
  return (
    <>
      <div role="gridcell" class="left" aria-colspan={3} title={words.list([title, figures, problem])}>
        <Twist open={line.open} />
        <span class="title" dir="auto">
          {title}
        </span>
        <span class="figures">{figures}</span>
        {problem !== '' && (
          <span class="problem">
            <Picture of="warning" />
            {problem}
          </span>
        )}
      </div>
      <div role="gridcell" class="time" style={{ width: `${scale.width}px` }}>
        {declared && <div class="declared" style={px(spanBox(declared.start, declared.end, scale))} />}
        {extent && <div class="extent" style={px(spanBox(extent.start, extent.end, scale))} />}
      </div>
    </>
  );
}

function TaskCells({
  store,
  line,
  scale,
  tip,
}: LineProps & { readonly line: TaskLine; readonly tip: string }) {
  const { words, model } = store;
  const { at } = line;
  const row = model.row(at);
  const name = words.nameOf(row);
  return (
    <>
      <div class="left" role="presentation">
        <div role="gridcell" class="name" title={row.id === '' ? name : `${row.id} ${row.title}`}>
          <span class="indent" style={{ width: `${Math.min(line.level - 1, 12) * 12}px` }} />
          <Twist open={line.open} />
          <Picture of={model.mark(at)} />
          {row.id !== '' && <span class="id">{row.id}</span>}
          <span class="title" dir="auto">
            {row.id === '' ? name : row.title}
          </span>
        </div>
        <div role="gridcell" class="effort">
          {words.effort(model, at)}
        </div>
        <div role="gridcell" class="slack">
          {words.slack(model, at)}
        </div>
      </div>
      <div role="gridcell" class="time" style={{ width: `${scale.width}px` }}>
        <Bar store={store} at={at} scale={scale} tip={tip} />
      </div>
    </>
  );
}

/** Room that the picture of a critical task takes in its bar. Pixels. */
const ICON = 18;

interface BarProps {
  readonly store: Store;
  readonly at: number;
  readonly scale: Scale;
  /** What the row says, for the pointer. */
  readonly tip: string;
}

function Bar({ store, at, scale, tip }: BarProps) {
  const { words, model } = store;
  const row = model.row(at);
  if (!model.isPlanned(at)) {
    const mark = model.mark(at);
    return (
      <span class="unplanned">
        <Picture of={mark} />
        {words.mark(mark)}
      </span>
    );
  }
  const { bar, tail } = barBoxes(model.placement(at), scale);
  const critical = model.isCritical(at);
  return (
    <>
      {tail && <div class="tail" style={px(tail)} />}
      <div class="bar" data-bar={at} style={px(bar)} title={tip}>
        {row.progress > 0 && <div class="fill" style={{ width: `${row.progress}%` }} />}
        {critical && bar.width >= ICON && <Picture of="critical" />}
      </div>
      {critical && bar.width < ICON && (
        <span class="beside" style={{ left: `${bar.left + bar.width}px` }}>
          <Picture of="critical" />
        </span>
      )}
    </>
  );
}

function px({ left, width }: { readonly left: number; readonly width: number }): {
  left: string;
  width: string;
} {
  return { left: `${left}px`, width: `${width}px` };
}
