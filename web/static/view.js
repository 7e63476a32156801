// The behaviour of every view of the page: presses of buttons with data-act go to the server, except those that a
// browser can do alone. Runs once for each view; `element` and `trigger` are given.
const note = window.trasoNote;
// Pages that are not served by https have no clipboard object: there the old command does it.
const copyOldWay = (rich, plain) => {
  const put = (event) => {
    event.clipboardData.setData('text/html', rich);
    event.clipboardData.setData('text/plain', plain);
    event.preventDefault();
  };
  document.addEventListener('copy', put, { once: true });
  return document.execCommand('copy');
};
const copy = async ({ rich, plain }) => {
  try {
    const blob = (type, text) => new Blob([text], { type });
    const item = { 'text/html': blob('text/html', rich), 'text/plain': blob('text/plain', plain) };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    note('Đã sao chép, có thể dán vào Word.');
  } catch {
    note(copyOldWay(rich, plain) ? 'Đã sao chép, có thể dán vào Word.' : 'Trình duyệt không cho sao chép.');
  }
};
const theme = () => {
  const dark = document.body.classList.toggle('dark');
  try { localStorage.setItem('traso-theme', dark ? 'dark' : 'light'); } catch { /* kept for this visit only */ }
};
// A verdict opens the line for a note; it is sent from there.
const rate = ({ verdict }, button) => {
  const tools = button.closest('.tools');
  tools.querySelectorAll('.rate').forEach((each) => each.setAttribute('aria-pressed', each === button));
  const form = tools.querySelector('.rating');
  form.hidden = false;
  form.dataset.verdict = verdict;
  form.querySelector('input').focus({ preventScroll: true });
  tools.closest('.answer').scrollIntoView({ block: 'end', behavior: 'smooth' });
};
const alone = {
  rate,
  copy,
  theme,
  fold: () => element.classList.toggle('unfolded'),
  tab: ({ tab }) => document.querySelector(`#tab-${tab}-button`)?.click(),
};
// What opens a source or saves a file is an event of its own: each gives one output.
const events = { cite: 'select', verdict: 'select', export: 'download', save: 'download' };
// What leads away from a conversation closes the source of its answers.
const leaving = new Set(['new', 'open', 'delete']);
element.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-act]');
  if (!pressed) return;
  const asked = { ...pressed.dataset };
  if (alone[asked.act]) return alone[asked.act](asked, pressed);
  const form = pressed.closest('.rating');
  if (form) Object.assign(asked, { verdict: form.dataset.verdict, note: form.querySelector('input').value });
  if (asked.confirm && !window.confirm(asked.confirm)) return;
  if (leaving.has(asked.act)) document.querySelector('#source [data-act="close"]')?.click();
  trigger(events[asked.act] ?? 'click', asked);
});
element.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('.rating input')) {
    event.preventDefault();
    event.target.closest('.rating').querySelector('button').click();
  }
  if (event.key === 'Escape') element.querySelector('[data-act="close"]')?.click();
});
let shown = '';
watch('value', () => {
  const turns = element.querySelectorAll('.turn');
  // Only a new question moves the reader: what is said of an earlier answer leaves it where it stands.
  const now = turns.length ? `${turns.length} ${turns[0].innerText.slice(0, 200)}` : '';
  if (now && now !== shown) turns[turns.length - 1].scrollIntoView({ block: 'start', behavior: 'smooth' });
  shown = now;
  if (element.querySelector('.counts') && matchMedia('(max-width: 820px)').matches) {
    element.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }
  const mark = element.querySelector('.passages mark');
  if (mark) {
    const box = element.querySelector('.passages');
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 48;
    element.querySelector('[data-act="close"]')?.focus({ preventScroll: true });
  }
});
