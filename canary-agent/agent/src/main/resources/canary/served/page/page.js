// Signs in, asks the agent every few seconds while somebody looks, and takes orders.
import { clock, language, say, speak, word } from './words.js';
import { changes, showGates, showHead, showJournal, showList, showPlots } from './parts.js';

const EVERY = 5000, LIST_EVERY = 30000, PATIENCE = 20000;
const $ = id => document.getElementById(id);

// Only the newest answer of each path is kept, so a page that stays open for days does not grow.
const answers = new Map();
let me = null, all = [], view = null, course = null, listAt = 0, awaySince = null, clockAhead = 0, timer = null, running = null, ordered = null;

class Refused extends Error {}

async function ask(path, options = {}) {
  const token = sessionStorage.getItem('token');
  const kept = options.method ? undefined : answers.get(path);
  const headers = { Authorization: `Bearer ${token}`, ...options.headers };
  if (kept) headers['If-None-Match'] = kept.tag;
  const reply = await fetch(path, { ...options, headers, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(PATIENCE) });
  const date = Date.parse(reply.headers.get('Date') ?? '');
  if (date) clockAhead = date - Date.now();
  if (reply.status === 304 && kept) return { ...kept, isNew: false };
  if (reply.status === 401) { leave(say('unknownToken')); throw new Refused(say('unknownToken')); }
  if (!reply.ok) {
    const problem = await reply.json().catch(() => ({}));
    throw Object.assign(new Refused(problem.detail ?? `HTTP ${reply.status}`), { status: reply.status, code: problem.code });
  }
  if (options.raw) return reply;
  const answer = { tag: reply.headers.get('ETag'), value: await reply.json(), isNew: true };
  if (answer.tag) answers.set(path, answer);
  return answer;
}

const pathOf = name => `/api/v1/releases/${encodeURIComponent(name)}`;
const wanted = () => decodeURIComponent(location.hash.slice(1));

async function look() {
  let isNew = false;
  if (Date.now() - listAt >= LIST_EVERY || !all.length) {
    const list = await ask('/api/v1/releases');
    listAt = Date.now();
    all = list.value;
    isNew = list.isNew;
  }
  const name = all.some(it => it.release === wanted()) ? wanted() : all.at(-1)?.release;
  if (isNew || view?.release !== name) showList(all, name);
  $('none').hidden = !!name;
  $('shown').hidden = !name;
  if (!name) { view = course = null; return; }
  if (view?.release !== name) forget(name);
  const seen = await ask(pathOf(name));
  const drawn = await ask(`${pathOf(name)}/course`);
  const before = view;
  view = seen.value;
  course = drawn.value;
  if (before && before.outcome !== view.outcome) listAt = 0;
  if (seen.isNew || drawn.isNew || before !== view) render();
  const told = changes(before, view);
  if (told.length) tell(told.join(' · '));
}

/** What is known of other releases. */
function forget(name) {
  for (const path of answers.keys()) if (path !== '/api/v1/releases' && !path.startsWith(`${pathOf(name)}`)) answers.delete(path);
  view = course = null;
}

function render() {
  if (!view) return;
  document.title = `${view.release}: ${view.outcome === 'under-way' ? view.where : word(view.outcome)}`;
  showHead(view, course);
  showGates(view, course);
  showJournal(view);
  if (course) showPlots(view, course, Date.now() + clockAhead);
  const isOpen = ['under-way', 'held'].includes(view.outcome);
  const mayOperate = me?.role === 'operate';
  $('actions').hidden = !isOpen || !mayOperate;
  $('viewer').hidden = !isOpen || mayOperate;
  const isHeld = view.outcome === 'held';
  for (const button of document.querySelectorAll('[data-verb]')) {
    button.disabled = button.dataset.verb === 'pause' ? isHeld : button.dataset.verb === 'resume' ? !isHeld && view.isAtWork : false;
  }
}

function tell(text) { $('said').textContent = text; }

/** One look; never two at a time. */
export function refresh() {
  running ??= once().finally(() => { running = null; });
  return running;
}

async function once() {
  if (!sessionStorage.getItem('token')) return;
  try {
    if (!me) me = (await ask('/api/v1/me')).value;
    showWho();
    await look();
    awaySince = null;
  } catch (problem) {
    if (!sessionStorage.getItem('token')) return;
    if (problem.status === 404) { listAt = 0; all = []; }
    awaySince ??= Date.now();
    if (problem.status) tell(say('notDone', problem.message));
  }
  $('away').hidden = awaySince === null;
  document.body.classList.toggle('away', awaySince !== null);
  const text = awaySince === null ? '' : say('away', clock(awaySince));
  if ($('away').textContent !== text) $('away').textContent = text;
}

