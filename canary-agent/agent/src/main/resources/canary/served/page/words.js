// What the page says. The agent's own sentences (why, evidence, advice) come in English, as they stand in journal and report.

const en = {
  skip: 'Skip to the release', title: 'Releases', language: 'Language', leave: 'Sign out', signIn: 'Sign in', token: 'Token',
  signInHow: 'With a token that the agent knows. It stays in this tab and is forgotten when the tab is closed.',
  unknownToken: 'The agent does not know this token.', all: 'All releases', none: 'There is no release yet.',
  pause: 'Pause', resume: 'Resume', promote: 'Promote', rollback: 'Roll back', cancel: 'Cancel', viewer: 'You may look on, and not operate.',
  pictures: 'In pictures', gates: 'Gates', journal: 'Journal', report: 'Report', reportHtml: 'Save as a page', reportMarkdown: 'Save as Markdown',
  times: 'Times are those of this device.', reason: 'Why? The journal and the report keep it with your name.',
  acceptHarm: 'The canary is judged harmful. Promote it all the same, for the reason above.',
  pauseOf: r => `Pause ${r}?`, resumeOf: r => `Resume ${r}?`, promoteOf: r => `Promote ${r}?`, rollbackOf: r => `Roll ${r} back?`,
  pauseMeans: 'The canary keeps its share until a person decides. Harm ends it all the same.',
  resumeMeans: 'The present stage is watched anew.',
  promoteMeans: 'The present stage counts as passed, and the next share of the users goes to the canary.',
  rollbackMeans: 'All users go back to stable at once, and the release ends.',
  asked: (verb, r) => `${verb}: asked of ${r}, its agent obeys at its next look`,
  notDone: why => `Not done: ${why}`, away: at => `The agent has not answered since ${at}. What is shown is from before.`,
  phase: 'Phase', since: at => `since ${at}`, weight: 'Share of the canary', unknown: 'unknown', agent: 'Agent', atWork: 'at work', notAtWork: 'not at work',
  looked: at => `looked at ${at}`, users: 'Users who reached the canary', requests: 'Requests to the canary', failedOf: n => `${n} of them failed`,
  notCounted: 'nobody counts them', began: 'Began', drift: 'Changed from outside',
  rate: 'Requests', rateUnit: 'a second', failed: 'Failed requests', failedUnit: '% answered 5xx', p95: 'Answer times', p95Unit: 'ms within which 95 % are',
  evidence: 'Evidence against the canary', evidenceUnit: '% of what blames it', limit: 'limit',
  noDataYet: 'no data yet', noDataSince: at => `no data since ${at}`, notHere: 'The counters are kept on the agent’s own machine; the report has the plots.',
  nothingFound: 'No gate has found any.', at: 'at', gatesNone: 'No gate has been asked yet.',
  watched: (a, b) => `${a} to ${b}`, soFar: t => `${t} so far`, running: t => `${t} so far`, touched: (u, q) => `${u} users, ${q} requests`, requestsOnly: q => `${q} requests`, took: t => `took ${t}`,
  saysNow: (gate, verdict) => `${gate}: ${verdict}`, phaseNow: p => `The release is now: ${p}`,
  'errors.maxShare': 'failed requests', 'latency.p95': '95 % answered within', 'availability.maxRestarts': 'restarts',
  'availability.unreadyFor': 'not ready for', 'split.tolerance': 'off the configured share', 'database.poolWait': 'wait for a connection',
  'saturation.cores': 'processors a pod', 'saturation.heap': 'heap in use', 'saturation.pool': 'connections in use',
  evidenceGauge: 'evidence against it', of: (v, l) => `${v} of ${l}`,
  words: {},
};

