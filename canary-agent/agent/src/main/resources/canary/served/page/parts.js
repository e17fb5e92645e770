// The parts of the page, each made anew from what the agent told.
import { clock, number, say, span, word } from './words.js';
import { el, figure, ribbon } from './plots.js';

const $ = id => document.getElementById(id);

/** Whoever uses the keyboard stays where he is when a part is made anew. */
export function refill(parent, children) {
  const key = document.activeElement?.dataset?.key;
  const mine = key && parent.contains(document.activeElement);
  parent.replaceChildren(...children);
  if (mine) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

export function showList(all, chosen) {
  refill($('releases'), all.toReversed().map(it => el('li', {}, el('a', {
    href: `#${encodeURIComponent(it.release)}`, class: it.outcome, 'data-key': `release-${it.release}`,
    'aria-current': it.release === chosen ? 'true' : null },
    el('b', {}, it.release),
    el('span', { class: it.outcome }, `${word(it.outcome)}${it.stable ? ` · ${it.stable} → ${it.canary}` : ''}`),
    el('span', {}, `${clock(it.began)} · ${say(it.ended ? 'took' : 'running', span(it.seconds))}`),
    el('span', {}, it.users === null ? say('requestsOnly', it.requests) : say('touched', it.users, it.requests)),
    it.found.length ? el('span', { class: 'harmful' }, it.found.map(word).join(', ')) : null))));
}

function fact(name, value, more) {
  return [el('div', {}, el('dt', {}, name), el('dd', {}, value, more ? el('small', {}, more) : ''))];
}

export function showHead(view, course) {
  const exposure = course?.exposure;
  $('name').textContent = view.release;
  $('versions').replaceChildren(el('b', {}, view.stable), ' → ', el('b', {}, view.canary));
  $('state').className = `badge ${view.outcome}`;
  $('state').textContent = view.outcome === 'under-way' ? word(view.phase) : word(view.outcome);
  $('why').textContent = view.why;
  $('advice').textContent = view.advice;
  $('trouble').textContent = view.trouble;
  $('trouble').hidden = !view.trouble;
  const over = !['under-way', 'held'].includes(view.outcome);
  const last = over && view.outcome !== 'promoted' ? course?.stages.at(-1)?.weight : null;
  const soFar = (Date.parse(view.lastTick) - Date.parse(view.since)) / 1000;
  refill($('stages'), view.stages.map(it => el('li', { class: it.weight === last ? 'ENDED' : it.progress, 'aria-current': it.progress === 'NOW' ? 'step' : null },
    el('b', {}, `${it.weight} %`), say('watched', span(seconds(it.watchAtLeast)), span(seconds(it.watchAtMost))),
    it.progress === 'NOW' && view.phase === 'watching' ? el('span', {}, say('soFar', span(soFar))) : '')));
  $('facts').replaceChildren(
    ...fact(say('weight'), view.weight === null ? say('unknown') : `${view.weight} %`, view.drift ? `${say('drift')} ${view.drift}` : ''),
    ...fact(say('phase'), word(view.phase), say('since', clock(view.since))),
    ...fact(say('agent'), view.isAtWork ? say('atWork') : say('notAtWork'), say('looked', clock(view.lastTick))),
    ...fact(say('users'), !exposure ? '–' : exposure.users === null ? say('notCounted') : number(exposure.users)),
    ...fact(say('requests'), exposure ? number(exposure.requests) : '–', exposure ? say('failedOf', number(exposure.failed)) : ''),
    ...fact(say('began'), clock(view.began)));
}

/** A duration as ISO 8601 has it, or seconds. */
function seconds(text) {
  if (typeof text === 'number') return text;
  const [, d, h, m, s] = /P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?/.exec(text) ?? [];
  return (d ?? 0) * 86400 + (h ?? 0) * 3600 + (m ?? 0) * 60 + +(s ?? 0);
}

const UNITS = {
  share: v => `${number(100 * v)} %`, seconds: v => v < 1 ? `${number(1000 * v)} ms` : `${number(v)} s`, count: number, cores: number,
};

function gauge(it) {
  const name = it.setting === 'evidence' ? say('evidenceGauge') : say(it.setting);
  const part = it.limit > 0 ? it.value / it.limit : it.value > 0 ? 1 : 0;
  const fill = el('i', { class: part >= 1 ? 'over' : part >= 0.7 ? 'near' : '' });
  fill.style.width = `${Math.min(100, 100 * part)}%`;
  const text = it.setting === 'evidence' ? UNITS.share(part) : say('of', UNITS[it.unit](it.value), UNITS[it.unit](it.limit));
  return el('div', { class: 'gauge' }, el('span', {}, name), el('span', {}, text), el('div', { class: 'bar', 'aria-hidden': 'true' }, fill));
}

export function showGates(view, course) {
  const lines = new Map((course?.gates ?? []).map(it => [it.gate, it.turns]));
  const from = Date.parse(view.began), to = Date.parse(view.lastTick);
  refill($('gates'), view.gates.length ? view.gates.map(it => el('div', { class: `gate ${it.verdict === 'harmful' ? 'harmful' : ''}` },
    el('div', { class: 'top' }, el('h4', {}, word(it.gate)), el('span', { class: `badge ${it.verdict}` }, word(it.verdict))),
    ...it.gauges.map(gauge), el('p', {}, it.evidence),
    lines.has(it.gate) ? ribbon(lines.get(it.gate), from, to,
      lines.get(it.gate).slice(-5).map(turn => `${clock(turn.at)} ${word(turn.verdict)}`).join(', ')) : null))
    : [el('p', { class: 'soft' }, say('gatesNone'))]);
}

export function showJournal(view) {
  refill($('journal'), view.timeline.toReversed().map(it => el('li', {}, el('time', { datetime: it.at, title: it.at }, clock(it.at)),
    el('b', {}, word(it.phase)), el('span', { class: 'w' }, it.weight === null ? '' : `${it.weight} %`), el('p', {}, it.why))));
}

/** @param now milliseconds of the agent's clock */
export function showPlots(view, course, now) {
  const parent = $('figures');
  const columns = parent.clientWidth >= 816 ? 2 : 1;
  const width = Math.max(240, Math.floor((parent.clientWidth - 16 * (columns - 1)) / columns) - 28);
  const over = !['under-way', 'held'].includes(view.outcome);
  const from = course.at.length ? course.at[0] : Date.parse(view.began);
  const to = Math.max(course.at.at(-1) ?? 0, Date.parse(view.lastTick));
  // An ended release is not looked at any more, and that is no gap.
  const common = { stages: course.stages, from, to, now: over ? to : now, patience: Math.max(30000, 4 * course.interval,
    4 * ((course.at.at(-1) ?? 0) - (course.at.at(-2) ?? 0))), empty: course.isRecorded ? undefined : say('notHere') };
  const both = id => course.at.length || course.isRecorded ? [
    { name: course.stable, kind: 'stable', at: course.at, values: course.ofStable[id] },
    { name: course.canary, kind: 'canary', at: course.at, values: course.ofCanary[id] }] : [];
  const found = course.gates.filter(it => it.evidence.some(e => e.percent >= 1)).slice(0, 6).map((it, i) => ({
    name: word(it.gate), kind: `g g${i}`, at: it.evidence.map(e => e.at), values: it.evidence.map(e => e.percent), isKept: true }));
  refill(parent, [
    figure({ ...common, id: 'rate', title: say('rate'), unit: say('rateUnit'), lines: both('rate') }, width),
    figure({ ...common, id: 'failed', title: say('failed'), unit: say('failedUnit'), lines: both('failed'), limit: course.failedLimit, highest: 100 }, width),
    figure({ ...common, id: 'p95', title: say('p95'), unit: say('p95Unit'), lines: both('p95'), limit: course.p95Limit }, width),
    figure({ ...common, id: 'evidence', title: say('evidence'), unit: say('evidenceUnit'), lines: found, limit: 100, empty: say('nothingFound') }, width),
  ]);
}

/** What a person should hear of: gates that say something else, and another phase. */
export function changes(before, after) {
  if (!before || before.release !== after.release) return [];
  const said = new Map(before.gates.map(it => [it.gate, it.verdict]));
  const told = after.gates.filter(it => said.has(it.gate) && said.get(it.gate) !== it.verdict)
    .map(it => say('saysNow', word(it.gate), word(it.verdict)));
  if (before.phase !== after.phase) told.push(say('phaseNow', word(after.phase)));
  return told;
}
