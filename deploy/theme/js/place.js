import { token } from './token.js'

// Keeps the reader's place: the id of the top visible element with data-place, sent when it has changed, every
// 20 seconds and when the page is hidden or left. It never moves the page.
const every = 20000

export function place (root) {
  const marks = [...root.querySelectorAll('[data-place][id]')]
  let sent = current()

  setInterval(send, every)
  document.addEventListener('visibilitychange', () => document.hidden && send())
  document.addEventListener('tf:leave', send)
  window.addEventListener('pagehide', send)

  function current () {
    return marks.find(mark => mark.getBoundingClientRect().bottom > 0 && mark.getBoundingClientRect().top < innerHeight)?.id
  }

  function send () {
    const id = current()
    if (!id || id === sent) return
    sent = id
    fetch(root.dataset.url, {
      method: 'POST',
      keepalive: true,
      headers: { 'X-CSRFToken': token() },
      body: new URLSearchParams({ place: id })
    }).catch(() => { sent = undefined })
  }
}
