// Pictures over time. What is absent is a gap, never a zero.
import { clock, number, say } from './words.js';

const LEFT = 46, RIGHT = 10, TOP = 20, BOTTOM = 18, HEIGHT = 170;
const SVG = 'http://www.w3.org/2000/svg';

function draw(name, attributes, text) {
  const it = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
  if (text !== undefined) it.textContent = text;
  return it;
}

export function el(name, attributes = {}, ...children) {
  const it = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') it.className = value;
    else if (key.startsWith('on')) it.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) it.setAttribute(key, value === true ? '' : value);
  }
  it.append(...children.filter(child => child !== null && child !== undefined));
  return it;
}

function niceTop(most) {
  if (!(most > 0)) return 1;
  const size = 10 ** Math.floor(Math.log10(most));
  return [1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10].map(it => it * size).find(it => it >= most * 1.05) ?? 10 * size;
}

/** From when on a line says nothing more; null where it is up to date, 0 where it never said anything. */
function silentSince(at, values, patience, now) {
  let last = values.length - 1;
  while (last >= 0 && (values[last] === null || values[last] === undefined)) last--;
  if (last < 0) return 0;
  return now - at[last] > patience ? at[last] : null;
}

function path(at, values, x, y, usual) {
  let d = '', before = -1;
  for (let i = 0; i < at.length; i++) {
    if (values[i] === null || values[i] === undefined) continue;
    const joined = before >= 0 && at[i] - at[before] <= usual && i - before === 1;
    d += `${joined ? 'L' : 'M'}${x(at[i]).toFixed(1)} ${y(values[i]).toFixed(1)}${joined ? '' : 'h.1'}`;
    before = i;
  }
  return d;
}

function usualStep(at) {
  const steps = at.slice(1).map((it, i) => it - at[i]).sort((a, b) => a - b);
  return steps.length ? steps[steps.length >> 1] * 4 : 0;
}

function axis(svg, from, to, width, x) {
  const ticks = Math.max(2, Math.min(6, Math.floor(width / 95)));
  for (let i = 0; i < ticks; i++) {
    const t = from + (to - from) * i / (ticks - 1);
    const kind = i === 0 ? '' : i === ticks - 1 ? 'end' : 'middle';
    svg.append(draw('text', { class: kind, x: x(t), y: HEIGHT - 4 }, clock(t)));
  }
}

function bands(svg, stages, from, to, x) {
  stages.forEach((stage, i) => {
    const begin = Math.max(stage.from, from), end = Math.min(stage.to ?? to, to);
    if (end <= begin) return;
    if (i % 2 === 0) svg.append(draw('rect', { class: 'band', x: x(begin), y: TOP, width: x(end) - x(begin), height: HEIGHT - TOP - BOTTOM }));
    if (x(end) - x(begin) > 30) svg.append(draw('text', { x: x(begin) + 3, y: TOP - 6 }, `${stage.weight} %`));
  });
}

/**
 * @param plot {id, title, unit, lines: [{name, kind, at, values, isKept: what was said holds until it is said anew}], limit, highest, stages, from, to, now, patience}
 * @returns a figure that tells its values under pointer and arrow keys
 */