function schedule() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(() => refresh().finally(schedule), EVERY);
}

function showWho() {
  $('who').textContent = me ? `${me.name} · ${me.role}` : '';
  $('leave').hidden = !me;
  $('signin').hidden = !!me;
  $('main').hidden = !me;
}

function leave(why) {
  sessionStorage.removeItem('token');
  answers.clear();
  me = view = course = awaySince = null;
  all = [];
  $('order').close();
  $('away').hidden = true;
  document.body.classList.remove('away');
  document.title = say('title');
  $('releases').replaceChildren();
  tell('');
  showWho();
  $('refused').hidden = !why;
  $('refused').textContent = why ?? '';
  $('token').focus();
}

function openOrder(verb) {
  ordered = { verb, release: view.release };
  $('orderTitle').textContent = say(`${verb}Of`, view.release);
  $('orderMeans').textContent = say(`${verb}Means`);
  $('confirm').textContent = say(verb);
  $('confirm').className = verb === 'rollback' ? 'strong danger' : 'strong';
  $('reason').value = '';
  $('acceptHarm').checked = false;
  $('harm').hidden = $('orderProblem').hidden = true;
  $('order').showModal();
  $('reason').focus();
}

async function order() {
  const why = $('reason').value.trim();
  if (!why) { $('reason').setCustomValidity(say('reason')); $('reason').reportValidity(); return; }
  const { verb, release } = ordered;
  $('confirm').disabled = true;
  try {
    await ask(`${pathOf(release)}/${verb}`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify($('acceptHarm').checked ? { why, acceptHarm: why } : { why }) });
    $('order').close();
    tell(say('asked', say(verb), release));
    refresh();
  } catch (problem) {
    $('harm').hidden = problem.code !== 'harm-known';
    $('orderProblem').textContent = say('notDone', problem.message);
    $('orderProblem').hidden = false;
  } finally {
    $('confirm').disabled = false;
  }
}

async function save(button) {
  const name = view.release;
  try {
    const reply = await ask(`${pathOf(name)}/report`, { raw: true, method: 'GET', headers: { Accept: button.dataset.report } });
    const address = URL.createObjectURL(await reply.blob());
    const link = Object.assign(document.createElement('a'), { href: address, download: `${name}${button.dataset.file}` });
    link.click();
    URL.revokeObjectURL(address);
  } catch (problem) {
    tell(say('notDone', problem.message));
  }
}

function choose(name) {
  speak(name);
  $('language').value = language();
  if (me) { showList(all, view?.release); render(); }
}

$('signin').addEventListener('submit', event => {
  event.preventDefault();
  $('refused').hidden = true;
  sessionStorage.setItem('token', $('token').value.trim());
  $('token').value = '';
  refresh().then(() => { if (me) $('name').focus({ preventScroll: true }); });
});
$('leave').addEventListener('click', () => leave());
// The address names the release that is shown, so it cannot say where the reader is.
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); $('name').focus(); });
$('language').addEventListener('change', event => { localStorage.setItem('language', event.target.value); choose(event.target.value); });
$('reason').addEventListener('input', () => $('reason').setCustomValidity(''));
$('order').querySelector('form').addEventListener('submit', event => { event.preventDefault(); order(); });
$('cancel').addEventListener('click', () => $('order').close());
document.querySelectorAll('[data-verb]').forEach(it => it.addEventListener('click', () => openOrder(it.dataset.verb)));
document.querySelectorAll('[data-report]').forEach(it => it.addEventListener('click', () => save(it)));
window.addEventListener('hashchange', () => { if (me) refresh(); });
window.addEventListener('resize', () => { if (view && course) showPlots(view, course, Date.now() + clockAhead); });
document.addEventListener('visibilitychange', () => { if (document.hidden) clearTimeout(timer); else refresh().finally(schedule); });

choose(localStorage.getItem('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
const narrow = matchMedia('(max-width: 56rem)');
narrow.addEventListener('change', () => { $('list').open = !narrow.matches; });
$('list').open = !narrow.matches;
showWho();
if (sessionStorage.getItem('token')) refresh(); else $('token').focus();
schedule();
