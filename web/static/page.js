// Runs once, before the page is drawn.
document.documentElement.lang = 'vi';
window.trasoDownload = (address) => {
  const link = Object.assign(document.createElement('a'), { href: address, download: '' });
  document.body.append(link);
  link.click();
  link.remove();
};
const wanted = (() => {
  try { return localStorage.getItem('traso-theme'); } catch { return null; }
})();
if (wanted) {
  document.addEventListener('DOMContentLoaded', () => {
    const set = () => document.body.classList.toggle('dark', wanted === 'dark');
    set();
    // Gradio sets the system's choice when it starts, after us.
    setTimeout(set, 300);
    setTimeout(set, 1500);
  });
}
// Gradio's choice of several has no words of its own for "none chosen", and is drawn anew with its tab.
new MutationObserver(() => {
  const choice = document.querySelector('#among input');
  if (choice) choice.placeholder = 'Hỏi trong: tất cả báo cáo';
}).observe(document.documentElement, { childList: true, subtree: true });
// A question that is sent leaves its box at once, which stays free for the next one.
window.trasoTaken = (inputs) => {
  const box = document.querySelector('#question textarea');
  setTimeout(() => {
    box.value = '';
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return inputs;
};
// The first screen once there are questions to try.
window.trasoExamples = (html) => {
  const first = document.querySelector('#chat .welcome');
  if (first && html) first.outerHTML = html;
};
// A line at the foot of the page, for a moment.
window.trasoNote = (words, moment = 2200) => {
  let box = document.getElementById('traso-note');
  if (!box) {
    box = Object.assign(document.createElement('div'), { id: 'traso-note' });
    box.setAttribute('role', 'status');
    document.body.append(box);
  }
  box.textContent = words;
  box.classList.add('on');
  clearTimeout(box.timer);
  box.timer = setTimeout(() => box.classList.remove('on'), moment);
};
// A file that is too large is refused before it is sent, and in our words: Gradio's own are English.
const refused = (event, files) => {
  const large = [...(files || [])].find((file) => file.size > window.trasoLargest);
  if (!large) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  if (event.type === 'change') event.target.value = '';
  const most = Math.floor(window.trasoLargest / 1e6);
  window.trasoNote(`${large.name}: tệp lớn ${Math.ceil(large.size / 1e6)} MB, vượt mức ${most} MB.`, 6000);
};
document.addEventListener('change', (event) => refused(event, event.target.files), true);
document.addEventListener('drop', (event) => refused(event, event.dataTransfer?.files), true);