export function figure(plot, width) {
  const figure = el('figure', { id: `plot-${plot.id}` },
    el('figcaption', {}, plot.title, el('small', {}, plot.unit)));
  const key = el('div', { class: 'key' });
  figure.append(key);
  const { from, to, lines } = plot;
  const shown = lines.filter(line => line.values.some(v => v !== null && v !== undefined));
  const newest = () => lines.map(line => {
    const silent = silentSince(line.at, line.values, plot.patience, plot.now);
    return silent === null ? number(line.values.findLast(v => v !== null && v !== undefined))
      : silent === 0 ? say('noDataYet') : say('noDataSince', clock(silent));
  });
  const tell = (values, at) => key.replaceChildren(
    ...lines.map((line, i) => el('span', { class: line.kind }, el('b', {}, line.name), ' ', el('i', {}, values[i]))),
    ...(at ? [el('i', {}, `${say('at')} ${clock(at)}`)] : []));
  tell(newest());
  if (!shown.length) {
    if (!lines.length) figure.append(el('p', { class: 'soft' }, plot.empty ?? say('noDataYet')));
    return figure;
  }
  const most = Math.max(...shown.flatMap(line => line.values.filter(v => v !== null && v !== undefined)));
  const top = Math.min(plot.highest ?? Infinity, niceTop(plot.limit && most > plot.limit / 2 ? Math.max(most, plot.limit) : most));
  const x = t => LEFT + (width - LEFT - RIGHT) * (t - from) / Math.max(1, to - from);
  const y = v => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(v, top) / top;
  const spoken = `${plot.title}, ${plot.unit}: ${lines.map((line, i) => `${line.name} ${newest()[i]}`).join(', ')}`;
  const svg = draw('svg', { class: 'plot', viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': spoken, tabindex: 0 });
  svg.dataset.key = `plot-${plot.id}`;
  bands(svg, plot.stages, from, to, x);
  for (const part of [0, 0.5, 1]) {
    svg.append(draw('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(top * part), y2: y(top * part) }));
    svg.append(draw('text', { class: 'end', x: LEFT - 5, y: y(top * part) + 4 }, number(top * part)));
  }
  if (plot.limit && plot.limit <= top) {
    svg.append(draw('line', { class: 'limit', x1: LEFT, x2: width - RIGHT, y1: y(plot.limit), y2: y(plot.limit) }));
    svg.append(draw('text', { class: 'limit end', x: width - RIGHT - 2, y: y(plot.limit) - 4 }, say('limit')));
  }
  axis(svg, from, to, width - LEFT - RIGHT, x);
  shown.forEach(line => svg.append(draw('path', { class: line.kind, d: path(line.at, line.values, x, y, line.isKept ? Infinity : usualStep(line.at)) })));
  point(svg, plot, x, width, tell, newest);
  figure.append(svg);
  return figure;
}

/** A line that follows the pointer or the arrow keys, with the values there in the key. */
function point(svg, plot, x, width, tell, newest) {
  const times = [...new Set(plot.lines.flatMap(line => line.at))].sort((a, b) => a - b);
  const cursor = draw('line', { class: 'cursor', y1: TOP, y2: HEIGHT - BOTTOM, visibility: 'hidden' });
  svg.append(cursor);
  let index = -1;
  const show = i => {
    index = Math.max(0, Math.min(times.length - 1, i));
    const at = times[index];
    cursor.setAttribute('x1', x(at)); cursor.setAttribute('x2', x(at)); cursor.setAttribute('visibility', 'visible');
    tell(plot.lines.map(line => {
      const j = line.at.indexOf(at);
      return j < 0 || line.values[j] === null || line.values[j] === undefined ? '–' : number(line.values[j]);
    }), at);
  };
  const hide = () => { index = -1; cursor.setAttribute('visibility', 'hidden'); tell(newest()); };
  svg.addEventListener('pointermove', event => {
    const box = svg.getBoundingClientRect();
    const t = plot.from + (plot.to - plot.from) * ((event.clientX - box.left) * width / box.width - LEFT) / (width - LEFT - RIGHT);
    let nearest = 0;
    times.forEach((it, i) => { if (Math.abs(it - t) < Math.abs(times[nearest] - t)) nearest = i; });
    show(nearest);
  });
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('blur', hide);
  svg.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (step) { event.preventDefault(); show(index < 0 ? times.length - 1 : index + step); }
    if (event.key === 'Escape') hide();
  });
}

/** A gate's verdicts as one coloured strip. */
export function ribbon(turns, from, to, spoken) {
  const svg = draw('svg', { class: 'ribbon', viewBox: '0 0 1000 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': spoken });
  turns.forEach((turn, i) => {
    const begin = Math.max(0, 1000 * (turn.at - from) / Math.max(1, to - from));
    const end = i + 1 < turns.length ? 1000 * (turns[i + 1].at - from) / Math.max(1, to - from) : 1000;
    svg.append(draw('rect', { class: turn.verdict, x: begin, y: 0, width: Math.max(2, end - begin), height: 8 }));
  });
  return svg;
}
