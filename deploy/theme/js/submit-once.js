// A form is sent once: a second press within eight seconds is ignored. The server is idempotent as well.
const within = 8000

export function submitOnce () {
  const sentAt = new WeakMap()

  document.addEventListener('submit', event => {
    const form = event.target
    if (event.defaultPrevented || !form.querySelector('[data-prevent-double-click]')) return
    if (Date.now() - (sentAt.get(form) ?? 0) < within) {
      event.preventDefault()
    } else {
      sentAt.set(form, Date.now())
    }
  })
  window.addEventListener('pageshow', event => {
    if (event.persisted) for (const form of document.forms) sentAt.delete(form)
  })
}