const zh = {
  skip: '跳到发布', title: '发布', language: '语言', leave: '退出', signIn: '登录', token: '令牌',
  signInHow: '使用代理认识的令牌。令牌只保存在本标签页，关闭标签页即被忘记。',
  unknownToken: '代理不认识这个令牌。', all: '全部发布', none: '还没有发布。',
  pause: '暂停', resume: '继续', promote: '推进', rollback: '回滚', cancel: '取消', viewer: '您只能查看，不能操作。',
  pictures: '图表', gates: '检查门', journal: '日志', report: '报告', reportHtml: '保存为网页', reportMarkdown: '保存为 Markdown',
  times: '时间以本设备为准。', reason: '为什么？日志和报告会连同您的名字一起保存。',
  acceptHarm: '金丝雀版本被判定有害。仍然推进，理由如上。',
  pauseOf: r => `暂停 ${r}？`, resumeOf: r => `继续 ${r}？`, promoteOf: r => `推进 ${r}？`, rollbackOf: r => `回滚 ${r}？`,
  pauseMeans: '金丝雀保持当前流量比例，直到有人决定。若判定有害仍会结束。',
  resumeMeans: '重新观察当前阶段。',
  promoteMeans: '当前阶段视为通过，下一批用户转到金丝雀。',
  rollbackMeans: '全部用户立即回到稳定版本，发布结束。',
  asked: (verb, r) => `${verb}：已向 ${r} 提出，代理在下一次检查时执行`,
  notDone: why => `没有执行：${why}`, away: at => `代理自 ${at} 起没有应答。以下是之前的内容。`,
  phase: '阶段', since: at => `自 ${at} 起`, weight: '金丝雀流量', unknown: '未知', agent: '代理', atWork: '工作中', notAtWork: '未在工作',
  looked: at => `最近检查 ${at}`, users: '接触过金丝雀的用户', requests: '金丝雀的请求', failedOf: n => `其中 ${n} 个失败`,
  notCounted: '没有统计', began: '开始', drift: '被外部修改',
  rate: '请求', rateUnit: '每秒', failed: '失败请求', failedUnit: '% 应答 5xx', p95: '响应时间', p95Unit: '毫秒（P95）',
  evidence: '对金丝雀不利的证据', evidenceUnit: '占判定所需证据的 %', limit: '阈值',
  noDataYet: '尚无数据', noDataSince: at => `自 ${at} 起没有数据`, notHere: '计数保存在代理自己的机器上；图表见报告。',
  nothingFound: '没有检查门发现证据。', at: '时间', gatesNone: '还没有询问检查门。',
  watched: (a, b) => `${a} 至 ${b}`, soFar: t => `已观察 ${t}`, running: t => `已进行 ${t}`, touched: (u, q) => `${u} 个用户，${q} 个请求`, requestsOnly: q => `${q} 个请求`, took: t => `历时 ${t}`,
  saysNow: (gate, verdict) => `${gate}：${verdict}`, phaseNow: p => `发布现在：${p}`,
  'errors.maxShare': '失败请求', 'latency.p95': '95 % 应答不超过', 'availability.maxRestarts': '重启次数',
  'availability.unreadyFor': '未就绪时间', 'split.tolerance': '偏离配置比例', 'database.poolWait': '等待连接',
  'saturation.cores': '每个 Pod 的处理器', 'saturation.heap': '堆内存使用', 'saturation.pool': '连接使用',
  evidenceGauge: '不利证据', of: (v, l) => `${v} / ${l}`,
  words: {
    telemetry: '遥测', availability: '可用性', errors: '错误', latency: '延迟', refusals: '拒绝', business: '业务', database: '数据库', data: '数据',
    feedback: '反馈', split: '流量分配', smoke: '冒烟测试', integrations: '第三方集成', saturation: '资源饱和',
    healthy: '健康', harmful: '有害', undecided: '未定', unmeasured: '无法测量', shared: '两个版本相同',
    promoted: '已推广', 'rolled-back': '已回滚', held: '等待决定', refused: '已拒绝', failed: '失败', 'under-way': '进行中',
    preflight: '预检', backup: '备份', trial: '试运行', migrate: '迁移', recheck: '复检', deploying: '部署', paused: '已暂停',
    shifting: '切换流量', watching: '观察', baking: '稳定观察', promoting: '推广', contract: '收缩迁移', restoring: '恢复', verifying: '验证',
    reporting: '写报告', withdrawing: '撤回',
  },
};

const all = { en, zh };
let now = 'en';

export function language() { return now; }

export function speak(name) {
  now = all[name] ? name : 'en';
  document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en';
  document.querySelectorAll('[data-word]').forEach(it => { it.textContent = all[now][it.dataset.word]; });
}

export function say(key, ...values) {
  const text = all[now][key] ?? en[key] ?? key;
  return typeof text === 'function' ? text(...values) : text;
}

/** One of the agent's own words: a gate, a verdict, a phase, an outcome. */
export function word(text) { return all[now].words[text] ?? text.replaceAll('-', ' '); }

const pad = n => String(n).padStart(2, '0');

/** A clock time; with its day where it is another than today's. */
export function clock(at) {
  const t = new Date(at);
  const text = `${pad(t.getHours())}:${pad(t.getMinutes())}:${pad(t.getSeconds())}`;
  return new Date().toDateString() === t.toDateString() ? text : `${pad(t.getMonth() + 1)}-${pad(t.getDate())} ${text}`;
}

export function span(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 129600 ? `${+(seconds / 3600).toFixed(1)} h` : `${+(seconds / 86400).toFixed(1)} d`;
}

export function number(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 3;
  return value.toLocaleString(now === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: digits });
}
