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
